"""A room's log that ends with the program: for rooms that keep nothing on disk."""

from collections import deque
from collections.abc import Iterator, Sequence

from desktop_chat.core.server.archive import END, Page
from desktop_chat.core.server.config import HistoryRules
from desktop_chat.core.server.persons import is_private, places_of
from desktop_chat.core.server.records import ChangeRecord, EventRecord, KeptRecord, MessageRecord, Record, SentRecord

KEPT = 10_000
"""Messages: a long lesson's talk, a few megabytes."""
DAY_MS = 24 * 60 * 60 * 1000
TALK = frozenset({"PRIVMSG", "NOTICE"})


class MemoryRoomLog:
    """The last messages, in memory only.

    Args:
        rules: What is kept, and for how long.
    """

    def __init__(self, rules: HistoryRules = HistoryRules()) -> None:  # noqa: B008  # It is frozen.
        self._rules = rules
        self._records: deque[MessageRecord] = deque(maxlen=min(KEPT, KEPT if rules.messages is None else rules.messages))
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
                    self._change(record_id, text)
                case MessageRecord() if self._rules.kept:
                    self._records.append(record)
                    self._last_id = record.id

    def _change(self, record_id: int, text: str | None) -> None:
        """Let a message say something else, or take it out."""
        found = self.find(record_id)
        if found is not None and text is None:
            self._records.remove(found)
        elif found is not None and text is not None:
            self._records[self._records.index(found)] = found._replace(text=text)

    def sent(self, senders: Sequence[str], client_id: str) -> SentRecord | None:
        """As `Archive.sent`."""
        return next((found for sender in senders if (found := self._sent.get((sender, client_id)))), None)

    def find(self, record_id: int) -> MessageRecord | None:
        """As `Archive.find`."""
        return next((record for record in self._records if record.id == record_id and not isinstance(record, EventRecord)), None)

    def page(self, places: Sequence[str], page: Page) -> list[MessageRecord]:
        """As `Archive.page`."""
        found = (
            record
            for record in self._in(places)
            if page.after < record.id < page.before and (page.events or (record.command in TALK and not isinstance(record, EventRecord)))
        )
        one_each = {record.id: record for record in found}
        records = [one_each[record_id] for record_id in sorted(one_each)]
        return records[-page.limit :] if page.from_end else records[: page.limit]

    def _in(self, places: Sequence[str]) -> Iterator[MessageRecord]:
        wanted = set(places)
        return (record for record in self._records if not wanted.isdisjoint(places_of(record)))

    def position(self, places: Sequence[str], time_ms: int) -> int:
        """As `Archive.position`."""
        return min((record.id for record in self._in(places) if record.time_ms >= time_ms), default=END)

    def correspondents(self, person: str) -> list[str]:
        """As `Archive.correspondents`."""
        private = (record for record in self._records if is_private(record))
        places = dict.fromkeys(place for record in private for place in places_of(record))
        return [place for place in places if place.startswith(f"{person} ")]

    def tidy(self, now_ms: int) -> None:
        """Forget what is too old."""
        if self._rules.days is not None:
            while self._records and self._records[0].time_ms < now_ms - self._rules.days * DAY_MS:
                self._records.popleft()

    def close(self) -> None:
        """Forget everything."""
        self._records.clear()
        self._kept.clear()
