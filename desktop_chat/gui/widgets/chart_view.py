"""A chart drawn on a canvas, like the one of `core/figures/svg`."""

import tkinter as tk
from typing import Final

from desktop_chat.core.figures.chart import Axis, Chart, Row
from desktop_chat.core.figures.stats import number
from desktop_chat.gui.look.theme import Look

LABELS: Final = 210
VALUES: Final = 90
"""Room behind the longest bar, for its number."""
ROW: Final = 26
TOP: Final = 30
FOOT: Final = 26
BAR: Final = 14


def draw_chart(canvas: tk.Canvas, look: Look, chart: Chart, place: tuple[int, int, int]) -> int:
    """Draw a chart; return where it ends below.

    Args:
        canvas: On which.
        look: Colours, sizes, fonts.
        chart: What.
        place: Left, top and width in pixels.
    """
    left, top, width = place
    colours, axis = look.palette, chart.axis()
    first, last = left + look.px(LABELS), left + width - look.px(VALUES)
    rows, bottom = top + look.px(TOP), top + look.px(TOP) + look.px(ROW) * len(chart.rows)
    canvas.create_text(left, top, text=f"{chart.title} ({chart.unit})", anchor="nw", fill=colours.fg, font=look.bold)
    for tick in axis.ticks:
        x = at(axis, tick, first, last)
        canvas.create_line(x, rows, x, bottom, fill=colours.line)
        canvas.create_text(x, bottom + look.px(4), text=number(tick), anchor="n", fill=colours.faint, font=look.meta)
    for index, row in enumerate(chart.rows):
        draw_row(canvas, look, row, (axis, first, last, rows + look.px(ROW) * index + look.px(ROW) // 2))
    return bottom + look.px(FOOT)


def draw_row(canvas: tk.Canvas, look: Look, row: Row, place: tuple[Axis, int, int, int]) -> None:
    """Draw a label, a bar, the middle half of what was measured as a line, and the median.

    Args:
        canvas: On which.
        look: Colours, sizes, fonts.
        row: What.
        place: The axis, its ends in pixels, and the row's middle.
    """
    axis, first, last, middle = place
    colours, half = look.palette, look.px(BAR) // 2
    low, median, high = (at(axis, value, first, last) for value in row.value[1:])
    canvas.create_text(first - look.px(10), middle, text=row.label, anchor="e", fill=colours.fg, font=look.meta)
    canvas.create_rectangle(first, middle - half, median, middle + half, fill=colours.faces[row.series % len(colours.faces)], width=0)
    if high > low:
        canvas.create_line(low, middle, high, middle, fill=colours.fg, width=look.px(2))
    canvas.create_text(max(median, high) + look.px(8), middle, text=number(row.value.median), anchor="w", fill=colours.fg, font=look.meta)


def at(axis: Axis, value: float, first: int, last: int) -> int:
    """Return where a value lies, in pixels."""
    return round(first + axis.at(value) * (last - first))
