"""A room's log that ends with the program: for rooms that keep nothing."""

from collections import deque
from collections.abc import Sequence

from desktop_chat.core.server.records import MessageRecord

KEPT = 10_000
"""Messages: a long lesson's talk, a few megabytes."""


class MemoryRoomLog:
    """The last messages, in memory only."""

    def __init__(self) -> None:
        self.records: deque[MessageRecord] = deque(maxlen=KEPT)

    def last_id(self) -> int:
        """Return the largest id kept, 0 for an empty log."""
        return self.records[-1].id if self.records else 0

    def append(self, records: Sequence[MessageRecord]) -> None:
        """Keep records while the program runs."""
        self.records.extend(records)

    def tidy(self) -> None:
        """Nothing lies about in memory."""

    def close(self) -> None:
        """Forget everything."""
        self.records.clear()
