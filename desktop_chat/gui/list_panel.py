"""A list of channels or people, drawn on a canvas: only what is seen is drawn, so a thousand members cost what ten do."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.mark_painter import MarkPainter
from desktop_chat.gui.marks import Avatar, Box, Icon, Mark, Words
from desktop_chat.gui.rows import Tone
from desktop_chat.gui.safe_text import Shown
from desktop_chat.gui.screen import bind_wheel
from desktop_chat.gui.theme import Look
from desktop_chat.gui.typesetter import Typeface

ROW_HEIGHT: Final = 40
FACE: Final = 28
ICON: Final = 16
MIDDLE: Final = 32
"""Of what stands in front."""
TEXT_LEFT: Final = 54
HEADING_LEFT: Final = 20
ROW_TAG: Final = "row"
MANY: Final = 99
"""More unread than that is only "more"."""


@dataclass(frozen=True, slots=True)
class ListHeading:
    """What stands above the entries of one kind; it cannot be chosen."""

    title: Shown


@dataclass(frozen=True, slots=True)
class ListRow:
    """One entry."""

    key: str
    title: Shown
    detail: str = ""
    """Small and below, such as a role."""
    sign: str = "hash"
    """In front: the name of an icon, or one or two letters for a person."""
    face: int | None = None
    """The colour behind the letters of a person; None for an icon."""
    dot: Tone | None = None
    """Whether a person is there."""
    selected: bool = False
    faded: bool = False
    badge: int = 0
    urgent: bool = False
    """The badge counts something that names us."""


class ListPanel(ttk.Frame):
    """A list to choose from, by mouse, or with the arrow keys and Enter.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        ground: The name of the colour behind it, `side` or `panel`.
        on_choose: Told the key of an entry.
    """

    def __init__(self, parent: tk.Misc, look: Look, *, ground: str, on_choose: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._look, self._on_choose = look, on_choose
        self._rows: Sequence[ListRow | ListHeading] = ()
        self._active: str | None = None
        """The key that the arrow keys have reached."""
        self._ground = str(getattr(look.palette, ground))
        self.canvas = tk.Canvas(
            self, bg=self._ground, bd=0, highlightthickness=0, takefocus=True, yscrollincrement=look.px(ROW_HEIGHT) // 2
        )
        self._bar = ttk.Scrollbar(self, orient="vertical", command=self._scroll, style=f"{ground}.Vertical.TScrollbar")
        self.canvas.configure(yscrollcommand=self._bar.set)
        self.canvas.pack(side="left", fill="both", expand=True)
        self._bar.pack(side="right", fill="y")
        self._painter = MarkPainter(self.canvas, look)
        self._bind_keys()

    def _bind_keys(self) -> None:
        self.canvas.bind("<Configure>", lambda _event: self._draw(), add=True)
        for event in ("<FocusIn>", "<FocusOut>"):
            self.canvas.bind(event, lambda _event: self._draw(), add=True)
        self.canvas.bind("<Button-1>", lambda event: self._click(event.y), add=True)
        self.canvas.bind("<Up>", lambda _event: self._move(-1), add=True)
        self.canvas.bind("<Down>", lambda _event: self._move(1), add=True)
        for key in ("<Return>", "<space>"):
            self.canvas.bind(key, lambda _event: self._choose_active(), add=True)
        bind_wheel(self.canvas, lambda steps: self._scroll("scroll", round(steps) or (1 if steps > 0 else -1), "units"))

    def show(self, rows: Sequence[ListRow | ListHeading]) -> None:
        """Show these entries."""
        self._rows = rows
        self.canvas.configure(scrollregion=(0, 0, 1, len(rows) * self._look.px(ROW_HEIGHT)))
        self._draw()

    def _index_of(self, key: str | None) -> int | None:
        return next((at for at, row in enumerate(self._rows) if isinstance(row, ListRow) and row.key == key), None)

    def _scroll(self, *words: object) -> None:
        if len(self._rows) * self._look.px(ROW_HEIGHT) > self.canvas.winfo_height():
            self.canvas.tk.call(str(self.canvas), "yview", *words)
            self._draw()

    def _click(self, y: int) -> None:
        self.canvas.focus_set()
        at = int(self.canvas.canvasy(y)) // self._look.px(ROW_HEIGHT)
        row = self._rows[at] if 0 <= at < len(self._rows) else None
        if isinstance(row, ListRow):
            self._active = row.key
            self._choose_active()

    def _move(self, by: int) -> None:
        entries = [row for row in self._rows if isinstance(row, ListRow)]
        if not entries:
            return
        reached = self._active if self._active is not None else next((row.key for row in entries if row.selected), None)
        at = next((at for at, row in enumerate(entries) if row.key == reached), None)
        self._active = entries[0 if at is None else min(max(at + by, 0), len(entries) - 1)].key
        self._see(self._index_of(self._active) or 0)
        self._draw()

    def _see(self, at: int) -> None:
        height, row = self.canvas.winfo_height(), self._look.px(ROW_HEIGHT)
        whole = max(len(self._rows) * row, 1)
        top = self.canvas.canvasy(0)
        if at * row < top:
            self.canvas.yview_moveto(at * row / whole)
        elif (at + 1) * row > top + height:
            self.canvas.yview_moveto(((at + 1) * row - height) / whole)

    def _choose_active(self) -> None:
        if self._index_of(self._active) is not None and self._active is not None:
            self._on_choose(self._active)
        self._draw()

    def _draw(self) -> None:
        self.canvas.delete("all")
        row_height = self._look.px(ROW_HEIGHT)
        top = self.canvas.canvasy(0)
        first = max(int(top) // row_height, 0)
        last = int(top + self.canvas.winfo_height()) // row_height + 1
        has_focus = self.canvas.focus_displayof() is self.canvas
        for at, row in enumerate(self._rows[first:last], first):
            ring = has_focus and isinstance(row, ListRow) and row.key == self._active
            marks = self._marks(row, ring=ring) if isinstance(row, ListRow) else [self._heading(row)]
            self._painter.paint(marks, 0, at * row_height, ROW_TAG)

    def _heading(self, row: ListHeading) -> Mark:
        look, setter = self._look, self._look.setter
        top = look.px(ROW_HEIGHT) - setter.letters_height(Typeface.META) - look.px(7)
        return Words(look.px(HEADING_LEFT), top, row.title, Typeface.META, look.palette.faint, self._ground)

    def _marks(self, row: ListRow, *, ring: bool) -> list[Mark]:
        """Return what an entry is made of."""
        look, colours, setter = self._look, self._look.palette, self._look.setter
        width, height, pad = self.canvas.winfo_width(), look.px(ROW_HEIGHT), look.px(8)
        ground = colours.selected if row.selected else self._ground
        marks: list[Mark] = []
        if row.selected or ring:
            edge = colours.accent_text if ring else ""
            marks.append(Box(pad, look.px(1), width - 2 * pad, height - look.px(2), look.px(10), ground, self._ground, edge))
        marks.append(self._sign(row, height // 2, ground))
        left, right = look.px(TEXT_LEFT), width - look.px(18)
        if row.badge:
            badge = self._badge(row, right, height // 2, ground)
            right = badge[0].x - look.px(6)
            marks += badge
        strong = row.selected or bool(row.badge)
        face = Typeface.BOLD if strong else Typeface.BODY
        colour = colours.faint if row.faded else colours.fg if strong or row.face is not None else colours.dim
        top = (height - setter.letters_height(face)) // 2 - (look.px(9) if row.detail else 0)
        marks.append(Words(left, top, setter.fitting(face, row.title, right - left), face, colour, ground))
        if row.detail:
            detail = setter.fitting(Typeface.TINY, row.detail, right - left)
            marks.append(Words(left, top + setter.letters_height(face) + look.px(2), detail, Typeface.TINY, colours.dim, ground))
        return marks

    def _sign(self, row: ListRow, middle: int, ground: str) -> Mark:
        """Return what stands in front: the picture of a person, or an icon."""
        look, colours = self._look, self._look.palette
        if row.face is None:
            size = look.px(ICON)
            colour = colours.fg if row.badge or row.selected else colours.faint
            return Icon(look.px(MIDDLE) - size // 2, middle - size // 2, size, row.sign, colour, ground)
        size = look.px(FACE)
        fill = colours.border if row.faded else colours.faces[row.face]
        return Avatar(
            look.px(MIDDLE) - size // 2,
            middle - size // 2,
            size,
            row.sign,
            fill,
            ground,
            is_round=True,
            dot=colours.tone(row.dot) if row.dot else "",
        )

    def _badge(self, row: ListRow, right: int, middle: int, ground: str) -> tuple[Box, Words]:
        """Return how much is unread, in a pill."""
        look, colours, setter = self._look, self._look.palette, self._look.setter
        text = f"{MANY}+" if row.badge > MANY else str(row.badge)
        height, needed = look.px(20), setter.width(Typeface.COUNT, text)
        width = max(needed + look.px(12), height)
        fill = colours.danger if row.urgent else colours.accent
        box = Box(right - width, middle - height // 2, width, height, height // 2, fill, ground)
        top = middle - setter.letters_height(Typeface.COUNT) // 2
        return box, Words(box.x + (width - needed) // 2, top, text, Typeface.COUNT, colours.on_accent, fill)
