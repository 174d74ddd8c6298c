"""The windows about the room that we are in: each at most once, and gone when the room is left."""

import tkinter as tk
from collections.abc import Callable

from desktop_chat.gui.host_presenter import HostPresenter
from desktop_chat.gui.host_window import HostWindow
from desktop_chat.gui.theme import Look


class RoomWindows:
    """Opens them, or brings one to the front that is open. Main thread only.

    Args:
        root: The program's window.
        look: Gives colours, sizes, fonts.
        hosting: Decides what the host's panel shows.
    """

    def __init__(self, root: tk.Tk | tk.Toplevel, look: Callable[[], Look], hosting: HostPresenter) -> None:
        self._root, self._look, self._hosting = root, look, hosting
        self.host: HostWindow | None = None

    def open_host(self) -> None:
        """Show the host's panel, if we host this room."""
        if self._hosting.invite() is None:
            return
        if self.host is None or not self.host.winfo_exists():
            self.host = HostWindow(self._root, self._look(), self._hosting)
        self.host.lift()
        self.host.focus_force()
        self.host.sections.canvas.focus_set()

    def dress_anew(self) -> None:
        """Make those that are open anew, in the look and the language of now; what was chosen stays so."""
        if self.host is not None and self.host.winfo_exists():
            place, chosen = self.host.geometry(), self.host.chosen
            self.host.close()
            self.host = HostWindow(self._root, self._look(), self._hosting)
            self.host.geometry(place)
            self.host.choose(chosen)

    def close(self) -> None:
        """Close those that are open."""
        if self.host is not None and self.host.winfo_exists():
            self.host.close()
