"""Full sockets: what waits goes out in order, is bounded, and is given back."""

import selectors
import socket
from collections.abc import Callable, Iterator

import pytest

from desktop_chat.net.deadline import Deadline
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.net.worker import Crew, Worker
from desktop_chat.server.flush import SLICE_BYTES, Backlog, BacklogFull, Flusher, Total
from tests.support.faults import FaultySocket, InjectedError
from tests.support.guards import Errors

WAIT_SECONDS = 20.0
LIMIT_BYTES = 1_000_000


class Slow:
    """A socket that is full, the end that does not read yet, and what has been sent."""

    def __init__(self, wrap: Callable[[socket.socket], PeerSocket] = FaultySocket) -> None:
        ours, self.other = socket.socketpair()
        self.other.settimeout(WAIT_SECONDS)
        self.socket = wrap(ours)
        self.sent = b""
        self._lines = 0

    def block(self, size: int = 50_000) -> bytes:
        """Return numbered lines of about this size, to be sent next."""
        lines = b"".join(b"%09d\r\n" % number for number in range(self._lines, self._lines + size // 11))
        self._lines += size // 11
        self.sent += lines
        return lines

    def fill(self) -> bytes:
        """Send until the socket takes no more; return what it did not take."""
        while True:
            block = self.block()
            taken = self.socket.send_now(block)
            if taken < len(block):
                return block[taken:]

    def read_all(self) -> bytes:
        """Read until what was sent has come, or the end."""
        got = bytearray()
        while len(got) < len(self.sent) and (data := self.other.recv(65536)):
            got += data
        return bytes(got)

    def read_to_the_end(self) -> bytes:
        """Read until there is no more."""
        with self.other.makefile("rb") as file:
            return file.read()

    def close(self) -> None:
        """Give both ends back."""
        self.socket.close()
        self.other.close()


@pytest.fixture
def slow() -> Iterator[Slow]:
    """Return somebody who does not read."""
    one = Slow()
    yield one
    one.close()


class Running:
    """A flusher on its thread."""

    def __init__(self, new_selector: Callable[[], selectors.BaseSelector] = selectors.DefaultSelector) -> None:
        self.flusher, self.crew = Flusher(LIMIT_BYTES, new_selector), Crew()
        Worker("server-flush", self.flusher.run, crew=self.crew, owns="", on_error=lambda _error: None).start()

    def stop(self) -> None:
        """End it."""
        self.flusher.stop()
        assert self.crew.join(Deadline(WAIT_SECONDS)) == []


@pytest.fixture
def running() -> Iterator[Running]:
    """Return a flusher at work."""
    one = Running()
    yield one
    one.stop()


def test_what_waits_arrives_in_order_and_then_the_socket_is_given_back(running: Running, slow: Slow) -> None:
    """The next block is the engine's own business again."""
    backlog = running.flusher.take(slow.socket, slow.fill())
    for size in (11, 200, 3 * SLICE_BYTES, 5000, SLICE_BYTES, 22):
        assert backlog.append(slow.block(size))
    assert slow.read_all() == slow.sent
    while backlog.append(b"tail\r\n"):  # Until the flusher has noticed.
        assert slow.other.recv(6) == b"tail\r\n"


def test_many_slow_readers_are_served_side_by_side(running: Running) -> None:
    """None waits for another."""
    people = [Slow() for _ in range(20)]
    backlogs = [running.flusher.take(person.socket, person.fill()) for person in people]
    for person, backlog in zip(people, backlogs, strict=True):
        backlog.append(person.block())
    for person in reversed(people[1:]):
        assert person.read_all() == person.sent
    for person in people:
        person.close()


def test_more_than_may_wait_is_too_much(slow: Slow) -> None:
    """A bound in bytes, whether it comes at once or by and by."""
    backlog = Backlog(slow.socket, b"x" * 100, 150, Total())
    backlog.check()
    assert backlog.append(b"x" * 50)
    with pytest.raises(BacklogFull, match="151 bytes"):
        backlog.append(b"x")
    with pytest.raises(BacklogFull, match="200 bytes"):
        Backlog(slow.socket, b"x" * 200, 150, Total()).check()


@pytest.mark.parametrize(("rest", "kept"), [(b"lf a line\r\nmore\r\nmore\r\n", b"lf a line\r\n"), (b"one\r\n", b"one\r\n"), (b"\n", b"\n")])
def test_who_is_dropped_gets_the_rest_of_its_line_and_a_last_one(running: Running, slow: Slow, rest: bytes, kept: bytes) -> None:
    """Never half a line: the client reads what it got as lines."""
    before = slow.fill()
    backlog = running.flusher.take(slow.socket, before)
    backlog.append(slow.block(500_000))
    with backlog._lock:
        backlog._chunks.clear()  # As if all of it were out but for the end of a block.
        backlog._chunks.append(memoryview(rest))
    backlog.append(b"later\r\n")
    backlog.cut(b"ERROR :slow reader\r\n")
    assert backlog.finish()
    assert slow.read_to_the_end().endswith(kept + b"ERROR :slow reader\r\n")


def test_the_output_ends_when_all_is_out(running: Running, slow: Slow) -> None:
    """A last line after a backlog still arrives."""
    backlog = running.flusher.take(slow.socket, slow.fill())
    backlog.append(slow.block())
    assert backlog.finish()
    assert slow.read_to_the_end() == slow.sent


def test_a_connection_that_is_over_is_closed_by_the_flusher(running: Running, slow: Slow) -> None:
    """It may be waiting for that very socket."""
    backlog = running.flusher.take(slow.socket, slow.fill())
    assert running.flusher.abandon(backlog)
    running.stop()
    assert slow.socket.fileno() == -1


def test_a_connection_that_is_over_after_all_went_out_is_closed_by_the_engine(running: Running, slow: Slow) -> None:
    """The flusher has forgotten it by then."""
    backlog = running.flusher.take(slow.socket, slow.fill())
    slow.read_all()
    while backlog.append(b"tail\r\n"):
        slow.other.recv(6)
    assert not running.flusher.abandon(backlog)
    assert not backlog.finish()
    assert slow.socket.fileno() != -1


def test_a_broken_connection_keeps_nothing(running: Running, slow: Slow) -> None:
    """Its reader tells the engine; here it is no error."""
    backlog = running.flusher.take(slow.socket, slow.fill())
    slow.other.close()
    while backlog.append(b"x"):
        pass
    assert not backlog.finish()


def test_an_error_with_one_leaves_the_others_alone(running: Running, slow: Slow, errors: Errors) -> None:
    """Logged with the thread's name."""
    faulty = Slow()
    assert isinstance(faulty.socket, FaultySocket)
    rest = faulty.fill()
    faulty.socket.fails_in = "server-flush"
    backlog = running.flusher.take(faulty.socket, rest)
    assert errors.take("server-flush").getMessage() == "sending to a slow reader failed"
    faulty.read_to_the_end()  # It ends.
    while backlog.append(b"x"):
        pass
    running.flusher.take(slow.socket, slow.fill())
    assert slow.read_all() == slow.sent
    faulty.close()


def test_an_error_of_the_wait_itself_gives_up_those_who_waited_only(errors: Errors) -> None:
    """For example more sockets than `select` can take on Windows; the next slow reader is served again."""
    failures = [InjectedError("select")]

    class Faulty(selectors.DefaultSelector):
        # The standard library types what a key carries as Any.
        def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:  # type: ignore[explicit-any]
            if len(self.get_map()) > 1 and failures:
                raise failures.pop()
            return super().select(timeout)

    running = Running(Faulty)
    first, second = Slow(), Slow()
    running.flusher.take(first.socket, first.fill())
    assert errors.take("server-flush").getMessage() == "waiting for 1 slow readers failed; they are given up"
    first.read_to_the_end()
    running.flusher.take(second.socket, second.fill())
    assert second.read_all() == second.sent
    running.stop()
    first.close()
    second.close()


def test_stopping_gives_everything_back(running: Running, slow: Slow) -> None:
    """What waits then is lost; the sockets are not."""
    backlog = running.flusher.take(slow.socket, slow.fill())
    late = Slow()
    running.stop()
    never_seen = running.flusher.take(late.socket, late.fill())
    assert not backlog.append(b"x")
    assert never_seen.append(b"x")
    late.close()


def test_all_backlogs_together_are_bounded(slow: Slow) -> None:
    """Who has more than an even share goes; who has just begun to be slow stays, and room is made for it."""
    total = Total(1_000)
    large, small = Backlog(slow.socket, b"x" * 800, 5_000, total), Backlog(slow.socket, b"x" * 100, 5_000, total)
    assert small.append(b"x" * 150)
    with pytest.raises(BacklogFull):
        large.append(b"x")
    large.cut(b"ERROR :slow reader\r\n")
    assert small.append(b"x" * 150)
    assert small.append(b"x" * 500)
    small.give_up()
    assert small.hand_back()
    assert (total.begun, total.ended) == (2, 1)
    assert total.put_bytes - total.taken_bytes == len(b"ERROR :slow reader\r\n")


def test_what_went_out_counts_no_more(running: Running, slow: Slow) -> None:
    """Else a room would drop people for what they have read long ago."""
    backlog = running.flusher.take(slow.socket, slow.fill())
    assert backlog.append(slow.block())
    assert slow.read_all() == slow.sent
    deadline = Deadline(WAIT_SECONDS)
    total = running.flusher.total
    while total.ended < total.begun and not deadline.is_over():
        pass
    assert total.put_bytes == total.taken_bytes
