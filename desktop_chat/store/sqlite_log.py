"""A room's log in a SQLite file.

WAL with synchronous=NORMAL: a commit survives a crash of the program without waiting for the disk; a power cut may
take the last moments, never the file. Checkpoints happen when the room is quiet, because a large one stalls.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop_chat.core.server.records import MessageRecord
from desktop_chat.store.room_log import StoreDamaged, StoreError, StoreLocked

SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE message (
    id INTEGER PRIMARY KEY,   -- sorts in the room's order
    time_ms INTEGER NOT NULL, -- since 1970, UTC
    target TEXT NOT NULL,     -- channel or nick, as shown
    sender TEXT NOT NULL,     -- nick!user@host
    command TEXT NOT NULL,    -- PRIVMSG or NOTICE
    text TEXT NOT NULL,
    tags TEXT NOT NULL        -- client-only tags as on the wire
);
"""
INSERT = "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?)"
APPLICATION_ID = 0x44634C67
"""`DcLg`: tells our files from other SQLite files (SQLite PRAGMA application_id)."""


class SqliteRoomLog:
    """One room's log in one file. All calls, and the constructor, on one thread.

    Args:
        path: The file; made if it is not there. Its folder must be.

    Raises:
        StoreLocked: If another program has it open.
        StoreDamaged: If it is not ours, or was written by a newer version; it is left as it is.
        StoreError: If it cannot be opened or made.
    """

    def __init__(self, path: Path) -> None:
        with _as_store_errors():
            self._database = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            with _as_store_errors():
                self._prepare()
        except BaseException:
            self._database.close()
            raise

    def _prepare(self) -> None:
        run = self._database.execute
        # One program at a time: the lock is held as long as the file is open.
        run("PRAGMA locking_mode=EXCLUSIVE")
        run("PRAGMA journal_mode=WAL")
        run("PRAGMA synchronous=NORMAL")
        run("PRAGMA wal_autocheckpoint=0")
        run("BEGIN IMMEDIATE")
        (version,) = run("PRAGMA user_version").fetchone()
        (application,) = run("PRAGMA application_id").fetchone()
        if version > SCHEMA_VERSION:
            raise StoreDamaged(f"the log has version {version}, this program knows {SCHEMA_VERSION}")
        if version == 0:
            run(f"PRAGMA application_id={APPLICATION_ID}")
            run(f"PRAGMA user_version={SCHEMA_VERSION}")
            run(SCHEMA)
        elif application != APPLICATION_ID:
            raise StoreDamaged("the file is not the log of a room")
        run("COMMIT")

    def last_id(self) -> int:
        """Return the largest id kept, 0 for an empty log."""
        with _as_store_errors():
            (last,) = self._database.execute("SELECT coalesce(max(id), 0) FROM message").fetchone()
        return int(last)

    def append(self, records: Sequence[MessageRecord]) -> None:
        """Keep records in one transaction.

        Raises:
            StoreError: If they could not be kept; then none is.
        """
        with _as_store_errors():
            run = self._database.execute
            run("BEGIN")
            try:
                self._database.executemany(INSERT, records)
                run("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    run("ROLLBACK")
                raise

    def tidy(self) -> None:
        """Move what is in the write-ahead log into the file."""
        with _as_store_errors():
            self._database.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Keep everything and give the file back; the last one out removes the write-ahead log."""
        self._database.close()


@contextmanager
def _as_store_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        kind = StoreLocked if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} else StoreError
        raise kind(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise StoreDamaged(str(error)) from error
