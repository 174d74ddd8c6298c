"""A box that opens over the window beside what it belongs to, and goes when one turns to something else."""

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.widgets.binding import bind_in_window

GAP: Final = 6
PAD: Final = 6


class Popup(ttk.Frame):
    """A part of the window, not a window of its own: the keyboard stays where it is, and no window manager has a say.

    Args:
        window: Over what it opens.
        look: Colours, sizes, fonts.
        on_close: Called when it goes because somebody clicks elsewhere.
    """

    def __init__(self, window: tk.Tk | tk.Toplevel, look: Look, *, on_close: Callable[[], None]) -> None:
        super().__init__(window, style="Popup.TFrame", padding=look.px(PAD))
        self._look, self._window, self._on_close = look, window, on_close
        bind_in_window(self, window, "<Button-1>", self._clicked)

    @property
    def is_open(self) -> bool:
        """Whether it is seen."""
        return bool(self.place_info())

    def open(self, near: tk.Misc, width: int, height: int, *, at_right: bool = False) -> None:
        """Show it beside a widget, above it if there is room, else below; wholly within the window.

        Args:
            near: What it belongs to.
            width: Of the whole, in pixels.
            height: The same.
            at_right: Its right side is that of the widget, not its left.
        """
        window = self._window
        width, height = min(width, window.winfo_width()), min(height, window.winfo_height())
        left, above = near.winfo_rootx() - window.winfo_rootx(), near.winfo_rooty() - window.winfo_rooty()
        if at_right:
            left += near.winfo_width() - width
        y = above - height - self._look.px(GAP)
        if y < 0:
            y = above + near.winfo_height() + self._look.px(GAP)
        x, y = min(left, window.winfo_width() - width), min(y, window.winfo_height() - height)
        self.place(x=max(0, x), y=max(0, y), width=width, height=height)
        self.lift()

    def close(self) -> None:
        """Put it away."""
        self.place_forget()

    def _clicked(self, event: "tk.Event[tk.Misc]") -> None:
        if self.is_open and not str(event.widget).startswith(str(self)):
            self._on_close()
