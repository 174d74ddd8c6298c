"""One question, one field, one button that does it."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.sheets.sheet_forms import AskForm
from desktop_chat.gui.sheets.sheet_head import make_sheet_head
from desktop_chat.i18n import tr

WRAP: Final = 480


class AskSheet(ttk.Frame):
    """Enter is the button.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        form: The question.
        on_answer: Given the text.
        on_close: The person thought better of it.
    """

    def __init__(
        self, parent: tk.Misc, look: Look, form: AskForm, *, on_answer: Callable[[str], None], on_close: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._on_answer = on_answer
        make_sheet_head(self, look, form.title, on_close=on_close).pack(fill="x")
        ttk.Label(self, text=form.label, style="Dim.TLabel").pack(anchor="w", pady=(look.px(10), look.px(4)))
        self.entry = ttk.Entry(self, font=look.body)
        self.entry.insert(0, form.text)
        self.entry.pack(fill="x")
        if form.explanation:
            words = ttk.Label(self, text=form.explanation, style="Dim.TLabel", wraplength=look.px(WRAP), justify="left")
            words.pack(anchor="w", pady=(look.px(8), 0))
        row = ttk.Frame(self)
        row.pack(fill="x", pady=(look.px(16), 0))
        style = "Danger.TButton" if form.is_harsh else "Accent.TButton"
        self.button = ttk.Button(row, text=form.button, style=style, command=self._answer)
        self.button.pack(side="right")
        self.cancel_button = ttk.Button(row, text=tr("Cancel"), command=on_close)
        self.cancel_button.pack(side="right", padx=look.px(8))
        self.entry.bind("<Return>", lambda _event: self._answer())

    def _answer(self) -> None:
        self._on_answer(self.entry.get())

    def begin(self) -> None:
        """Put the keyboard into the field, all of its text selected."""
        self.entry.focus_set()
        self.entry.selection_range(0, "end")
        self.entry.icursor("end")
