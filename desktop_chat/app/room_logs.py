"""Where a room's log is kept, as its host decided."""

from collections.abc import Callable
from pathlib import Path

from desktop_chat import paths
from desktop_chat.core.server.config import HistoryRules
from desktop_chat.store.memory_log import MemoryRoomLog
from desktop_chat.store.room_log import RoomLog
from desktop_chat.store.sqlite_log import SqliteRoomLog


def log_opener(folder: Path, rules: HistoryRules) -> Callable[[], RoomLog]:
    """Return what opens a room's log, for the thread that will own it: in its folder, or in memory if nothing goes to disk."""
    if rules.memory_only:
        return lambda: MemoryRoomLog(rules)
    return lambda: SqliteRoomLog(paths.room_log(folder), rules)
