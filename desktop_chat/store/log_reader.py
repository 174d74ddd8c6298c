"""What is read of a room's log in SQLite: single messages, and pages of histories."""

import sqlite3
from collections.abc import Sequence

from desktop_chat.core.server.archive import END, Page
from desktop_chat.core.server.records import EventRecord, MessageRecord, SentRecord
from desktop_chat.store import log_schema

CLOCK_SLACK = 1000
"""Microseconds by which an id may be less than its time: both are rounded from one number."""


class LogReader:
    """Reads an open log. Raises what SQLite raises.

    Args:
        database: The log.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._run = database.execute

    def find(self, record_id: int) -> MessageRecord | None:
        """As `Archive.find`."""
        row = self._run(log_schema.FIND, (record_id,)).fetchone()
        return None if row is None else MessageRecord._make(row)

    def page(self, places: Sequence[str], page: Page, time_ms: int = 0) -> list[MessageRecord]:
        """As `Archive.page`.

        Args:
            places: The histories.
            page: Which part.
            time_ms: What is earlier than this is left out.
        """
        words = {"talk": "" if page.events else log_schema.TALK, "order": "DESC" if page.from_end else "ASC"}
        in_history, since_indexed, in_events = (
            question.format(**words) for question in (log_schema.IN_HISTORY, log_schema.SINCE_INDEXED, log_schema.IN_EVENTS)
        )
        found: dict[int, MessageRecord] = {}
        for place in places:
            asked = {"place": place, "after": page.after, "before": page.before, "limit": page.limit, "time_ms": time_ms}
            for question in (in_history, since_indexed):
                found.update((row[0], MessageRecord._make(row)) for row in self._run(question, asked))
            if page.events:
                found.update((row[0], EventRecord._make(row)) for row in self._run(in_events, asked))
        records = [found[record_id] for record_id in sorted(found)]
        return records[-page.limit :] if page.from_end else records[: page.limit]

    def position(self, places: Sequence[str], time_ms: int) -> int:
        """As `Archive.position`."""
        first = self.page(places, Page(1, after=time_ms * 1000 - CLOCK_SLACK, events=True), time_ms)
        return first[0].id if first else END

    def correspondents(self, person: str) -> list[str]:
        """As `Archive.correspondents`."""
        return [place for (place,) in self._run(log_schema.FIND_CORRESPONDENTS, (f"{person} ", f"{person}!"))]

    def sent(self, senders: Sequence[str], client_id: str) -> SentRecord | None:
        """As `Archive.sent`."""
        rows = (self._run(log_schema.FIND_SENT, (sender, client_id)).fetchone() for sender in senders)
        return next((SentRecord._make(row) for row in rows if row is not None), None)
