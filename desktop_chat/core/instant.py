"""A moment as the core is told of it; it never asks a clock itself."""

from typing import NamedTuple


class Instant(NamedTuple):
    """One moment on both clocks, in seconds."""

    monotonic: float
    """For durations: never jumps."""
    wall: float
    """For people: seconds since 1970, UTC."""
