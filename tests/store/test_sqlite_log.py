"""The room's log in a file: what survives, who may open it, what it says when it cannot."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.core.server.archive import EVER_MS, Page
from desktop_chat.core.server.records import KeptRecord, MessageRecord
from desktop_chat.store.log_schema import MESSAGES, SCHEMA_VERSION
from desktop_chat.store.room_log import StoreDamaged, StoreError, StoreLocked
from desktop_chat.store.sqlite_log import APPLICATION_ID, FORGOTTEN_AT_ONCE, WAL_PAGES, SqliteRoomLog
from tests.store.conftest import killed

Rows = list[tuple[object, ...]]


def record(number: int, text: str = "안녕하세요 👋🏽") -> MessageRecord:
    """Return a message with this id."""
    return MessageRecord(
        number, 1_700_000_000_000, "#우리반", "가람!~g@10.0.0.7", "PRIVMSG", text, "+reply=1", "#우리반", "account:가람", is_bot=1
    )


def rows(path: Path) -> Rows:
    """Return what a reader without this program finds."""
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT * FROM message ORDER BY id").fetchall()


def change(path: Path, statement: str) -> None:
    """Do something to a file behind the program's back."""
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement)
        database.commit()


def test_every_field_is_kept_as_it_was(path: Path) -> None:
    """A record is a row."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([record(1), record(2, "")])
    assert rows(path) == [tuple(record(1)), tuple(record(2, ""))]


def test_a_log_goes_on_where_it_ended(path: Path) -> None:
    """Also after the file moved into one piece: nothing lies beside it."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([record(1)])
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with closing(SqliteRoomLog(path)) as log:
        assert log.last_id() == 1
        log.append([record(2)])
    assert len(rows(path)) == 2


def test_a_commit_survives_the_program(path: Path) -> None:
    """Like kill -9: what stands in the files at the moment after a commit is enough."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([record(1)])
        log.tidy(0)
        log.append([record(2)])
        left = killed(path)
    with closing(SqliteRoomLog(left)) as log:
        assert log.last_id() == 2


def test_a_batch_is_kept_whole_or_not_at_all(path: Path) -> None:
    """One record that cannot be kept takes its batch with it; the log goes on."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([record(1)])
        with pytest.raises(StoreError):
            log.append([record(2), record(1)])
        assert log.last_id() == 1
        log.append([record(3)])
    assert [row[0] for row in rows(path)] == [1, 3]


def test_a_full_disk_is_said_and_keeps_nothing_by_half(path: Path) -> None:
    """As SQLite reports it: no page more than there are."""
    with closing(SqliteRoomLog(path)) as log:
        log._database.execute("PRAGMA max_page_count=3")
        with pytest.raises(StoreError, match="full"):
            log.append([record(number, "x" * 4000) for number in range(1, 10)])
        assert log.last_id() == 0


def test_tidying_moves_messages_into_the_file(path: Path) -> None:
    """So that the write-ahead log starts over instead of growing; done when the room is quiet."""
    with closing(SqliteRoomLog(path)) as log:
        for number in range(1, 50):
            log.append([record(number)])
        wal = path.with_name(path.name + "-wal")
        size = wal.stat().st_size
        for number in range(50, 99):
            log.tidy(0)
            log.append([record(number)])
        assert wal.stat().st_size < 1.1 * size
        # And one that never is quiet does not fill the disk.
        assert log._database.execute("PRAGMA wal_autocheckpoint").fetchone() == (WAL_PAGES,)


def test_a_log_has_one_owner(path: Path) -> None:
    """Two rooms on one file would give the same ids twice."""
    with closing(SqliteRoomLog(path)), pytest.raises(StoreLocked):
        SqliteRoomLog(path)
    SqliteRoomLog(path).close()


def test_an_owner_that_has_written_nothing_yet_is_one_all_the_same(path: Path) -> None:
    """The lock is there from the first moment, also on a log that was there before."""
    SqliteRoomLog(path).close()
    with closing(SqliteRoomLog(path)) as log:
        with pytest.raises(StoreLocked):
            SqliteRoomLog(path)
        log.append([record(1)])


def make_text(path: Path) -> None:
    """A file of another kind."""
    path.write_text("not a database, but long enough for a header of one hundred bytes " * 9)


def make_cut_short(path: Path) -> None:
    """Half of a log."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([record(number) for number in range(1, 200)])
    path.write_bytes(path.read_bytes()[:4096])


def make_foreign(path: Path) -> None:
    """A database of another program, which did not number its log_schema."""
    change(path, "CREATE TABLE recipe (name TEXT)")


def make_foreign_with_version(path: Path) -> None:
    """A database of another program, which did."""
    change(path, f"PRAGMA user_version={SCHEMA_VERSION}")


def make_newer(path: Path) -> None:
    """A log by a later version of this program."""
    SqliteRoomLog(path).close()
    change(path, f"PRAGMA user_version={SCHEMA_VERSION + 1}")


def open_as_the_room_does(path: Path) -> None:
    """Open a log and ask where to go on."""
    with closing(SqliteRoomLog(path)) as log:
        log.last_id()


@pytest.mark.parametrize("make", [make_text, make_cut_short, make_foreign, make_foreign_with_version, make_newer])
def test_what_is_not_our_log_is_refused_and_left_as_it_is(path: Path, make: Callable[[Path], None]) -> None:
    """Nobody loses a file to a wrong --data-dir."""
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreDamaged):
        open_as_the_room_does(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["no such folder/room.sqlite", "."])
def test_where_no_file_can_be_is_said(tmp_path: Path, name: str) -> None:
    """A sentence for a person can be made of it."""
    with pytest.raises(StoreError, match="unable to open"):
        SqliteRoomLog(tmp_path / name)


def test_a_log_of_the_first_version_is_taken_over(path: Path) -> None:
    """Its messages stay, those of channels in their histories; of private ones nobody knows whose they are. It keeps more now."""
    first = sqlite3.connect(path)
    first.executescript(f"{MESSAGES}; PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version=1;")
    first.execute("INSERT INTO message VALUES (7, 1, '#Tea', 'ann!~a@h', 'PRIVMSG', '안녕', '')")
    first.execute("INSERT INTO message VALUES (8, 1, 'bob', 'ann!~a@h', 'PRIVMSG', 'secret', '')")
    first.commit()
    first.close()
    with closing(SqliteRoomLog(path)) as log:
        log.append([KeptRecord("account", "ann", "{}")])
        assert (log.last_id(), log.kept()) == (8, [KeptRecord("account", "ann", "{}")])
        assert [one.text for one in log.page(["#tea", "", " nick:bob"], Page(9, events=True))] == ["안녕"]
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_what_is_deleted_is_not_in_the_file_any_more(path: Path) -> None:
    """A little at a time; then the file is written anew, and the room goes on in it."""
    secret = "아무도 모르는 말"
    with closing(SqliteRoomLog(path)) as log:
        log.append([record(number, secret) for number in range(1, 2 * FORGOTTEN_AT_ONCE + 2)])
        log.tidy(0)
        before = log.stored().size
        assert [log.forget(EVER_MS) for _ in range(3)] == [True, True, False]
        assert log.stored().size < before / 4
        log.append([record(5_000)])
    assert secret.encode() not in path.read_bytes()
    assert len(rows(path)) == 1
