"""A list of channels or people, drawn on a canvas: only what is seen is drawn, so a thousand members cost what ten do."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.safe_text import Shown
from desktop_chat.gui.theme import Look

ROW_HEIGHT: Final = 40
FACE: Final = 26
MANY: Final = 99
"""More unread than that is only "more"."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One entry."""

    key: str
    title: Shown
    detail: str = ""
    """Small and below, such as a role."""
    sign: str = "#"
    """In front: `#` for a channel, one or two letters for a person."""
    face: int | None = None
    """The colour behind the letters of a person; None for a channel."""
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
        self._rows: Sequence[ListRow] = ()
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
        self.canvas.bind("<MouseWheel>", lambda event: self._scroll("scroll", -1 if event.delta > 0 else 1, "units"), add=True)
        self.canvas.bind("<Button-4>", lambda _event: self._scroll("scroll", -1, "units"), add=True)
        self.canvas.bind("<Button-5>", lambda _event: self._scroll("scroll", 1, "units"), add=True)

    def show(self, rows: Sequence[ListRow]) -> None:
        """Show these entries."""
        self._rows = rows
        self.canvas.configure(scrollregion=(0, 0, 1, len(rows) * self._look.px(ROW_HEIGHT)))
        self._draw()

    def _index_of(self, key: str | None) -> int | None:
        return next((at for at, row in enumerate(self._rows) if row.key == key), None)

    def _scroll(self, *words: object) -> None:
        if len(self._rows) * self._look.px(ROW_HEIGHT) > self.canvas.winfo_height():
            self.canvas.tk.call(str(self.canvas), "yview", *words)
            self._draw()

    def _click(self, y: int) -> None:
        self.canvas.focus_set()
        at = int(self.canvas.canvasy(y)) // self._look.px(ROW_HEIGHT)
        if 0 <= at < len(self._rows):
            self._active = self._rows[at].key
            self._choose_active()

    def _move(self, by: int) -> None:
        if not self._rows:
            return
        selected = next((row.key for row in self._rows if row.selected), None)
        at = self._index_of(self._active if self._active is not None else selected)
        at = 0 if at is None else min(max(at + by, 0), len(self._rows) - 1)
        self._active = self._rows[at].key
        self._see(at)
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
            self._draw_row(row, at * row_height, ring=has_focus and row.key == self._active)

    def _draw_row(self, row: ListRow, y: int, *, ring: bool) -> None:
        look, colours, canvas = self._look, self._look.palette, self.canvas
        width, height, pad = canvas.winfo_width(), look.px(ROW_HEIGHT), look.px(8)
        if row.selected or ring:
            self._box(
                (pad, y + look.px(2), width - pad // 2, y + height - look.px(2)),
                look.px(10),
                fill=colours.selected if row.selected else self._ground,
                outline=colours.accent_text if ring else colours.selected,
            )
        self._draw_sign(row, y + height // 2)
        left, right = look.px(52), width - look.px(12)
        if row.badge:
            right = self._draw_badge(row, right, y + height // 2)
        strong = row.selected or bool(row.badge)
        middle = y + height // 2 - (look.px(8) if row.detail else 0)
        colour = colours.faint if row.faded else colours.fg if strong or row.face is not None else colours.dim
        font = look.bold if strong else look.body
        canvas.create_text(left, middle, text=self._fitting(row.title, right - left, strong=strong), anchor="w", fill=colour, font=font)
        if row.detail:
            canvas.create_text(left, middle + look.px(17), text=row.detail, anchor="w", fill=colours.dim, font=look.meta)

    def _draw_sign(self, row: ListRow, middle: int) -> None:
        look, colours = self._look, self._look.palette
        x, half = look.px(32), look.px(FACE) // 2
        if row.face is None:
            self.canvas.create_text(
                x, middle, text=row.sign, fill=colours.fg if row.badge or row.selected else colours.dim, font=look.title
            )
            return
        fill = colours.line if row.faded else colours.faces[row.face]
        self._box((x - half, middle - half, x + half, middle + half), look.px(9), fill=fill, outline=fill)
        self.canvas.create_text(x, middle, text=row.sign, fill=colours.dim if row.faded else colours.on_accent, font=look.count)

    def _draw_badge(self, row: ListRow, right: int, middle: int) -> int:
        """Draw how much is unread; return where it begins."""
        look, colours = self._look, self._look.palette
        text = f"{MANY}+" if row.badge > MANY else str(row.badge)
        half = look.px(10)
        left = right - max(look.count.measure(text) + look.px(12), 2 * half)
        fill = colours.danger if row.urgent else colours.accent
        self._box((left, middle - half, right, middle + half), half, fill=fill, outline=fill)
        self.canvas.create_text((left + right) // 2, middle, text=text, fill=colours.on_accent, font=look.count)
        return left - look.px(6)

    def _box(self, corners: tuple[int, int, int, int], radius: int, *, fill: str, outline: str) -> None:
        """Draw a rectangle with round corners."""
        left, top, right, bottom = corners
        r = min(radius, (bottom - top) // 2)
        # Each corner is a point that the spline only nears; each side is held straight by naming its ends twice.
        top_side = [left + r, top] * 2 + [right - r, top] * 2 + [right, top]
        right_side = [right, top + r] * 2 + [right, bottom - r] * 2 + [right, bottom]
        bottom_side = [right - r, bottom] * 2 + [left + r, bottom] * 2 + [left, bottom]
        left_side = [left, bottom - r] * 2 + [left, top + r] * 2 + [left, top]
        points = top_side + right_side + bottom_side + left_side
        self.canvas.create_polygon(points, smooth=True, fill=fill, outline=outline)

    def _fitting(self, title: str, width: int, *, strong: bool) -> str:
        """Return as much of a title as has room, with an ellipsis where it is cut."""
        font = self._look.bold if strong else self._look.body
        if font.measure(title) <= width:
            return title
        while title and font.measure(title + "…") > width:
            title = title[:-1]
        return title + "…"
