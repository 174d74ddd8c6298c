"""What a text measures on the screen: the widths of words, the heights of letters. No Tk: whoever has one gives the measure."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from desktop_chat.core.wire.text import grapheme_border
from desktop_chat.gui.look.emoji import split_emoji

WIDTHS_KEPT: Final = 20_000
"""Words of a long conversation; a measure costs 2 µs, a look-up a tenth of it."""
LINE_HEIGHT: Final = 1.45
"""Of a line of talk, in sizes of its letters; less where it is compact."""
COMPACT_LINE_HEIGHT: Final = 1.3
COMPACT_GAP: Final = 0.5
"""Of a gap between rows, where these are compact."""


class Typeface(StrEnum):
    """What text is set in; `theme` has a font for each."""

    BODY = "body"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold italic"
    CODE = "code"
    META = "meta"
    TINY = "tiny"
    INITIALS = "initials"
    TITLE = "title"
    COUNT = "count"


SIZES: Final[Mapping[Typeface, int]] = {
    Typeface.BODY: 14,
    Typeface.BOLD: 14,
    Typeface.ITALIC: 14,
    Typeface.BOLD_ITALIC: 14,
    Typeface.CODE: 13,
    Typeface.META: 12,
    Typeface.TINY: 11,
    Typeface.INITIALS: 15,
    Typeface.TITLE: 16,
    Typeface.COUNT: 11,
}
"""Pixels of the design."""


class Heights(NamedTuple):
    """How high the letters of a typeface are, in pixels."""

    ascent: int
    descent: int


class Typesetter:
    """Measures text at one scale.

    Args:
        measure: Gives the width of a text in a typeface, in pixels.
        heights: Of each typeface.
        scale: Pixels for each pixel of the design.
        is_compact: Lines and rows stand closer.
    """

    def __init__(
        self, measure: Callable[[Typeface, str], int], heights: Mapping[Typeface, Heights], scale: float, *, is_compact: bool = False
    ) -> None:
        self._measure, self._heights, self.scale, self._is_compact = measure, heights, scale, is_compact
        self._widths: dict[tuple[Typeface, str], int] = {}

    def px(self, pixels: float) -> int:
        """Return a size of the design on this screen."""
        return max(round(pixels * self.scale), 1 if pixels else 0)

    def gap(self, pixels: float) -> int:
        """Return the room between rows, given that of the design: less where they are compact."""
        return self.px(pixels * COMPACT_GAP if self._is_compact else pixels)

    def width(self, face: Typeface, text: str) -> int:
        """Return how wide a text is, in pixels."""
        known = self._widths.get((face, text))
        if known is None:
            if len(self._widths) >= WIDTHS_KEPT:
                self._widths.clear()
            known = self._widths[face, text] = self._measure(face, text)
        return known

    def words_width(self, face: Typeface, text: str) -> int:
        """Return how wide a text is with its emoji as pictures, in pixels."""
        size = self.letters_height(face)
        return sum(size if is_picture else self.width(face, piece) for piece, is_picture in split_emoji(text))

    def fitting(self, face: Typeface, text: str, width: int) -> str:
        """Return as much of a text as has room, whole graphemes, its emoji as pictures, with an ellipsis where it is cut."""
        if self.words_width(face, text) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.words_width(face, text[:middle] + "…") <= width:
                low = middle
            else:
                high = middle - 1
        return (text[: grapheme_border(text, low)] if low else "") + "…"

    def line_height(self, face: Typeface) -> int:
        """Return how far lines stand apart, in pixels."""
        heights = self._heights[face]
        return max(self.px(SIZES[face] * (COMPACT_LINE_HEIGHT if self._is_compact else LINE_HEIGHT)), heights.ascent + heights.descent)

    def letters_height(self, face: Typeface) -> int:
        """Return the height of the letters alone, in pixels."""
        return sum(self._heights[face])

    def top_of(self, face: Typeface, line_height: int, base: Typeface) -> int:
        """Return where text begins in a line, in pixels below its top, so that all typefaces stand on the line of *base*."""
        heights = self._heights[base]
        return (line_height - heights.ascent - heights.descent) // 2 + heights.ascent - self._heights[face].ascent
