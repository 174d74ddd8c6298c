"""A chart as lines of text, for a terminal."""

import unicodedata
from typing import Final

from desktop_chat.core.figures.chart import Chart
from desktop_chat.core.figures.stats import number

BAR: Final = "█"
WIDE: Final = frozenset("WF")
"""What takes two columns (Unicode Standard Annex 11)."""


def chart_lines(chart: Chart, *, columns: int) -> list[str]:
    """Return a title and one line for each row.

    Args:
        chart: What is drawn.
        columns: For the longest bar alone.
    """
    axis = chart.axis()
    labels = max(map(width, (row.label for row in chart.rows)), default=0)
    lines = [f"{chart.title} ({chart.unit})"]
    for row in chart.rows:
        length = round(axis.at(row.value.median) * columns)
        label = row.label + " " * (labels - width(row.label))
        lines.append(f"  {label}  {BAR * length}{' ' if length else ''}{number(row.value.median)}")
    return lines


def width(words: str) -> int:
    """Return how many columns of a terminal words take."""
    return sum(2 if unicodedata.east_asian_width(letter) in WIDE else 1 for letter in words)
