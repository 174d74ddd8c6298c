"""A real room on loopback for each test."""

from collections.abc import Callable, Iterator

import pytest

from desktop_chat.core.server.config import RoomConfig
from desktop_chat.server.flush import BACKLOG_BYTES
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.store.memory_log import MemoryRoomLog
from desktop_chat.store.room_log import RoomLog
from tests.support.clock import FakeClock

OpenRoom = Callable[..., RoomServer]


@pytest.fixture
def clock() -> FakeClock:
    """Return the room's clock."""
    return FakeClock()


@pytest.fixture
def open_room(clock: FakeClock) -> Iterator[OpenRoom]:
    """Return a function that opens a room; it is closed after the test, with no thread left."""
    rooms: list[RoomServer] = []

    def open_one(room_log: RoomLog | None = None, *, backlog_bytes: int = BACKLOG_BYTES) -> RoomServer:
        config = ServerConfig(RoomConfig("test", "desktop-chat-0"), ("127.0.0.1",), backlog_bytes=backlog_bytes)
        server = RoomServer(config, open_log=lambda: room_log or MemoryRoomLog(), clock=clock)
        server.start()
        rooms.append(server)
        return server

    yield open_one
    for room in rooms:
        assert room.stop("test over") == []


@pytest.fixture
def port(open_room: OpenRoom) -> int:
    """Return the port of an open room."""
    return open_room().port
