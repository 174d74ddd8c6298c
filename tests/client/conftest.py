"""A link on its thread, and in the host's place a test with a real socket on loopback."""

import queue
import select
import socket
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from desktop_chat.client.link import Link
from desktop_chat.core.client.events import ClientEvent, Connecting, LinkUp, Registered
from desktop_chat.core.client.session import ClientSession
from desktop_chat.net.addresses import Address
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.sockets import LINGER_NOT, listen
from desktop_chat.net.worker import Crew
from tests.support.clock import FakeClock
from tests.support.person import WAIT_SECONDS, Person

Kind = TypeVar("Kind")


class HostEnd(Person):
    """The host's end of one connection: says lines and waits for lines like a person, only from the other side."""

    def __init__(self, sock: socket.socket) -> None:
        sock.settimeout(WAIT_SECONDS)
        self.socket, self.nick, self._buffer = sock, "", b""

    def reset(self) -> None:
        """Hang up so that the other end meets an error, not an end."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
        self.close()


class Linking:
    """One link of ann, who joins no channel, the listener it finds, and what it tells."""

    def __init__(self) -> None:
        self.listener = listen("127.0.0.1", 0)
        self.listener.settimeout(WAIT_SECONDS)
        self.address = Address("127.0.0.1", self.listener.getsockname()[1])
        self.crew, self.clock = Crew(), FakeClock()
        self.session = ClientSession("ann", channels=())
        self.events: queue.Queue[ClientEvent] = queue.Queue()
        self.link = self.make(self.address, self.events.put)
        self._ends: list[HostEnd] = []

    def make(self, address: Address, deliver: Callable[[ClientEvent], None]) -> Link:
        """Make the link anew, to another address or with somebody else to take its events."""
        self.link = Link(address, self.session, deliver=deliver, clock=self.clock, crew=self.crew)
        return self.link

    def accept(self) -> HostEnd:
        """Wait for the link to connect."""
        end = HostEnd(self.listener.accept()[0])
        self._ends.append(end)
        return end

    def welcome(self) -> HostEnd:
        """Start the link and let it in; nothing is told and nothing said that the test has not seen."""
        self.link.start()
        host = self.accept()
        host.until("USER ")
        host.say(":irc.example 001 ann :Welcome", ":irc.example 422 ann :No MOTD")
        assert [self.next(kind) for kind in (Connecting, LinkUp, Registered)]
        return host

    def next(self, kind: type[Kind]) -> Kind:
        """Wait for the next event, which must be of a kind."""
        event = self.events.get(timeout=WAIT_SECONDS)
        assert isinstance(event, kind), event
        return event

    def rest(self) -> list[ClientEvent]:
        """Wait for the end of the link; return what it told until then."""
        assert self.crew.join(Deadline(WAIT_SECONDS)) == []
        return [self.events.get_nowait() for _ in range(self.events.qsize())]

    def close(self) -> None:
        """End everything."""
        self.link.stop()
        assert self.crew.join(Deadline(WAIT_SECONDS)) == []
        for end in self._ends:
            end.close()
        self.listener.close()


@pytest.fixture
def linking() -> Iterator[Linking]:
    """Return a link that is not started, and the listener it will find."""
    one = Linking()
    yield one
    one.close()


@pytest.fixture
def blackhole() -> Iterator[Address]:
    """Return an address at which nobody ever answers: its queue of connections is full, so the kernel drops who comes."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting: list[socket.socket] = []
        while not waiting or select.select([], waiting[-1:], [], 0.1)[1]:
            waiting.append(socket.socket())
            waiting[-1].setblocking(False)  # noqa: FBT003
            waiting[-1].connect_ex(listener.getsockname())
        yield Address("127.0.0.1", listener.getsockname()[1])
        for sock in waiting:
            sock.close()
