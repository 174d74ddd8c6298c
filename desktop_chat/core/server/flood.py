"""How fast one member may talk: a bucket of tokens each, so that nobody can flood the room and nobody else is slowed.

A pure policy: it says how many lines may be handled now, and when the next one may. What waits is the server's business.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FloodLimit:
    """How many lines of one member are handled.

    Args:
        burst: At once, after a while of silence.
        per_second: And from then on.
    """

    burst: int = 60
    """A client that greets, joins its channels and asks about them, or a person who pastes a page, is not held up."""
    per_second: float = 10.0
    """Nobody types so fast for long; a bot of a thousand lines a second is slowed to a hundredth."""


class Bucket:
    """What one member may still say.

    Args:
        limit: How fast it may talk.
        now: Monotonic seconds; the bucket is full.
    """

    __slots__ = ("_at", "_limit", "_tokens")

    def __init__(self, limit: FloodLimit, now: float) -> None:
        self._limit, self._tokens, self._at = limit, float(limit.burst), now

    def take(self, wanted: int, now: float) -> int:
        """Return how many of *wanted* lines may be handled at *now*; they are."""
        self._tokens = min(float(self._limit.burst), self._tokens + (now - self._at) * self._limit.per_second)
        self._at = now
        taken = min(wanted, int(self._tokens))
        self._tokens -= taken
        return taken

    def seconds_to_next(self) -> float:
        """Return how long after the last `take` one more line may be handled."""
        return max(0.0, 1.0 - self._tokens) / self._limit.per_second
