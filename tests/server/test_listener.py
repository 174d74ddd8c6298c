"""Who is let in, and what happens when nobody can be."""

import errno
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop_chat.net.deadline import Deadline
from desktop_chat.net.sockets import listen
from desktop_chat.net.worker import Crew, Worker
from desktop_chat.server.inbox import Arrived, Inbox
from desktop_chat.server.listener import Listener
from tests.support.guards import Errors

WAIT_SECONDS = 20.0


class FakeListener(socket.socket):
    """A listening socket whose next connections meet errors, or come from somewhere else."""

    problems: list[Exception]
    hosts: list[str]

    def accept(self) -> tuple[socket.socket, tuple[str, int]]:
        """Accept, or fail."""
        if self.problems:
            raise self.problems.pop(0)
        sock, (host, port) = super().accept()
        return sock, (self.hosts.pop(0) if self.hosts else host, port)


class Accepting:
    """A listener on its thread, and what it posts."""

    def __init__(self) -> None:
        self.socket = FakeListener(fileno=listen("127.0.0.1", 0).detach())
        self.socket.settimeout(0)
        self.socket.problems, self.socket.hosts = [], []
        self.address = self.socket.getsockname()
        self.inbox, self.crew = Inbox(), Crew()
        self.listener = Listener([self.socket], self.inbox)
        Worker("server-accept", self.listener.run, crew=self.crew, owns="", on_error=lambda _error: None).start()

    def connect(self) -> socket.socket:
        """Return somebody's end of a new connection."""
        return socket.create_connection(self.address, WAIT_SECONDS)

    def arrived(self) -> str:
        """Wait for somebody to be let in; return the host, and hang up."""
        (item,) = self.inbox.drain(WAIT_SECONDS)
        assert isinstance(item, Arrived)
        item.sock.close()
        return item.host

    def stop(self) -> None:
        """End it."""
        self.listener.stop()
        assert self.crew.join(Deadline(WAIT_SECONDS)) == []


@pytest.fixture
def accepting() -> Iterator[Accepting]:
    """Return a listener at work."""
    one = Accepting()
    yield one
    one.stop()


def test_who_connects_is_handed_to_the_engine(accepting: Accepting) -> None:
    """With its address."""
    with closing(accepting.connect()):
        assert accepting.arrived() == "127.0.0.1"


def test_who_went_away_before_we_came_is_nobody(accepting: Accepting) -> None:
    """No error, and the next one is let in at once."""
    accepting.socket.problems[:] = [ConnectionAbortedError(), BlockingIOError()]
    with closing(accepting.connect()):
        assert accepting.arrived() == "127.0.0.1"


@pytest.mark.parametrize("host", ["8.8.8.8", "2606:4700::1111"])
def test_who_is_not_on_the_local_network_is_turned_away(accepting: Accepting, host: str) -> None:
    """PROTOCOL, Transport: "Only private and link-local addresses are accepted"."""
    accepting.socket.hosts[:] = [host, "fe80::1%eth0"]
    with closing(accepting.connect()) as stranger:
        assert stranger.recv(1) == b""
    with closing(accepting.connect()):
        assert accepting.arrived() == "fe80::1"


def test_without_descriptors_it_waits_and_goes_on(accepting: Accepting) -> None:
    """The connection stays in the kernel's queue meanwhile."""
    accepting.socket.problems[:] = [OSError(errno.EMFILE, "Too many open files")]
    with closing(accepting.connect()):
        assert accepting.arrived() == "127.0.0.1"


def test_any_other_error_is_logged_and_it_goes_on(accepting: Accepting, errors: Errors) -> None:
    """A bug here must not close the room's door."""
    accepting.socket.problems[:] = [ValueError("a bug")]
    with closing(accepting.connect()):
        assert accepting.arrived() == "127.0.0.1"
    assert errors.take("server-accept").getMessage() == "accepting a connection failed, trying again soon"


def test_stopping_ends_the_pause_too(accepting: Accepting) -> None:
    """Whatever it is waiting for."""
    accepting.socket.problems[:] = [OSError(errno.EMFILE, "Too many open files")] * 1000
    with closing(accepting.connect()):
        accepting.stop()
    assert accepting.socket.fileno() == -1
    assert len(accepting.socket.problems) >= 998
