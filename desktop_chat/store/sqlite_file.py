"""What our SQLite files have in common: whose they are, and SQLite's errors as ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from desktop_chat.store.room_log import StoreDamaged, StoreError, StoreFull, StoreLocked

KINDS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreLocked,
    sqlite3.SQLITE_LOCKED: StoreLocked,
    sqlite3.SQLITE_FULL: StoreFull,
}
"""By the primary code of an operational error (SQLite, Result and Error Codes)."""


def schema_version(database: sqlite3.Connection, application_id: int) -> int:
    """Return the version of our schema in a file, 0 for an empty one. Nothing is written.

    Raises:
        StoreDamaged: If the file is not ours (SQLite PRAGMA application_id).
    """
    application, version, tables = (
        int(database.execute(question).fetchone()[0])
        for question in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    if application == version == tables == 0:
        return 0
    if application != application_id or version < 1:
        raise StoreDamaged("the file is another program's")
    return version


def keep_aside(path: Path, why: str) -> Path:
    """Give a file that we cannot use another name, and with it what SQLite keeps beside it; return its new name.

    Args:
        path: The file; nobody has it open.
        why: A word for the new name: `history-WHY-1.sqlite3`.

    Raises:
        OSError: If it cannot be renamed.
    """
    names = (path.with_name(f"{path.stem}-{why}-{number}{path.suffix}") for number in count(1))
    free = next(name for name in names if not name.exists())
    for ending in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(free.with_name(free.name + ending))
    return free


def lock_file(path: Path) -> sqlite3.Connection:
    """Keep other programs from opening a file to write, as long as the connection that is returned is open, or this program lives.

    SQLite's own lock would keep those out too that only read. This one is a lock of SQLite on an empty file beside it: so it is one on
    every system, and a program that is killed gives it back.

    Args:
        path: The file.

    Raises:
        sqlite3.OperationalError: If another program has it.
    """
    lock = sqlite3.connect(path.with_name(path.name + "-lock"), timeout=0, isolation_level=None)
    try:
        lock.execute("PRAGMA journal_mode=MEMORY")
        lock.execute("BEGIN EXCLUSIVE")
    except BaseException:
        lock.close()
        raise
    return lock


@contextmanager
def as_store_errors() -> Iterator[None]:
    """Raise SQLite's errors as ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise KINDS.get(error.sqlite_errorcode & 0xFF, StoreError)(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise StoreDamaged(str(error)) from error
