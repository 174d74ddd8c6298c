"""How fast one member may talk, so that nobody can flood the room and nobody else is slowed.

A pure policy: it says how many lines may be handled now, and when the next one may. What waits is the server's business.
"""

from typing import Final

from desktop_chat.core.server.pace import Bucket, Rate

FLOOD_LIMIT: Final = Rate(60, 10)
"""Lines. A client that greets, joins its channels and asks about them, or a person who pastes a page, is not held up; nobody
types ten lines a second for long, and a bot of a thousand is slowed to a hundredth."""
METADATA_RATE: Final = Rate(20, 1)
"""Changes and synchronizations of metadata by one member: a client sets all its keys at once, nobody's status changes every
second, and to look at all that somebody sees costs as much as it sees."""


class Allowance:
    """What one member may still say, or do.

    Args:
        limit: Of lines, or of what is done.
        now: Monotonic seconds; all of the burst is there.
    """

    __slots__ = ("_at", "_bucket", "_limit")

    def __init__(self, limit: Rate, now: float) -> None:
        self._limit, self._bucket, self._at = limit, Bucket(limit, now), now

    def take(self, wanted: int, now: float) -> int:
        """Return how many of *wanted* lines may be handled at *now*; they are."""
        taken = min(wanted, int(self._bucket.level(now)))
        self._bucket.take(taken, now)
        self._at = now
        return taken

    def seconds_to_next(self) -> float:
        """Return how long after the last `take` one more line may be handled."""
        return max(0.0, 1.0 - self._bucket.level(self._at)) / self._limit.per_second
