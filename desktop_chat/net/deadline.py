"""One deadline for a whole procedure, not a timeout for each of its steps.

It bounds waiting for threads and sockets, which wait in real time whatever a test's clock says.
"""

import time


class Deadline:
    """A moment on the monotonic clock by which something shall be done.

    Args:
        seconds: From now.
    """

    __slots__ = ("_at",)

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def remaining(self) -> float:
        """Return the seconds left, never below 0."""
        return max(0.0, self._at - time.monotonic())

    def is_over(self) -> bool:
        """Return whether nothing is left."""
        return self.remaining() == 0.0
