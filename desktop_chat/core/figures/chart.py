"""A chart with horizontal bars, before anybody draws it: its rows, and where a value lies on its axis."""

import math
from dataclasses import dataclass
from typing import Final

from desktop_chat.core.figures.stats import Summary

LOG_FROM: Final = 40.0
"""Values further apart than this share no linear axis: the smallest bar would be a line nobody sees."""
STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
"""What a linear axis may count by, times a power of ten."""
LINEAR_TICKS: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One bar.

    Args:
        key: Its name for programs.
        label: Its name for people.
        value: The measured.
        series: Which colour it has: what is compared has different ones.
    """

    key: str
    label: str
    value: Summary
    series: int = 0


@dataclass(frozen=True, slots=True)
class Axis:
    """Where values lie.

    Args:
        low: At the beginning; 0 unless the axis is logarithmic.
        high: At the end.
        ticks: The values that are written.
        is_log: Whether equal steps are equal factors.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    is_log: bool

    def at(self, value: float) -> float:
        """Return a value's place, 0 to 1."""
        if not self.is_log:
            place = value / self.high
        elif value <= self.low:
            return 0.0
        else:
            place = math.log(value / self.low) / math.log(self.high / self.low)
        return min(max(place, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Chart:
    """What is compared.

    Args:
        key: Its name for programs.
        title: What is seen, for people.
        unit: Of all values.
        rows: From above.
    """

    key: str
    title: str
    unit: str
    rows: tuple[Row, ...]

    def axis(self) -> Axis:
        """Return the axis on which all rows can be seen."""
        values = [value for row in self.rows for value in (row.value.low, row.value.median, row.value.high) if value > 0]
        if not values:
            return Axis(0.0, 1.0, (0.0, 1.0), is_log=False)
        return log_axis(min(values), max(values)) if max(values) > LOG_FROM * min(values) else linear_axis(max(values))


def linear_axis(most: float) -> Axis:
    """Return an axis from 0 to a round number that is at least *most*."""
    power = 10.0 ** math.floor(math.log10(most / LINEAR_TICKS))
    step = next(step * power for step in STEPS if step * power * LINEAR_TICKS >= most)
    ticks = tuple(step * at for at in range(math.ceil(round(most / step, 6)) + 1))
    return Axis(0.0, ticks[-1], ticks, is_log=False)


def log_axis(least: float, most: float) -> Axis:
    """Return an axis of whole powers of ten; the smallest bar is not empty."""
    first = math.floor(math.log10(least))
    if least <= 10.0**first * 1.2:
        first -= 1
    last = math.ceil(math.log10(most))
    return Axis(10.0**first, 10.0**last, tuple(10.0**power for power in range(first, last + 1)), is_log=True)
