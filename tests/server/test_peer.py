"""One client's reader and the place where its lines go out."""

import socket
import threading
from collections.abc import Iterator

import pytest

from desktop_chat.core.wire.linebuffer import TOO_LONG
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.net.worker import Crew, Worker
from desktop_chat.server.flush import Flusher
from desktop_chat.server.inbox import LINE_BYTES, Gone, Inbox, Item, Lines
from desktop_chat.server.peer import LARGE_RECEIVE_BYTES, READ_AHEAD_BYTES, Peer

WAIT_SECONDS = 20.0


class Reading:
    """A peer whose reader runs, an inbox that no engine empties, and the client's socket."""

    def __init__(self, receive_seconds: float = WAIT_SECONDS) -> None:
        ours, self.client = socket.socketpair()
        self.inbox, self.flusher, self.crew = Inbox(), Flusher(), Crew()
        self.peer = Peer(7, PeerSocket(ours, receive_seconds=receive_seconds), self.inbox, self.flusher)
        self.client.settimeout(WAIT_SECONDS)
        Worker("peer-7", self.peer.read, crew=self.crew, owns="", on_error=lambda _error: None).start()

    def lines(self, count: int) -> list[bytes]:
        """Return the next lines, as soon as there are so many."""
        found: list[bytes] = []
        while len(found) < count:
            for item in self.take():
                assert isinstance(item, Lines)
                assert item.peer_id == 7
                found += item.lines
        return found

    def take(self) -> list[Item]:
        """Take what waits, as an engine does."""
        items = self.inbox.drain(WAIT_SECONDS)
        for item in items:
            if isinstance(item, Lines):
                self.peer.took(item.weight)
        return items

    def close(self) -> None:
        """End everything."""
        self.peer.socket.shutdown()
        while self.crew.join(Deadline(0.01)):
            self.take()
        self.peer.release()
        self.flusher.close()
        self.client.close()


@pytest.fixture
def reading() -> Iterator[Reading]:
    """Return a peer that is being read."""
    opened = Reading()
    yield opened
    opened.close()


def test_all_lines_of_a_piece_are_one_item(reading: Reading) -> None:
    """A reader hands over all that one `recv` completed; the rest waits for its end."""
    reading.client.sendall(b"NICK ann\r\nUSER ann 0 * :Ann\r\n\r\nJOI")
    assert reading.take() == [Lines(7, [b"NICK ann", b"USER ann 0 * :Ann"], 34 + 2 * LINE_BYTES)]
    reading.client.sendall(b"N #tea\n" + b"x" * 600 + b"\r\n")
    assert reading.lines(2) == [b"JOIN #tea", TOO_LONG]


def test_the_end_of_a_connection_is_posted_last(reading: Reading) -> None:
    """A line that was never ended is none (RFC 1459 2.3)."""
    reading.client.sendall(b"QUIT\r\nhalf a li")
    reading.client.shutdown(socket.SHUT_WR)
    items: list[Item] = []
    while len(items) < 2:
        items += reading.take()
    assert items == [Lines(7, [b"QUIT"], 15 + LINE_BYTES), Gone(7, "Connection closed")]


def test_silence_is_no_error() -> None:
    """The receive timeout is there for the socket only; it is the room that judges silence."""
    reading = Reading(receive_seconds=0.005)
    assert reading.inbox.drain(0.05) == []
    reading.client.sendall(b"still here\n")
    assert reading.lines(1) == [b"still here"]
    reading.close()


def test_a_flood_waits_in_the_network_and_not_in_the_inbox(reading: Reading) -> None:
    """A client has so much ahead of the engine and no more; then TCP makes it wait. Nothing is lost."""
    line = b"PRIVMSG #tea :" + b"x" * 84 + b"\r\n"
    count = 50_000
    sender = threading.Thread(target=lambda: reading.client.sendall(line * count))
    sender.start()
    held: list[Lines] = []
    while sum(item.weight for item in held) <= READ_AHEAD_BYTES:
        held += [item for item in reading.inbox.drain(WAIT_SECONDS) if isinstance(item, Lines)]
    assert reading.inbox.drain(0.1) == []
    assert sum(item.weight for item in held) <= READ_AHEAD_BYTES + 2 * LARGE_RECEIVE_BYTES
    for item in held:
        reading.peer.took(item.weight)
    rest = count - sum(len(item.lines) for item in held)
    assert reading.lines(rest) == [line.strip()] * rest
    sender.join()


def test_a_broken_connection_says_how_it_broke() -> None:
    """The reason is shown to others in QUIT."""

    class Broken(PeerSocket):
        def receive(self, _size: int) -> bytes:
            raise ConnectionResetError(104, "Connection reset by peer")

    ours, client = socket.socketpair()
    inbox, flusher = Inbox(), Flusher()
    peer = Peer(1, Broken(ours, receive_seconds=1.0), inbox, flusher)
    peer.read()
    assert inbox.drain(WAIT_SECONDS) == [Gone(1, "Read error: Connection reset by peer")]
    peer.release()
    flusher.close()
    client.close()


def test_nobody_is_handed_over_before_its_first_words() -> None:
    """It may still have to shake hands, which takes as long as the client likes."""
    ours, client = socket.socketpair()
    flusher, words = Flusher(), iter([None, b"NICK ann\r\n"])

    class Silent(PeerSocket):
        def receive(self, _size: int) -> bytes:
            word = next(words)
            if word is None:
                raise TimeoutError
            return word

    peer, asked = Peer(1, Silent(ours, receive_seconds=WAIT_SECONDS), Inbox(), flusher), list[int]()

    def hand_over(one: Peer) -> bool:
        asked.append(one.posted)
        return True

    peer.read(hand_over)
    assert asked == [len(b"NICK ann\r\n") + LINE_BYTES]
    peer.release()
    flusher.close()
    client.close()
