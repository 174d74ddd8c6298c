"""A room's log that ends with the program: for rooms that keep nothing on disk."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_chat.core.server.archive import END, Page, Stored
from desktop_chat.core.server.config import DAY_MS, HistoryRules
from desktop_chat.core.server.persons import places_of
from desktop_chat.core.server.records import BurstRecord, ChangeRecord, EventRecord, KeptRecord, MessageRecord, Record, SentRecord, is_talk

KEPT = 10_000
"""Messages, and as many events: a long lesson's talk, a few megabytes."""


class MemoryRoomLog:
    """The last messages, in memory only.

    Args:
        rules: What is kept, and for how long.
    """

    def __init__(self, rules: HistoryRules = HistoryRules()) -> None:  # noqa: B008  # It is frozen.
        self._rules = rules
        self._messages = Shelf(KEPT if rules.messages is None else min(KEPT, rules.messages))
        self._events = Shelf(KEPT)
        self._last_id = 0
        self._kept: dict[tuple[str, str], KeptRecord] = {}
        self._sent: dict[tuple[str, str], SentRecord] = {}

    def last_id(self) -> int:
        """Return the largest id kept, 0 for an empty log."""
        return self._last_id

    def kept(self) -> list[KeptRecord]:
        """Return what is known beside messages, the newest of each kind and key."""
        return list(self._kept.values())

    def append(self, records: Sequence[Record]) -> None:
        """Keep records while the program runs."""
        for record in records:
            for one in record.messages() if isinstance(record, BurstRecord) else [record]:
                self._keep(one)

    def _keep(self, record: Record) -> None:
        match record:
            case KeptRecord(value=None):
                self._kept.pop((record.kind, record.key), None)
            case KeptRecord():
                self._kept[record.kind, record.key] = record
            case SentRecord():
                self._sent.setdefault((record.sender, record.client_id), record)
                if len(self._sent) > KEPT:
                    del self._sent[next(iter(self._sent))]
            case ChangeRecord(record_id, text):
                self._messages.change(record_id, text)
            case MessageRecord() if self._rules.kept:
                (self._events if isinstance(record, EventRecord) else self._messages).add(record)
                self._last_id = record.id

    def sent(self, senders: Sequence[str], client_id: str) -> SentRecord | None:
        """As `Archive.sent`."""
        return next((found for sender in senders if (found := self._sent.get((sender, client_id)))), None)

    def find(self, record_id: int) -> MessageRecord | None:
        """As `Archive.find`."""
        return self._messages.find(record_id)

    def page(self, places: Sequence[str], page: Page) -> list[MessageRecord]:
        """As `Archive.page`."""
        inside = (record for record in self._in(places) if page.after < record.id < page.before)
        found = {record.id: record for record in inside if page.events or is_talk(record)}
        records = [found[record_id] for record_id in sorted(found)]
        return records[-page.limit :] if page.from_end else records[: page.limit]

    def _in(self, places: Sequence[str]) -> Iterator[MessageRecord]:
        for place in places:
            yield from self._messages.by_place.get(place, ())
            yield from self._events.by_place.get(place, ())

    def position(self, places: Sequence[str], time_ms: int) -> int:
        """As `Archive.position`."""
        return min((record.id for record in self._in(places) if record.time_ms >= time_ms), default=END)

    def correspondents(self, person: str) -> list[str]:
        """As `Archive.correspondents`."""
        return [place for place in self._messages.by_place if place.startswith(f"{person} ")]

    def tidy(self, now_ms: int) -> None:
        """Forget what is too old."""
        if self._rules.days is not None:
            self.forget(now_ms - self._rules.days * DAY_MS)

    def forget(self, before_ms: int) -> bool:
        """As `Archive.forget`, all at once."""
        for shelf in (self._messages, self._events):
            shelf.forget(before_ms)
        return False

    def stored(self) -> Stored:
        """As `Archive.stored`."""
        records = self._messages.records
        return Stored(len(records), records[0].time_ms if records else None, 0)

    def keep_days(self, days: int | None) -> None:
        """As `Archive.keep_days`."""
        self._rules = replace(self._rules, days=days)

    def close(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self.forget(END)


class Shelf:
    """Records in order, found by their place; when there are too many the oldest go.

    Args:
        most: How many there may be.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.records: deque[MessageRecord] = deque()
        self.by_place: dict[str, deque[MessageRecord]] = {}

    def add(self, record: MessageRecord) -> None:
        """Put a record at the end."""
        self.records.append(record)
        for place in places_of(record):
            self.by_place.setdefault(place, deque()).append(record)
        while len(self.records) > self._most:
            self._drop()

    def forget(self, earliest_ms: int) -> None:
        """Drop what is older than this."""
        while self.records and self.records[0].time_ms < earliest_ms:
            self._drop()

    def find(self, record_id: int) -> MessageRecord | None:
        """Return the record with this id."""
        return next((record for record in reversed(self.records) if record.id == record_id), None)

    def change(self, record_id: int, text: str | None) -> None:
        """Let a record say something else, or (None) take it out."""
        found = self.find(record_id)
        if found is None:
            return
        for records in (self.records, *map(self.by_place.__getitem__, places_of(found))):
            at = records.index(found)
            del records[at]
            if text is not None:
                records.insert(at, found._replace(text=text))
        self._tidy(found)

    def _drop(self) -> None:
        gone = self.records.popleft()
        for place in places_of(gone):
            self.by_place[place].popleft()
        self._tidy(gone)

    def _tidy(self, gone: MessageRecord) -> None:
        for place in places_of(gone):
            if not self.by_place[place]:
                del self.by_place[place]
