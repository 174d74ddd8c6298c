"""What every room's log promises, whatever it keeps its records in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_chat.core.server.records import KeptRecord, MessageRecord
from desktop_chat.store.memory_log import KEPT, MemoryRoomLog
from desktop_chat.store.room_log import RoomLog
from desktop_chat.store.sqlite_log import SqliteRoomLog

LOGS: dict[str, Callable[[Path], RoomLog]] = {
    "memory": lambda _folder: MemoryRoomLog(),
    "sqlite": lambda folder: SqliteRoomLog(folder / "room.sqlite"),
}


def record(number: int, text: str = "안녕하세요") -> MessageRecord:
    """Return a message with this id."""
    return MessageRecord(number, 1_700_000_000_000 + number, "#우리반", "가람!~g@10.0.0.7", "PRIVMSG", text, "+reply=1")


@pytest.fixture(params=LOGS)
def room_log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RoomLog]:
    """Return an empty log, each kind in turn."""
    opened = LOGS[request.param](tmp_path)
    yield opened
    opened.close()


def test_an_empty_log_has_no_last_id(room_log: RoomLog) -> None:
    """Ids count from 1."""
    assert room_log.last_id() == 0


def test_the_last_id_is_the_largest_kept(room_log: RoomLog) -> None:
    """A room that opens again goes on after it."""
    room_log.append([record(1), record(2)])
    assert room_log.last_id() == 2
    room_log.append([record(2**53)])
    assert room_log.last_id() == 2**53


def test_nothing_may_be_appended(room_log: RoomLog) -> None:
    """A pass without messages costs nothing."""
    room_log.append([])
    assert room_log.last_id() == 0


def test_tidying_loses_nothing(room_log: RoomLog) -> None:
    """It may be called at any time."""
    room_log.tidy()
    room_log.append([record(1)])
    room_log.tidy()
    assert room_log.last_id() == 1


def test_memory_is_bounded_and_keeps_the_newest() -> None:
    """A room that keeps nothing does not grow for ever either."""
    log = MemoryRoomLog()
    log.append([record(number) for number in range(1, KEPT + 3)])
    assert [log.records[0].id, log.records[-1].id] == [3, KEPT + 2]
    assert len(log.records) == KEPT


def test_what_else_is_known_is_there_again(room_log: RoomLog) -> None:
    """The newest of each kind and key; what was forgotten is gone."""
    room_log.append([KeptRecord("account", "가람", '{"a": 1}'), record(1), KeptRecord("channel", "가람", "{}")])
    room_log.append([KeptRecord("account", "가람", '{"a": 2}'), KeptRecord("channel", "가람", None), KeptRecord("account", "eve", "{}")])
    assert sorted(room_log.kept()) == [KeptRecord("account", "eve", "{}"), KeptRecord("account", "가람", '{"a": 2}')]
    assert room_log.last_id() == 1
