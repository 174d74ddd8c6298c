"""Draws rows on a canvas as their layouts say, and decides nothing."""

import tkinter as tk
from collections.abc import Sequence
from typing import Final, NamedTuple, assert_never

from desktop_chat.gui.theme import Look
from desktop_chat.gui.timeline.lines import Piece
from desktop_chat.gui.timeline.places import bands
from desktop_chat.gui.timeline.shapes import Avatar, Bar, Box, Icon, Mark, RowLayout, TextLine, Words
from desktop_chat.gui.typesetter import Typeface

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
        # Not by `Canvas.create_text` and its kind: half of their time is spent on their own options.
        self._call, self._name = canvas.tk.call, str(canvas)
        self._look, self._setter, self._images = look, look.setter, look.images
        self._fonts = {face: str(font) for face, font in look.fonts.items()}

    def paint(self, layout: RowLayout, y: int, tag: str, tints: Sequence[Tinted] = ()) -> None:
        """Draw a row.

        Args:
            layout: What it is.
            y: Where its upper edge is on the canvas.
            tag: By which all of it is found again.
            tints: Which parts of its text stand on another colour; where two overlap, the later holds.
        """
        self.marks(layout.marks, 0, y, tag)
        self.marks(layout.body.marks, layout.x, y + layout.y, tag)
        for tint in tints:
            for band in bands(layout, tint.start, tint.end, self._setter):
                self._rectangle(band.x, y + band.y, band.width, band.height, tint.colour, tag)
        for placed in layout.body.lines:
            for piece in placed.line.pieces:
                self._piece(placed, piece, (layout.x, y + layout.y), tag, tints)

    def marks(self, marks: Sequence[Mark], x: int, y: int, tag: str) -> None:
        """Draw marks, from a place on the canvas."""
        for mark in marks:
            match mark:
                case Words():
                    self._text(x + mark.x, y + mark.y, mark.text, mark.face, mark.colour, tag)
                case Box():
                    self._box(mark, x, y, tag)
                case Bar():
                    self._rectangle(x + mark.x, y + mark.y, mark.width, mark.height, mark.fill, tag)
                case Avatar():
                    self._avatar(mark, x, y, tag)
                case Icon():
                    self._image(x + mark.x, y + mark.y, self._images.icon(mark.name, mark.size, mark.colour, mark.ground), tag)
                case _:
                    assert_never(mark)

    def _piece(self, placed: TextLine, piece: Piece, origin: tuple[int, int], tag: str, tints: Sequence[Tinted]) -> None:
        x, y, style = origin[0] + placed.x + piece.x, origin[1] + placed.y, piece.style
        tint = next((one.colour for one in reversed(tints) if one.start <= piece.start < one.end), "")
        if style.is_emoji:
            picture = self._images.emoji(piece.text, piece.width - self._setter.px(1), tint or placed.ground)
            self._image(x, y + (placed.height - piece.width) // 2, picture, tag)
            return
        top = y + self._setter.top_of(style.face, placed.height, placed.base)
        if style.ground and not tint:
            self._word_box(piece, x, y, placed, tag)
        self._text(x + piece.inset, top, piece.text, style.face, style.colour, tag)
        if style.underline:
            width = self._setter.width(style.face, piece.text.rstrip())
            bottom = top + self._setter.letters_height(style.face)
            self._rectangle(x, bottom - self._setter.px(1), width, self._setter.px(1), style.colour, tag)

    def _word_box(self, piece: Piece, x: int, y: int, placed: TextLine, tag: str) -> None:
        height = placed.height - self._setter.px(2)
        box = Box(x, y + self._setter.px(1), piece.width, height, self._setter.px(SMALL_RADIUS), piece.style.ground, placed.ground)
        self._box(box, 0, 0, tag)

    def _avatar(self, mark: Avatar, x: int, y: int, tag: str) -> None:
        self._image(x + mark.x, y + mark.y, self._images.tile(mark.size, mark.fill, mark.ground), tag)
        middle = (x + mark.x + mark.size // 2, y + mark.y + mark.size // 2)
        font = self._fonts[Typeface.INITIALS]
        self._call(
            self._name,
            "create",
            "text",
            *middle,
            "-text",
            mark.initials,
            "-font",
            font,
            "-fill",
            self._look.palette.on_accent,
            "-tags",
            tag,
        )

    def _text(self, x: int, y: int, text: str, face: Typeface, colour: str, tag: str) -> None:
        if text:
            self._call(
                *(
                    self._name,
                    "create",
                    "text",
                    x,
                    y,
                    "-text",
                    text,
                    "-font",
                    self._fonts[face],
                    "-fill",
                    colour,
                    "-anchor",
                    "nw",
                    "-tags",
                    tag,
                )
            )

    def _image(self, x: int, y: int, image: str, tag: str) -> None:
        self._call(self._name, "create", "image", x, y, "-image", image, "-anchor", "nw", "-tags", tag)

    def _rectangle(self, x: int, y: int, width: int, height: int, fill: str, tag: str) -> None:
        self._call(self._name, "create", "rectangle", x, y, x + width, y + height, "-fill", fill, "-width", 0, "-tags", tag)

    def _box(self, box: Box, x: int, y: int, tag: str) -> None:
        """Draw a box of rectangles, with pictures for its round corners."""
        left, top, width, height = x + box.x, y + box.y, box.width, box.height
        radius = min(box.radius, width // 2, height // 2)
        edge = self._setter.px(1) if box.border else 0
        self._rectangle(left + radius, top, width - 2 * radius, height, box.border or box.fill, tag)
        self._rectangle(left, top + radius, width, height - 2 * radius, box.border or box.fill, tag)
        if edge:
            self._rectangle(left + radius, top + edge, width - 2 * radius, height - 2 * edge, box.fill, tag)
            self._rectangle(left + edge, top + radius, width - 2 * edge, height - 2 * radius, box.fill, tag)
        for side in ("nw", "ne", "sw", "se"):
            picture = self._images.corner(radius, box.fill, box.ground, side=side, border=box.border)
            at = (left if "w" in side else left + width - radius, top if "n" in side else top + height - radius)
            self._image(*at, picture, tag)
