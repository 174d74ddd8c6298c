"""A real room on loopback for each test."""

import socket
from collections.abc import Iterator

import pytest

from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.world import World
from desktop_chat.server.flush import BACKLOG_BYTES
from desktop_chat.server.listener import Wrap, plain
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.store.memory_log import MemoryRoomLog
from desktop_chat.store.room_log import RoomLog
from tests.support.clock import FakeClock
from tests.support.faults import FaultyLog, FaultySocket, FaultyWorld
from tests.support.person import Person


class Rooms:
    """Opens rooms on a fake clock, and closes them with no thread left."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self._open: list[RoomServer] = []

    def open(
        self,
        room_log: RoomLog | None = None,
        *,
        backlog_bytes: int = BACKLOG_BYTES,
        world_type: type[World] = World,
        wrap: Wrap = plain,
    ) -> RoomServer:
        """Return a room that accepts."""
        config = ServerConfig(RoomConfig("test", "desktop-chat-0"), ("127.0.0.1",), backlog_bytes=backlog_bytes)
        server = RoomServer(config, open_log=lambda: room_log or MemoryRoomLog(), clock=self.clock, world_type=world_type, wrap=wrap)
        server.start()
        self._open.append(server)
        return server

    def close(self) -> None:
        """Close all, those that are closed already too."""
        for room in self._open:
            assert room.stop("test over") == []


@pytest.fixture
def rooms() -> Iterator[Rooms]:
    """Return what opens rooms."""
    opened = Rooms()
    yield opened
    opened.close()


@pytest.fixture
def clock(rooms: Rooms) -> FakeClock:
    """Return the rooms' clock."""
    return rooms.clock


@pytest.fixture
def port(rooms: Rooms) -> int:
    """Return the port of an open room."""
    return rooms.open().port


class Trio:
    """Three people in #tea of a room that is full of bugs; the first is about to meet one."""

    def __init__(self, rooms: Rooms) -> None:
        self.sockets: list[FaultySocket] = []
        self.log = FaultyLog()
        self.server = rooms.open(self.log, world_type=FaultyWorld, wrap=self._wrap)
        self.ann, self.bob = (Person(self.server.port, nick, channel="#tea") for nick in ("ann", "bob"))
        self.ann.until("bob!")

    def _wrap(self, sock: socket.socket, _host: str) -> FaultySocket:
        self.sockets.append(FaultySocket(sock))
        return self.sockets[-1]

    def goes_on(self) -> None:
        """Assert that somebody new and bob can talk."""
        with Person(self.server.port, "cleo", channel="#tea") as cleo:
            self.bob.until("cleo!")
            cleo.say("PRIVMSG #tea :are you there?")
            assert self.bob.line() == ":cleo!~cleo@127.0.0.1 PRIVMSG #tea :are you there?"
            self.bob.say("PRIVMSG #tea :yes")
            assert cleo.line() == ":bob!~bob@127.0.0.1 PRIVMSG #tea :yes"
        assert self.bob.line().startswith(":cleo!~cleo@127.0.0.1 QUIT")

    def close(self) -> None:
        """Hang up."""
        self.ann.close()
        self.bob.close()


@pytest.fixture
def trio(rooms: Rooms) -> Iterator[Trio]:
    """Return ann and bob in a room, with a place for cleo."""
    people = Trio(rooms)
    yield people
    people.close()
