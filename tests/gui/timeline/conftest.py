"""What every test of the timeline may ask for."""

import tkinter as tk

import pytest

from desktop_chat.gui.look.theme import Look
from tests.support.timeline import Roll


@pytest.fixture
def roll(top: tk.Toplevel, look: Look) -> Roll:
    """Return an empty timeline."""
    return Roll(top, look)
