"""A card: who somebody is."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.mark_painter import MarkPainter
from desktop_chat.gui.look.marks import Avatar, Mark, Words
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.sheets.sheet_forms import PersonCard
from desktop_chat.gui.sheets.sheet_head import make_sheet_head
from desktop_chat.i18n import tr

FACE: Final = 56
HEAD: Final = 64
LABELS: Final = 120
"""How wide the words before the facts are."""


class CardSheet(ttk.Frame):
    """Shows a person, and offers to write to them.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        card: Who it is.
        on_message: The person wants to write to them.
        on_close: The person has seen it.
    """

    def __init__(
        self, parent: tk.Misc, look: Look, card: PersonCard, *, on_message: Callable[[], None], on_close: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._look, self._card = look, card
        make_sheet_head(self, look, tr("About {name}", name=card.title), on_close=on_close).pack(fill="x")
        self.canvas = tk.Canvas(self, bg=look.palette.bg, bd=0, highlightthickness=0, height=look.px(HEAD))
        self.canvas.pack(fill="x", pady=look.px(8))
        self._painter = MarkPainter(self.canvas, look)
        self.canvas.bind("<Configure>", lambda _event: self._draw(), add=True)
        facts = ttk.Frame(self)
        facts.pack(fill="x")
        facts.columnconfigure(0, minsize=look.px(LABELS))
        facts.columnconfigure(1, weight=1)
        self.lines: list[tuple[str, str]] = [(label, str(text)) for label, text in card.lines]
        for row, (label, text) in enumerate(self.lines):
            ttk.Label(facts, text=label, style="Dim.TLabel").grid(row=row, column=0, sticky="nw", pady=look.px(3))
            fact = ttk.Label(facts, text=text, justify="left", wraplength=look.px(340))
            fact.grid(row=row, column=1, sticky="w", pady=look.px(3))
        self._make_buttons(on_message, on_close)

    def _make_buttons(self, on_message: Callable[[], None], on_close: Callable[[], None]) -> None:
        row = ttk.Frame(self)
        row.pack(fill="x", pady=(self._look.px(14), 0))
        self.button = ttk.Button(row, text=tr("Write to {nick}", nick=self._card.title), style="Accent.TButton", command=on_message)
        self.close_button = ttk.Button(row, text=tr("Close"), command=on_close)
        if self._card.can_message:
            self.button.pack(side="right")
        self.close_button.pack(side="right", padx=self._look.px(8))

    def _draw(self) -> None:
        look, card, setter = self._look, self._card, self._look.setter
        self.canvas.delete("all")
        size, left = look.px(FACE), look.px(FACE + 16)
        room = self.canvas.winfo_width() - left
        ground, colours = look.palette.bg, look.palette
        top = look.px(14) if card.status else look.px(20)
        marks: list[Mark] = [
            Avatar(0, look.px(4), size, card.initials, colours.faces[card.colour], ground, is_round=True, dot=card.presence),
            Words(left, top, setter.fitting(Typeface.TITLE, card.title, room), Typeface.TITLE, colours.fg, ground),
        ]
        if card.status:
            below = top + setter.letters_height(Typeface.TITLE) + look.px(4)
            marks.append(Words(left, below, setter.fitting(Typeface.META, card.status, room), Typeface.META, colours.dim, ground))
        self._painter.paint(marks, 0, 0, "card")

    def begin(self) -> None:
        """Put the keyboard on the button that one wants most."""
        (self.button if self._card.can_message else self.close_button).focus_set()
