"""Every kind of room's log, for what all of them promise."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from desktop_chat.core.server.config import HistoryRules
from desktop_chat.core.server.records import MessageRecord
from desktop_chat.core.wire.names import fold
from desktop_chat.store import posting_lists, sqlite_log
from desktop_chat.store.memory_log import MemoryRoomLog
from desktop_chat.store.room_log import RoomLog
from desktop_chat.store.sqlite_log import SqliteRoomLog

LOGS: dict[str, Callable[[Path, HistoryRules], RoomLog]] = {
    "memory": lambda _path, rules: MemoryRoomLog(rules),
    "sqlite": SqliteRoomLog,
}

HOUR_MS = 3_600_000
START_MS = 1_700_000_400_000
"""Some minutes after an hour."""


def said_by(who: str, ms: int, place: str = "#Tea", text: str = "hi") -> MessageRecord:
    """Return what somebody said so many milliseconds after the start, to a channel or to a person (`account:ann`)."""
    at, target = START_MS + ms, place.removeprefix("account:")
    return MessageRecord(at * 1000, at, target, f"{who}!~{who}@10.0.0.7", "PRIVMSG", text, "", fold(place), f"account:{who}")


BOTH = ("account:ann account:bob", "account:bob account:ann")
"""The histories of what ann and bob say to each other."""


def killed(path: Path) -> Path:
    """Return what a program leaves of its log that is killed now."""
    left = path.with_name(f"{path.name} left")
    for ending in ("", "-wal"):
        left.with_name(left.name + ending).write_bytes(path.with_name(path.name + ending).read_bytes())
    return left


@pytest.fixture
def short_lists() -> Iterator[None]:
    """Let lists be short, and written soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(posting_lists, "IDS_OF_LIST", 4)
        patch.setattr(posting_lists, "READ_AT_ONCE", 5)
        patch.setattr(sqlite_log, "LIST_AT_ONCE", 10)
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a log is."""
    return tmp_path / "room.sqlite"


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
