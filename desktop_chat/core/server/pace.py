"""How much one address, and all together, may ask of the room: pure bounds, with the time as an argument.

Nothing is lost by them. Who connects too often is turned away; who talks too fast is read more slowly.
"""

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

BUCKETS_KEPT: Final = 4_096
"""Addresses remembered: those that are back at rest are forgotten first."""
JOIN_COST: Final = 10
"""A JOIN asks as much of the room as so many messages: topic and names come back, and everybody is told."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So much at once, and so much each second after that."""

    burst: float
    per_second: float


@dataclass(frozen=True, slots=True)
class DoorLimits:
    """What the host allows. Of this machine itself only the total of connections is bounded."""

    connections: int = 8_000
    """Open at once: a thread each."""
    connections_per_address: int = 64
    """A whole classroom behind one router."""
    arrivals: Rate = Rate(600, 100)
    """New connections, registered or not, of all."""
    arrivals_per_address: Rate = Rate(64, 1)
    """A whole classroom that starts at once."""
    lines: Rate = Rate(40_000, 8_000)
    """Messages of all together."""
    lines_per_address: Rate = Rate(400, 40)
    """Messages: somebody pastes a page at once, nobody types forty lines a second."""
    data: Rate = Rate(32e6, 8e6)
    """Bytes of all together."""
    data_per_address: Rate = Rate(1e6, 128e3)
    """Bytes: what so many messages hold, tags and all."""

    def without_flood_control(self) -> "DoorLimits":
        """Return the same with everybody read as fast as they talk."""
        return replace(self, lines=UNBOUND, lines_per_address=UNBOUND, data=UNBOUND, data_per_address=UNBOUND)


UNBOUND: Final = Rate(1e18, 1e18)
"""Nothing reaches it."""


class TurnedAway(StrEnum):
    """Why a connection is not let in."""

    NOT_LOCAL = "from outside the local network"
    TOO_MANY = "too many connections"
    TOO_MANY_OF_ADDRESS = "too many connections from one address"
    TOO_FAST = "too many connections in a short time"


class Bucket:
    """One rate, of which is taken: below nothing there is a debt that takes its time to be paid."""

    __slots__ = ("_at", "_level", "_rate")

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate, self._level, self._at = rate, rate.burst, now

    def level(self, now: float) -> float:
        """Return how much can be taken at once."""
        return min(self._rate.burst, self._level + max(0.0, now - self._at) * self._rate.per_second)

    def take(self, amount: float, now: float) -> float:
        """Take an amount, whatever is there; return the seconds until that is paid."""
        self._level = self.level(now) - amount
        self._at = now
        return max(0.0, -self._level / self._rate.per_second)

    def is_full(self, now: float) -> bool:
        """Return whether nothing that was taken is still to be remembered."""
        return self.level(now) >= self._rate.burst


class Buckets:
    """One bucket for each address, and one for all together."""

    def __init__(self, each: Rate, total: Rate, now: float) -> None:
        self._each, self._total = each, Bucket(total, now)
        self._of: dict[str, Bucket] = {}

    def take(self, host: str, amount: float, now: float) -> float:
        """Take an amount for an address; return the seconds until it is paid."""
        return max(self._bucket(host, now).take(amount, now), self._total.take(amount, now))

    def has(self, host: str, amount: float, now: float) -> bool:
        """Return whether an amount is there for an address, without a debt."""
        return self._bucket(host, now).level(now) >= amount and self._total.level(now) >= amount

    def _bucket(self, host: str, now: float) -> Bucket:
        found = self._of.get(host)
        if found is None:
            if len(self._of) >= BUCKETS_KEPT:
                self._of = {one: bucket for one, bucket in self._of.items() if not bucket.is_full(now)}
            if len(self._of) >= BUCKETS_KEPT:
                del self._of[next(iter(self._of))]
            found = self._of[host] = Bucket(self._each, now)
        return found


class Gate:
    """Counts who is in, and who comes how often. One thread at a time.

    Args:
        limits: What is allowed.
        now: Monotonic seconds.
    """

    def __init__(self, limits: DoorLimits, now: float) -> None:
        self.limits = limits
        self.open: Counter[str] = Counter()
        self.turned_away: Counter[TurnedAway] = Counter()
        self._arrivals = Buckets(limits.arrivals_per_address, limits.arrivals, now)
        self._lines = Buckets(limits.lines_per_address, limits.lines, now)
        self._data = Buckets(limits.data_per_address, limits.data, now)

    def admit(self, host: str, now: float, *, trusted: bool) -> TurnedAway | None:
        """Let a connection in and count it, or return why not.

        Args:
            host: Its numeric address.
            now: Monotonic seconds.
            trusted: Whether it comes from this machine itself.
        """
        problem = self._problem(host, now, trusted=trusted)
        if problem is None:
            self.open[host] += 1
        else:
            self.turned_away[problem] += 1
        return problem

    def _problem(self, host: str, now: float, *, trusted: bool) -> TurnedAway | None:
        if self.open.total() >= self.limits.connections:
            return TurnedAway.TOO_MANY
        if trusted:
            return None
        if self.open[host] >= self.limits.connections_per_address:
            return TurnedAway.TOO_MANY_OF_ADDRESS
        if not self._arrivals.has(host, 1, now):
            return TurnedAway.TOO_FAST
        self._arrivals.take(host, 1, now)
        return None

    def leave(self, host: str) -> None:
        """Count a connection no longer."""
        self.open[host] -= 1
        if self.open[host] <= 0:
            del self.open[host]

    def pay(self, host: str, data: bytes, now: float) -> float:
        """Return how many seconds to wait before an address is read again, after this was read."""
        return max(self._lines.take(host, line_cost(data), now), self._data.take(host, len(data), now))


def line_cost(data: bytes) -> int:
    """Return what a piece of a client's talk costs, in messages."""
    joins = data.upper().count(b"\nJOIN ") + data[:5].upper().startswith(b"JOIN ")
    return data.count(b"\n") + (JOIN_COST - 1) * joins
