"""A real room on loopback for each test."""

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
