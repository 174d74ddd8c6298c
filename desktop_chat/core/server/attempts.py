"""Wrong passwords of the room, slowed down for each address: pure, with the time as an argument."""

from typing import Final, NamedTuple

FREE: Final = 3
"""Wrong ones without a wait: anybody mistypes."""
LONGEST_SECONDS: Final = 300.0
HOSTS_KEPT: Final = 1_000


class Wrong(NamedTuple):
    """What an address has done."""

    times: int
    until: float
    """Monotonic seconds before which its next attempt is not looked at."""


class Attempts:
    """Who guessed wrong, and how long they have to wait. Engine only."""

    def __init__(self) -> None:
        self.of: dict[str, Wrong] = {}

    def wait_seconds(self, host: str, now: float) -> float:
        """Return how long an address has to wait until its next attempt."""
        wrong = self.of.get(host)
        return 0.0 if wrong is None else max(0.0, wrong.until - now)

    def note_wrong(self, host: str, now: float) -> None:
        """Note a wrong password: after the free ones the wait doubles with each."""
        count = (self.of[host].times if host in self.of else 0) + 1
        wait = min(LONGEST_SECONDS, 2.0 ** min(count - FREE, 20)) if count >= FREE else 0.0
        self.of.pop(host, None)
        if len(self.of) >= HOSTS_KEPT:
            del self.of[next(iter(self.of))]
        self.of[host] = Wrong(count, now + wait)

    def note_right(self, host: str) -> None:
        """Forget what an address did wrong."""
        self.of.pop(host, None)
