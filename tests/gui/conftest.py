"""What every test of the window may ask for."""

import tkinter as tk

import pytest

from desktop_chat.gui.palette import DARK
from desktop_chat.gui.theme import Look
from tests.support.tk import only_root, root

__all__ = ["only_root", "root"]


@pytest.fixture
def look(root: tk.Tk) -> Look:
    """Return the dark look at the design's own scale."""
    return Look(root, DARK, 1.0)


@pytest.fixture
def top(root: tk.Tk, look: Look) -> tk.Toplevel:
    """Return an empty window in front, with the keyboard."""
    window = tk.Toplevel(root, bg=look.palette.bg)
    window.geometry("1100x720+0+0")
    window.update()
    window.focus_force()
    return window
