"""A thin line between two parts of the window."""

import tkinter as tk

from desktop_chat.gui.look.theme import Look


def rule(parent: tk.Misc, look: Look) -> tk.Frame:
    """Return a line, to be stretched along one side or the other."""
    return tk.Frame(parent, bg=look.palette.line, width=look.edge, height=look.edge)
