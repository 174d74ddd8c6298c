"""A field, and a list that what is typed makes shorter: the keyboard stays in the field."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass, replace
from tkinter import ttk
from typing import Final

from desktop_chat.gui.lists.list_rows import ListRow
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.sheets.sheet_forms import PickForm
from desktop_chat.gui.sheets.sheet_head import make_sheet_head
from desktop_chat.gui.widgets.list_panel import ListPanel, ListVerbs

BREAK: Final = "break"
ROW_HEIGHT: Final = 44
ROWS_SEEN: Final = 8
PAGE: Final = 5


@dataclass(frozen=True, slots=True)
class PickVerbs:
    """What a person can do with the list."""

    type: Callable[[str], None]
    move: Callable[[int], None]
    choose: Callable[[str | None], None]
    """Given the key of an entry; None for the one that is reached."""


class PickSheet(ttk.Frame):
    """Arrow keys go through the list, Enter takes the entry that is marked, a click any.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        form: What it shows.
        verbs: What a person can do.
        on_close: They want none of it.
    """

    def __init__(self, parent: tk.Misc, look: Look, form: PickForm, verbs: PickVerbs, *, on_close: Callable[[], None]) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._typed = ""
        make_sheet_head(self, look, form.title, on_close=on_close).pack(fill="x")
        self.entry = ttk.Entry(self, font=look.body)
        self.entry.pack(fill="x", pady=look.px(8))
        self.placeholder = tk.Label(
            self, text=form.hint, bg=look.palette.raised, fg=look.palette.faint, font=look.body, bd=0, cursor="xterm"
        )
        self.placeholder.bind("<Button-1>", lambda _event: self.entry.focus_set())
        self._inset = look.px(14)
        self.list = ListPanel(self, look, ListVerbs(verbs.choose), ground="bg", row_height=ROW_HEIGHT)
        self.list.canvas.configure(height=look.px(ROWS_SEEN * ROW_HEIGHT), takefocus=False)
        self.sentence = ttk.Label(self, style="Dim.TLabel")
        self.sentence.pack(side="bottom", fill="x", pady=(look.px(8), 0))
        self.list.pack(fill="both", expand=True)
        self._bind_keys()
        self.show(form)

    def _bind_keys(self) -> None:
        for keys, do in (
            (("<Down>",), lambda: self._verbs.move(1)),
            (("<Up>",), lambda: self._verbs.move(-1)),
            (("<Next>",), lambda: self._verbs.move(PAGE)),
            (("<Prior>",), lambda: self._verbs.move(-PAGE)),
            (("<Return>", "<KP_Enter>"), lambda: self._verbs.choose(None)),
        ):
            for key in keys:
                self.entry.bind(key, lambda _event, do=do: self._done(do))  # type: ignore[misc]
        for event in ("<Key>", "<KeyRelease>", "<<Paste>>", "<<Cut>>"):
            self.entry.bind(event, lambda _event: self.after_idle(self._changed), add=True)

    def _done(self, do: Callable[[], None]) -> str:
        self._changed()
        do()
        return BREAK

    def _changed(self) -> None:
        """Tell what stands in the field, if that is something else by now; the sheet may be gone meanwhile."""
        if not self.winfo_exists():
            return
        typed = self.entry.get()
        if typed:
            self.placeholder.place_forget()
        else:
            self.placeholder.place(in_=self.entry, x=self._inset, rely=0.5, anchor="w")
        if typed != self._typed:
            self._typed = typed
            self._verbs.type(typed)

    def begin(self) -> None:
        """Put the keyboard into the field."""
        self.entry.focus_set()
        self._changed()

    def show(self, form: PickForm) -> None:
        """Show these rows."""
        self.list.show([replace(row, selected=row.key == form.active) if isinstance(row, ListRow) else row for row in form.rows])
        self.list.reach(form.active)
        self.sentence.configure(text=form.sentence)
