"""Which messages of a room's log belong to which history: posting lists, as information retrieval calls them.

A row is a list: the ids of some hundred messages of one place, in ascending order, packed. The ids of the newest messages are in
memory and go into lists in bulk, because an entry at a time costs more than the message itself; `indexed` says up to which id
all are in lists, so that the others can be read from the log again.
"""

import sqlite3
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from struct import pack, unpack
from typing import Final

from desktop_chat.core.server.archive import Page
from desktop_chat.core.server.persons import places_of
from desktop_chat.core.server.records import MessageRecord
from desktop_chat.store import log_schema

IDS_OF_LIST: Final = 512
"""At most: what fills the page that SQLite has such a row's end on. Longer ones cost more to read and to take a message out of."""
BYTES_OF_ID: Final = 8
READ_AT_ONCE: Final = 16_384
"""Messages of which the ids go into lists together when a log is opened: so much memory does it take, however many there are."""


class PostingLists:
    """The histories of an open log, in transactions of its caller. Raises what SQLite raises.

    Args:
        database: The log.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._run, self._run_many = database.execute, database.executemany
        self._recent: defaultdict[str, list[int]] | None = None

    def recent(self) -> defaultdict[str, list[int]]:
        """Return the ids by place that are in no list yet, to put those of new messages to: each greater than all before."""
        if self._recent is None:
            self._recent = ids_by_place(map(MessageRecord._make, self._run(log_schema.UNLISTED)))
        return self._recent

    def read_again(self) -> None:
        """Do not rely on what is in memory: a transaction failed."""
        self._recent = None

    def catch_up(self) -> None:
        """Put into lists what a log that was just opened has beyond them."""
        unlisted = self._run(log_schema.UNLISTED)
        while some := unlisted.fetchmany(READ_AT_ONCE):
            self._recent = ids_by_place(map(MessageRecord._make, some))
            self.write()
        self._run(log_schema.NOTE_INDEXED)

    def write(self) -> None:
        """Put all ids into lists, and first into the last list of their place."""
        recent = self.recent()
        if not recent:
            return
        rows: list[tuple[str, int, bytes]] = []
        for place, new in recent.items():
            (last,) = self._run(log_schema.LAST_LIST, (place,)).fetchone() or (b"",)
            ids = [*unpacked(last), *new] if len(last) < IDS_OF_LIST * BYTES_OF_ID else new
            rows += ((place, ids[at], packed(ids[at : at + IDS_OF_LIST])) for at in range(0, len(ids), IDS_OF_LIST))
        self._run_many(log_schema.WRITE_LIST, rows)
        self._run(log_schema.NOTE_INDEXED)
        recent.clear()

    def ids(self, place: str, page: Page) -> Iterator[int]:
        """Yield the ids of a place between the page's borders, from the end that it is counted from; its limit is the caller's."""
        for ids in self._lists(place, page):
            inside = range(bisect_right(ids, page.after), bisect_left(ids, page.before))
            yield from map(ids.__getitem__, reversed(inside) if page.from_end else inside)

    def _lists(self, place: str, page: Page) -> Iterator[Sequence[int]]:
        """Yield all lists in which there may be ids between the page's borders, and what is in memory."""
        recent = self.recent().get(place, [])
        if page.from_end:
            yield recent
        question = log_schema.LISTS.format(order="DESC" if page.from_end else "ASC")
        for _, ids in self._run(question, {"place": place, "after": page.after, "before": page.before}):
            yield unpacked(ids)
        if not page.from_end:
            yield recent

    def remove(self, place: str, ids: Sequence[int]) -> None:
        """Take messages out of the lists of a place, by their ids in ascending order; those that are in none are no harm."""
        gone, recent = set(ids), self.recent()
        if place in recent and ids[-1] >= recent[place][0]:
            recent[place] = [one for one in recent[place] if one not in gone]
            if not recent[place]:
                del recent[place]
        borders = {"place": place, "after": ids[0] - 1, "before": ids[-1] + 1}
        for first, some in self._run(log_schema.LISTS.format(order="ASC"), borders).fetchall():
            left = [one for one in unpacked(some) if one not in gone]
            if len(left) * BYTES_OF_ID < len(some):
                self._run(log_schema.DELETE_LIST, (place, first))
                self._run_many(log_schema.WRITE_LIST, [(place, left[0], packed(left))] if left else [])


def ids_by_place(records: Iterable[MessageRecord]) -> defaultdict[str, list[int]]:
    """Return the ids of messages, in their order, for each place in which they stand."""
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for record in records:
        for place in places_of(record):
            ids[place].append(record.id)
    return ids


def packed(ids: Sequence[int]) -> bytes:
    """Return ids as a list in the log has them: 64 bits each, little-endian."""
    return pack(f"<{len(ids)}q", *ids)


def unpacked(ids: bytes) -> tuple[int, ...]:
    """Return the ids of a list of the log."""
    return unpack(f"<{len(ids) // BYTES_OF_ID}q", ids)
