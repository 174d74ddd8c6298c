"""A frame that is higher than the place it has, for a few dozen widgets: its owner tells it of the wheel and of what has the keyboard."""

import tkinter as tk
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.theme import Look

NOTCH: Final = 48
"""Pixels of the design for one notch of the wheel."""


class ScrolledFrame(ttk.Frame):
    """Holds a frame, `inside`, and scrolls it.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
    """

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self._canvas = tk.Canvas(self, bg=look.palette.bg, bd=0, highlightthickness=0, takefocus=False, yscrollincrement=1)
        bar = ttk.Scrollbar(self, orient="vertical", command=self._canvas.yview, style="bg.Vertical.TScrollbar", takefocus=False)
        self._canvas.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self._canvas.pack(side="left", fill="both", expand=True)
        self.inside = ttk.Frame(self._canvas)
        item = self._canvas.create_window(0, 0, anchor="nw", window=self.inside)
        self._canvas.bind("<Configure>", lambda event: self._canvas.itemconfigure(item, width=event.width), add=True)
        self.inside.bind("<Configure>", lambda _event: self._canvas.configure(scrollregion=self._canvas.bbox("all")), add=True)

    def fit(self) -> None:
        """Ask for as much room as all of it takes."""
        self._canvas.configure(height=self.inside.winfo_reqheight(), width=self.inside.winfo_reqwidth())

    def scroll(self, steps: float) -> None:
        """Scroll so many notches of the wheel, downwards positive."""
        if self.inside.winfo_reqheight() > self._canvas.winfo_height():
            self._canvas.yview_scroll(round(steps * self._look.px(NOTCH)), "units")

    def see(self, widget: tk.Misc) -> None:
        """Bring a widget in sight, if it is one of those inside."""
        if not str(widget).startswith(f"{self.inside}."):
            return
        top = widget.winfo_rooty() - self.inside.winfo_rooty()
        bottom, first = top + widget.winfo_height(), int(self._canvas.canvasy(0))
        if top < first:
            self._canvas.yview_scroll(top - first, "units")
        elif bottom > first + self._canvas.winfo_height():
            self._canvas.yview_scroll(bottom - first - self._canvas.winfo_height(), "units")

    @property
    def part(self) -> float:
        """How far it is scrolled, as a part of the whole."""
        return float(self._canvas.yview()[0])

    def to_part(self, part: float) -> None:
        """Scroll to a part of the whole."""
        self.update_idletasks()
        self._canvas.yview_moveto(part)
