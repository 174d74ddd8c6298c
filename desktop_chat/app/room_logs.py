"""Where a room's log is kept, as its host decided."""

import logging
from collections.abc import Callable
from pathlib import Path

from desktop_chat import paths
from desktop_chat.core.server.config import HistoryRules
from desktop_chat.store.memory_log import MemoryRoomLog
from desktop_chat.store.room_log import RoomLog, StoreError
from desktop_chat.store.sqlite_file import keep_aside
from desktop_chat.store.sqlite_log import SqliteRoomLog

log = logging.getLogger(__name__)


def set_aside(folder: Path) -> None:
    """Give a room's log another name, if there is one: the room begins with none.

    Raises:
        StoreError: If it cannot be renamed.
    """
    file = paths.room_log(folder)
    try:
        if file.exists():
            log.warning("the room's log is kept aside as %s", keep_aside(file, "aside").name)
    except OSError as error:
        raise StoreError(error.strerror or str(error)) from error


def log_opener(folder: Path, rules: HistoryRules) -> Callable[[], RoomLog]:
    """Return what opens a room's log, for the thread that will own it: in its folder, or in memory if nothing goes to disk."""
    if rules.memory_only:
        return lambda: MemoryRoomLog(rules)
    return lambda: SqliteRoomLog(paths.room_log(folder), rules)
