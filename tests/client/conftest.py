"""A link on its thread, and in the host's place a test with a real socket on loopback."""

import queue
import select
import socket
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from desktop_chat.client.dialling import Target
from desktop_chat.client.link import ComingBack, Link
from desktop_chat.client.trust import Trust
from desktop_chat.core.client.events import ClientEvent, Connecting, LinkUp, Registered
from desktop_chat.core.client.session import ClientSession
from desktop_chat.net.addresses import Address
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.sockets import LINGER_NOT, listen
from desktop_chat.net.worker import Crew
from tests.support.clock import FakeClock
from tests.support.person import WAIT_SECONDS, Person

Kind = TypeVar("Kind")
drops_who_comes = pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses who finds a full queue")


def plain(address: Address) -> Target:
    """Return an address as a host that has no TLS."""
    return Target((address,), None, Trust())


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
    """Links of ann, who joins no channel, the listener they find, and what they tell."""

    def __init__(self) -> None:
        self.listener = listen("127.0.0.1", 0)
        self.listener.settimeout(WAIT_SECONDS)
        self.address = Address("127.0.0.1", self.listener.getsockname()[1])
        self.crew, self.clock = Crew(), FakeClock()
        self.session = ClientSession("ann", channels=())
        self.events: queue.Queue[ClientEvent] = queue.Queue()
        self.coming_back: ComingBack | None = None
        self._links: list[Link] = []
        self._ends: list[HostEnd] = []

    @property
    def link(self) -> Link:
        """The link that was made last."""
        return self._links[-1]

    def make(self, address: Address | None = None, *, deliver: Callable[[ClientEvent], None] | None = None) -> Link:
        """Make a link, to the listener and with events for the test unless somebody else is named."""
        link = Link(
            lambda: plain(address or self.address),
            self.session,
            deliver=deliver or self.events.put,
            clock=self.clock,
            crew=self.crew,
            coming_back=self.coming_back,
        )
        self._links.append(link)
        return link

    def accept(self) -> HostEnd:
        """Wait for the link to connect."""
        end = HostEnd(self.listener.accept()[0])
        self._ends.append(end)
        return end

    def knock(self, *, deliver: Callable[[ClientEvent], None] | None = None) -> HostEnd:
        """Start a link and wait until it has introduced itself."""
        self.make(deliver=deliver).start()
        host = self.accept()
        host.until("USER ")
        return host

    def welcome(self) -> HostEnd:
        """Start a link and let it in; of what it told until then nothing is left."""
        host = self.knock()
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
        return self.told()

    def told(self) -> list[ClientEvent]:
        """Take what was told so far."""
        return [self.events.get_nowait() for _ in range(self.events.qsize())]

    def close(self) -> None:
        """End everything."""
        for end in self._ends:
            end.close()
        for link in self._links:
            link.stop()
        assert self.crew.join(Deadline(WAIT_SECONDS)) == []
        self.listener.close()


@pytest.fixture
def linking() -> Iterator[Linking]:
    """Return what makes links and listens for them."""
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
