"""What looks like a field and is a button: it opens the switcher, and says by which keys that goes too."""

import tkinter as tk
from collections.abc import Callable
from typing import Final

from desktop_chat.gui.look.mark_painter import MarkPainter
from desktop_chat.gui.look.marks import Box, Icon, Mark, Words
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.settings.keys import Shortcut, shown_for
from desktop_chat.i18n import tr

HEIGHT: Final = 36
RADIUS: Final = 10


class SearchField(tk.Canvas):
    """Drawn by itself, since no button of ttk has words at both sides.

    Args:
        parent: Where it stands, on the ground `side`.
        look: Colours, sizes, fonts.
        on_press: It was clicked, or Enter was pressed on it.
    """

    def __init__(self, parent: tk.Misc, look: Look, *, on_press: Callable[[], None]) -> None:
        super().__init__(
            parent, height=look.px(HEIGHT), width=1, bg=look.palette.side, bd=0, highlightthickness=0, takefocus=True, cursor="hand2"
        )
        self._look, self._painter, self._is_hot = look, MarkPainter(self, look), False
        for event in ("<Configure>", "<FocusIn>", "<FocusOut>"):
            self.bind(event, lambda _event: self._draw(), add=True)
        self.bind("<Enter>", lambda _event: self._heat(is_hot=True), add=True)
        self.bind("<Leave>", lambda _event: self._heat(is_hot=False), add=True)
        for event in ("<Button-1>", "<Return>", "<space>"):
            self.bind(event, lambda _event: on_press(), add=True)

    def _heat(self, *, is_hot: bool) -> None:
        self._is_hot = is_hot
        self._draw()

    def _draw(self) -> None:
        look, colours, setter = self._look, self._look.palette, self._look.setter
        width, height = self.winfo_width(), self.winfo_height()
        has_focus = self.focus_displayof() is self
        ground = colours.hover if self._is_hot else colours.raised
        edge = colours.accent_text if has_focus else colours.line
        size, inset = look.px(16), look.px(12)
        top = (height - setter.letters_height(Typeface.BODY)) // 2
        small_top = (height - setter.letters_height(Typeface.TINY)) // 2
        keys = shown_for(Shortcut.SWITCH).replace("+", " ")
        keys_left = width - inset - setter.width(Typeface.TINY, keys)
        marks: list[Mark] = [
            Box(0, 0, width, height, look.px(RADIUS), ground, colours.side, edge),
            Icon(inset, (height - size) // 2, size, "search", colours.dim, ground),
            Words(inset + size + look.px(8), top, tr("Search"), Typeface.BODY, colours.dim, ground),
            Words(keys_left, small_top, keys, Typeface.TINY, colours.faint, ground),
        ]
        self.delete("all")
        self._painter.paint(marks, 0, 0, "field")
