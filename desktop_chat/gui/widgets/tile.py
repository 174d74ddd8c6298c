"""The program's sign: white waves on a tile."""

import tkinter as tk
from typing import Final

from desktop_chat.gui.look.mark_painter import MarkPainter
from desktop_chat.gui.look.marks import Box, Icon
from desktop_chat.gui.look.theme import Look

SIZE: Final = 40
RADIUS: Final = 12
INSET: Final = 9


def make_tile(parent: tk.Misc, look: Look, *, ground: str) -> tk.Canvas:
    """Return the sign, to be put on a colour."""
    size, inset, colours = look.px(SIZE), look.px(INSET), look.palette
    canvas = tk.Canvas(parent, width=size, height=size, bg=ground, bd=0, highlightthickness=0)
    tile = Box(0, 0, size, size, look.px(RADIUS), colours.accent, ground)
    waves = Icon(inset, inset, size - 2 * inset, "waves", colours.on_accent, colours.accent)
    MarkPainter(canvas, look).paint((tile, waves), 0, 0, "tile")
    return canvas
