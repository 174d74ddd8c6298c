"""What a host does with the open room: a real room, its door, its log and the files of the next time."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.app.kept_choices import load_choices, save_choices
from desktop_chat.core.client.events import (
    HostingFacts,
    HostingStarted,
    JoinedChannel,
    LinkBroken,
    LinkFailed,
    LinkProblem,
    MemberQuit,
    MessageArrived,
    Registered,
)
from desktop_chat.core.server.bans import BanKind
from desktop_chat.core.server.choices import HostChoices
from desktop_chat.core.server.pace import Rate
from desktop_chat.gui.ports import HostRequest, JoinRequest
from tests.support.desk import Desk
from tests.support.waiting import wait_until

OPEN = HostRequest("가람", "우리 반", 0, announce=False)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Desk]:
    """Return somebody who hosts a room."""
    with Desk(tmp_path / "host") as desk:
        open_room(desk)
        yield desk


@pytest.fixture
def guest(tmp_path: Path) -> Iterator[Desk]:
    """Return somebody else."""
    with Desk(tmp_path / "guest") as desk:
        yield desk


def open_room(host: Desk) -> None:
    """Open the room, and be in it."""
    host.program.host(OPEN)
    host.port = host.until(HostingStarted).port
    host.until(JoinedChannel)


def come_in(guest: Desk, host: Desk, password: str = "") -> None:
    """Ask to be let in."""
    guest.program.join(JoinRequest("나래", f"127.0.0.1:{host.port}", password))


def test_a_password_set_now_is_asked_of_those_who_come(host: Desk, guest: Desk) -> None:
    """Who is inside stays, the host too when its own link breaks; it holds for the next time, until it is taken away."""
    come_in(guest, host)
    guest.until(JoinedChannel)
    host.program.controls.set_password("열려라")
    assert host.until(HostingFacts).room.password == "열려라"
    guest.program.leave()
    come_in(guest, host)
    assert guest.until(LinkFailed).problem is LinkProblem.BAD_PASSWORD
    come_in(guest, host, "열려라")
    guest.until(Registered)
    own = next(one for one in facts_of(host).room.people if one.nick == "가람")
    host.program.controls.put_out(own.id, "a test")
    host.until(LinkBroken)
    host.program.hurry()
    host.until(Registered)
    host.program.leave()
    open_room(host)
    assert facts_of(host).room.password == "열려라"
    host.program.controls.set_password("")
    host.until(HostingFacts)
    guest.program.leave()
    come_in(guest, host)
    guest.until(Registered)
    host.program.leave()
    open_room(host)
    assert facts_of(host).room.password == ""


def facts_of(host: Desk) -> HostingFacts:
    """Ask how the room is."""
    host.program.controls.ask()
    return host.until(HostingFacts)


def test_what_was_chosen_counts_at_once_and_the_next_time(host: Desk, tmp_path: Path) -> None:
    """All but what is asked for otherwise: a room that is not to be announced is not."""
    choices = HostChoices(announce=False, plain=True, connections=20, connections_per_address=5, channels=2, lines=Rate(9, 3), days=7)
    host.program.controls.choose(choices)
    assert host.until(HostingFacts).choices == choices
    hosted = host.program.hosted
    assert hosted is not None
    assert hosted.door.allow_plain
    assert hosted.server.ask(lambda world: world.config.limits.channels) == 2
    announced = hosted.announced()
    assert announced is not None
    assert (announced.plain, announced.locked) == (True, False)
    host.program.leave()
    open_room(host)
    assert facts_of(host).choices == choices
    assert load_choices(tmp_path / "host" / "hosting.json") == choices


def test_the_announcement_begins_and_ends_with_the_hosts_wish(tmp_path: Path) -> None:
    """While the room is open; on a machine without a network there is only its thread to be seen."""
    with Desk(tmp_path / "host", choose=lambda: ()) as desk:
        desk.program.host(HostRequest("가람", "우리 반", 0))
        desk.until(HostingStarted)
        desk.until(JoinedChannel)
        for wanted in (False, True, False):
            desk.program.controls.choose(HostChoices(announce=wanted))
            assert desk.until(HostingFacts).choices.announce is wanted
            wait_until(announces if wanted else lambda: not announces())


def announces() -> bool:
    """Return whether a thread announces a room."""
    return any(thread.name == "lan-announce" for thread in threading.enumerate())


def test_a_member_is_sent_away_or_banned_for_a_while(host: Desk, guest: Desk) -> None:
    """Each reads why."""
    come_in(guest, host)
    guest.until(JoinedChannel)
    narae = next(one for one in facts_of(host).room.people if one.nick == "나래")
    assert (narae.channels, narae.account) == (("#general",), "나래")
    host.program.controls.put_out(narae.id, "spam")
    assert "spam" in host.until(MemberQuit, nick="나래").reason
    guest.until(LinkBroken)
    guest.program.hurry()
    guest.until(JoinedChannel)
    host.program.controls.ban(BanKind.DEVICE, narae.security.device, reason="spam", by="가람", seconds=600)
    host.until(MemberQuit, nick="나래")
    assert guest.until(LinkFailed).problem is LinkProblem.BANNED
    ban = facts_of(host).room.bans[0]
    assert (ban.by, round(ban.until - ban.time)) == ("가람", 600)
    host.program.controls.unban(BanKind.DEVICE, narae.security.device)
    assert host.until(HostingFacts).room.bans == ()
    come_in(guest, host)
    guest.until(Registered)


def test_what_is_stored_can_be_deleted(host: Desk) -> None:
    """All of it, or what is older than a time."""
    host.program.say("#general", "안녕하세요")
    host.until(MessageArrived, text="안녕하세요")
    stored = facts_of(host).room.stored
    assert (stored.messages, stored.size > 0) == (1, True)
    host.program.controls.forget(1.0)
    assert host.until(HostingFacts).room.stored.messages == 1
    host.program.controls.forget(None)
    assert host.until(HostingFacts).room.stored.messages == 0


def test_without_a_room_nothing_happens(guest: Desk) -> None:
    """Nor is anything told or kept."""
    controls = guest.program.controls
    controls.ask()
    controls.choose(HostChoices(channels=1))
    controls.set_password("x")
    controls.put_out(1, "")
    controls.ban(BanKind.NICK, "eve", reason="", by="", seconds=None)
    controls.unban(BanKind.NICK, "eve")
    controls.forget(None)
    assert guest.waiting() == []


@pytest.mark.parametrize("content", ["", "[]", '{"announce": 1, "channels": 0, "connections": true, "lines": 7, "days": "x", "what": 1}'])
def test_choices_of_a_damaged_file_are_the_usual(tmp_path: Path, content: str) -> None:
    """Each of them by itself; what can be one is read back."""
    file = tmp_path / "hosting.json"
    assert load_choices(file) == HostChoices()
    file.write_text(content)
    assert load_choices(file) == HostChoices()
    for choices in (HostChoices(lines=None), HostChoices(announce=False, lines=Rate(2.5, 0.5), days=1)):
        save_choices(file, choices)
        assert load_choices(file) == choices
