"""The start screen: what one may say of a room before it is opened, rooms to choose from and to forget, small windows."""

import tkinter as tk

import pytest

from desktop_chat.core.client.events import FoundRoom, HostingFailed, HostProblem, RoomsFound
from desktop_chat.gui.ports import HostRequest, JoinRequest
from desktop_chat.gui.rows import HostOptions
from desktop_chat.gui.start.requests import to_host
from tests.support.around import texts_of
from tests.support.tk import until, y_of
from tests.support.window import Person

pytestmark = pytest.mark.tk

NEAR = RoomsFound(
    (
        FoundRoom("a", "디자인 팀", "x", ("192.168.0.12:6697",), people=7, locked=True),
        FoundRoom("b", "LAN party", "y", ("192.168.0.44:6697",), people=1),
    )
)
BEFORE = ("10.0.0.7:6697", "10.0.0.8:6697")


def test_a_room_with_a_name_and_a_password_is_opened(person: Person) -> None:
    """The options unfold by the keyboard, with the cursor in the first; Enter in any field opens the room."""
    start = person.window.start
    person.fill(start.nick, "ann")
    assert not start.options.room.winfo_ismapped()
    person.press(start.options.button, "Return")
    assert person.top.focus_get() is start.options.room
    person.fill(start.options.room, " 우리 반 ")
    person.fill(start.options.password, "유자차")
    assert start.options.password.cget("show") == "•"
    person.press(start.options.switches["announce"], "Return")
    start.options.switches["allow_plain"].invoke()
    person.press(start.options.password, "Return")
    wanted = HostRequest("ann", "우리 반", announce=False, allow_plain=True, password="유자차", allow_public=False)  # Said by a person
    assert person.chat.asked == [wanted]


def test_what_was_said_of_a_room_counts_folded_away_too(person: Person) -> None:
    """And for the next try, after one that failed."""
    start = person.window.start
    person.fill(start.nick, "ann")
    start.options.button.invoke()
    start.options.switches["allow_public"].invoke()
    start.options.button.invoke()
    person.draw()
    assert not start.options.room.winfo_ismapped()
    start.host_button.invoke()
    person.hear(HostingFailed(HostProblem.PORT_IN_USE, ""))
    person.press(start.banner.button, "Return")
    assert [(one.allow_public, one.port) for one in person.chat.asked if isinstance(one, HostRequest)] == [(True, None), (True, 0)]


def test_the_command_line_counts_where_nothing_else_is_said() -> None:
    """Its port and its name of the room stay under a password."""
    earlier = HostRequest("x", "우리 반", 7000, announce=False)
    assert to_host(earlier, " ann ", HostOptions()) == HostRequest("ann", "우리 반", 7000, announce=False)
    asked = to_host(earlier, "ann", HostOptions(password="p"))  # Said by a person
    assert (asked.room, asked.port, asked.password, asked.announce) == ("우리 반", 7000, "p", True)
    assert to_host(None, "ann", HostOptions()) == HostRequest("ann", "")


def test_rooms_of_the_network_are_cards(person: Person) -> None:
    """With people and lock; a click goes in. Without any it is said what to do."""
    start = person.window.start
    assert start.no_room.winfo_ismapped()
    person.hear(NEAR)
    assert start.rooms.winfo_ismapped()
    assert not start.no_room.winfo_ismapped()
    assert {"디자인 팀", "LAN party"} <= set(texts_of(start.rooms.canvas))
    assert any("asks for a password" in text for text in texts_of(start.rooms.canvas))
    person.fill(start.nick, "ann")
    start.rooms.canvas.event_generate("<Button-1>", x=80, y=y_of(start.rooms.canvas, "LAN party"))
    person.draw()
    assert [(one.address, one.found) for one in person.chat.asked if isinstance(one, JoinRequest)] == [("LAN party", NEAR.rooms[1])]


def test_rooms_entered_before_have_a_place_of_their_own(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the keyboard into one of them, and by its menu out of the list; the others stay."""
    monkeypatch.setattr(tk.Menu, "tk_popup", lambda *_: None)  # It would take the mouse until somebody chooses.
    start = person.window.start
    person.kept.change(recent=BEFORE)
    person.presenter.near.show()
    person.draw()
    before = start.cards.before
    assert set(BEFORE) <= set(texts_of(before.canvas))
    person.press(before.canvas, "Down", "Down", "Menu")
    start.cards.menu.invoke("Forget this room")
    person.draw()
    assert person.kept.now.recent == BEFORE[:1]
    assert set(BEFORE[1:]).isdisjoint(texts_of(before.canvas))
    person.fill(start.nick, "ann")
    person.press(before.canvas, "Home", "Return")
    assert [one.address for one in person.chat.asked if isinstance(one, JoinRequest)] == [BEFORE[0]]


def test_in_a_narrow_window_all_of_it_is_one_column(person: Person) -> None:
    """And scrolls: what the keyboard is in is in sight."""
    start = person.window.start
    person.hear(NEAR)
    person.top.geometry("480x520")
    until(person.top, lambda: person.top.winfo_width() == 480)
    person.draw()
    top = start.host_button.winfo_rooty()
    assert start.rooms.winfo_rooty() > start.host_button.winfo_rooty()
    assert start.rooms.winfo_rootx() + start.rooms.winfo_width() <= person.top.winfo_rootx() + 480
    start.host_button.event_generate("<Button-5>")
    until(person.top, lambda: start.host_button.winfo_rooty() < top)
    person.press(start.join_button, "Left")
    until(person.top, lambda: start.join_button.winfo_rooty() + start.join_button.winfo_height() <= person.top.winfo_rooty() + 520)
