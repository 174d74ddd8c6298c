"""A person who is operator of a channel, in front of a real window, and what they see and press around the conversation."""

import tkinter as tk

import pytest

from desktop_chat.core.client.events import (
    Member,
    MembersListed,
    ModeChange,
    ModesListed,
    RoomDescribed,
)
from desktop_chat.core.client.features import Features
from desktop_chat.gui.widgets.list_panel import ListPanel
from tests.support.tk import y_of
from tests.support.window import Person

FEATURES = Features(
    network="우리 반", channel_types="#", prefix_modes="ohv", prefix_signs="@%+", flag_modes="CRimnrst", case_mapping="rfc8265"
)
MEMBERS = MembersListed("#general", (Member("ann", "@"), Member("bob"), Member("가람", "+")))


@pytest.fixture
def operator(member: Person, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Return ann, who is operator of #general, with bob and 가람."""
    monkeypatch.setattr(tk.Menu, "tk_popup", lambda *_: None)  # It would take mouse and keyboard until somebody chooses.
    member.hear(RoomDescribed(FEATURES), MEMBERS, ModesListed("#general", (ModeChange("+n"), ModeChange("+t"))))
    return member


def shown(person: Person, kind: type[tk.Misc]) -> tk.Misc:
    """Return the sheet that is seen, which is of this kind."""
    content = person.window.sheet.content
    assert isinstance(content, kind)
    assert content.winfo_ismapped()
    return content


def texts_of(canvas: tk.Canvas) -> list[str]:
    """Return every text that is drawn."""
    items = [item for item in canvas.find_all() if str(canvas.type(item)) == "text"]
    return [str(canvas.tk.call(str(canvas), "itemcget", item, "-text")) for item in items]


def type_into(person: Person, entry: tk.Misc, text: str) -> None:
    """Type a text, key by key."""
    entry.focus_force()
    person.draw()
    for letter in text:
        entry.event_generate("<Key>", keysym={" ": "space", "#": "numbersign"}.get(letter, letter))
    person.draw()


def menu_at(person: Person, panel: ListPanel, name: str, *, by: str = "<Button-3>") -> list[str]:
    """Ask for the menu of an entry, and return what it says."""
    panel.canvas.event_generate(by, x=60, y=y_of(panel.canvas, name))
    person.draw()
    menu = person.window.room.menu.menu
    last = menu.index("end")
    assert last is not None
    return [str(menu.entrycget(at, "label")) if menu.type(at) == "command" else "" for at in range(last + 1)]


def choose(person: Person, label: str) -> None:
    """Choose a line of the menu that is open."""
    person.window.room.menu.menu.invoke(label)
    person.draw()
