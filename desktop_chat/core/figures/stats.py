"""A few numbers that stand for many measurements."""

import statistics
from collections.abc import Sequence
from typing import NamedTuple


class Summary(NamedTuple):
    """The middle half of some measurements: one interrupted by the system does not count, a thousand do."""

    samples: int
    low: float
    """A quarter of them lies below."""
    median: float
    high: float
    """A quarter of them lies above."""


def summary(samples: Sequence[float]) -> Summary:
    """Return what stands for measurements.

    Raises:
        ValueError: If there are none.
    """
    if not samples:
        raise ValueError("nothing was measured")
    if len(samples) == 1:
        return Summary(1, samples[0], samples[0], samples[0])
    low, median, high = statistics.quantiles(samples, n=4, method="inclusive")
    return Summary(len(samples), low, median, high)


def times(large: float, small: float) -> float:
    """Return how many times the one is the other; 0 if the other is nothing, of which there is no multiple."""
    return large / small if small > 0 else 0.0


def number(value: float) -> str:
    """Return a number with three digits that count: `12,300`, `4.56`, `0.00123`."""
    if value == 0:
        return "0"
    rounded = float(f"{value:.3g}")
    if abs(rounded) >= 100:  # noqa: PLR2004  # From here on three digits leave none behind the point.
        return f"{rounded:,.0f}"
    text = f"{rounded:.10f}".rstrip("0").rstrip(".")
    return text if text.strip("-0.") else f"{rounded:g}"
