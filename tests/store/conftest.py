"""Every kind of room's log, for what all of them promise."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from desktop_chat.core.server.config import HistoryRules
from desktop_chat.store.memory_log import MemoryRoomLog
from desktop_chat.store.room_log import RoomLog
from desktop_chat.store.sqlite_log import SqliteRoomLog

LOGS: dict[str, Callable[[Path, HistoryRules], RoomLog]] = {
    "memory": lambda _path, rules: MemoryRoomLog(rules),
    "sqlite": SqliteRoomLog,
}


class OpenLog(Protocol):
    """Opens an empty log."""

    def __call__(self, rules: HistoryRules = ...) -> RoomLog:
        """Give it what it keeps."""


@pytest.fixture(params=LOGS)
def open_log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenLog]:
    """Return what opens empty logs, each kind in turn."""
    opened: list[RoomLog] = []

    def open_one(rules: HistoryRules = HistoryRules()) -> RoomLog:  # noqa: B008  # It is frozen.
        opened.append(LOGS[request.param](tmp_path / f"room-{len(opened)}.sqlite", rules))
        return opened[-1]

    yield open_one
    for log in opened:
        log.close()


@pytest.fixture
def room_log(open_log: OpenLog) -> RoomLog:
    """Return an empty log, each kind in turn."""
    return open_log()
