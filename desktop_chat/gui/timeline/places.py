"""From a point in a row to a letter of its text, and back. No Tk."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop_chat.core.wire.text import continues_grapheme
from desktop_chat.gui.look.typesetter import Typesetter
from desktop_chat.gui.timeline.lines import Piece, grapheme_end
from desktop_chat.gui.timeline.shapes import RowLayout, Spot, TextLine

_WORD = re.compile(r"\w+|\s+|[^\w\s]+")


class Band(NamedTuple):
    """A rectangle behind letters, in pixels from the upper left corner of the row."""

    x: int
    y: int
    width: int
    height: int


def offset_at(layout: RowLayout, x: int, y: int, setter: Typesetter) -> int:
    """Return the index of the border between letters that is nearest to a point; above the text its start, below its end."""
    lines = layout.body.lines
    if not lines or y < layout.y + lines[0].y:
        return 0
    if y >= layout.y + lines[-1].y + lines[-1].height:
        return len(layout.body.text)
    return _offset_in(_line_at(layout, y), x - layout.x, setter)


def _line_at(layout: RowLayout, y: int) -> TextLine:
    return next((line for line in reversed(layout.body.lines) if layout.y + line.y <= y), layout.body.lines[0])


def _offset_in(placed: TextLine, x: int, setter: Typesetter) -> int:
    x -= placed.x
    for piece in placed.line.pieces:
        if x < piece.x + piece.width:
            return piece.start + _letters_before(piece, x - piece.x - piece.inset, setter) if x > piece.x else piece.start
    last = placed.line.pieces[-1] if placed.line.pieces else None
    return last.start + len(last.text.rstrip()) if last else placed.line.start


def _letters_before(piece: Piece, x: int, setter: Typesetter) -> int:
    """Return how many characters of a piece are left of a point, the one under it counted if more than half of it is."""
    if piece.style.is_emoji:
        return len(piece.text) if x > piece.width // 2 else 0
    text, face = piece.text, piece.style.face
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if setter.width(face, text[:middle]) <= x:
            low = middle
        else:
            high = middle - 1
    while 0 < low < len(text) and continues_grapheme(text, low):
        low -= 1
    if low == len(text):
        return low
    end = grapheme_end(text, low)
    left, right = setter.width(face, text[:low]), setter.width(face, text[:end])
    return end if x - left > right - x else low


def x_at(placed: TextLine, offset: int, setter: Typesetter) -> int:
    """Return where the letter at an index begins, in pixels from the left of the body."""
    for piece in placed.line.pieces:
        if offset < piece.end:
            inside = max(offset - piece.start, 0)
            shown = 0 if piece.style.is_emoji or not inside else setter.width(piece.style.face, piece.text[:inside])
            return placed.x + piece.x + piece.inset + shown
    return placed.x + placed.line.width


def bands(layout: RowLayout, start: int, end: int, setter: Typesetter) -> Iterator[Band]:
    """Yield what is behind the letters from *start* to before *end*, line by line."""
    for placed in layout.body.lines:
        if placed.line.start < end and start < placed.line.end:
            left, right = x_at(placed, max(start, placed.line.start), setter), x_at(placed, min(end, placed.line.end), setter)
            if right > left:
                yield Band(layout.x + left, layout.y + placed.y, right - left, placed.height)


def url_at(layout: RowLayout, x: int, y: int) -> str:
    """Return the address that a point is on, or ""."""
    for placed in layout.body.lines:
        if layout.y + placed.y <= y < layout.y + placed.y + placed.height:
            inside = x - layout.x - placed.x
            return next((piece.style.url for piece in placed.line.pieces if piece.x <= inside < piece.x + piece.width), "")
    return ""


def urls_in(layout: RowLayout) -> list[str]:
    """Return all addresses in a row, each once, in order."""
    pieces = (piece for placed in layout.body.lines for piece in placed.line.pieces)
    return list(dict.fromkeys(piece.style.url for piece in pieces if piece.style.url))


def is_on_text(layout: RowLayout, x: int, y: int) -> bool:
    """Return whether a point is on a line of text, up to its end."""
    return any(
        layout.y + placed.y <= y < layout.y + placed.y + placed.height and 0 <= x - layout.x - placed.x <= max(placed.line.width, 1)
        for placed in layout.body.lines
    )


def spot_at(layout: RowLayout, x: int, y: int) -> Spot | None:
    """Return the place with a deed of its own that a point is on."""
    inside = next((spot for spot in layout.body.spots if spot.holds(x - layout.x, y - layout.y)), None)
    return inside or next((spot for spot in layout.spots if spot.holds(x, y)), None)


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Return where the word begins and ends that an index is in, or the run of spaces or signs."""
    return next((found.span() for found in _WORD.finditer(text) if offset < found.end()), (len(text), len(text)))
