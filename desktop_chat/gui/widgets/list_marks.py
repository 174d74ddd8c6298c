"""What an entry of a list is made of: its sign, its words, how much is unread. No Tk but for the fonts and colours of a `Look`."""

from dataclasses import dataclass
from typing import Final

from desktop_chat.gui.lists.list_rows import ListHeading, ListRow
from desktop_chat.gui.look.marks import Avatar, Box, Icon, Mark, Words
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface

FACE: Final = 28
LARGE_FACE: Final = 32
LARGE_FROM: Final = 44
"""Rows as high as this have larger faces."""
ICON: Final = 16
MIDDLE: Final = 34
"""Of what stands in front."""
TEXT_LEFT: Final = 58
HEADING_LEFT: Final = 20
TILE: Final = 34
SIGN: Final = 18
"""Of a card: its tile, and the icon in it."""
EDGE: Final = 18
"""Between the last thing in a row and the list's right side."""
MANY: Final = 99
"""More unread than that is only "more"."""


@dataclass(frozen=True, slots=True)
class RowState:
    """How an entry stands in its list just now."""

    ring: bool = False
    """The keyboard is on it."""
    hover: bool = False
    """The mouse is over it."""


class ListMarks:
    """Lays entries out.

    Args:
        look: Colours, sizes, fonts.
        ground: The colour behind the list.
        height: Of a row, in pixels.
        cards: Each entry stands in a box of its own.
    """

    def __init__(self, look: Look, ground: str, height: int, *, cards: bool = False) -> None:
        self._look, self._ground, self._height, self._cards = look, ground, height, cards

    def heading(self, row: ListHeading, width: int, state: RowState) -> list[Mark]:
        """Return what a heading is made of: its title, and a plus where something can be added."""
        look, setter, colours = self._look, self._look.setter, self._look.palette
        middle = self._height - look.px(14)
        top = middle - setter.letters_height(Typeface.META) // 2
        words = Words(look.px(HEADING_LEFT), top, row.title, Typeface.META, colours.faint, self._ground)
        if not row.key:
            return [words]
        size, box = look.px(ICON), look.px(24)
        left = width - look.px(EDGE) - box
        ground = colours.hover if state.hover else self._ground
        edge = colours.accent_text if state.ring else ""
        plate: list[Mark] = (
            [Box(left, middle - box // 2, box, box, look.px(7), ground, self._ground, edge)] if state.hover or state.ring else []
        )
        inset = (box - size) // 2
        return [words, *plate, Icon(left + inset, middle - size // 2, size, "plus", colours.dim, ground)]

    def _card(self, row: ListRow, width: int, state: RowState) -> list[Mark]:
        """Return what an entry is made of that stands in a box of its own: its sign is a tile."""
        look, colours, height = self._look, self._look.palette, self._height - self._look.px(8)
        ground, edge = (colours.hover if state.hover else colours.raised), (colours.accent_text if state.ring else colours.line)
        tile, sign = look.px(TILE), look.px(SIGN)
        top, inset = (height - tile) // 2, (tile - sign) // 2
        return [
            Box(0, 0, width - 1, height, look.px(12), ground, self._ground, edge),
            Box(look.px(14), top, tile, tile, look.px(10), colours.accent, ground),
            Icon(look.px(14) + inset, top + inset, sign, row.sign, colours.on_accent, colours.accent),
            *self._words(row, width - look.px(EDGE), ground, height=height),
        ]

    def row(self, row: ListRow, width: int, state: RowState) -> list[Mark]:
        """Return what an entry is made of."""
        if self._cards:
            return self._card(row, width, state)
        look, colours = self._look, self._look.palette
        height, pad = self._height, look.px(8)
        ground = colours.selected if row.selected else colours.hover if state.hover else self._ground
        marks: list[Mark] = []
        if row.selected or state.hover or state.ring:
            edge = colours.accent_text if state.ring else ""
            marks.append(Box(pad, look.px(1), width - 2 * pad, height - look.px(2), look.px(10), ground, self._ground, edge))
        marks.append(self._sign(row, height // 2, ground))
        right = width - look.px(EDGE)
        for tail in (self._badge(row, right, ground), self._tail(row, right, ground), self._muted(row, right, ground)):
            if tail:
                marks += tail
                right = tail[0].x - look.px(6)
        return marks + self._words(row, right, ground)

    def _words(self, row: ListRow, right: int, ground: str, *, height: int = 0) -> list[Mark]:
        """Return its title and what is below; *height* is that of the box it stands in, if that is not the row's."""
        look, colours, setter = self._look, self._look.palette, self._look.setter
        left, strong = look.px(TEXT_LEFT), row.selected or bool(row.badge) or bool(height)
        face = Typeface.BOLD if strong else Typeface.BODY
        colour = colours.faint if row.faded else colours.fg if strong or row.face is not None else colours.dim
        below = row.role or row.detail
        top = ((height or self._height) - setter.letters_height(face)) // 2 - (look.px(9) if below else 0)
        marks: list[Mark] = [Words(left, top, setter.fitting(face, row.title, right - left), face, colour, ground)]
        top += setter.letters_height(face) + look.px(2)
        for text, ink in (
            (row.role, colours.accent_text),
            ("·" if row.role and row.detail else "", colours.dim),
            (row.detail, colours.dim),
        ):
            if text and right > left:
                fitted = setter.fitting(Typeface.TINY, text, right - left)
                marks.append(Words(left, top, fitted, Typeface.TINY, ink, ground))
                left += setter.width(Typeface.TINY, fitted) + look.px(4)
        return marks

    def _sign(self, row: ListRow, middle: int, ground: str) -> Mark:
        """Return what stands in front: the picture of a person, or an icon."""
        look, colours = self._look, self._look.palette
        if row.face is None:
            size = look.px(ICON)
            colour = colours.fg if (row.badge or row.selected) and not row.faded else colours.faint
            return Icon(look.px(MIDDLE) - size // 2, middle - size // 2, size, row.sign, colour, ground)
        size = look.px(LARGE_FACE if self._height >= look.px(LARGE_FROM) else FACE)
        fill = colours.border if row.faded else colours.faces[row.face]
        place = look.px(MIDDLE) - size // 2, middle - size // 2
        return Avatar(*place, size, row.sign, fill, ground, is_round=True, dot=row.dot)

    def _badge(self, row: ListRow, right: int, ground: str) -> list[Box | Words]:
        """Return how much is unread, in a pill; of what is muted only what names us."""
        if not row.badge or (row.muted and not row.urgent):
            return []
        look, colours, setter = self._look, self._look.palette, self._look.setter
        text, middle = f"{MANY}+" if row.badge > MANY else str(row.badge), self._height // 2
        height, needed = look.px(20), setter.width(Typeface.COUNT, text)
        width = max(needed + look.px(12), height)
        fill = colours.danger if row.urgent else colours.accent
        box = Box(right - width, middle - height // 2, width, height, height // 2, fill, ground)
        top = middle - setter.letters_height(Typeface.COUNT) // 2
        return [box, Words(box.x + (width - needed) // 2, top, text, Typeface.COUNT, colours.on_accent, fill)]

    def _tail(self, row: ListRow, right: int, ground: str) -> list[Words]:
        if not row.tail:
            return []
        look, setter = self._look, self._look.setter
        top = (self._height - setter.letters_height(Typeface.TINY)) // 2
        return [Words(right - setter.width(Typeface.TINY, row.tail), top, row.tail, Typeface.TINY, look.palette.dim, ground)]

    def _muted(self, row: ListRow, right: int, ground: str) -> list[Icon]:
        if not row.muted:
            return []
        size = self._look.px(14)
        return [Icon(right - size, (self._height - size) // 2, size, "muted", self._look.palette.faint, ground)]
