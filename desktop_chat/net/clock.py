"""What time it is, for everything that is decided by time; a test brings its own clock."""

import time
from typing import Protocol

from desktop_chat.core.instant import Instant


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> Instant:
        """Return this moment on both clocks."""
        ...


class SystemClock:
    """The machine's clocks."""

    def now(self) -> Instant:
        """Return this moment on both clocks."""
        return Instant(time.monotonic(), time.time())
