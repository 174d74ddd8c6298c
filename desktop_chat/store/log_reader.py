"""What is read of a room's log in SQLite: single messages, and pages of histories."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from desktop_chat.core.server.archive import END, Page
from desktop_chat.core.server.records import EventRecord, MessageRecord, SentRecord, is_talk
from desktop_chat.store import log_schema
from desktop_chat.store.posting_lists import PostingLists

CLOCK_SLACK = 1000
"""Microseconds by which an id may be less than its time: both are rounded from one number."""


class LogReader:
    """Reads an open log. Raises what SQLite raises.

    Args:
        database: The log.
        lists: Its histories.
    """

    def __init__(self, database: sqlite3.Connection, lists: PostingLists) -> None:
        self._run, self._lists = database.execute, lists

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
        in_events = log_schema.IN_EVENTS.format(order="DESC" if page.from_end else "ASC")
        found: dict[int, MessageRecord] = {}
        for place in places:
            said = (one for one in self._said(place, page, time_ms) if page.events or is_talk(one))
            found.update((one.id, one) for one in islice(said, page.limit))
            if page.events:
                asked = {"place": place, "after": page.after, "before": page.before, "limit": page.limit, "time_ms": time_ms}
                found.update((row[0], EventRecord._make(row)) for row in self._run(in_events, asked))
        records = [found[record_id] for record_id in sorted(found)]
        return records[-page.limit :] if page.from_end else records[: page.limit]

    def _said(self, place: str, page: Page, time_ms: int) -> Iterator[MessageRecord]:
        """Yield the messages of a place between the page's borders, from the end that it is counted from."""
        ids, at_once = self._lists.ids(place, page), min(page.limit, log_schema.FOUND_AT_ONCE)
        while some := list(islice(ids, at_once)):
            no_ids = [0] * (log_schema.FOUND_AT_ONCE - len(some))
            rows = self._run(log_schema.FIND_SOME, (*some, *no_ids, time_ms)).fetchall()
            yield from map(MessageRecord._make, sorted(rows, reverse=page.from_end))
            at_once = log_schema.FOUND_AT_ONCE

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
