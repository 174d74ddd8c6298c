"""Which messages belong to which history: in memory, in lists, and after whatever happens to either."""

import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from desktop_chat.core.server.archive import EVER_MS, Page
from desktop_chat.core.server.records import ChangeRecord, EventRecord
from desktop_chat.store.posting_lists import unpacked
from desktop_chat.store.room_log import StoreError
from desktop_chat.store.sqlite_log import FORGOTTEN_AT_ONCE, SqliteRoomLog
from tests.store.conftest import BOTH, START_MS, killed, said_by


def number_of(record_id: int) -> int:
    """Return at which millisecond something was said."""
    return record_id // 1000 - START_MS


def numbers(log: SqliteRoomLog, place: str, page: Page) -> list[int]:
    """Return at which milliseconds a page's messages were said."""
    return [number_of(record.id) for record in log.page([place], page)]


def lists(log: SqliteRoomLog) -> dict[str, list[list[int]]]:
    """Return for each place its lists in the log."""
    found: dict[str, list[list[int]]] = {}
    for place, first, ids in log._database.execute("SELECT place, first, ids FROM posting_list ORDER BY place, first"):
        assert first == unpacked(ids)[0]
        found.setdefault(place, []).append([number_of(one) for one in unpacked(ids)])
    return found


@pytest.mark.usefixtures("short_lists")
def test_ids_go_into_lists_together_and_into_short_ones_first(path: Path) -> None:
    """Those of the last messages are in memory until they are many, or the room is quiet."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("ann", number) for number in range(9)])
        assert lists(log) == {}
        log.append([said_by("ann", 9)])
        assert lists(log) == {"#tea": [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]}
        log.append([said_by("ann", number) for number in (10, 11, 12)])
        log.append([said_by("ann", 13, "account:bob")])
        log.tidy(0)
        assert lists(log) == {"#tea": [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11], [12]], **{place: [[13]] for place in BOTH}}


@pytest.mark.usefixtures("short_lists")
def test_a_page_goes_over_lists_and_memory(path: Path) -> None:
    """From both ends, from and to the middle of a list, its first id and its last; where nothing is too."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("ann", number) for number in range(0, 40, 2)])
        log.tidy(0)
        log.append([said_by("ann", number) for number in range(40, 52, 2)])
        assert lists(log)["#tea"][-1] == [32, 34, 36, 38]
        every = list(range(0, 52, 2))
        assert numbers(log, "#tea", Page(99)) == numbers(log, "#tea", Page(99, from_end=True)) == every
        for after in range(-1, 53):
            for before in range(after, 53):
                inside = [number for number in every if after < number < before]
                page = Page(7, (START_MS + after) * 1000, (START_MS + before) * 1000)
                assert numbers(log, "#tea", page) == inside[:7]
                assert numbers(log, "#tea", page._replace(from_end=True)) == inside[-7:]


@pytest.mark.usefixtures("short_lists")
def test_what_is_in_no_list_when_the_program_is_killed_is_found_all_the_same(path: Path) -> None:
    """It goes into lists when the log is opened, more than is read at once too."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("ann", 0), said_by("ann", 1, "account:bob")])
        log.tidy(0)
        log.append([said_by("bob", number) for number in range(2, 20, 2)])
        log.append([said_by("bob", 21, "account:ann")])
        left = killed(path)
    with closing(SqliteRoomLog(left)) as log:
        assert lists(log) == {"#tea": [[0, 2, 4, 6], [8, 10, 12, 14], [16, 18]], **{place: [[1, 21]] for place in BOTH}}
        assert numbers(log, "#tea", Page(99)) == [0, *range(2, 20, 2)]
        assert numbers(log, BOTH[0], Page(99)) == [1, 21]


@pytest.mark.usefixtures("short_lists")
def test_a_batch_that_was_not_kept_is_in_no_history(path: Path) -> None:
    """Those before it are, also what it would have deleted."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("ann", 0), said_by("ann", 1, "account:bob")])
        log.tidy(0)
        log.append([said_by("ann", number) for number in range(2, 11)])
        with pytest.raises(StoreError):  # With it the ids would go into lists.
            log.append([said_by("bob", 12), said_by("bob", 13, "account:ann"), said_by("ann", 10)])
        assert lists(log) == {"#tea": [[0]], **{place: [[1]] for place in BOTH}}
        twice = [EventRecord(*said_by("ann", 13))] * 2
        with pytest.raises(StoreError):
            log.append([*(ChangeRecord(said_by("ann", number).id, None) for number in range(12)), *twice])
        assert numbers(log, "#tea", Page(99)) == [0, *range(2, 11)]
        assert [numbers(log, place, Page(99)) for place in BOTH] == [[1], [1]]
        log.append([said_by("ann", 14)])
        log.tidy(0)
        assert numbers(log, "#tea", Page(99, from_end=True)) == [0, *range(2, 11), 14]
        assert lists(log)["#tea"] == [[0, 2, 3, 4], [5, 6, 7, 8], [9, 10, 14]]


