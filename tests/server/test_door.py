"""The door's bounds on real sockets."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from desktop_chat.core.server.pace import DoorLimits, Rate, TurnedAway
from desktop_chat.net.addresses import EVERYWHERE
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.server.door import Door
from desktop_chat.server.secure_socket import SecureSocket
from tests.support.clock import FakeClock
from tests.support.keys import tls_server

FAR = "192.168.0.9"


class Knocking:
    """A door, and connections that say where they come from."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        limits = DoorLimits(connections_per_address=2, lines_per_address=Rate(10, 1e-3))
        self.door = Door(tls_server(), allow_plain=True, limits=limits, clock=self.clock)
        self._open: list[PeerSocket | socket.socket] = []

    def knock(self, host: str) -> tuple[PeerSocket | None, socket.socket]:
        """Connect from an address; return both ends, None for who was turned away."""
        ours, theirs = socket.socketpair()
        wrapped = self.door.wrap(ours, host)
        self._open += [theirs, wrapped or ours]
        return wrapped, theirs

    def close(self) -> None:
        """Close everything; nobody is counted any more."""
        for one in self._open:
            one.close()
            one.close()
        assert self.door.open_connections() == {}


@pytest.fixture
def knocking() -> Iterator[Knocking]:
    """Return a door."""
    with closing(Knocking()) as one:
        yield one


def test_too_many_are_turned_away_and_counted(knocking: Knocking) -> None:
    """Who is not of the local network is, unless the host lets everybody in."""
    assert [knocking.knock(FAR)[0] is None for _ in range(3)] == [False, False, True]
    assert knocking.knock("8.8.8.8")[0] is None
    assert knocking.door.turned_away() == {TurnedAway.TOO_MANY_OF_ADDRESS: 1, TurnedAway.NOT_LOCAL: 1}
    assert knocking.door.open_connections() == {FAR: 2}
    everywhere = Door(tls_server(), let_in=EVERYWHERE)
    ours, theirs = socket.socketpair()
    with theirs:
        wrapped = everywhere.wrap(ours, "8.8.8.8")
        assert wrapped is not None
        wrapped.close()


def test_a_connection_that_cannot_be_wrapped_is_not_counted(knocking: Knocking) -> None:
    """It is closed already."""
    ours, theirs = socket.socketpair()
    ours.close()
    theirs.close()
    with pytest.raises(OSError, match="descriptor"):
        knocking.door.wrap(ours, FAR)
    assert knocking.door.open_connections() == {}


def test_who_talks_too_fast_is_read_later_and_can_always_be_ended(knocking: Knocking) -> None:
    """Nothing is lost; a debt of 30 s does not hold up the end."""
    peer, client = knocking.knock(FAR)
    assert peer is not None
    client.sendall(b"x\n" * 100)
    assert peer.receive(1000) == b"x\n" * 100
    client.sendall(b"more")
    got: list[bytes] = []
    reading = threading.Thread(target=lambda: got.append(peer.receive(1000)))
    reading.start()
    reading.join(0.05)
    assert reading.is_alive()
    peer.reset()
    reading.join(20)
    assert got == [b"more"]


def test_one_thread_that_reads_many_never_waits_for_one(knocking: Knocking) -> None:
    """It is told to come back, and when."""
    peer, client = knocking.knock(FAR)
    assert isinstance(peer, SecureSocket)
    client.sendall(b"x\n")
    assert peer.receive(1000) == b"x\n"
    peer.never_wait()
    with pytest.raises(BlockingIOError):
        peer.receive(1000)
    assert peer.rest_until == 0.0
    client.sendall(b"x\n" * 100)
    assert peer.receive(1000) == b"x\n" * 100
    client.sendall(b"more")
    with pytest.raises(BlockingIOError):
        peer.receive(1000)
    assert peer.rest_until > time.monotonic()
    peer.rest_until = time.monotonic()
    assert peer.receive(1000) == b"more"


def test_this_machine_itself_talks_as_fast_as_it_can(knocking: Knocking) -> None:
    """The host's own window, its bots and its tests."""
    peer, client = knocking.knock("127.0.0.1")
    assert peer is not None
    for _ in range(3):
        client.sendall(b"x\n" * 100)
        assert peer.receive(1000) == b"x\n" * 100


def test_how_many_may_come_in_can_change(knocking: Knocking) -> None:
    """Who is in stays; plain text of other machines too is let in or not from the next connection on."""
    knocking.door.bound(lambda limits: replace(limits, connections_per_address=3))
    assert [knocking.knock(FAR)[0] is None for _ in range(4)] == [False, False, False, True]
    knocking.door.bound(lambda limits: replace(limits, connections=3))
    assert knocking.knock("192.168.0.10")[0] is None
    assert knocking.door.open_connections() == {FAR: 3}
