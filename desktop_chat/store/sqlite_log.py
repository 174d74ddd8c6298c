"""A room's log in a SQLite file.

WAL with synchronous=NORMAL: a commit survives a crash of the program without waiting for the disk; a power cut may
take the last moments, never the file. Checkpoints happen when the room is quiet, because a large one stalls.
"""

import sqlite3
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from desktop_chat.core.server.records import MessageRecord
from desktop_chat.store.room_log import StoreNewer
from desktop_chat.store.sqlite_file import as_store_errors, schema_version

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
ROWS_AT_ONCE = 64
"""Rows in one statement under load: each statement gives the interpreter's lock away once, and every reader wants it."""
INSERT_MANY = INSERT + ", (?, ?, ?, ?, ?, ?, ?)" * (ROWS_AT_ONCE - 1)
APPLICATION_ID = 0x44634C67
"""`DcLg`: tells our files from other SQLite files (SQLite PRAGMA application_id)."""
WAL_PAGES = 16_384
"""64 MiB of write-ahead log: a room that is never quiet stalls once for each of them, rather than fill the disk."""


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
        with as_store_errors():
            self._database = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            with as_store_errors():
                self._prepare()
        except BaseException:
            self._database.close()
            raise

    def _prepare(self) -> None:
        run = self._database.execute
        # One program at a time: the lock is held as long as the file is open.
        run("PRAGMA locking_mode=EXCLUSIVE")
        is_new = self._check_owner()
        run("PRAGMA journal_mode=WAL")
        run("PRAGMA synchronous=NORMAL")
        run(f"PRAGMA wal_autocheckpoint={WAL_PAGES}")
        run("BEGIN IMMEDIATE")
        if is_new:
            run(f"PRAGMA application_id={APPLICATION_ID}")
            run(f"PRAGMA user_version={SCHEMA_VERSION}")
            run(SCHEMA)
        run("COMMIT")

    def _check_owner(self) -> bool:
        """Return whether the file is empty; raise StoreDamaged, with nothing written, if it is not ours."""
        version = schema_version(self._database, APPLICATION_ID)
        if version not in {0, SCHEMA_VERSION}:
            raise StoreNewer(f"the log has version {version}, this program knows {SCHEMA_VERSION}")
        return version == 0

    def last_id(self) -> int:
        """Return the largest id kept, 0 for an empty log."""
        with as_store_errors():
            (last,) = self._database.execute("SELECT coalesce(max(id), 0) FROM message").fetchone()
        return int(last)

    def append(self, records: Sequence[MessageRecord]) -> None:
        """Keep records in one transaction.

        Raises:
            StoreError: If they could not be kept; then none is.
        """
        with as_store_errors():
            run = self._database.execute
            run("BEGIN")
            try:
                many = len(records) - len(records) % ROWS_AT_ONCE
                for start in range(0, many, ROWS_AT_ONCE):
                    run(INSERT_MANY, tuple(chain.from_iterable(records[start : start + ROWS_AT_ONCE])))
                self._database.executemany(INSERT, records[many:])
                run("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    run("ROLLBACK")
                raise

    def tidy(self) -> None:
        """Move what is in the write-ahead log into the file."""
        with as_store_errors():
            self._database.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Move everything into the file, remove the write-ahead log and give the file back.

        Raises:
            StoreError: If that could not be done; what was appended is safe in the write-ahead log.
        """
        with as_store_errors():
            self._database.close()
