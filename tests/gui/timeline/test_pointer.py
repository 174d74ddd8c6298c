"""What the mouse does in the timeline: selects, copies, follows addresses, opens what is folded."""

import tkinter as tk
from dataclasses import replace

import pytest

from desktop_chat.gui.rows import Delivery, LineKind, TimelineRow
from desktop_chat.gui.safe_text import Shown, prose
from desktop_chat.gui.timeline.hover import BarButton
from tests.support.timeline import Roll, button_of, lines, point_of, talk
from tests.support.tk import until

pytestmark = pytest.mark.tk


def test_a_click_on_an_address_opens_it_and_nothing_else(roll: Roll) -> None:
    """Of two addresses the one under the mouse; text beside it opens nothing; where it leads is told before."""
    roll.add(talk("see https://one.example/a and https://two.example/b there"))
    for words in ("two.example", "there"):
        at = point_of(roll.timeline, words)
        roll.do("<Motion>", at)
        assert str(roll.canvas.cget("cursor")) == ("hand2" if words == "two.example" else "xterm")
        assert bool(roll.timeline.deeds.hover.target.winfo_ismapped()) == (words == "two.example")
        roll.click(at)
    assert roll.opened == ["https://two.example/b"]


def test_text_is_selected_across_rows_and_copied(roll: Roll) -> None:
    """Nothing can be typed into it; Ctrl+C takes what is selected, with who said it where that is in the selection."""
    roll.add(talk("first line", heads=True), talk("복사할 글 👍 여기"), talk("last"))
    roll.drag(point_of(roll.timeline, "line", start_of_it=True), point_of(roll.timeline, "기", start_of_it=True))
    assert roll.timeline.selected_text() == "line\n복사할 글 👍 여"
    roll.do("<<Copy>>")
    assert roll.top.clipboard_get() == "line\n복사할 글 👍 여"
    roll.do("<<SelectAll>>")
    assert roll.timeline.selected_text() == "ann  9:02 AM\nfirst line\n복사할 글 👍 여기\nlast"
    roll.do("<Escape>")
    assert roll.timeline.selected_text() == ""


def test_clicks_select_words_and_messages(roll: Roll) -> None:
    """Two take a word, three the whole, Shift goes on from where it began."""
    roll.add(talk("one two three\nfour"))
    at = point_of(roll.timeline, "two")
    roll.click(at, time=1000)
    roll.click(at, time=1100)
    assert roll.timeline.selected_text() == "two"
    roll.click(at, time=1200)
    assert roll.timeline.selected_text() == "one two three\nfour"
    roll.click(point_of(roll.timeline, "one"), time=5000)
    roll.click(point_of(roll.timeline, "four"), time=9000, state=1)
    assert roll.timeline.selected_text().endswith("two three\nfo")


def test_a_selection_goes_on_beyond_the_edge(roll: Roll) -> None:
    """The view follows the mouse that is held outside."""
    roll.timeline.replace(lines(0, 100))
    roll.top.update()
    roll.do("<Button-1>", point_of(roll.timeline, "line 95"))
    roll.do("<B1-Motion>", (100, -60))
    until(roll.top, lambda: "line 60" in roll.seen())
    roll.do("<ButtonRelease-1>", (100, -60))
    assert "line 70" in roll.timeline.selected_text()


def test_code_and_messages_are_copied_by_a_button(roll: Roll) -> None:
    """That of the code copies the code; the one that comes with the mouse copies the message."""
    roll.add(talk("run **this**\n```python\nprint(1)\n```"))
    stage = roll.timeline.stage
    layout, (placed,) = stage.layout_of(0), stage.viewport.visible()
    spot = layout.body.spots[0]
    roll.click((layout.x + spot.x + 3, placed.y + layout.y + spot.y + 3))
    assert roll.top.clipboard_get() == "print(1)"
    roll.do("<Motion>", point_of(roll.timeline, "this"))
    roll.click(button_of(roll.timeline, BarButton.COPY))
    assert roll.top.clipboard_get() == "run this\nprint(1)"
    roll.do("<Leave>")
    assert roll.timeline.deeds.hover.bar is None


def test_a_folded_line_opens_by_a_click(roll: Roll) -> None:
    """And stays where it is."""
    moves = [TimelineRow(LineKind.CAME, prose(f"n{number} joined"), sender=Shown(f"n{number}"), time="9:02 AM") for number in range(4)]
    roll.timeline.replace([*lines(0, 60), *moves, *lines(60, 60)])
    roll.timeline.scroll(-60 * 20)
    roll.top.update()
    at = point_of(roll.timeline, "and 1 more")
    roll.click(at)
    assert "9:02 AM  n3 joined" in roll.drawn()
    assert point_of(roll.timeline, "and 1 more") == at


def test_the_menu_offers_what_can_be_done_here(roll: Roll, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the selection, the message, the address; and the other way to show messages."""
    monkeypatch.setattr(tk.Menu, "tk_popup", lambda *_: None)  # It would take the mouse until somebody chooses.
    roll.add(talk("see https://one.example"))
    roll.do("<<ContextMenu>>", point_of(roll.timeline, "https"))
    menu = roll.timeline.deeds.menu.menu
    labels = [str(menu.entrycget(at, "label")) for at in range(3)]
    assert labels == ["Copy the message", "Open the address", "Copy the address"]
    menu.invoke(1)
    menu.invoke(2)
    assert roll.opened == [roll.top.clipboard_get()] == ["https://one.example"]
    menu.invoke(4)
    roll.top.update()
    assert roll.bubbles == [True]
    roll.do("<Button-3>", (500, 5))
    assert str(menu.entrycget("end", "label")) == "Show messages as rows"


def test_the_menu_of_what_was_refused_has_two_ways_on(roll: Roll, monkeypatch: pytest.MonkeyPatch) -> None:
    """As below the message itself."""
    monkeypatch.setattr(tk.Menu, "tk_popup", lambda *_: None)
    roll.timeline.set_unsent([replace(talk("mine", key="m1", mine=True), delivery=Delivery.FAILED)])
    roll.top.update()
    roll.do("<<ContextMenu>>", point_of(roll.timeline, "mine"))
    menu = roll.timeline.deeds.menu.menu
    assert [str(menu.entrycget(at, "label")) for at in range(2)] == ["Send again", "Give up"]
    menu.invoke(0)
    menu.invoke(1)
    assert (roll.again, roll.given_up) == (["m1"], ["m1"])
