"""The program with its real window in the one root of all tests, and nothing behind it; a person sits in front."""

import queue
import tkinter as tk
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_chat.core.client.events import ClientEvent, Connecting, JoinedChannel, Member, MembersListed, Registered, RoomDescribed
from desktop_chat.gui.ports import Inside
from desktop_chat.gui.program import WindowProgram
from desktop_chat.settings import Settings
from tests.support.chat import FakeChat
from tests.support.panels import FakeLab, FakeThreads
from tests.support.tk import until
from tests.support.view import FEATURES

USUAL = Settings(theme="dark", geometry="1100x720+0+0")


class Program:
    """Somebody in front of the whole program.

    Args:
        root: Of Tk, empty.
        folder: The data folder.
        settings: As they were left.
    """

    def __init__(self, root: tk.Tk, folder: Path, settings: Settings = USUAL) -> None:
        self.root, self.folder, self.chat, self.lab = root, folder, FakeChat(), FakeLab()
        events = queue.Queue[ClientEvent]()
        self.program = WindowProgram(root, self.chat, events, folder=folder, settings=settings, inside=Inside(FakeThreads(), self.lab))
        self.presenter, self.window, self.kept = self.program.presenter, self.program.window, self.program.kept
        self.presenter.begin(None)
        self.draw()
        root.focus_force()
        self.draw()

    def draw(self) -> None:
        """Let Tk draw, and do what it put off."""
        self.root.update()
        self.root.update()

    def hear(self, *events: ClientEvent) -> None:
        """Let things happen and be drawn."""
        for event in events:
            self.presenter.handle(event)
        self.presenter.settle()
        self.draw()

    def enter(self) -> None:
        """Go into a room, as ann, into #general where bob is."""
        self.presenter.join("ann", "192.168.0.12", "")
        self.hear(Connecting("x"), Registered("ann", "irc.example"), RoomDescribed(FEATURES), JoinedChannel("#general"))
        self.hear(MembersListed("#general", (Member("ann"), Member("bob", "@"))))

    def press(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            if self.root.focus_get() is None:
                self.root.focus_force()
            until(self.root, lambda: self.root.focus_get() is not None)  # The word of it comes from the X server.
            focused = self.root.focus_get()
            assert focused is not None
            focused.event_generate(f"<{key}>")
            self.draw()

    def set(self, **values: str | bool | int) -> None:
        """Change settings, and see what comes of it."""
        self.kept.change(**values)
        self.draw()


@contextmanager
def program_in(root: tk.Tk, folder: Path, settings: Settings = USUAL) -> Iterator[Program]:
    """Give a program; leave nothing of it in the root that other tests use too."""
    minimum = root.minsize()
    try:
        yield Program(root, folder, settings)
    finally:
        root.state("normal")
        for event in root.bind():
            root.unbind(event)
        root.protocol("WM_DELETE_WINDOW", root.destroy)
        root.minsize(*minimum)
        root.title("tk")
