"""A clock that moves only when a test moves it."""

import threading

from desktop_chat.core.instant import Instant


class FakeClock:
    """Starts in November 2023; both clocks move together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seconds = 0.0

    def now(self) -> Instant:
        """Return this moment on both clocks."""
        with self._lock:
            return Instant(1_000.0 + self._seconds, 1_700_000_000.0 + self._seconds)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._seconds += seconds
