"""A room's log in a SQLite file.

WAL with synchronous=NORMAL: a commit survives a crash of the program without waiting for the disk; a power cut may
take the last moments, never the file. Checkpoints happen when the room is quiet, because a large one stalls.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from desktop_chat.core.server.archive import Page, Stored
from desktop_chat.core.server.config import DAY_MS, HistoryRules
from desktop_chat.core.server.records import BurstRecord, ChangeRecord, EventRecord, KeptRecord, MessageRecord, Record, SentRecord
from desktop_chat.core.wire.names import fold
from desktop_chat.store import log_schema
from desktop_chat.store.log_reader import LogReader
from desktop_chat.store.log_writer import LogWriter
from desktop_chat.store.posting_lists import PostingLists, ids_by_place
from desktop_chat.store.room_log import StoreNewer
from desktop_chat.store.sqlite_file import as_store_errors, schema_version

APPLICATION_ID = 0x44634C67
"""`DcLg`: tells our files from other SQLite files (SQLite PRAGMA application_id)."""
WAL_PAGES = 16_384
"""64 MiB of write-ahead log: a room that is never quiet stalls once for each of them, rather than fill the disk."""
LIST_AT_ONCE = 16_384
"""Messages after which their ids go into posting lists if the room is not quiet before: a pause of some milliseconds."""
FORGOTTEN_AT_ONCE = 500
"""Messages and events deleted in one go: less than ten milliseconds."""
MESSAGES_TO_COPY = 100_000
"""With no more left, the file is written anew without what was deleted: a pause of some tenths of a second. A larger one keeps
its size, and fills what is free in it."""


class SqliteRoomLog:
    """One room's log in one file. All calls, and the constructor, on one thread.

    Args:
        path: The file; made if it is not there. Its folder must be.
        rules: What is kept, and for how long.

    Raises:
        StoreLocked: If another program has it open.
        StoreDamaged: If it is not ours, or was written by a newer version; it is left as it is.
        StoreError: If it cannot be opened or made.
    """

    def __init__(self, path: Path, rules: HistoryRules = HistoryRules()) -> None:  # noqa: B008  # It is frozen.
        self._path, self._rules, self._messages, self._unlisted = path, rules, 0, 0
        with as_store_errors():
            self._database = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._lists = PostingLists(self._database)
        self._history, self._writer = LogReader(self._database, self._lists), LogWriter(self._database, self._lists)
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
        self._database.create_function("fold", 1, fold, deterministic=True)
        with self._transaction():
            for step in log_schema.STEPS[version:]:
                for statement in step:
                    run(statement)
            run(f"PRAGMA application_id={APPLICATION_ID}")
            run(f"PRAGMA user_version={log_schema.SCHEMA_VERSION}")
            self._lists.catch_up()
        (self._messages,) = run(log_schema.COUNT).fetchone()
        if 0 < version < log_schema.SCHEMA_VERSION:
            self._shrink()

    def _check_owner(self) -> int:
        """Return the file's version, 0 for an empty one; raise StoreDamaged, with nothing written, if it is not ours."""
        version = schema_version(self._database, APPLICATION_ID)
        if version > log_schema.SCHEMA_VERSION:
            raise StoreNewer(f"the log has version {version}, this program knows {log_schema.SCHEMA_VERSION}")
        return version

    def last_id(self) -> int:
        """Return the largest id kept, 0 for an empty log."""
        with as_store_errors():
            (last,) = self._database.execute(log_schema.LAST_ID).fetchone()
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
        # What is said is nearly everything, and goes by a way of its own.
        said = [record for record in records if type(record) is BurstRecord or type(record) is MessageRecord]
        with as_store_errors(), self._transaction():
            if said and self._rules.kept:
                count = self._writer.insert(said)
                self._messages += count
                self._unlisted += count
                if self._unlisted >= LIST_AT_ONCE:
                    self._write_lists()
            if len(said) < len(records):
                self._database.executemany(log_schema.INSERT_SENT, [record for record in records if type(record) is SentRecord])
                for record in records:
                    self._keep(record)

    def _write_lists(self) -> None:
        """Put the ids of the newest messages into posting lists."""
        self._lists.write()
        self._unlisted = 0

    def _keep(self, record: Record) -> None:
        """Keep what is not said but done."""
        match record:
            case KeptRecord(value=None):
                self._database.execute(log_schema.FORGET, record[:2])
            case KeptRecord():
                self._database.execute(log_schema.REMEMBER, record)
            case EventRecord() if self._rules.kept:
                self._database.execute(log_schema.INSERT_EVENT, record)
            case ChangeRecord(record_id, None):
                gone = self._history.find(record_id)
                self._delete([] if gone is None else [gone])
            case ChangeRecord(record_id, text):
                self._database.execute(log_schema.EDIT, (text, record_id))

    def find(self, record_id: int) -> MessageRecord | None:
        """As `Archive.find`."""
        with as_store_errors():
            return self._history.find(record_id)

    def page(self, places: Sequence[str], page: Page) -> list[MessageRecord]:
        """As `Archive.page`."""
        with as_store_errors():
            return self._history.page(places, page)

    def position(self, places: Sequence[str], time_ms: int) -> int:
        """As `Archive.position`."""
        with as_store_errors():
            return self._history.position(places, time_ms)

    def correspondents(self, person: str) -> list[str]:
        """As `Archive.correspondents`."""
        with as_store_errors():
            return self._history.correspondents(person)

    def sent(self, senders: Sequence[str], client_id: str) -> SentRecord | None:
        """As `Archive.sent`."""
        with as_store_errors():
            return self._history.sent(senders, client_id)

    def tidy(self, now_ms: int) -> None:
        """Forget some of what is too old; move what is in the write-ahead log into the file."""
        with as_store_errors():
            with self._transaction():
                self._write_lists()
                rules = self._rules
                excess = 0 if rules.messages is None else self._messages - rules.messages
                self._forget(0 if rules.days is None else now_ms - rules.days * DAY_MS, excess)
            self._database.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def forget(self, before_ms: int) -> bool:
        """As `Archive.forget`."""
        with as_store_errors():
            with self._transaction():
                has_more = self._forget(before_ms, 0)
                if not has_more:
                    self._database.execute(log_schema.DELETE_UNUSED_ENVELOPES, (log_schema.ENVELOPE_SPAN,))
                    self._writer.forget_envelopes()
            if not has_more:
                self._shrink()
        return has_more

    def _shrink(self) -> None:
        """Give back what is free in the log, if it is a small one, and in the write-ahead log."""
        if self._messages <= MESSAGES_TO_COPY:
            self._database.execute("VACUUM")
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def stored(self) -> Stored:
        """As `Archive.stored`."""
        with as_store_errors():
            first = self._database.execute(log_schema.EARLIEST).fetchone()
        files = (self._path, self._path.with_name(f"{self._path.name}-wal"))
        return Stored(self._messages, None if first is None else first[0], sum(file.stat().st_size for file in files if file.exists()))

    def keep_days(self, days: int | None) -> None:
        """As `Archive.keep_days`."""
        self._rules = replace(self._rules, days=days)

    def _forget(self, earliest_ms: int, excess: int) -> bool:
        """Delete some of what is earlier than a time, and of the oldest that are too many; return whether there is more of it."""
        run_many = self._database.executemany
        oldest = map(MessageRecord._make, self._database.execute(log_schema.OLDEST, (FORGOTTEN_AT_ONCE,)))
        gone = [record for _, record in takewhile(lambda one: one[0] < excess or one[1].time_ms < earliest_ms, enumerate(oldest))]
        self._delete(gone)
        run_many(log_schema.DELETE_SENT, [(record.id,) for record in gone])
        if self._database.execute(log_schema.DELETE_ENVELOPES, (log_schema.ENVELOPE_SPAN,)).rowcount:
            self._writer.forget_envelopes()
        before = max(gone[-1].id if gone else 0, earliest_ms * 1000)
        events = self._database.execute(log_schema.DELETE_EVENTS, (before, FORGOTTEN_AT_ONCE)).rowcount
        return FORGOTTEN_AT_ONCE in {len(gone), events}

    def _delete(self, gone: Sequence[MessageRecord]) -> None:
        """Take messages out."""
        self._database.executemany(log_schema.DELETE, [(record.id,) for record in gone])
        ids = ids_by_place(gone)
        for place, of_place in ids.items():
            self._lists.remove(place, of_place)
        self._database.executemany(log_schema.DELETE_CORRESPONDENT, [(place,) for place in ids if place not in self._lists.recent()])
        self._messages -= len(gone)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Do all of it or nothing."""
        counts = self._messages, self._unlisted
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            # Some of what is in memory may be of this transaction.
            self._messages, self._unlisted = counts
            self._writer.forget_envelopes()
            self._lists.read_again()
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Move everything into the file, remove the write-ahead log and give the file back.

        Raises:
            StoreError: If that could not be done; what was appended is safe in the write-ahead log.
        """
        with as_store_errors():
            self._database.close()
