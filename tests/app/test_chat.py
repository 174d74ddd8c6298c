"""The program behind the window: real rooms, real links, no Tk."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.core.client.commands import InputProblem, Refused
from desktop_chat.core.client.events import (
    Connecting,
    HostClosed,
    HostingFailed,
    HostingStarted,
    HostProblem,
    JoinedChannel,
    LinkBroken,
    LinkFailed,
    LinkProblem,
    MemberJoined,
    MemberQuit,
    MessageArrived,
    NickRefusal,
    NickRefused,
    Registered,
    ServerSaid,
)
from desktop_chat.gui.ports import STOP_SECONDS, HostRequest, JoinRequest
from desktop_chat.net.sockets import listen
from tests.support.desk import Desk
from tests.support.person import Person

HOSTING = HostRequest("가람", "우리 반", 0)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Desk]:
    """Return somebody who hosts a room and is in #general."""
    with Desk(tmp_path / "host") as desk:
        desk.program.host(HOSTING)
        desk.port = desk.until(HostingStarted, room="우리 반").port
        desk.until(JoinedChannel, channel="#general")
        yield desk


def test_the_host_is_a_guest_of_its_own_room(host: Desk) -> None:
    """It comes in over loopback like everybody."""
    host.program.say("#general", "안녕하세요")
    assert host.until(MessageArrived).text == "안녕하세요"
    with Person(host.port, "bob", channel="#general") as bob:
        host.until(MemberJoined, nick="bob")
        bob.say("PRIVMSG #general :네!")
        assert host.until(MessageArrived, sender="bob").text == "네!"
    host.until(MemberQuit, nick="bob")


def test_the_host_is_operator_everywhere(host: Desk) -> None:
    """PROTOCOL, Commands: "the host is operator everywhere", without being asked for a password."""
    host.until(ServerSaid, code="381")


def test_others_can_type_the_address_it_tells(host: Desk, tmp_path: Path) -> None:
    """The first one leads into the room."""
    address = host.program.addresses()[0]
    assert address.endswith(f":{host.port}")
    with Desk(tmp_path / "guest") as guest:
        guest.program.join(JoinRequest("나래", address))
        guest.until(Registered, nick="나래")
        host.until(MemberJoined, nick="나래")


def test_whoever_hosts_nothing_has_no_address(tmp_path: Path) -> None:
    """Neither before nor after."""
    with Desk(tmp_path) as desk:
        assert desk.program.addresses() == ()
        desk.program.host(HOSTING)
        desk.until(JoinedChannel)
        assert len(desk.program.addresses()) > 0
        desk.program.leave()
        assert desk.program.addresses() == ()


def test_a_name_that_is_taken_can_be_changed(host: Desk, tmp_path: Path) -> None:
    """The link waits for another one."""
    with Desk(tmp_path / "guest") as guest:
        guest.program.join(JoinRequest("가람", f"127.0.0.1:{host.port}"))
        assert guest.until(NickRefused).reason is NickRefusal.IN_USE
        guest.program.rename("나래")
        guest.until(Registered, nick="나래")


def test_leaving_a_hosted_room_closes_it_for_all(host: Desk, tmp_path: Path) -> None:
    """They are told; whoever left hears nothing more of it."""
    with Desk(tmp_path / "guest") as guest:
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{host.port}"))
        host.until(MemberJoined, nick="나래")
        host.program.leave()
        host.waiting()
        guest.until(HostClosed)
        assert guest.until(LinkBroken).problem is LinkProblem.CLOSED_BY_HOST
        assert host.waiting() == []


def test_a_room_can_be_opened_again_at_once(host: Desk) -> None:
    """The new one waits until the old one has given the log back."""
    host.program.leave()
    host.program.host(HOSTING)
    host.until(HostingStarted)
    host.until(JoinedChannel)


def test_a_host_whose_own_link_broke_comes_back_into_its_room(host: Desk, tmp_path: Path) -> None:
    """The room and its members are still there, and the host is its operator again."""
    with Desk(tmp_path / "guest") as guest:
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{host.port}"))
        host.until(MemberJoined, nick="나래")
        guest.until(JoinedChannel)
        host.program.host(replace(HOSTING, nick="가람_2"))
        host.until(JoinedChannel, channel="#general")
        host.until(ServerSaid, code="381")
        host.program.say("#general", "back")
        assert guest.until(MessageArrived).sender == "가람_2"
    assert host.program.addresses()[0].endswith(f":{host.port}")


