"""Somebody in front of a real window, with no program behind it."""

import tkinter as tk
from tkinter import ttk

from desktop_chat.core.client.events import ClientEvent
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.presenter import Presenter
from desktop_chat.gui.rows import StartForm
from desktop_chat.gui.window import MainWindow
from desktop_chat.settings import KeptSettings, Settings
from tests.support.chat import FakeChat
from tests.support.news import with_lines
from tests.support.timeline import lines_of
from tests.support.view import NOON


class Person:
    """Somebody in front of a real window, with no program behind it."""

    def __init__(self, top: tk.Toplevel, look: Look) -> None:
        self.top, self.chat = top, FakeChat()
        self.kept = KeptSettings(Settings(), lambda _settings: None)
        self.window = MainWindow(top, look, self.kept)
        self.presenter = Presenter(
            self.window,
            self.chat,
            form=StartForm(),
            remember=lambda _request: None,
            settings=lambda: self.kept.now,
            wall_clock=lambda: NOON,
        )
        self.others = 0
        """How often another profile was asked for."""
        self.window.attach(self.presenter, other_profile=self._use_other)
        self.presenter.begin(None)
        self.draw()

    def _use_other(self) -> None:
        self.others += 1

    def draw(self) -> None:
        """Let Tk draw."""
        self.top.update()

    def hear(self, *events: ClientEvent) -> None:
        """Let things happen and be drawn."""
        for event in events:
            for told in with_lines(event, self.presenter.room, at=NOON):
                self.presenter.handle(told)
        self.presenter.settle()
        self.draw()

    def press(self, widget: tk.Misc, *keys: str) -> None:
        """Press keys in a widget."""
        widget.focus_force()
        self.draw()
        for key in keys:
            widget.event_generate(f"<{key}>")
            self.draw()

    def fill(self, entry: ttk.Entry, text: str) -> None:
        """Type into a field."""
        entry.delete(0, "end")
        entry.insert(0, text)

    def write(self, text: str) -> None:
        """Type into the composer and press Enter."""
        self.window.room.pane.composer.text.insert("insert", text)
        self.press(self.window.room.pane.composer.text, "Return")

    def timeline(self) -> str:
        """Return what can be read of the conversation."""
        return "\n".join(lines_of(self.window.room.pane.timeline))
