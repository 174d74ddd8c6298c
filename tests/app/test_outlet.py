"""What is said reaches the host, whatever happens to the link: real rooms, real links, no Tk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.core.client.commands import InputProblem, Refused
from desktop_chat.core.client.events import (
    HostingStarted,
    JoinedChannel,
    LinkBroken,
    MemberJoined,
    MessageArrived,
    MessageQueued,
    ModeChanged,
    SendFailed,
    TopicChanged,
)
from desktop_chat.gui.ports import HostRequest, JoinRequest
from tests.support.desk import Desk

HOSTING = HostRequest("가람", "우리 반", 0)

HOSTING = HostRequest("가람", "우리 반", 0)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Desk]:
    """Return somebody who hosts a room and is in #general."""
    with Desk(tmp_path / "host") as desk:
        desk.program.host(HOSTING)
        desk.port = desk.until(HostingStarted, room="우리 반").port
        desk.until(JoinedChannel, channel="#general")
        yield desk


def test_members_come_back_by_themselves_when_the_host_does(tmp_path: Path) -> None:
    """The same room, closed and opened again on its port: nobody has to do anything."""
    with Desk(tmp_path / "host") as host, Desk(tmp_path / "guest") as guest:
        host.program.host(HOSTING)
        port = host.until(HostingStarted).port
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{port}"))
        guest.until(JoinedChannel)
        host.program.leave()
        guest.until(LinkBroken)
        host.waiting()
        host.program.host(replace(HOSTING, port=port))
        host.until(JoinedChannel)
        guest.program.hurry()
        guest.until(JoinedChannel, channel="#general")
        host.until(MemberJoined, nick="나래")


def test_what_is_said_while_the_host_is_away_arrives_when_it_is_back(tmp_path: Path) -> None:
    """In order and once; over a restart of the member's program too."""
    with Desk(tmp_path / "host") as host:
        host.program.host(HOSTING)
        address = f"127.0.0.1:{host.until(HostingStarted).port}"
        with Desk(tmp_path / "guest") as guest:
            guest.program.join(JoinRequest("나래", address))
            guest.until(JoinedChannel)
            guest.program.say("#general", "one")
            assert guest.until(MessageQueued).message.text == "one"
            assert guest.until(MessageArrived).own_id
            host.program.leave()
            guest.until(LinkBroken)
            for text in ("two", "/me three", "four"):
                assert guest.program.say("#general", text) is None
            assert [guest.until(MessageQueued).message.text for _ in range(3)] == ["two", "three", "four"]
            assert guest.program.say("#general", "/topic x") == Refused(InputProblem.NOT_NOW, "/topic x")
        host.waiting()
        with Desk(tmp_path / "guest") as guest:
            guest.program.join(JoinRequest("나래", address))
            assert [guest.until(MessageQueued).message.text for _ in range(3)] == ["two", "three", "four"]
            guest.until(LinkBroken)
            host.program.host(replace(HOSTING, port=int(address.rpartition(":")[2])))
            host.until(JoinedChannel)
            guest.program.hurry()
            assert [guest.until(MessageArrived, mine=True).text for _ in range(3)] == ["two", "three", "four"]
            heard = [host.until(MessageArrived, sender="나래").text]
            while heard[-1] != "four":
                heard.append(host.until(MessageArrived, sender="나래").text)
            # The host's own history may ask for what was said before it left, and be told it once more, by the same id.
            assert [text for text in heard if text != "one"] == ["two", "three", "four"]


def test_several_lines_are_one_message_over_every_break(tmp_path: Path) -> None:
    """Said while the host is away, over a restart of the program; what is too much for the host is refused at once."""
    poem = "첫째 줄\n\n    셋째 줄\n" + "긴 " * 300
    with Desk(tmp_path / "host") as host:
        host.program.host(HOSTING)
        address = f"127.0.0.1:{host.until(HostingStarted).port}"
        with Desk(tmp_path / "guest") as guest:
            guest.program.join(JoinRequest("나래", address))
            guest.until(JoinedChannel)
            assert guest.program.say("#general", "\n".join("x" * 101)) == Refused(InputProblem.TOO_MANY_LINES, "100")
            guest.program.say("#general", "one\ntwo")
            assert guest.until(MessageArrived).text == "one\ntwo"
            assert host.until(MessageArrived, sender="나래").text == "one\ntwo"
            host.program.leave()
            guest.until(LinkBroken)
            assert guest.program.say("#general", poem) is None
            assert guest.until(MessageQueued).message.text == poem.strip()
        host.waiting()
        with Desk(tmp_path / "guest") as guest:
            guest.program.join(JoinRequest("나래", address))
            assert guest.until(MessageQueued).message.text == poem.strip()
            guest.until(LinkBroken)
            host.program.host(replace(HOSTING, port=int(address.rpartition(":")[2])))
            host.until(JoinedChannel)
            guest.program.hurry()
            arrived = guest.until(MessageArrived, mine=True)
            assert (arrived.text, bool(arrived.own_id)) == (poem.strip(), True)
            assert host.until(MessageArrived, sender="나래").text == poem.strip()
            assert guest.program.say("#general", "last") is None
            assert host.until(MessageArrived, sender="나래").text == "last"


def test_a_command_goes_as_it_is(host: Desk) -> None:
    """Whatever signs are in its last parameter; what no line can hold, and what has nowhere to go, is refused."""
    assert host.program.command("TOPIC", "#general", "/me: 100 % :) 가나다") is None
    assert host.until(TopicChanged, by="가람").topic == "/me: 100 % :) 가나다"
    assert host.program.command("KICK", "#general", "two words", "x") == Refused(InputProblem.NOT_SENDABLE, "KICK #general two words x")
    host.program.leave()
    assert host.program.command("TOPIC", "#general", "") == Refused(InputProblem.NOT_NOW, "TOPIC")


def test_a_refused_message_is_sent_again_or_given_up(host: Desk, tmp_path: Path) -> None:
    """A channel that is closed to us for a while."""
    with Desk(tmp_path / "guest") as guest:
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{host.port}"))
        guest.until(JoinedChannel)
        host.program.say("#general", "/mode +m")
        guest.until(ModeChanged)
        guest.program.say("#general", "one")
        guest.program.say("#general", "two")
        first, second = guest.until(SendFailed), guest.until(SendFailed)
        assert "Cannot send" in first.reason
        guest.program.drop(first.own_id)
        host.program.say("#general", "/mode -m")
        guest.until(ModeChanged)
        guest.program.retry(second.own_id)
        assert guest.until(MessageArrived).text == "two"
        assert host.until(MessageArrived, sender="나래").text == "two"
