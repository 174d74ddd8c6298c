"""The thread that reads a large room's clients."""

import selectors
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from desktop_chat.core.server.config import RoomConfig
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.net.worker import Crew, Worker
from desktop_chat.server.flush import Flusher
from desktop_chat.server.inbox import Gone, Inbox, Item, Lines
from desktop_chat.server.peer import READ_AHEAD_BYTES, Peer
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.server.shared_reader import CAN_SHARE, SharedReader
from desktop_chat.store.memory_log import MemoryRoomLog
from tests.support.clock import FakeClock
from tests.support.faults import FaultySocket
from tests.support.guards import Errors
from tests.support.person import Person

WAIT_SECONDS = 20.0
pytestmark = pytest.mark.skipif(not CAN_SHARE, reason="this system cannot wait for many sockets")


class Desk:
    """A shared reader at work, and an inbox that only the test empties."""

    def __init__(self, reader: SharedReader | None = None) -> None:
        self.inbox, self.flusher, self.crew = Inbox(), Flusher(), Crew()
        self.reader = reader or SharedReader(self.inbox)
        self.inbox = self.reader.inbox
        self.peers: list[Peer] = []
        self.clients: list[socket.socket] = []
        Worker("server-read", self.reader.run, crew=self.crew, owns="", on_error=lambda _error: None).start()

    def sit(self, kind: type[FaultySocket] = FaultySocket) -> tuple[Peer, socket.socket]:
        """Let a client be read; return it and its end."""
        ours, client = socket.socketpair()
        client.settimeout(WAIT_SECONDS)
        self.clients.append(client)
        self.peers.append(Peer(len(self.peers) + 1, kind(ours), self.inbox, self.flusher))
        self.reader.take(self.peers[-1])
        return self.peers[-1], client

    def items(self, count: int) -> list[Item]:
        """Return the next items, and tell their readers that they are taken."""
        found: list[Item] = []
        while len(found) < count:
            found += self.inbox.drain(WAIT_SECONDS)
        for item in found:
            if isinstance(item, Lines):
                self.peers[item.peer_id - 1].took(item.weight)
        return found

    def close(self) -> None:
        """End everything."""
        self.reader.stop()
        assert self.crew.join(Deadline(WAIT_SECONDS)) == []
        for peer in self.peers:
            peer.release()
        for client in self.clients:
            client.close()
        self.flusher.close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Return a reader at work."""
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
    line = b"PRIVMSG #tea :" + b"x" * 84 + b"\r\n"
    flood.settimeout(0)
    sent = 0
    while True:
        try:
            sent += flood.send(line[sent % len(line) :] + line * 500)
        except BlockingIOError:
            if flooder.is_far_ahead():
                break
    other.sendall(b"PING x\r\n")
    held: list[Lines] = []
    while not any(item.peer_id == 2 for item in held):
        held += [item for item in desk.inbox.drain(WAIT_SECONDS) if isinstance(item, Lines)]
    assert sum(item.weight for item in held if item.peer_id == 1) > READ_AHEAD_BYTES
    flood.shutdown(socket.SHUT_WR)
    for item in held:
        desk.peers[item.peer_id - 1].took(item.weight)
    count = sum(len(item.lines) for item in held if item.peer_id == 1)
    rest: list[Item] = []
    while not any(isinstance(item, Gone) for item in rest):
        rest += desk.items(1)
    count += sum(len(item.lines) for item in rest if isinstance(item, Lines))
    assert count == sent // len(line)


def test_an_error_with_one_ends_that_one(desk: Desk, errors: Errors) -> None:
    """The others are read on."""
    peer, client = desk.sit()
    _, other = desk.sit()
    assert isinstance(peer.socket, FaultySocket)
    peer.socket.fails_in = "server-read"
    client.sendall(b"x\r\n")
    assert desk.items(1) == [Gone(1, "Internal error")]
    errors.take("server-read")
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

    desk = Desk(SharedReader(Inbox(), Small))
    desk.sit()
    assert desk.items(1) == [Gone(1, "Internal error")]
    errors.take("server-read")
    desk.close()


def test_in_a_large_room_readers_hand_over_and_nobody_notices() -> None:
    """From more than so many on, a client's own reader ends after its first words."""
    config = ServerConfig(RoomConfig("test", "v"), ("127.0.0.1",), own_readers=2)
    server = RoomServer(config, open_log=MemoryRoomLog, clock=FakeClock())
    port = server.start()
    people = [Person(port, f"p{number}", channel="#tea") for number in range(5)]
    for person in people:
        person.in_step()
    assert [worker.name for worker in server.crew.workers() if worker.name.startswith("peer-")] == []
    people[0].say("PRIVMSG #tea :hello", "QUIT :bye")
    for person in people[1:]:
        assert person.line().endswith(":hello")
        assert " QUIT " in person.line()
    assert server.stop("closing time") == []
    assert people[1].rest() == ["ERROR :closing time"]
    for person in people:
        person.close()
