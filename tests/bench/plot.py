"""A small chart as SVG: curves over two logarithmic axes."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 110, 50, 60
COLOURS = ("#1f6feb", "#b35900", "#6e7781", "#8250df")


class Curve(NamedTuple):
    """One line of a chart: a title and its points, both values above 0."""

    title: str
    points: tuple[tuple[float, float], ...]


class Axis:
    """Maps values to pixels, by their logarithm."""

    def __init__(self, values: Sequence[float], first: float, last: float) -> None:
        self.low, self.high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))
        self._first, self._last = first, last

    def at(self, value: float) -> float:
        """Return a value's pixel."""
        part = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self._first + part * (self._last - self._first), 1)

    def ticks(self) -> Iterator[float]:
        """Yield 1, 3, 10, 30 … within the axis."""
        power = math.log10(self.low)
        while (value := 10**power) <= self.high:
            yield value
            if 3 * value <= self.high:
                yield 3 * value
            power += 1


def chart(title: str, across: str, up: str, curves: Sequence[Curve]) -> str:
    """Return a chart as an SVG file."""
    points = [point for curve in curves for point in curve.points]
    horizontal = Axis([x for x, _ in points], LEFT, WIDTH - RIGHT)
    vertical = Axis([y for _, y in points], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        label(WIDTH / 2, 28, title, "middle"),
        label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 15, across, "middle"),
        f'<g transform="rotate(-90 18 {HEIGHT / 2})">{label(18, HEIGHT / 2, up, "middle")}</g>',
        *grid(horizontal, vertical),
        *(part for curve, colour in zip(curves, COLOURS, strict=False) for part in drawn(curve, colour, horizontal, vertical)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def grid(horizontal: Axis, vertical: Axis) -> Iterator[str]:
    """Yield the lines of the axes and their numbers."""
    for value in horizontal.ticks():
        x = horizontal.at(value)
        yield f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{HEIGHT - BOTTOM}" stroke="#d0d7de"/>'
        yield label(x, HEIGHT - BOTTOM + 20, f"{value:,.0f}", "middle")
    for value in vertical.ticks():
        y = vertical.at(value)
        yield f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="#d0d7de"/>'
        yield label(LEFT - 8, y + 4, f"{value:g}", "end")


def drawn(curve: Curve, colour: str, horizontal: Axis, vertical: Axis) -> Iterator[str]:
    """Yield a curve, its points and its title."""
    places = [(horizontal.at(x), vertical.at(y)) for x, y in curve.points]
    yield f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{" ".join(f"{x},{y}" for x, y in places)}"/>'
    for x, y in places:
        yield f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>'
    x, y = places[-1]
    yield label(x + 10, y + 4, curve.title, "start", colour)


def label(x: float, y: float, text: str, anchor: str, colour: str = "#24292f") -> str:
    """Return a text at a place."""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
