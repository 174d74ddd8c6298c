"""The only place that asks what time it is."""

import time
from typing import Protocol

from desktop_chat.core.instant import Instant


class Clock(Protocol):
    """Tells the time; a test's clock tells what the test wants."""

    def now(self) -> Instant:
        """Return this moment on both clocks."""
        ...


class SystemClock:
    """The machine's clocks."""

    def now(self) -> Instant:
        """Return this moment on both clocks."""
        return Instant(time.monotonic(), time.time())
