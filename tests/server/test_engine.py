"""What the engine does when there is no thread for a client, and who comes or lingers at the end."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.world import World
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.server.chores import Chores
from desktop_chat.server.commits import Commits
from desktop_chat.server.engine import CLOSE_SECONDS, LINGER_SECONDS, Engine, Others
from desktop_chat.server.flush import Flusher
from desktop_chat.server.inbox import Arrived, Gone, HandedOver, Inbox, Lines, Lost
from desktop_chat.server.peer import Peer
from desktop_chat.server.shared_reader import SharedReader
from desktop_chat.store.memory_log import MemoryRoomLog
from tests.server.conftest import Rooms
from tests.support.clock import FakeClock
from tests.support.person import Person

WAIT_SECONDS = 20.0


class Alone:
    """An engine without any other thread: whoever would start a reader says what the reader would post."""

    def __init__(self) -> None:
        self.inbox, self.flusher, self.clock = Inbox(), Flusher(), FakeClock()
        self._ends: list[socket.socket] = []

    def arrive(self) -> socket.socket:
        """Let somebody come; return its end."""
        ours, theirs = socket.socketpair()
        theirs.settimeout(WAIT_SECONDS)
        self._ends.append(theirs)
        self.inbox.put(Arrived(PeerSocket(ours, receive_seconds=WAIT_SECONDS), "10.0.0.7"))
        return theirs

    def run(self, start_reader: Callable[[Peer], None]) -> None:
        """Serve until somebody stops the inbox."""
        commits = Commits(MemoryRoomLog())
        world = World(RoomConfig("test", "v"), started=self.clock.now(), archive=commits, random_bytes=bytes)
        others = Others(self.flusher, Chores(self.inbox), start_reader)
        with closing(SharedReader(self.inbox)) as shared:
            Engine(world, commits, inbox=self.inbox, shared=shared, others=others, clock=self.clock).run()

    def close(self) -> None:
        """Give everything back."""
        self.flusher.close()
        for end in self._ends:
            end.close()


@pytest.fixture
def alone() -> Iterator[Alone]:
    """Return an engine's surroundings."""
    one = Alone()
    yield one
    one.close()


def test_who_comes_when_there_is_no_thread_left_is_turned_away(alone: Alone) -> None:
    """`can't start new thread` costs the newcomer only."""

    def no_thread(_peer: Peer) -> None:
        alone.inbox.stop("test over")
        raise RuntimeError("can't start new thread")

    newcomer = alone.arrive()
    alone.run(no_thread)
    assert newcomer.recv(64) == b""


def test_who_comes_while_the_room_ends_is_turned_away(alone: Alone) -> None:
    """And whoever is there gets its last line, whatever it still says."""
    late: list[socket.socket] = []

    def start_reader(peer: Peer) -> None:
        alone.inbox.stop("closing time")
        late.append(alone.arrive())
        alone.inbox.put(Lines(peer.id, [b"NICK ann"], 100))
        alone.inbox.put(Gone(peer.id, "Connection closed"))

    first = alone.arrive()
    alone.run(start_reader)
    assert first.makefile("rb").read() == b"ERROR :closing time\r\n"
    assert late[0].recv(64) == b""


def test_who_is_lost_and_gone_in_one_pass_is_forgotten_once(alone: Alone) -> None:
    """A slow reader may hang up while it is being dropped."""

    def start_reader(peer: Peer) -> None:
        if peer.id == 1:
            alone.inbox.put(Lost(1, "slow reader"))
            alone.inbox.put(Gone(1, "Connection closed"))
            alone.inbox.put(Lost(1, "slow reader"))
            alone.arrive()
        else:
            alone.inbox.put(Gone(2, "Connection closed"))
            alone.inbox.stop("test over")

    first = alone.arrive()
    alone.run(start_reader)
    assert first.makefile("rb").read() == b"ERROR :Connection closed\r\n"


def test_who_is_handed_over_while_the_room_ends_is_read_to_the_end(alone: Alone) -> None:
    """So that the room need not wait in vain for somebody who has hung up."""

    def start_reader(peer: Peer) -> None:
        alone.inbox.stop("closing time")
        alone.inbox.put(HandedOver(peer.id))

    first = alone.arrive()
    first.sendall(b"QUIT\r\n")
    first.shutdown(socket.SHUT_WR)
    deadline = Deadline(LINGER_SECONDS)
    alone.run(start_reader)
    assert not deadline.is_over()
    assert first.makefile("rb").read() == b"ERROR :closing time\r\n"


def test_who_got_its_last_line_and_does_not_hang_up_is_cut_off(rooms: Rooms) -> None:
    """A place is not held for ever by somebody who has left."""
    server = rooms.open()
    with Person(server.port, "ann") as ann, Person(server.port, "bob") as bob:
        ann.say("QUIT")
        assert ann.rest()[-1].startswith("ERROR")
        bob.in_step()
        assert "peer-1" in [worker.name for worker in server.crew.workers()]
        rooms.clock.advance(CLOSE_SECONDS)
        deadline = Deadline(WAIT_SECONDS)
        while "peer-1" in [worker.name for worker in server.crew.workers()]:
            bob.in_step()
            assert not deadline.is_over()
