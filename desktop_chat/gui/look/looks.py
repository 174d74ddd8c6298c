"""Makes the look that the settings ask for. Main thread only."""

import tkinter as tk
from collections.abc import Callable

from desktop_chat.gui.look.desktop_theme import desktop_is_dark
from desktop_chat.gui.look.palette import DARK, LIGHT, PALETTES, Palette
from desktop_chat.gui.look.screen import screen_scale
from desktop_chat.gui.look.theme import Look
from desktop_chat.settings import Settings

SYSTEM = "system"
"""The setting `theme`: as the desktop."""


class Looks:
    """The look that is in use, and the next one.

    Args:
        root: Whose fonts and styles these are.
        settings: As they are.
        is_dark: Tells whether the desktop is dark, if it says so; asked only while the settings want it so.
    """

    def __init__(self, root: tk.Misc, settings: Settings, is_dark: Callable[[], bool | None] = desktop_is_dark) -> None:
        self._root, self._ask = root, is_dark
        self._scale = screen_scale(root)
        self._is_dark: bool | None = None
        self.ask_desktop(settings)
        self.now = self._make(settings)

    def ask_desktop(self, settings: Settings) -> None:
        """Ask again whether the desktop is dark, if that matters."""
        if settings.theme == SYSTEM:
            self._is_dark = self._ask()

    def _wanted(self, settings: Settings) -> tuple[Palette, float, bool]:
        """Return palette, scale, and whether rows stand close."""
        usual = LIGHT if self._is_dark is False else DARK
        return PALETTES.get(settings.theme, usual), self._scale * settings.zoom / 100, settings.density == "compact"

    def _make(self, settings: Settings) -> Look:
        palette, scale, is_compact = self._wanted(settings)
        return Look(self._root, palette, scale, is_compact=is_compact)

    def differs(self, settings: Settings) -> bool:
        """Return whether these settings ask for another look than the one in use."""
        return self._wanted(settings) != (self.now.palette, self.now.scale, self.now.is_compact)

    def change(self, settings: Settings) -> Look:
        """Make the look that these settings ask for, and return the one that was in use: to be freed when nothing has it any more."""
        before, self.now = self.now, self._make(settings)
        return before
