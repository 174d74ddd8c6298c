"""How the engine reads a large room's clients."""

import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from desktop_chat.core.server.config import RoomConfig
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.server.flush import Flusher
from desktop_chat.server.inbox import PASS_BYTES, Gone, Inbox, Item, Lines
from desktop_chat.server.listener import Wrap, plain
from desktop_chat.server.peer import Peer
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.server.shared_reader import CAN_SHARE, SharedReader
from desktop_chat.store.memory_log import MemoryRoomLog
from tests.support.clock import FakeClock
from tests.support.faults import FaultySocket
from tests.support.guards import Errors
from tests.support.keys import secure_door
from tests.support.person import Person
from tests.support.tls_person import TlsPerson
from tests.support.waiting import wait_until

WAIT_SECONDS = 20.0
REST_SECONDS = 0.02
FLOOD_LINE = b"PRIVMSG #tea :" + b"x" * 84 + b"\r\n"
pytestmark = pytest.mark.skipif(not CAN_SHARE, reason="this system cannot wait for many sockets")


class Desk:
    """A shared reader, and peers that were handed over to it."""

    def __init__(self, new_selector: Callable[[], selectors.BaseSelector] = selectors.DefaultSelector) -> None:
        self.inbox, self.flusher = Inbox(), Flusher()
        self.reader = SharedReader(self.inbox, new_selector)
        self.peers: list[Peer] = []
        self.clients: list[socket.socket] = []

    def sit(self, kind: type[FaultySocket] = FaultySocket) -> tuple[Peer, socket.socket]:
        """Let a client be read; return it and its end."""
        ours, client = socket.socketpair()
        client.settimeout(WAIT_SECONDS)
        self.clients.append(client)
        self.peers.append(Peer(len(self.peers) + 1, kind(ours), self.inbox, self.flusher))
        self.reader.take(self.peers[-1])
        return self.peers[-1], client

    def items(self, count: int) -> list[Item]:
        """Return the next items, taken as the engine takes them."""
        found: list[Item] = []
        while len(found) < count:
            found += self.take_all(self.reader.collect(WAIT_SECONDS))
        return found

    def take_all(self, items: list[Item]) -> list[Item]:
        """Tell the peers of what is taken; return it."""
        for item in items:
            if isinstance(item, Lines):
                self.peers[item.peer_id - 1].took(item.weight)
        return items

    def close(self) -> None:
        """End everything."""
        self.reader.close()
        for peer in self.peers:
            peer.release()
        for client in self.clients:
            client.close()
        self.flusher.close()


def pour(flood: socket.socket, sent: int) -> int:
    """Send as much as the network takes of an endless flood, of which so many bytes were sent before; return how many."""
    before = sent
    with suppress(BlockingIOError):
        while sent - before < PASS_BYTES:
            sent += flood.send(FLOOD_LINE[sent % len(FLOOD_LINE) :] + FLOOD_LINE * 500)
    return sent - before


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Return a shared reader."""
    one = Desk()
    yield one
    one.close()


def test_everybody_is_read_in_order_up_to_the_end(desk: Desk) -> None:
    """`Gone` is the last that comes from a peer."""
    _, first = desk.sit()
    _, second = desk.sit()
    first.sendall(b"NICK ann\r\nhalf a ")
    second.sendall(b"NICK bob\r\n")
    assert sorted(item.lines[0] for item in desk.items(2) if isinstance(item, Lines)) == [b"NICK ann", b"NICK bob"]
    first.sendall(b"line\r\n")
    first.shutdown(socket.SHUT_WR)
    lines, gone = desk.items(2)
    assert isinstance(lines, Lines)
    assert lines.lines == [b"half a line"]
    assert gone == Gone(1, "Connection closed")


def test_a_flood_waits_in_the_network_and_nobody_with_it(desk: Desk) -> None:
    """One client is as far ahead as it may be; another is read at once; nothing is lost."""
    flooder, flood = desk.sit()
    _, other = desk.sit()
    flood.settimeout(0)
    sent, held = 0, list[Item]()
    while not flooder.is_far_ahead():
        sent += pour(flood, sent)
        held += desk.reader.collect(0)
    sent += pour(flood, sent)
    other.sendall(b"PING x\r\n")
    assert [item.peer_id for item in desk.reader.collect(WAIT_SECONDS) if isinstance(item, Lines)] == [2]
    flood.shutdown(socket.SHUT_WR)
    desk.take_all(held)
    while not isinstance(held[-1], Gone):
        held += desk.items(1)
    assert sum(len(item.lines) for item in held if isinstance(item, Lines)) == sent // len(FLOOD_LINE)


def test_a_pass_is_bounded_and_who_was_left_out_comes_first(desk: Desk) -> None:
    """Whoever talks much does not make the others wait for ever."""
    ends = [desk.sit()[1] for _ in range(5)]
    for end in ends:
        end.settimeout(0)
        assert pour(end, 0) > PASS_BYTES // 4
    first = {item.peer_id for item in desk.take_all(desk.reader.collect(WAIT_SECONDS)) if isinstance(item, Lines)}
    assert len(first) < len(ends)
    after = [item.peer_id for item in desk.take_all(desk.reader.collect(WAIT_SECONDS)) if isinstance(item, Lines)]
    assert after[0] not in first


def test_what_another_thread_posts_ends_the_wait(desk: Desk) -> None:
    """It waits for sockets and for the inbox at once."""
    desk.sit()
    assert desk.reader.collect(0) == []
    sender = threading.Thread(target=lambda: desk.inbox.put(Gone(7, "bye")))
    sender.start()
    assert desk.items(1) == [Gone(7, "bye")]
    sender.join()


def test_what_was_posted_before_is_taken_without_waiting(desk: Desk) -> None:
    """And before what is read: what a client's own reader posted comes first."""
    _, client = desk.sit()
    assert desk.reader.collect(0) == []
    desk.inbox.put(Lines(1, [b"NICK ann"], 8))
    client.sendall(b"QUIT\r\n")
    assert [item.lines for item in desk.reader.collect(WAIT_SECONDS) if isinstance(item, Lines)] == [[b"NICK ann"], [b"QUIT"]]


