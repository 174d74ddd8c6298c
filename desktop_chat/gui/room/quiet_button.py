"""The moon below the channels: whether the person wants to be disturbed."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.theme import Look
from desktop_chat.i18n import tr

ICON: Final = 18


@dataclass(frozen=True, slots=True)
class Quiet:
    """Whether a person is not to be disturbed.

    Args:
        is_on: Gives it.
        turn: Turns it on or off.
    """

    is_on: Callable[[], bool]
    turn: Callable[[], None]


class QuietButton(ttk.Button):
    """Turns do not disturb on and off, and shows which it is: a moon that is full of light, or the outline of one.

    Args:
        parent: Where it stands, on the ground of the channels.
        look: Colours, sizes, fonts.
        quiet: What it turns.
    """

    def __init__(self, parent: tk.Misc, look: Look, quiet: Quiet) -> None:
        super().__init__(parent, style="Quiet.TButton", command=quiet.turn)
        self._look, self._quiet = look, quiet
        self.show()

    def show(self) -> None:
        """Show which it is now."""
        colours, images, is_on = self._look.palette, self._look.images, self._quiet.is_on()
        name, colour = ("moon_full", colours.accent_text) if is_on else ("moon", colours.dim)
        self.configure(image=images.icon(name, self._look.px(ICON), colour, colours.side))
        self.configure(text=tr("Do not disturb is on") if is_on else tr("Do not disturb"))
