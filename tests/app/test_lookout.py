"""A room whose host has another address now is found again: where it was before, or where it is announced."""

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.app.lookout import Lookout
from desktop_chat.client.known_rooms import KnownRooms
from desktop_chat.core.client.events import (
    ClientEvent,
    FoundRoom,
    HostingStarted,
    JoinedChannel,
    LinkBroken,
    LinkFailed,
    LinkLost,
    LinkProblem,
    LinkUp,
    MessageArrived,
    RoomsFound,
)
from desktop_chat.core.client.fingerprints import room_id
from desktop_chat.gui.ports import HostRequest, JoinRequest
from desktop_chat.lan.browse import Browser
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.sockets import listen
from desktop_chat.net.worker import Crew
from tests.support.desk import Desk

A, B = "a" * 64, "b" * 64


def room(pin: str, *addresses: str, key: str = "1") -> FoundRoom:
    """Return a room that is announced."""
    return FoundRoom(key, "우리 반", room_id(pin), addresses)


@pytest.fixture
def told() -> "queue.Queue[ClientEvent]":
    """Return what the window is told."""
    return queue.Queue()


@pytest.fixture
def lookout(told: "queue.Queue[ClientEvent]") -> Iterator[Lookout]:
    """Return one on a machine without a network: nothing is found but what a test announces."""
    crew = Crew()
    one = Lookout(told, choose=lambda: (), crew=crew, own_pin=lambda: A)
    yield one
    one.stop()
    one.seek(None)
    assert crew.join(Deadline(10.0)) == []


def announce(lookout: Lookout, *rooms: FoundRoom, by: Browser | None = None) -> None:
    """Let rooms be found."""
    browser = by or lookout._browser
    assert browser is not None
    lookout._tell(RoomsFound(rooms), browser)


def test_a_room_that_is_away_is_looked_for_until_it_is_back(lookout: Lookout) -> None:
    """Its link is let know where it went, and of nothing else."""
    heard, hurried = list[ClientEvent](), list[int]()
    hear = lookout.seeking(heard.append, lambda: hurried.append(1))
    assert lookout.where_is({room_id(A)}) == ()
    broken = LinkBroken(LinkProblem.SILENT, "", 1.0)
    hear(broken)
    announce(lookout, room(B, "10.0.0.1:1"))
    assert hurried == []
    announce(lookout, room(B, "10.0.0.1:1"), room(A, "10.0.0.2:2", "10.0.0.3:2", key="2"))
    announce(lookout, room(B, "10.0.0.9:1"), room(A, "10.0.0.2:2", "10.0.0.3:2", key="2"))
    assert hurried == [1]
    assert lookout.where_is({room_id(A)}) == ("10.0.0.2:2", "10.0.0.3:2")
    hear(LinkUp(A))
    assert (heard, lookout._browser) == ([broken, LinkUp(A)], None)


@pytest.mark.parametrize("end", [LinkLost(LinkProblem.BANNED, ""), LinkFailed(LinkProblem.BANNED, "")])
def test_a_link_that_ends_looks_no_longer(lookout: Lookout, end: ClientEvent) -> None:
    """Nobody wants to know."""
    hear = lookout.seeking(lambda _event: None, lambda: None)
    hear(LinkBroken(LinkProblem.SILENT, "", 1.0))
    assert lookout._browser is not None
    hear(end)
    assert lookout._browser is None


def test_the_window_is_told_only_while_it_wants_to_know(lookout: Lookout, told: "queue.Queue[ClientEvent]") -> None:
    """With our own room marked; who looks for another reason tells it nothing."""
    lookout.seek(lambda: None)
    announce(lookout, room(A, "10.0.0.2:2"))
    assert told.empty()
    lookout.start()
    announce(lookout, room(A, "10.0.0.2:2"))
    found = told.get_nowait()
    assert isinstance(found, RoomsFound)
    assert [one.own for one in found.rooms] == [True]
    lookout.stop()
    announce(lookout, room(A, "10.0.0.3:2"))
    assert told.empty()


def test_a_browser_that_ends_takes_no_room_away(lookout: Lookout) -> None:
    """The next one has found rooms by then."""
    lookout.seek(lambda: None)
    ending = lookout._browser
    lookout.seek(None)
    lookout.seek(lambda: None)
    announce(lookout, room(A, "10.0.0.2:2"))
    announce(lookout, by=ending)
    assert lookout.where_is({room_id(A)}) == ("10.0.0.2:2",)


def host_at(desk: Desk, port: int) -> int:
    """Open the person's room; return where."""
    desk.program.host(HostRequest("가람", "우리 반", port, announce=False))
    opened = desk.until(HostingStarted).port
    desk.until(JoinedChannel)
    return opened


def test_a_room_that_moved_is_found_again_by_its_announcement(tmp_path: Path) -> None:
    """As after DHCP gave its host another address: with real TLS, on another port. Where it was, another room is by now."""
    with Desk(tmp_path / "guest", choose=lambda: ()) as guest:
        with Desk(tmp_path / "host") as home:
            old = host_at(home, 0)
            guest.program.join(JoinRequest("나래", f"127.0.0.1:{old}"))
            guest.until(JoinedChannel)
        guest.until(LinkBroken)
        with Desk(tmp_path / "stranger") as stranger, Desk(tmp_path / "host") as home:
            host_at(stranger, old)
            guest.program.hurry()
            guest.until(LinkBroken, problem=LinkProblem.KEY_CHANGED)
            new = host_at(home, 0)
            pin = KnownRooms(tmp_path / "guest" / "known-rooms.json").rooms()[0].pin
            announce(guest.program._lookout, room(pin, f"127.0.0.1:{new}"))
            assert guest.until(LinkUp) == LinkUp(pin, "TLSv1.3", is_new=False, address=f"127.0.0.1:{new}")
            guest.until(JoinedChannel)
            home.program.say("#general", "here")
            guest.until(MessageArrived, text="here")
    (known,) = KnownRooms(tmp_path / "guest" / "known-rooms.json").rooms()
    assert known.addresses == (f"127.0.0.1:{new}", f"127.0.0.1:{old}")


def test_a_stranger_at_a_place_where_the_room_was_is_neither_joined_nor_offered(tmp_path: Path) -> None:
    """What is told is that nobody is where the person asked; the stranger is known by nothing afterwards."""
    file = tmp_path / "guest" / "known-rooms.json"
    with listen("127.0.0.1", 0) as gone:
        nobody = f"127.0.0.1:{gone.getsockname()[1]}"
    with Desk(tmp_path / "stranger") as stranger, Desk(tmp_path / "guest") as guest:
        port = host_at(stranger, 0)
        KnownRooms(file).remember(A, name="우리 반", addresses=[nobody, f"127.0.0.1:{port}"])
        guest.program.join(JoinRequest("나래", nobody))
        failed = guest.until(LinkFailed)
        assert (failed.problem, failed.keys) == (LinkProblem.REFUSED, None)
    assert [known.pin for known in KnownRooms(file).rooms()] == [A]
