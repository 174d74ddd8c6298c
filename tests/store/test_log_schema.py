"""Logs that an earlier version of the program wrote."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.core.server.archive import Page
from desktop_chat.core.server.persons import is_private, places_of
from desktop_chat.core.server.records import ChangeRecord, EventRecord, MessageRecord
from desktop_chat.core.wire.names import fold
from desktop_chat.store import posting_lists
from desktop_chat.store.log_schema import STEPS
from desktop_chat.store.sqlite_log import APPLICATION_ID, SqliteRoomLog
from tests.store.conftest import BOTH, HOUR_MS, START_MS, said_by

RECORDS = [
    said_by("ann", 0),
    said_by("ann", 1, text="안녕")._replace(tags="+reply=00000000000001"),
    said_by("ann", 2, "account:bob", "psst"),
    said_by("bob", 3, "account:ann", "?"),
    said_by("eve", 4)._replace(is_bot=1),
    said_by("eve", 5),
    said_by("ann", 6, "@#Tea", "to operators")._replace(command="NOTICE"),
    EventRecord(*said_by("eve", 7, text="#Tea :bye")._replace(command="PART")),
    *(said_by("ann", hour * HOUR_MS + 8 + ms, place) for hour in range(3) for ms, place in enumerate(("#Tea", "#Cake") * 2)),
    said_by("eve", 3 * HOUR_MS, "account:ann"),
    said_by("ann", 3 * HOUR_MS + 1),
    said_by("bob", 3 * HOUR_MS + 2),
]
INDEXED = RECORDS[:-2]
MESSAGES = [one for one in RECORDS if not isinstance(one, EventRecord)]


def make_second_version(path: Path, records: Sequence[MessageRecord] = ()) -> None:
    """Write a log as version 2 of the program did."""
    with closing(sqlite3.connect(path)) as second:
        second.create_function("fold", 1, fold, deterministic=True)
        for statement in (*STEPS[0], *STEPS[1], f"PRAGMA application_id={APPLICATION_ID}", "PRAGMA user_version=2"):
            second.execute(statement)
        for one in records:
            into = "event" if isinstance(one, EventRecord) else "message"
            second.execute(f"INSERT INTO {into} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", one)  # noqa: S608  # Names of ours.
        places = [(place, one.id, is_private(one)) for one in records if one in MESSAGES and one in INDEXED for place in places_of(one)]
        second.executemany("INSERT INTO history SELECT ?1, ?2 WHERE ?3 OR ?1 LIKE '#%'", places)
        second.executemany("INSERT OR IGNORE INTO correspondent SELECT ?1 WHERE ?3", places)
        second.execute("UPDATE indexed SET id = ?", (INDEXED[-1].id if records else 0,))
        second.commit()


def told(log: SqliteRoomLog) -> list[object]:
    """Return all that a log answers of the records, and of ann, bob and eve."""
    people = [f"account:{who}" for who in ("ann", "bob", "eve")]
    places = ["#tea", "#cake", *(place for person in people for place in sorted(log.correspondents(person)))]
    pages = [Page(99), Page(99, events=True), Page(3, from_end=True), Page(3, after=RECORDS[3].id, before=RECORDS[-1].id)]
    return [
        places,
        [log.find(one.id) for one in RECORDS],
        [log.page([place], page) for place in places for page in pages],
        log.page(places, Page(5, from_end=True)),
        [log.position([place], START_MS + ms) for place in places for ms in range(0, 4 * HOUR_MS, HOUR_MS // 7)],
        log.stored()[:2],
        log.last_id(),
    ]


def test_a_log_of_the_second_version_is_taken_over(path: Path, tmp_path: Path) -> None:
    """It answers as one of this version with the same records, of channels, private talk, tags, bots and events; and goes on so."""
    make_second_version(path, RECORDS)
    with closing(SqliteRoomLog(path)) as old, closing(SqliteRoomLog(tmp_path / "new.sqlite")) as new:
        new.append(RECORDS)
        assert [old.find(one.id) for one in MESSAGES] == MESSAGES
        assert told(old) == told(new)
        for log in (old, new):
            log.append([said_by("ann", 3 * HOUR_MS + 3), ChangeRecord(RECORDS[0].id, "edited"), ChangeRecord(RECORDS[2].id, None)])
        assert told(old) == told(new)
        for log in (old, new):
            assert not log.forget(START_MS + HOUR_MS)
        assert told(old) == told(new)
        assert [one.time_ms - START_MS for one in old.page(["#tea"], Page(2))] == [HOUR_MS + 8, HOUR_MS + 10]


@pytest.mark.usefixtures("short_lists")
def test_a_log_of_the_second_version_with_more_than_is_read_at_once_is_taken_over(path: Path) -> None:
    """Its channels' messages and its private ones go into lists in several portions."""
    assert len(MESSAGES) > 3 * posting_lists.READ_AT_ONCE
    make_second_version(path, RECORDS)
    with closing(SqliteRoomLog(path)) as log:
        for place in ("#tea", "#cake", *BOTH):
            expected = [one for one in MESSAGES if place in places_of(one)]
            assert log.page([place], Page(99)) == log.page([place], Page(99, from_end=True)) == expected != []


def test_an_empty_log_of_the_second_version_is_taken_over(path: Path) -> None:
    """A room in which nothing was said yet."""
    make_second_version(path)
    with closing(SqliteRoomLog(path)) as log:
        assert (log.last_id(), log.stored().messages) == (0, 0)
        log.append(RECORDS)
        assert [log.find(one.id) for one in MESSAGES] == MESSAGES


def test_what_a_log_was_taken_over_from_is_not_left_beside_it(path: Path) -> None:
    """Its pages are given back."""
    make_second_version(path, [said_by("ann", number, text="x" * 300) for number in range(1_000)])
    before = path.stat().st_size
    SqliteRoomLog(path).close()
    assert path.stat().st_size < before
