"""The windows that open beside the room's: each at most once."""

import tkinter as tk

from desktop_chat.gui.lab_window import LabWindow
from desktop_chat.gui.ports import Inside, Panel
from desktop_chat.gui.theme import Look
from desktop_chat.i18n import tr


class Panels:
    """Opens panels, or brings one to the front that is open. Main thread only.

    Args:
        root: The program's window.
        look: Colours, sizes, fonts.
        inside: What they show.
    """

    def __init__(self, root: tk.Tk, look: Look, inside: Inside) -> None:
        self._root, self._look, self._inside = root, look, inside
        self.lab: LabWindow | None = None

    def all(self) -> tuple[Panel, ...]:
        """Return all panels, in order."""
        return (Panel(tr("Lab"), self.open_lab),)

    def open_lab(self) -> None:
        """Show the Lab."""
        if self.lab is None or not self.lab.winfo_exists():
            self.lab = LabWindow(self._root, self._look, self._inside.lab)
        self.lab.lift()
        self.lab.focus_force()
