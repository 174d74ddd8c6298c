"""Signs that everybody knows, drawn of lines on a square of 24 by 24. No Tk, no files: sharp at every scale, in every colour."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PIL import ImageDraw

Icon = Callable[[ImageDraw.ImageDraw, float, str, str], None]
"""Draws a sign: with a pen, so many pixels for a unit of the square, in a colour, on a ground."""
STROKE: Final = 2.0
"""Units of a line."""


def _line(pen: ImageDraw.ImageDraw, unit: float, colour: str, *points: float) -> None:
    """Draw a line through points, its ends round."""
    scaled = [point * unit for point in points]
    width = STROKE * unit
    pen.line(scaled, fill=colour, width=round(width), joint="curve")
    for x, y in zip(scaled[::2], scaled[1::2], strict=True):
        pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)


def _strokes(*lines: Sequence[float]) -> Icon:
    """Return a sign made of lines only."""

    def draw(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
        for points in lines:
            _line(pen, unit, colour, *points)

    return draw


def _frame(pen: ImageDraw.ImageDraw, unit: float, colour: str, corners: tuple[float, float, float, float], radius: float) -> None:
    box = [corner * unit for corner in corners]
    pen.rounded_rectangle(box, radius=radius * unit, outline=colour, width=round(STROKE * unit))


def _copy(pen: ImageDraw.ImageDraw, unit: float, colour: str, ground: str) -> None:
    _frame(pen, unit, colour, (3, 3, 16, 16), 3)
    pen.rounded_rectangle([7 * unit, 7 * unit, 22 * unit, 22 * unit], radius=3 * unit, fill=ground)
    _frame(pen, unit, colour, (8, 8, 21, 21), 3)


def _send(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.polygon([point * unit for point in (4, 4, 21, 12, 4, 20, 6.5, 12)], fill=colour)


def _info(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.ellipse([3 * unit, 3 * unit, 21 * unit, 21 * unit], outline=colour, width=round(STROKE * unit))
    _line(pen, unit, colour, 12, 11, 12, 16.5)
    _line(pen, unit, colour, 12, 7.6, 12, 7.6)


def _lock(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    _frame(pen, unit, colour, (4.5, 11, 19.5, 21), 2.5)
    pen.arc([8 * unit, 3.5 * unit, 16 * unit, 15 * unit], 180, 360, fill=colour, width=round(STROKE * unit))
    _line(pen, unit, colour, 9, 9.5, 9, 11)
    _line(pen, unit, colour, 15, 9.5, 15, 11)


def _again(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.arc([4 * unit, 4 * unit, 20 * unit, 20 * unit], 200, 130, fill=colour, width=round(STROKE * unit))
    _line(pen, unit, colour, 4, 4.5, 4.2, 9.5, 9, 9)
    _line(pen, unit, colour, 12, 8, 12, 12.5, 15, 14)


def _ban(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.ellipse([3 * unit, 3 * unit, 21 * unit, 21 * unit], outline=colour, width=round(STROKE * unit))
    _line(pen, unit, colour, 6.5, 6.5, 17.5, 17.5)


def _clock(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.ellipse([3 * unit, 3 * unit, 21 * unit, 21 * unit], outline=colour, width=round(STROKE * unit))
    _line(pen, unit, colour, 12, 7, 12, 12, 15.5, 14)


def _eye(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.ellipse([2 * unit, 6 * unit, 22 * unit, 18 * unit], outline=colour, width=round(STROKE * unit))
    pen.ellipse([9 * unit, 9 * unit, 15 * unit, 15 * unit], fill=colour)


def _globe(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    for left, right in ((3, 21), (8, 16)):
        pen.ellipse([left * unit, 3 * unit, right * unit, 21 * unit], outline=colour, width=round(STROKE * unit))
    _line(pen, unit, colour, 3.5, 12, 20.5, 12)


def _bell(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.arc([6 * unit, 3 * unit, 18 * unit, 15 * unit], 180, 360, fill=colour, width=round(STROKE * unit))
    _line(pen, unit, colour, 7, 9, 7, 14, 4.5, 17.5, 19.5, 17.5, 17, 14, 17, 9)
    _line(pen, unit, colour, 10.5, 21, 13.5, 21)


def _keyboard(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    _frame(pen, unit, colour, (2, 5, 22, 19), 3)
    for x in (6.5, 10.2, 13.8, 17.5):
        _line(pen, unit, colour, x, 9.7, x, 9.7)
    _line(pen, unit, colour, 8, 14.5, 16, 14.5)


def _gear(pen: ImageDraw.ImageDraw, unit: float, colour: str, ground: str) -> None:
    for turn in range(8):
        x, y = math.cos(turn * math.pi / 4), math.sin(turn * math.pi / 4)
        _line(pen, unit, colour, 12 + 7 * x, 12 + 7 * y, 12 + 9.3 * x, 12 + 9.3 * y)
    pen.ellipse([5 * unit, 5 * unit, 19 * unit, 19 * unit], fill=colour)
    pen.ellipse([7 * unit, 7 * unit, 17 * unit, 17 * unit], fill=ground)
    pen.ellipse([9.2 * unit, 9.2 * unit, 14.8 * unit, 14.8 * unit], outline=colour, width=round(STROKE * unit))


MOON: Final = tuple(
    part
    for x, y, radius, begin, end in ((12.0, 12.0, 9.0, 5, 265), (16.1, 7.9, 6.9, 225, 45))
    for turn in range(begin, end, 10 if begin < end else -10)
    for part in (x + radius * math.cos(math.radians(turn)), y + radius * math.sin(math.radians(turn)))
)
"""The edge of a crescent: the long way around one circle, and back along another."""


def _moon_full(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.polygon([part * unit for part in MOON], fill=colour)
    _line(pen, unit, colour, *MOON, *MOON[:2])


def _people(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.ellipse([5 * unit, 4 * unit, 13 * unit, 12 * unit], outline=colour, width=round(STROKE * unit))
    pen.arc([2 * unit, 14 * unit, 16 * unit, 28 * unit], 180, 360, fill=colour, width=round(STROKE * unit))
    pen.arc([12 * unit, 4 * unit, 20 * unit, 12 * unit], 270, 90, fill=colour, width=round(STROKE * unit))
    pen.arc([10 * unit, 14 * unit, 22 * unit, 28 * unit], 290, 360, fill=colour, width=round(STROKE * unit))


def _waves(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    for radius in (5.0, 9.5, 14.0):
        box = [(12 - radius) * unit, (18 - radius) * unit, (12 + radius) * unit, (18 + radius) * unit]
        pen.arc(box, 225, 315, fill=colour, width=round(STROKE * unit))
    pen.ellipse([10.6 * unit, 16.6 * unit, 13.4 * unit, 19.4 * unit], fill=colour)


def _search(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.ellipse([4 * unit, 4 * unit, 17 * unit, 17 * unit], outline=colour, width=round(STROKE * unit))
    _line(pen, unit, colour, 15.5, 15.5, 20, 20)


def _smile(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    pen.ellipse([3 * unit, 3 * unit, 21 * unit, 21 * unit], outline=colour, width=round(STROKE * unit))
    pen.arc([7.5 * unit, 7 * unit, 16.5 * unit, 17 * unit], 25, 155, fill=colour, width=round(STROKE * unit))
    for x in (9, 15):
        _line(pen, unit, colour, x, 9.5, x, 10)


def _more(pen: ImageDraw.ImageDraw, unit: float, colour: str, _ground: str) -> None:
    for x in (5.5, 12, 18.5):
        pen.ellipse([(x - 1.7) * unit, 10.3 * unit, (x + 1.7) * unit, 13.7 * unit], fill=colour)


ICONS: Final[Mapping[str, Icon]] = {
    "command": _strokes((14.5, 5, 9.5, 19)),
    "copy": _copy,
    "again": _again,
    "ban": _ban,
    "clock": _clock,
    "closed": _strokes((9, 6, 15, 12, 9, 18)),
    "open": _strokes((6, 9, 12, 15, 18, 9)),
    "close": _strokes((6, 6, 18, 18), (18, 6, 6, 18)),
    "bell": _bell,
    "eye": _eye,
    "gear": _gear,
    "globe": _globe,
    "hash": _strokes((9, 4, 7, 20), (17, 4, 15, 20), (4, 9, 20, 9), (4, 15, 20, 15)),
    "info": _info,
    "keyboard": _keyboard,
    "list": _strokes((4, 6, 20, 6), (4, 12, 20, 12), (4, 18, 20, 18)),
    "lock": _lock,
    "moon": _strokes((*MOON, *MOON[:2])),
    "moon_full": _moon_full,
    "muted": _strokes(
        (9, 17, 18, 17, 16.5, 14, 16.5, 10, 14.5, 6.5, 12, 5.5), (7.5, 10.5, 7.5, 14, 6, 17), (10.5, 20, 13.5, 20), (4, 4, 20, 20)
    ),
    "more": _more,
    "reply": _strokes((9, 5, 3, 11, 9, 17), (3, 11, 14, 11, 18.5, 12.5, 21, 16, 21, 19)),
    "pen": _strokes((4, 20, 5, 15.5, 16, 4.5, 19.5, 8, 8.5, 19, 4, 20), (13.5, 7, 17, 10.5)),
    "people": _people,
    "plus": _strokes((12, 5, 12, 19), (5, 12, 19, 12)),
    "search": _search,
    "send": _send,
    "sliders": _strokes((4, 8, 20, 8), (4, 16, 20, 16), (14, 5.5, 14, 10.5), (9, 13.5, 9, 18.5)),
    "smile": _smile,
    "waves": _waves,
}
"""By name."""
