"""The windows that open beside the room's: each at most once."""

import tkinter as tk
from collections.abc import Callable, Sequence

from desktop_chat.gui.inside.lab_window import LabWindow
from desktop_chat.gui.inside.threads_window import ThreadsWindow
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.zoom import zoom
from desktop_chat.gui.ports import Inside, Panel
from desktop_chat.gui.pump import Pump
from desktop_chat.gui.settings.key_bindings import bind_keys
from desktop_chat.gui.settings.keys import Shortcut
from desktop_chat.gui.settings.settings_model import Row, Section
from desktop_chat.gui.settings.settings_window import SettingsWindow
from desktop_chat.i18n import tr
from desktop_chat.settings import KeptSettings

Dressed = ThreadsWindow | LabWindow | SettingsWindow


class Panels:
    """Opens panels, or brings one to the front that is open. Main thread only.

    Args:
        root: The program's window.
        look: Gives colours, sizes, fonts, as they are now.
        inside: What they show.
        pump: Brings events to the window.
        kept: The settings.
        facts: Gives rows of the settings window that tell something of this program.
    """

    def __init__(
        self,
        root: tk.Tk,
        look: Callable[[], Look],
        inside: Inside,
        pump: Pump,
        kept: KeptSettings,
        facts: Callable[[], Sequence[Row]] = lambda: (),
    ) -> None:
        self._root, self._look, self._inside, self._pump, self._kept, self._facts = root, look, inside, pump, kept, facts
        self.threads: ThreadsWindow | None = None
        self.lab: LabWindow | None = None
        self.settings: SettingsWindow | None = None

    def all(self) -> tuple[Panel, ...]:
        """Return all panels that have a button, in order."""
        return (
            Panel(tr("Settings"), self.open_settings, is_in_room=False),
            Panel(tr("About"), lambda: self.open_settings(Section.ABOUT), is_in_room=False),
            Panel(tr("Threads"), self.open_threads),
            Panel(tr("Lab"), self.open_lab),
        )

    def deeds(self) -> dict[Shortcut, Callable[[], None]]:
        """Return what keys do in all windows of the program."""
        return {
            Shortcut.SETTINGS: self.open_settings,
            Shortcut.KEYS: lambda: self.open_settings(Section.KEYS),
            Shortcut.LARGER: lambda: zoom(self._kept, 1),
            Shortcut.SMALLER: lambda: zoom(self._kept, -1),
            Shortcut.USUAL_SIZE: lambda: zoom(self._kept, 0),
        }

    def open_threads(self) -> None:
        """Show the Threads view."""
        if self.threads is None or not self.threads.winfo_exists():
            self.threads = ThreadsWindow(self._root, self._look(), self._inside.threads, self._pump)
        self._show(self.threads)

    def open_lab(self) -> None:
        """Show the Lab."""
        if self.lab is None or not self.lab.winfo_exists():
            self.lab = LabWindow(self._root, self._look(), self._inside.lab)
        self._show(self.lab)

    def open_settings(self, section: Section | None = None) -> None:
        """Show the settings: a section of them, or the one that was seen last."""
        if section is not None:
            self._kept.change(settings_section=section.value)
        if self.settings is None or not self.settings.winfo_exists():
            self.settings = SettingsWindow(self._root, self._look(), self._kept, self._facts)
        elif section is not None:
            self.settings.presenter.choose(section)
        self._show(self.settings)

    def _show(self, window: Dressed) -> None:
        bind_keys(window, self.deeds())
        window.lift()
        (window.focus_lastfor() or window).focus_force()

    def dress_anew(self, focused: tk.Misc | None) -> None:
        """Give those that are open the look and the language of now; *focused* is the window with the keyboard."""
        for window in (self.threads, self.lab, self.settings):
            if window is not None and window.winfo_exists():
                window.dress_anew(self._look())
                if window is focused:
                    window.focus_again()
