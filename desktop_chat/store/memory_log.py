"""A room's log that ends with the program: for rooms that keep nothing."""

from collections import deque
from collections.abc import Sequence

from desktop_chat.core.server.records import KeptRecord, MessageRecord, Record

KEPT = 10_000
"""Messages: a long lesson's talk, a few megabytes."""


class MemoryRoomLog:
    """The last messages, in memory only."""

    def __init__(self) -> None:
        self.records: deque[MessageRecord] = deque(maxlen=KEPT)
        self._kept: dict[tuple[str, str], KeptRecord] = {}

    def last_id(self) -> int:
        """Return the largest id kept, 0 for an empty log."""
        return self.records[-1].id if self.records else 0

    def kept(self) -> list[KeptRecord]:
        """Return what is known beside messages, the newest of each kind and key."""
        return list(self._kept.values())

    def append(self, records: Sequence[Record]) -> None:
        """Keep records while the program runs."""
        for record in records:
            if isinstance(record, MessageRecord):
                self.records.append(record)
            elif record.value is None:
                self._kept.pop((record.kind, record.key), None)
            else:
                self._kept[record.kind, record.key] = record

    def tidy(self) -> None:
        """Nothing lies about in memory."""

    def close(self) -> None:
        """Forget everything."""
        self.records.clear()
        self._kept.clear()
