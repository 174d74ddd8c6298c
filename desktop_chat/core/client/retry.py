"""When a link that broke is tried again, and how a sleep of the machine is noticed."""

from collections.abc import Callable
from typing import Final

from desktop_chat.core.client.events import LinkClosed, LinkEnd, LinkLost, LinkProblem
from desktop_chat.core.instant import Instant

SHORTEST_SECONDS: Final = 0.5
"""A host that was started anew, or a wireless network that moved us to another station, is back about then."""
FIRST_SECONDS: Final = 1.0
"""The longest wait before the first try; doubled with each."""
LONGEST_SECONDS: Final = 30.0
"""A host that is gone for an hour costs its members two packets a minute; one that is back is found within half of one."""
LASTED_SECONDS: Final = 30.0
"""A link that was in for so long broke by chance; one that breaks at once would break at once again."""
SLEPT_SECONDS: Final = 10.0
"""Whoever looks up once a second and finds so much time gone has slept, with the machine."""

PASSING: Final = frozenset(
    {
        LinkProblem.NAME_UNKNOWN,
        LinkProblem.REFUSED,
        LinkProblem.TIMED_OUT,
        LinkProblem.UNREACHABLE,
        LinkProblem.CLOSED_BY_HOST,
        LinkProblem.SILENT,
        LinkProblem.BROKEN,
        # Where a host has just ended, another program may have its port for a moment, or TCP meets itself (RFC 9293 3.5, Figure 8).
        LinkProblem.NOT_SECURE,
    }
)
"""Problems that go away by themselves; of all others a person has to be told."""


class Retry:
    """Waits longer from try to try, by chance a little more or less, so that a class does not come back in one moment.

    Args:
        random: Gives numbers from 0 to 1.
        is_known: Tells whether we were in this room in an earlier run of the program.
    """

    def __init__(self, random: Callable[[], float], is_known: Callable[[], bool] = lambda: False) -> None:
        self._random, self._is_known = random, is_known
        self._longest_seconds = FIRST_SECONDS
        self._was_in = self._is_of_now = False
        """Whether we were ever in this room, and whether over this very link."""

    def seconds_after(self, end: LinkEnd, *, lasted_seconds: float) -> float | None:
        """Return how long to wait before the next try; None if there shall be none.

        Who never was in is told at once what is wrong. Who was in, and what may pass, is tried again for ever. Another key where the room
        was a moment ago is another room at its address: it is not asked about, and the room is waited for where it may be besides.

        Args:
            end: How the link ended.
            lasted_seconds: How long the host had let us in; 0 if it had not.
        """
        self._is_of_now |= isinstance(end, LinkLost)
        self._was_in = self._was_in or self._is_of_now or self._is_known()
        if isinstance(end, LinkClosed) or not self._was_in:
            return None
        if end.problem not in PASSING and not (self._is_of_now and end.problem is LinkProblem.KEY_CHANGED):
            return None
        if lasted_seconds >= LASTED_SECONDS:
            self._longest_seconds = FIRST_SECONDS
        longest, self._longest_seconds = self._longest_seconds, min(LONGEST_SECONDS, self._longest_seconds * 2)
        return SHORTEST_SECONDS + (longest - SHORTEST_SECONDS) * self._random()


def has_slept(before: Instant, now: Instant) -> bool:
    """Return whether the machine slept between two looks that should be a second apart.

    One of the clocks shows it: the monotonic one goes on in sleep on some systems, the one for people on all.
    """
    return max(now.monotonic - before.monotonic, now.wall - before.wall) >= SLEPT_SECONDS
