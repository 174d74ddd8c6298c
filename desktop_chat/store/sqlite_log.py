"""A room's log in a SQLite file.

WAL with synchronous=NORMAL: a commit survives a crash of the program without waiting for the disk; a power cut may
take the last moments, never the file. Checkpoints happen when the room is quiet, because a large one stalls.
"""

import sqlite3
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from desktop_chat.core.server.records import KeptRecord, MessageRecord, Record
from desktop_chat.store.room_log import StoreNewer
from desktop_chat.store.sqlite_file import as_store_errors, schema_version

MESSAGES = """
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
KEPT = """
CREATE TABLE kept (
    kind TEXT NOT NULL,       -- what it is: account, channel, ...
    key TEXT NOT NULL,        -- which one
    value TEXT NOT NULL,      -- what is known of it, as JSON
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
"""
STEPS = (MESSAGES, KEPT)
"""What makes a log of version 1 from an empty file, version 2 from one of version 1, and so on."""
SCHEMA_VERSION = len(STEPS)
INSERT = "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?)"
ROWS_AT_ONCE = 64
"""Rows in one statement under load: each statement gives the interpreter's lock away once, and every reader wants it."""
INSERT_MANY = INSERT + ", (?, ?, ?, ?, ?, ?, ?)" * (ROWS_AT_ONCE - 1)
REMEMBER = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)"
FORGET = "DELETE FROM kept WHERE kind = ? AND key = ?"
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
        version = self._check_owner()
        run("PRAGMA journal_mode=WAL")
        run("PRAGMA synchronous=NORMAL")
        run(f"PRAGMA wal_autocheckpoint={WAL_PAGES}")
        run("BEGIN IMMEDIATE")
        for step in STEPS[version:]:
            run(step)
        run(f"PRAGMA application_id={APPLICATION_ID}")
        run(f"PRAGMA user_version={SCHEMA_VERSION}")
        run("COMMIT")

    def _check_owner(self) -> int:
        """Return the file's version, 0 for an empty one; raise StoreDamaged, with nothing written, if it is not ours."""
        version = schema_version(self._database, APPLICATION_ID)
        if version > SCHEMA_VERSION:
            raise StoreNewer(f"the log has version {version}, this program knows {SCHEMA_VERSION}")
        return version

    def last_id(self) -> int:
        """Return the largest id kept, 0 for an empty log."""
        with as_store_errors():
            (last,) = self._database.execute("SELECT coalesce(max(id), 0) FROM message").fetchone()
        return int(last)

    def kept(self) -> list[KeptRecord]:
        """Return what is known beside messages, the newest of each kind and key."""
        with as_store_errors():
            return [KeptRecord(*row) for row in self._database.execute("SELECT kind, key, value FROM kept")]

    def append(self, records: Sequence[Record]) -> None:
        """Keep records in one transaction.

        Raises:
            StoreError: If they could not be kept; then none is.
        """
        with as_store_errors():
            run = self._database.execute
            run("BEGIN")
            try:
                self._insert([record for record in records if type(record) is MessageRecord])
                for record in records:
                    if type(record) is KeptRecord:
                        run(*((FORGET, record[:2]) if record.value is None else (REMEMBER, record)))
                run("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    run("ROLLBACK")
                raise

    def _insert(self, messages: Sequence[MessageRecord]) -> None:
        many = len(messages) - len(messages) % ROWS_AT_ONCE
        for start in range(0, many, ROWS_AT_ONCE):
            self._database.execute(INSERT_MANY, tuple(chain.from_iterable(messages[start : start + ROWS_AT_ONCE])))
        self._database.executemany(INSERT, messages[many:])

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