def test_who_talks_too_fast_is_read_again_in_time(desk: Desk) -> None:
    """And nobody waits for that: neither another client, nor who is far from the end of its rest."""

    class Fast(FaultySocket):
        rest_until = 0.0

        def receive(self, size: int) -> bytes:
            if self.rest_until > time.monotonic():
                raise BlockingIOError
            data = super().receive(size)
            self.rest_until = time.monotonic() + (REST_SECONDS if data == b"PING 1\r\n" else 0)
            return data

    _, fast = desk.sit(Fast)
    _, other = desk.sit()
    fast.sendall(b"PING 1\r\n")
    assert [item.lines for item in desk.items(1) if isinstance(item, Lines)] == [[b"PING 1"]]
    fast.sendall(b"PING 2\r\n")
    other.sendall(b"PING 3\r\n")
    assert [item.lines for item in desk.items(2) if isinstance(item, Lines)] == [[b"PING 3"], [b"PING 2"]]


def test_an_error_with_one_ends_that_one(desk: Desk, errors: Errors) -> None:
    """The others are read on."""
    peer, client = desk.sit()
    _, other = desk.sit()
    assert isinstance(peer.socket, FaultySocket)
    peer.socket.fails_in = threading.current_thread().name
    client.sendall(b"x\r\n")
    assert desk.items(1) == [Gone(1, "Internal error")]
    errors.take(threading.current_thread().name)
    other.sendall(b"PING x\r\n")
    assert isinstance(desk.items(1)[0], Lines)


def test_a_broken_connection_says_how_it_broke(desk: Desk) -> None:
    """The reason is shown to others in QUIT."""

    class Broken(FaultySocket):
        def receive(self, _size: int) -> bytes:
            raise ConnectionResetError(104, "Connection reset by peer")

    desk.sit(Broken)
    assert desk.items(1) == [Gone(1, "Read error: Connection reset by peer")]


def test_who_keeps_bytes_is_asked_until_there_are_no_more(desk: Desk) -> None:
    """A wrapper that decrypts may hold a second line although the socket is empty."""

    class Keeping(FaultySocket):
        kept = b""

        @property
        def holds_more(self) -> bool:
            return True

        def receive(self, size: int) -> bytes:
            if not self.kept:
                self.kept = PeerSocket.receive(self, size)
            data, self.kept = self.kept[:8], self.kept[8:]
            return data

    _, client = desk.sit(Keeping)
    client.sendall(b"PING 1\r\nPING 2\r\nPING 3\r\n")
    assert [item.lines for item in desk.items(3) if isinstance(item, Lines)] == [[b"PING 1"], [b"PING 2"], [b"PING 3"]]


def test_who_cannot_be_waited_for_is_given_up(errors: Errors) -> None:
    """There may be a bound on how many sockets one can wait for."""

    class Small(selectors.DefaultSelector):
        def register(self, fileobj: Any, events: int, data: object = None) -> selectors.SelectorKey:  # type: ignore[explicit-any]  # noqa: ANN401
            if data is not None:
                raise OSError(28, "No space left on device")
            return super().register(fileobj, events, data)

    desk = Desk(Small)
    desk.sit()
    assert desk.reader.collect(WAIT_SECONDS) == [Gone(1, "Internal error")]
    errors.take(threading.current_thread().name)
    desk.close()


@pytest.mark.parametrize(("wrap", "kind"), [(plain, Person), (secure_door().wrap, TlsPerson)], ids=["plain", "tls"])
def test_in_a_large_room_readers_hand_over_and_nobody_notices(wrap: Wrap, kind: type[Person]) -> None:
    """From more than so many on, a client's own reader ends after its first words."""
    config = ServerConfig(RoomConfig("test", "v", flood_limit=None), ("127.0.0.1",), own_readers=2)
    server = RoomServer(config, open_log=MemoryRoomLog, clock=FakeClock(), wrap=wrap)
    port = server.start()
    people = [kind(port, f"p{number}", channel="#tea") for number in range(5)]
    for person in people:
        person.in_step()
    wait_until(lambda: not any(worker.name.startswith("peer-") for worker in server.crew.workers()))
    said = [f"line {number}" for number in range(1_000)]
    people[0].say(*(f"PRIVMSG #tea :{text}" for text in said), "QUIT :bye")
    for person in people[1:]:
        assert [person.line().partition(" :")[2] for _ in said] == said
        assert " QUIT " in person.line()
    assert server.stop("closing time") == []
    assert people[1].rest() == ["ERROR :closing time"]
    for person in people:
        person.close()
