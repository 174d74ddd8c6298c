"""Makes the look that the settings ask for. Main thread only."""

import tkinter as tk
from collections.abc import Callable

from desktop_chat.gui.desktop_theme import desktop_is_dark
from desktop_chat.gui.palette import DARK, LIGHT, PALETTES, Palette
from desktop_chat.gui.screen import screen_scale
from desktop_chat.gui.theme import Look
from desktop_chat.settings import Settings


class Looks:
    """The look that is in use, and the next one.

    Args:
        root: Whose fonts and styles these are.
        settings: As they are.
        is_dark: Tells whether the desktop is dark, if it says so.
    """

    def __init__(self, root: tk.Misc, settings: Settings, is_dark: Callable[[], bool | None] = desktop_is_dark) -> None:
        self._root, self._is_dark = root, is_dark
        self._scale = screen_scale(root)
        self.now = self._make(settings)

    def _palette(self, settings: Settings) -> Palette:
        if settings.theme == "system":
            return LIGHT if self._is_dark() is False else DARK
        return PALETTES[settings.theme]

    def _make(self, settings: Settings) -> Look:
        return Look(self._root, self._palette(settings), self._scale * settings.zoom / 100, is_compact=settings.density == "compact")

    def differs(self, settings: Settings) -> bool:
        """Return whether these settings ask for another look than the one in use."""
        wanted = (self._palette(settings), self._scale * settings.zoom / 100, settings.density == "compact")
        return wanted != (self.now.palette, self.now.scale, self.now.is_compact)

    def change(self, settings: Settings) -> Look:
        """Make the look that these settings ask for, and return the one that was in use: to be freed when nothing has it any more."""
        before, self.now = self.now, self._make(settings)
        return before
