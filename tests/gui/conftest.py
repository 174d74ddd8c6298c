"""What every test of the window may ask for."""

import tkinter as tk

import pytest

from desktop_chat.core.client.events import Connecting, JoinedChannel, Member, MembersListed, Registered, RoomDescribed
from desktop_chat.gui.look.palette import DARK
from desktop_chat.gui.look.theme import Look
from tests.support.composer import ComposerDesk
from tests.support.tk import only_root, root
from tests.support.view import CAPABILITIES, FEATURES
from tests.support.window import Person

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


@pytest.fixture
def person(top: tk.Toplevel, look: Look) -> Person:
    """Return somebody who sees the start screen."""
    return Person(top, look)


@pytest.fixture
def member(person: Person) -> Person:
    """Return somebody called ann who is in #general, with bob."""
    start = person.window.start
    person.fill(start.nick, "ann")
    person.fill(start.address, "192.168.0.12")
    start.join_button.invoke()
    everybody = (Member("ann"), Member("bob", "@"))
    person.hear(Connecting("x"), Registered("ann", "irc.example", CAPABILITIES), RoomDescribed(FEATURES), JoinedChannel("#general"))
    person.hear(MembersListed("#general", everybody))
    return person


@pytest.fixture
def desk(top: tk.Toplevel, look: Look) -> ComposerDesk:
    """Return an empty composer with the focus."""
    return ComposerDesk(top, look)
