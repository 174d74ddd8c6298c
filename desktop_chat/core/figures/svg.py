"""A chart as SVG 1.1, complete in itself. Text has the colour of the page around it, so that it can be read on dark and light."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from desktop_chat.core.figures.chart import Axis, Chart, Row
from desktop_chat.core.figures.stats import number

WIDTH: Final = 760
LABELS: Final = 240
VALUES: Final = 120
"""Room behind the longest bar, for its number."""
ROW: Final = 28
TOP: Final = 34
FOOT: Final = 26
BAR: Final = 16
COLOURS: Final = ("#6a58f0", "#d07a18", "#1f9d7a", "#c2477c")


def svg(chart: Chart) -> str:
    """Return a chart as one `<svg>` element."""
    axis = chart.axis()
    height = TOP + ROW * len(chart.rows) + FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-family="sans-serif" font-size="13">',
        f"<title>{escape(chart.title)}</title>",
        text(0, 16, f"{chart.title} ({chart.unit})", weight="bold"),
        *axis_lines(axis, TOP + ROW * len(chart.rows)),
        *(part for at, row in enumerate(chart.rows) for part in bar(row, axis, TOP + ROW * at)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def place(axis: Axis, value: float) -> float:
    """Return where a value lies, in pixels."""
    return round(LABELS + axis.at(value) * (WIDTH - LABELS - VALUES), 1)


def axis_lines(axis: Axis, bottom: int) -> Iterator[str]:
    """Yield a line and a number for each tick."""
    for tick in axis.ticks:
        x = place(axis, tick)
        yield f'<line x1="{x}" y1="{TOP - 4}" x2="{x}" y2="{bottom}" stroke="currentColor" stroke-opacity="0.18"/>'
        yield text(x, bottom + 17, number(tick), anchor="middle", opacity=0.7)


def bar(row: Row, axis: Axis, top: int) -> Iterator[str]:
    """Yield a row: label, bar, the middle half of what was measured as a thin line, the median as a number."""
    low, median, high = (place(axis, value) for value in row.value[1:])
    middle = top + BAR / 2 + 2
    colour = COLOURS[row.series % len(COLOURS)]
    yield text(LABELS - 10, middle + 5, row.label, anchor="end")
    yield f'<rect x="{LABELS}" y="{top + 2}" width="{round(median - LABELS, 1)}" height="{BAR}" rx="2" fill="{colour}"/>'
    if high > low:
        yield f'<line x1="{low}" y1="{middle}" x2="{high}" y2="{middle}" stroke="currentColor" stroke-width="2"/>'
    yield text(max(median, high) + 8, middle + 5, number(row.value.median))


def text(x: float, y: float, words: str, *, anchor: str = "start", weight: str = "normal", opacity: float = 1.0) -> str:
    """Return words at a place."""
    style = f'text-anchor="{anchor}" font-weight="{weight}" fill="currentColor" fill-opacity="{opacity}"'
    return f'<text x="{x}" y="{y}" {style}>{escape(words)}</text>'
