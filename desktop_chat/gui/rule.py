"""A thin line between two parts of the window."""

import tkinter as tk

from desktop_chat.gui.theme import Look


def rule(parent: tk.Misc, look: Look) -> tk.Frame:
    """Return a line, to be stretched along one side or the other."""
    thickness = look.px(1)
    return tk.Frame(parent, bg=look.palette.line, width=thickness, height=thickness)
