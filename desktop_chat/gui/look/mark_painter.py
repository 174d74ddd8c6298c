"""Draws marks on a canvas, and decides nothing."""

import tkinter as tk
from collections.abc import Sequence
from typing import Final, assert_never

from desktop_chat.gui.look.emoji import split_emoji
from desktop_chat.gui.look.marks import Avatar, Bar, Box, Icon, Mark, Words
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface

SMALL_FACE: Final = 40
"""The picture of a person that is smaller has smaller letters."""


class MarkPainter:
    """Makes the items of a canvas.

    Args:
        canvas: Where it draws.
        look: Fonts and pictures.
    """

    def __init__(self, canvas: tk.Canvas, look: Look) -> None:
        # Not by `Canvas.create_text` and its kind: half of their time is spent on their own options.
        self._call, self._name = canvas.tk.call, str(canvas)
        self._look, self.setter, self.images = look, look.setter, look.images
        self._fonts = {face: str(font) for face, font in look.fonts.items()}

    def paint(self, marks: Sequence[Mark], x: int, y: int, tag: str) -> None:
        """Draw marks, from a place on the canvas; the tag is put on all of it."""
        for mark in marks:
            match mark:
                case Words():
                    self._words(mark, x, y, tag)
                case Box():
                    self.box(mark._replace(x=x + mark.x, y=y + mark.y), tag)
                case Bar():
                    self.rectangle(x + mark.x, y + mark.y, mark.width, mark.height, mark.fill, tag)
                case Avatar():
                    self._avatar(mark, x, y, tag)
                case Icon():
                    self.image(x + mark.x, y + mark.y, self.images.icon(mark.name, mark.size, mark.colour, mark.ground), tag)
                case _:
                    assert_never(mark)

    def _words(self, words: Words, x: int, y: int, tag: str) -> None:
        x, y = x + words.x, y + words.y
        size = self.setter.letters_height(words.face)
        for piece, is_picture in split_emoji(words.text):
            if is_picture:
                self.image(x, y, self.images.emoji(piece, size, words.ground), tag)
                x += size
            else:
                self.text(x, y, piece, words.face, words.colour, tag)
                x += self.setter.width(words.face, piece)

    def _avatar(self, mark: Avatar, x: int, y: int, tag: str) -> None:
        draw = self.images.disc if mark.is_round else self.images.tile
        self.image(x + mark.x, y + mark.y, draw(mark.size, mark.fill, mark.ground), tag)
        middle = (x + mark.x + mark.size // 2, y + mark.y + mark.size // 2)
        font, colour = (
            self._fonts[Typeface.COUNT if mark.size < self.setter.px(SMALL_FACE) else Typeface.INITIALS],
            self._look.palette.on_accent,
        )
        self._call(self._name, "create", "text", *middle, "-text", mark.initials, "-font", font, "-fill", colour, "-tags", tag)
        if mark.dot is not None:
            dot = round(mark.size * 0.4)
            place = (x + mark.x + mark.size - round(dot * 0.85), y + mark.y + mark.size - round(dot * 0.85))
            self.image(*place, self.images.dot(dot, mark.dot, self._look.palette.presence(mark.dot), mark.ground, mark.fill), tag)

    def text(self, x: int, y: int, text: str, face: Typeface, colour: str, tag: str) -> None:
        """Draw a text in which no emoji is, from its upper left corner."""
        if text:
            font = self._fonts[face]
            self._call(self._name, "create", "text", x, y, "-text", text, "-font", font, "-fill", colour, "-anchor", "nw", "-tags", tag)

    def image(self, x: int, y: int, image: str, tag: str) -> None:
        """Draw a picture, from its upper left corner."""
        self._call(self._name, "create", "image", x, y, "-image", image, "-anchor", "nw", "-tags", tag)

    def rectangle(self, x: int, y: int, width: int, height: int, fill: str, tag: str) -> None:
        """Draw a rectangle without an edge."""
        self._call(self._name, "create", "rectangle", x, y, x + width, y + height, "-fill", fill, "-width", 0, "-tags", tag)

    def box(self, box: Box, tag: str) -> None:
        """Draw a box of rectangles, with pictures for its round corners."""
        left, top, width, height = box.x, box.y, box.width, box.height
        radius = min(box.radius, width // 2, height // 2)
        edge = self._look.edge if box.border else 0
        self.rectangle(left + radius, top, width - 2 * radius, height, box.border or box.fill, tag)
        self.rectangle(left, top + radius, width, height - 2 * radius, box.border or box.fill, tag)
        if edge:
            self.rectangle(left + radius, top + edge, width - 2 * radius, height - 2 * edge, box.fill, tag)
            self.rectangle(left + edge, top + radius, width - 2 * edge, height - 2 * radius, box.fill, tag)
        for side in ("nw", "ne", "sw", "se"):
            picture = self.images.corner(radius, box.fill, box.ground, side=side, border=box.border)
            at = (left if "w" in side else left + width - radius, top if "n" in side else top + height - radius)
            self.image(*at, picture, tag)
