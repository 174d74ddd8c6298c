"""The windows that open beside the room's: each at most once."""

import tkinter as tk

from desktop_chat.gui.lab_window import LabWindow
from desktop_chat.gui.ports import Inside, Panel
from desktop_chat.gui.pump import Pump
from desktop_chat.gui.theme import Look
from desktop_chat.gui.threads_window import ThreadsWindow
from desktop_chat.i18n import tr


class Panels:
    """Opens panels, or brings one to the front that is open. Main thread only.

    Args:
        root: The program's window.
        look: Colours, sizes, fonts.
        inside: What they show.
        pump: Brings events to the window.
    """

    def __init__(self, root: tk.Tk, look: Look, inside: Inside, pump: Pump) -> None:
        self._root, self._look, self._inside, self._pump = root, look, inside, pump
        self.threads: ThreadsWindow | None = None
        self.lab: LabWindow | None = None

    def all(self) -> tuple[Panel, ...]:
        """Return all panels, in order."""
        return (Panel(tr("Threads"), self.open_threads), Panel(tr("Lab"), self.open_lab))

    def open_threads(self) -> None:
        """Show the Threads view."""
        if self.threads is None or not self.threads.winfo_exists():
            self.threads = ThreadsWindow(self._root, self._look, self._inside.threads, self._pump)
        self.threads.lift()
        self.threads.focus_force()

    def open_lab(self) -> None:
        """Show the Lab."""
        if self.lab is None or not self.lab.winfo_exists():
            self.lab = LabWindow(self._root, self._look, self._inside.lab)
        self.lab.lift()
        self.lab.focus_force()
