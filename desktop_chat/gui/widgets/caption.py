"""One line of text that is cut where it has no more room, its emoji drawn as pictures."""

import tkinter as tk
from typing import Final

from desktop_chat.gui.look.mark_painter import MarkPainter
from desktop_chat.gui.look.marks import Words
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.safe_text import Shown

TAG: Final = "words"


class Caption(tk.Canvas):
    """Says something that may be long.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        face: What it is set in.
        colour: Of its letters.
    """

    def __init__(self, parent: tk.Misc, look: Look, *, face: Typeface, colour: str) -> None:
        super().__init__(parent, height=look.setter.line_height(face), width=1, bg=look.palette.bg, bd=0, highlightthickness=0)
        self._look, self._face, self._colour = look, face, colour
        self._painter = MarkPainter(self, look)
        self.text = Shown("")
        """What it says, whole."""
        self.bind("<Configure>", lambda _event: self._draw(), add=True)

    def show(self, text: Shown) -> None:
        """Say something else."""
        self.text = text
        self._draw()

    def _draw(self) -> None:
        self.delete(TAG)
        setter = self._look.setter
        top = setter.top_of(self._face, self.winfo_height(), self._face)
        words = setter.fitting(self._face, self.text, self.winfo_width())
        self._painter.paint([Words(0, max(top, 0), words, self._face, self._colour, self._look.palette.bg)], 0, 0, TAG)
