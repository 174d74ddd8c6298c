"""What is said goes into a room's log in SQLite: of each message only what differs, many in one statement."""

import sqlite3
from collections.abc import Sequence

from desktop_chat.core.server.persons import is_private, places_of
from desktop_chat.core.server.records import BurstRecord, MessageRecord
from desktop_chat.store import log_schema
from desktop_chat.store.posting_lists import PostingLists

ENVELOPES_KNOWN = 4096
"""Envelopes in use at once: some two megabytes. When there would be more, all are made anew."""
VALUES_OF_ROW = 4
"""Of a message without tags: id, time, envelope and text."""


class LogWriter:
    """Keeps what is said in an open log, in a transaction of its caller. Raises what SQLite raises.

    Args:
        database: The log.
        lists: Its histories.
    """

    def __init__(self, database: sqlite3.Connection, lists: PostingLists) -> None:
        self._run, self._run_many, self._lists = database.execute, database.executemany, lists
        self._envelopes: dict[tuple[str, str, str, str, str, int], int] = {}
        """The ids of those in use, by the rest of their values."""

    def insert(self, said: Sequence[BurstRecord | MessageRecord]) -> int:
        """Keep messages; return how many they are."""
        plain: list[object] = []
        tagged: list[tuple[object, ...]] = []
        recent = self._lists.recent()
        for record in said:
            if isinstance(record, BurstRecord):
                first_id, time_ms, target, sender, command, texts, place, by, is_bot = record
                end_id = first_id + len(texts)
                recent[place].extend(range(first_id, end_id))
                envelope = self._envelope_of(first_id, end_id, (target, sender, command, place, by, is_bot))
                for at, text in enumerate(texts, first_id):
                    plain += (at, time_ms, envelope, text)
            else:
                at, time_ms, target, sender, command, text, tags, place, by, is_bot = record
                if is_private(record):
                    self._note_private(record)
                else:
                    recent[place].append(at)
                envelope = self._envelope_of(at, at + 1, (target, sender, command, place, by, is_bot))
                if tags:
                    tagged.append((at, time_ms, envelope, text, tags))
                else:
                    plain += (at, time_ms, envelope, text)
        self._insert_plain(plain)
        self._run_many(log_schema.INSERT_TAGGED, tagged)
        return len(plain) // VALUES_OF_ROW + len(tagged)

    def _insert_plain(self, values: list[object]) -> None:
        """Keep messages without tags, given as the values of one after the other."""
        at_once = log_schema.ROWS_AT_ONCE * VALUES_OF_ROW
        for start in range(0, len(values), at_once):
            some = values[start : start + at_once]
            self._run(log_schema.INSERTS_OF_SAID[len(some) // VALUES_OF_ROW - 1], some)

    def _note_private(self, record: MessageRecord) -> None:
        """Note of a private message between whom it was."""
        for place in places_of(record):
            self._lists.recent()[place].append(record.id)
            self._run(log_schema.INSERT_CORRESPONDENT, (place,))

    def _envelope_of(self, first_id: int, end_id: int, values: tuple[str, str, str, str, str, int]) -> int:
        """Return the id of the envelope of messages with ids from *first_id* to before *end_id*; put it into the log if there is none."""
        envelope = self._envelopes.get(values)
        if envelope is None or end_id - envelope > log_schema.ENVELOPE_SPAN:
            if len(self._envelopes) >= ENVELOPES_KNOWN:
                self._envelopes.clear()
            self._envelopes[values] = envelope = first_id
            self._run(log_schema.INSERT_ENVELOPE, (first_id, *values))
        return envelope

    def forget_envelopes(self) -> None:
        """Use none again of those so far: they may not be in the log any more."""
        self._envelopes.clear()
