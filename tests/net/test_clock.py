"""Both clocks of the machine."""

import time

from desktop_chat.net.clock import SystemClock


def test_the_machine_s_clocks_are_read() -> None:
    """Durations by the clock that never jumps, dates by the one that people set."""
    before = (time.monotonic(), time.time())
    now = SystemClock().now()
    after = (time.monotonic(), time.time())
    assert before[0] <= now.monotonic <= after[0]
    assert before[1] - 1 <= now.wall <= after[1] + 1