@pytest.mark.usefixtures("short_lists")
def test_what_is_deleted_goes_out_of_its_list(path: Path) -> None:
    """In memory, in the log, as the first, as the last that there was; a correspondent with the last message."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("ann", number) for number in range(5)])
        log.append([said_by("ann", 5, "account:bob"), said_by("bob", 6, "account:ann")])
        log.append([ChangeRecord(said_by("ann", number).id, None) for number in (3, 6)])
        log.tidy(0)
        assert lists(log) == {"#tea": [[0, 1, 2, 4]], **{place: [[5]] for place in BOTH}}
        log.append([said_by("ann", 7), ChangeRecord(said_by("ann", 0).id, None), ChangeRecord(said_by("ann", 2).id, None)])
        assert lists(log)["#tea"] == [[1, 4]]
        assert numbers(log, "#tea", Page(9)) == [1, 4, 7]
        log.append([said_by("bob", 8, "account:ann"), ChangeRecord(said_by("ann", 5).id, None)])
        assert lists(log) == {"#tea": [[1, 4]]}
        assert log.correspondents("account:ann") == [BOTH[0]]
        log.append([ChangeRecord(said_by("bob", 8).id, None), ChangeRecord(said_by("ann", 7).id, None)])
        assert log.correspondents("account:ann") == log.correspondents("account:bob") == []
        log.append([ChangeRecord(said_by("ann", number).id, None) for number in (4, 1)])
        assert lists(log) == {}
        log.append([said_by("ann", 9)])
        assert numbers(log, "#tea", Page(9)) == [9]


def test_what_is_forgotten_together_goes_out_of_each_list_together(path: Path) -> None:
    """A list is written anew once, not for each of its messages."""
    records = [said_by("ann", number, ("#Tea", "#Cake", "account:bob")[number % 3]) for number in range(3 * FORGOTTEN_AT_ONCE)]
    with closing(SqliteRoomLog(path)) as log:
        log.append(records)
        log.tidy(0)
        statements: list[str] = []
        log._database.set_trace_callback(statements.append)
        assert not log.forget(START_MS + FORGOTTEN_AT_ONCE - 10)
        assert 4 <= len([one for one in statements if "REPLACE INTO posting_list" in one]) <= 8
        left = [number_of(record.id) for record in records[FORGOTTEN_AT_ONCE - 10 :]]
        places = {"#tea": 0, "#cake": 1, BOTH[0]: 2, BOTH[1]: 2}
        assert {place: list(chain(*lists(log)[place])) for place in places} == {
            place: [number for number in left if number % 3 == rest] for place, rest in places.items()
        }
        while log.forget(EVER_MS):
            pass
        assert lists(log) == {}
        assert log.correspondents("account:ann") == []


def test_an_id_that_is_given_again_after_a_restart_is_found_after_the_next(path: Path) -> None:
    """The last message was deleted, the clock set back, and the program killed before the id was in a list."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("ann", 0), said_by("ann", 1)])
        log.tidy(0)
        log.append([ChangeRecord(said_by("ann", 1).id, None)])
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("bob", 1)])
        left = killed(path)
    with closing(SqliteRoomLog(left)) as log:
        assert log.page(["#tea"], Page(9)) == [said_by("ann", 0), said_by("bob", 1)]


def test_a_log_that_cannot_be_read_when_a_batch_failed_is_read_when_it_can(path: Path) -> None:
    """No history lacks anything then."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("ann", 0), said_by("ann", 1, "account:bob")])
        with pytest.raises(StoreError):
            log.append([said_by("ann", 0)])
        log._database.set_authorizer(lambda action, *_: sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_READ else sqlite3.SQLITE_OK)
        with pytest.raises(StoreError):
            log.page(["#tea"], Page(9))
        log._database.set_authorizer(None)
        log.append([said_by("ann", 2)])
        log.tidy(0)
        assert lists(log) == {"#tea": [[0, 2]], **{place: [[1]] for place in BOTH}}