def test_joining_another_room_leaves_the_first(host: Desk, tmp_path: Path) -> None:
    """One room at a time."""
    with Desk(tmp_path / "guest") as guest:
        guest.program.host(HOSTING)
        port = guest.until(HostingStarted).port
        guest.until(JoinedChannel)
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{host.port}"))
        guest.until(Connecting, address=f"127.0.0.1:{host.port}")
        guest.until(Registered, nick="나래")
        guest.until(JoinedChannel)
        with Person(host.port, "ann", channel="#general") as ann:
            ann.say("PRIVMSG #general :here")
            assert guest.until(MessageArrived).text == "here"
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    """One that was asked for does not move."""
    with listen("127.0.0.1", 0) as taken, Desk(tmp_path) as desk:
        desk.program.host(HostRequest("가람", "우리 반", taken.getsockname()[1]))
        assert desk.until(HostingFailed).problem is HostProblem.PORT_IN_USE


def test_a_data_folder_in_use_is_told(host: Desk, tmp_path: Path) -> None:
    """Two rooms would write one log."""
    with Desk(tmp_path / "host") as second:
        second.program.host(HOSTING)
        assert second.until(HostingFailed).problem is HostProblem.STORE_UNUSABLE
    host.program.say("#general", "still here")
    host.until(MessageArrived, text="still here")


@pytest.mark.parametrize("address", ["", "http://x", "host:99999", "[::1"])
def test_an_address_that_is_none_is_told(tmp_path: Path, address: str) -> None:
    """As an event, like every problem of a link."""
    with Desk(tmp_path) as desk:
        desk.program.join(JoinRequest("가람", address))
        assert desk.until(LinkFailed).problem is LinkProblem.BAD_ADDRESS


def test_a_host_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Refused at once, not after a timeout."""
    with listen("127.0.0.1", 0) as unused:
        port = unused.getsockname()[1]
    with Desk(tmp_path) as desk:
        desk.program.join(JoinRequest("가람", f"127.0.0.1:{port}"))
        assert desk.until(LinkFailed).problem is LinkProblem.REFUSED


def test_what_cannot_be_sent_is_returned(host: Desk) -> None:
    """Nothing goes out, and nothing is raised."""
    assert host.program.say("#general", "/fly away") == Refused(InputProblem.UNKNOWN_COMMAND, "/fly")
    assert host.program.say("", "to nobody") == Refused(InputProblem.NO_CONVERSATION, "")


def test_without_a_room_words_go_nowhere(tmp_path: Path) -> None:
    """Typed while the link is gone: it is not lost, since the window is told that it was not sent."""
    with Desk(tmp_path) as desk:
        desk.program.leave()
        desk.program.rename("나래")
        assert desk.program.say("#general", "anybody?") == Refused(InputProblem.NOT_NOW, "anybody?")


def test_a_full_queue_loses_nothing(tmp_path: Path, host: Desk) -> None:
    """Whoever posts waits until the window has taken some."""
    with Desk(tmp_path / "guest", events_waiting=5) as guest:
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{host.port}"))
        guest.until(JoinedChannel)
        with Person(host.port, "bob", channel="#general") as bob:
            bob.say(*(f"PRIVMSG #general :{number}" for number in range(50)))
            bob.in_step()
        assert [guest.until(MessageArrived).text for _ in range(50)] == [str(number) for number in range(50)]


def test_stopping_does_not_wait_for_a_window_that_takes_nothing_more(tmp_path: Path, host: Desk) -> None:
    """The queue is full and stays so."""
    with Desk(tmp_path / "guest", events_waiting=1) as guest:
        guest.program.join(JoinRequest("나래", f"127.0.0.1:{host.port}"))
        guest.until(JoinedChannel)
        for number in range(50):
            host.program.say("#general", f"{number}")
        guest.until(MessageArrived, text="7")
        begun = time.monotonic()
        assert guest.program.stop() == []
        assert time.monotonic() - begun < STOP_SECONDS
    host.until(MemberQuit, nick="나래")


def test_stopping_while_a_room_opens_leaves_nothing_open(tmp_path: Path) -> None:
    """The window may close before the room is there."""
    with Desk(tmp_path) as desk:
        desk.program.host(HOSTING)
    with Desk(tmp_path) as again:
        again.program.host(HOSTING)
        again.until(HostingStarted)


def test_only_addresses_that_are_safe_to_follow_are_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a program that somebody wrote into a message is not."""
    opened: list[str] = []

    def note(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", note)
    with Desk(tmp_path) as desk:
        for url in ("file:///etc/passwd", "https://example.org/가", "javascript:x", "mailto:ann@example.org", "https://a@example.org"):
            desk.program.open_link(url)
    assert sorted(opened) == ["https://example.org/가", "mailto:ann@example.org"]
