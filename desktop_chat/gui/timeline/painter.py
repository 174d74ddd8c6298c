"""Draws rows on a canvas as their layouts say, and decides nothing."""

import tkinter as tk
from collections.abc import Sequence
from typing import Final, NamedTuple

from desktop_chat.gui.look.mark_painter import MarkPainter
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.timeline.lines import Piece
from desktop_chat.gui.timeline.places import bands
from desktop_chat.gui.timeline.shapes import RowLayout, TextLine

SMALL_RADIUS: Final = 4


class Tinted(NamedTuple):
    """A part of a row's text, and the colour behind it."""

    start: int
    end: int
    colour: str


class Painter:
    """Makes the items of a canvas.

    Args:
        canvas: Where it draws.
        look: Fonts and pictures.
    """

    def __init__(self, canvas: tk.Canvas, look: Look) -> None:
        self.marks = MarkPainter(canvas, look)
        self._setter = look.setter

    def paint(self, layout: RowLayout, y: int, tag: str, tints: Sequence[Tinted] = ()) -> None:
        """Draw a row.

        Args:
            layout: What it is.
            y: Where its upper edge is on the canvas.
            tag: By which all of it is found again.
            tints: Which parts of its text stand on another colour; where two overlap, the later holds.
        """
        self.marks.paint(layout.marks, 0, y, tag)
        self.marks.paint(layout.body.marks, layout.x, y + layout.y, tag)
        for tint in tints:
            for band in bands(layout, tint.start, tint.end, self._setter):
                self.marks.rectangle(band.x, y + band.y, band.width, band.height, tint.colour, tag)
        for placed in layout.body.lines:
            for piece in placed.line.pieces:
                self._piece(placed, piece, (layout.x, y + layout.y), tag, tints)

    def _piece(self, placed: TextLine, piece: Piece, origin: tuple[int, int], tag: str, tints: Sequence[Tinted]) -> None:
        x, y, style = origin[0] + placed.x + piece.x, origin[1] + placed.y, piece.style
        tint = next((one.colour for one in reversed(tints) if one.start <= piece.start < one.end), "")
        if style.is_emoji:
            picture = self.marks.images.emoji(piece.text, piece.width - self._setter.px(1), tint or placed.ground)
            self.marks.image(x, y + (placed.height - piece.width) // 2, picture, tag)
            return
        top = y + self._setter.top_of(style.face, placed.height, placed.base)
        if style.ground and not tint:
            self._word_box(piece, x, y, placed, tag)
        self.marks.text(x + piece.inset, top, piece.text, style.face, style.colour, tag)
        if style.underline:
            width = self._setter.width(style.face, piece.text.rstrip())
            bottom = top + self._setter.letters_height(style.face)
            self.marks.rectangle(x, bottom - self._setter.px(1), width, self._setter.px(1), style.colour, tag)

    def _word_box(self, piece: Piece, x: int, y: int, placed: TextLine, tag: str) -> None:
        """Draw what is behind a word: one picture, since a line may have many."""
        px = self._setter.px
        size = (piece.width, placed.height - px(2))
        self.marks.image(x, y + px(1), self.marks.images.box(size, px(SMALL_RADIUS), piece.style.ground, placed.ground), tag)
