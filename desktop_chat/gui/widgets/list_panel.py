"""A list of channels or people, drawn on a canvas: only what is seen is drawn, so a thousand members cost what ten do."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.lists.list_rows import ListHeading, ListRow
from desktop_chat.gui.look.mark_painter import MarkPainter
from desktop_chat.gui.look.screen import bind_menu, bind_middle_click, bind_wheel
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.widgets.list_marks import ListMarks, RowState

ROW_HEIGHT: Final = 40
ROW_TAG: Final = "row"


def _nothing(_key: str) -> None:
    """Do nothing: the list has no such verb."""


def _no_menu(_key: str, _place: tuple[int, int]) -> None:
    """Show none."""


@dataclass(frozen=True, slots=True)
class ListVerbs:
    """What a person can do with an entry; each is given its key."""

    choose: Callable[[str], None]
    menu: Callable[[str, tuple[int, int]], None] = _no_menu
    """The right button, Shift+F10 or the menu key; given also where on the screen the menu is to appear."""
    close: Callable[[str], None] = _nothing
    """The middle button."""
    add: Callable[[str], None] = _nothing
    """The plus of a heading."""


class ListPanel(ttk.Frame):
    """A list to choose from, by mouse, or with the arrow keys and Enter.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do with an entry.
        ground: The name of the colour behind it, such as `side` or `panel`.
        row_height: In pixels of the design.
        cards: Each entry stands in a box of its own.
    """

    def __init__(
        self, parent: tk.Misc, look: Look, verbs: ListVerbs, *, ground: str, row_height: int = ROW_HEIGHT, cards: bool = False
    ) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._rows: Sequence[ListRow | ListHeading] = ()
        self._active: str | None = None
        """The key that the arrow keys have reached."""
        self._hover = -1
        """The row under the mouse."""
        self._height = look.row(row_height)
        colour = str(getattr(look.palette, ground))
        self._marks = ListMarks(look, colour, self._height, cards=cards)
        self.canvas = tk.Canvas(
            self, bg=colour, bd=0, highlightthickness=0, takefocus=True, width=1, yscrollincrement=max(self._height // 2, 1)
        )
        self._bar = ttk.Scrollbar(self, orient="vertical", command=self._scroll, style=f"{ground}.Vertical.TScrollbar", takefocus=False)
        self.canvas.configure(yscrollcommand=self._bar.set)
        self.canvas.pack(side="left", fill="both", expand=True)
        self._painter = MarkPainter(self.canvas, look)
        self._bind_keys()

    def _bind_keys(self) -> None:
        self.canvas.bind("<Configure>", lambda _event: self._fit(), add=True)
        self.canvas.bind("<FocusIn>", lambda _event: self._begin(), add=True)
        self.canvas.bind("<FocusOut>", lambda _event: self._draw(), add=True)
        self.canvas.bind("<Button-1>", lambda event: self._click(event.y), add=True)
        self.canvas.bind("<Motion>", lambda event: self._point(self._at(event.y)), add=True)
        self.canvas.bind("<Leave>", lambda _event: self._point(-1), add=True)
        bind_middle_click(self.canvas, lambda event: self._with_row(self._at(event.y), self._verbs.close))
        bind_menu(self.canvas, on_click=self._menu_at, on_key=self._menu_of_active)
        for key, by in (("<Up>", -1), ("<Down>", 1), ("<Prior>", -10), ("<Next>", 10), ("<Home>", -(10**9)), ("<End>", 10**9)):
            self.canvas.bind(key, lambda _event, by=by: self.move(by), add=True)  # type: ignore[misc]
        for key in ("<Return>", "<space>"):
            self.canvas.bind(key, lambda _event: self.choose_active(), add=True)
        bind_wheel(self.canvas, lambda steps: self._scroll("scroll", round(steps) or (1 if steps > 0 else -1), "units"))

    def show(self, rows: Sequence[ListRow | ListHeading]) -> None:
        """Show these entries."""
        self._rows = rows
        self.canvas.configure(scrollregion=(0, 0, 1, len(rows) * self._height))
        self._fit()

    def _fit(self) -> None:
        """Show the bar where there is something to scroll."""
        if len(self._rows) * self._height > self.canvas.winfo_height() > 1:
            self._bar.pack(side="right", fill="y", before=self.canvas)
        else:
            self._bar.pack_forget()
        self._draw()

    def _begin(self) -> None:
        """Show where the keyboard is: on what is selected, from where the arrow keys go on."""
        if self.active is None:
            self._active = next((row.key for row in self._rows if _can_be_reached(row) and _is_selected(row)), None)
        self._draw()

    def reach(self, key: str | None) -> None:
        """Put the keyboard on an entry, as the arrow keys do, and see that it is in sight."""
        self._active = key
        if (at := self._index_of(key)) is not None:
            self._see(at)
        self._draw()

    @property
    def active(self) -> str | None:
        """The key of the entry that the keyboard is on; None if there is none."""
        return self._active if self._index_of(self._active) is not None else None

    def _below(self, key: str) -> tuple[int, int]:
        """Return where on the screen the menu of an entry is to appear if no mouse asks for it."""
        at = self._index_of(key) or 0
        y = self.canvas.winfo_rooty() + (at + 1) * self._height - int(self.canvas.canvasy(0))
        return self.canvas.winfo_rootx() + self._height, y

    def _index_of(self, key: str | None) -> int | None:
        return next((at for at, row in enumerate(self._rows) if key is not None and _can_be_reached(row) and row.key == key), None)

    def _at(self, y: int) -> int:
        """Return the number of the row at a height of the window; -1 for none."""
        at = int(self.canvas.canvasy(y)) // self._height
        return at if 0 <= at < len(self._rows) else -1

    def _scroll(self, *words: object) -> None:
        if len(self._rows) * self._height > self.canvas.winfo_height():
            self.canvas.tk.call(str(self.canvas), "yview", *words)
            self._draw()

    def _with_row(self, at: int, do: Callable[[str], None]) -> None:
        """Do something with the entry of a number, if it is one."""
        row = self._rows[at] if at >= 0 else None
        if isinstance(row, ListRow):
            self._active = row.key
            do(row.key)

    def _click(self, y: int) -> None:
        self.canvas.focus_set()
        at = self._at(y)
        if at >= 0 and _can_be_reached(self._rows[at]):
            self._active = self._rows[at].key
            self.choose_active()

    def _menu_at(self, event: "tk.Event[tk.Misc]") -> None:
        self.canvas.focus_set()
        self._with_row(self._at(event.y), lambda key: self._verbs.menu(key, (event.x_root, event.y_root)))

    def _menu_of_active(self) -> None:
        at = self._index_of(self._active)
        selected = next((at for at, row in enumerate(self._rows) if isinstance(row, ListRow) and row.selected), -1)
        self._with_row(selected if at is None else at, lambda key: self._verbs.menu(key, self._below(key)))

    def _point(self, at: int) -> None:
        if at != self._hover:
            self._hover = at
            self.canvas.configure(cursor="hand2" if at >= 0 and _can_be_reached(self._rows[at]) else "")
            self._draw()

    def move(self, by: int) -> None:
        """Go so many entries on from where the keyboard is, not beyond the ends."""
        entries = [row for row in self._rows if _can_be_reached(row)]
        if not entries:
            return
        reached = self._active if self._active is not None else next((row.key for row in entries if _is_selected(row)), None)
        at = next((at for at, row in enumerate(entries) if row.key == reached), None)
        self.reach(entries[0 if at is None else min(max(at + by, 0), len(entries) - 1)].key)

    def _see(self, at: int) -> None:
        height, row = self.canvas.winfo_height(), self._height
        whole = max(len(self._rows) * row, 1)
        top = self.canvas.canvasy(0)
        if at * row < top:
            self.canvas.yview_moveto(at * row / whole)
        elif (at + 1) * row > top + height:
            self.canvas.yview_moveto(((at + 1) * row - height) / whole)

    def choose_active(self) -> None:
        """Choose the entry that the keyboard is on; the list may be gone after that."""
        self._draw()
        at = self._index_of(self._active)
        if at is not None:
            row = self._rows[at]
            (self._verbs.add if isinstance(row, ListHeading) else self._verbs.choose)(row.key)

    def _draw(self) -> None:
        self.canvas.delete("all")
        top, width = self.canvas.canvasy(0), self.canvas.winfo_width()
        if width < self._height:
            return  # It has no place yet.
        first = max(int(top) // self._height, 0)
        last = int(top + self.canvas.winfo_height()) // self._height + 1
        has_focus = self.canvas.focus_displayof() is self.canvas
        for at, row in enumerate(self._rows[first:last], first):
            can_be_reached = _can_be_reached(row)
            state = RowState(has_focus and can_be_reached and row.key == self._active, hover=can_be_reached and at == self._hover)
            marks = self._marks.row(row, width, state) if isinstance(row, ListRow) else self._marks.heading(row, width, state)
            self._painter.paint(marks, 0, at * self._height, ROW_TAG)


def _can_be_reached(row: ListRow | ListHeading) -> bool:
    return isinstance(row, ListRow) or bool(row.key)


def _is_selected(row: ListRow | ListHeading) -> bool:
    return isinstance(row, ListRow) and row.selected
