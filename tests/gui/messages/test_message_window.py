"""Messages in the real window: what a person clicks, types and sees when they answer, edit and delete."""

import tkinter as tk

import pytest

from desktop_chat.core.client.events import MessageArrived, MessageEdited, MessageKind, MessageRedacted, PageRead, Reacted
from desktop_chat.core.client.events.kept import Page, Part
from desktop_chat.gui.messages.reactions import QUICK
from desktop_chat.gui.rows import TimelineRow
from desktop_chat.gui.timeline.hover import BarButton
from desktop_chat.gui.timeline.shapes import Deed
from desktop_chat.gui.timeline.view import Timeline
from tests.support.kept import kept
from tests.support.timeline import Mouse, drawn_on, point_of, spot_of
from tests.support.tk import until
from tests.support.view import NOON
from tests.support.window import Person

pytestmark = pytest.mark.tk


def said(text: str, key: str, *, sender: str = "bob", tags: str = "") -> MessageArrived:
    """Return something that was said, by ann if she is the sender."""
    return MessageArrived("#general", sender, text, MessageKind.TALK, NOON, key, mine=sender == "ann", tags=tags)


@pytest.fixture
def talker(member: Person) -> Person:
    """Return ann, who reads what bob and she herself said."""
    member.hear(said("could you review it?", "1"), said("done", "2", sender="ann"), said("thanks", "3"))
    return member


@pytest.fixture(autouse=True)
def open_menus(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Let no menu take the mouse until somebody chooses; return where each was opened."""
    places = list[tuple[int, int]]()
    monkeypatch.setattr(tk.Menu, "tk_popup", lambda _menu, x, y, _entry="": places.append((x, y)))
    return places


def timeline_of(talker: Person) -> Timeline:
    """Return what she reads."""
    return talker.window.room.pane.timeline


def mouse_of(talker: Person) -> Mouse:
    """Return her hand on the mouse."""
    return Mouse(timeline_of(talker))


def do(talker: Person, event: str, at: tuple[int, int]) -> None:
    """Let the mouse do something at a point of the timeline."""
    mouse_of(talker).do(event, at)


def click(talker: Person, at: tuple[int, int]) -> None:
    """Move there, press and let go."""
    mouse_of(talker).click(at)


def press_bar(talker: Person, words: str, button: BarButton) -> None:
    """Move the mouse over a message, and press a button of the bar that comes."""
    mouse_of(talker).press_bar(button, words)


def labels(talker: Person) -> list[str]:
    """Return what the menu of a row offers, without what it says of messages in general."""
    menu = timeline_of(talker).deeds.menu.menu
    return [str(menu.entrycget(at, "label")) for at in range(int(menu.index("end") or 0)) if menu.type(at) == "command"]


def choose(talker: Person, label: str) -> None:
    """Choose from the menu that is open."""
    timeline_of(talker).deeds.menu.menu.invoke(label)
    talker.draw()


def found(timeline: Timeline) -> list[str]:
    """Return the rows that are marked as found."""
    return [item.text for item in timeline.stage.items if isinstance(item, TimelineRow) and item.found]


def test_an_edit_is_typed_where_messages_are(talker: Person) -> None:
    """The banner says what is edited; Enter sends it, Escape and the cross give it up."""
    pane = talker.window.room.pane
    talker.press(pane.composer.text, "Up")
    assert pane.composing.winfo_ismapped()
    assert (pane.composing.title.text, pane.composing.text.text, pane.composer.get()) == ("Editing", "done", "done")
    talker.press(pane.composer.text, "Escape")
    assert (pane.composing.winfo_ismapped(), pane.composer.get()) == (False, "")
    talker.press(pane.composer.text, "Up")
    pane.composing.button.invoke()
    talker.draw()
    assert (pane.composing.winfo_ismapped(), talker.top.focus_get()) == (False, pane.composer.text)
    do(talker, "<<ContextMenu>>", point_of(timeline_of(talker), "done"))
    choose(talker, "Edit")
    talker.write(" today")
    edit = ("@draft/target-msgid=2;draft/edit-text=done\\stoday", "EDIT", "#general")
    until(talker.top, lambda: edit in talker.chat.commands)
    assert not pane.composing.winfo_ismapped()


def test_tab_brings_the_ring_to_the_last_message(talker: Person) -> None:
    """Where the keyboard is can be seen at once; a click on the timeline begins nothing."""
    canvas, cursor = timeline_of(talker).canvas, timeline_of(talker).deeds.cursor
    talker.press(talker.window.room.pane.composer.text, "Tab")
    until(talker.top, lambda: talker.top.focus_get() is canvas and canvas.find_withtag("cursor") != ())
    assert cursor.at == len(timeline_of(talker).stage.items) - 1


def test_what_was_edited_is_marked(talker: Person) -> None:
    """Behind its words, which can be copied without the mark."""
    talker.hear(MessageEdited("#general", "1", "bob", "could you review it today?"))
    assert "(edited)" in drawn_on(timeline_of(talker).canvas)
    assert "could you review it today?" in talker.timeline().split("\n")


def test_an_answer_begins_with_a_button_over_the_message(talker: Person) -> None:
    """The banner quotes it, the cursor is where one writes, and what is sent says what it answers; Escape lets go."""
    pane = talker.window.room.pane
    press_bar(talker, "could you", BarButton.ANSWER)
    assert (pane.composing.title.text, pane.composing.text.text) == ("Reply to bob", "could you review it?")
    assert talker.top.focus_get() is pane.composer.text
    talker.write("I could")
    until(talker.top, lambda: bool(talker.chat.said))
    assert talker.chat.replies == [("I could", "1")]
    talker.draw()
    assert not pane.composing.winfo_ismapped()
    press_bar(talker, "thanks", BarButton.ANSWER)
    talker.press(pane.composer.text, "Escape")
    assert not pane.composing.winfo_ismapped()


def test_a_click_on_a_quote_leads_to_what_it_quotes(talker: Person) -> None:
    """One line above the answer; what is further back comes from the history, and is marked."""
    timeline = timeline_of(talker)
    talker.hear(said("sure", "4", tags="+reply=1"))
    assert {"bob", "could you review it?"} <= set(drawn_on(timeline.canvas))
    assert len([text for text in drawn_on(timeline.canvas) if text == "could you review it?"]) == 2
    pages = len(talker.chat.history.pages)
    click(talker, spot_of(timeline, Deed.JUMP, "1"))
    assert found(timeline) == ["could you review it?"]
    assert len(talker.chat.history.pages) == pages, "it is here"
    talker.hear(said("what of that?", "5", tags="+reply=00000032"))
    click(talker, spot_of(timeline, Deed.JUMP, "00000032"))
    assert talker.chat.history.pages[-1] == ("#general", Part.AROUND, "00000032")
    lines = tuple(kept(number, conversation="#general") for number in range(100))
    talker.hear(PageRead("#general", Part.AROUND, "00000032", Page(lines, is_last=False)))
    assert found(timeline) == ["line 50"]
    assert "line 50" in drawn_on(timeline.canvas)


def test_reactions_are_pills_that_a_click_turns(talker: Person) -> None:
    """Who chose one is told while the mouse is on it."""
    timeline = timeline_of(talker)
    talker.hear(Reacted("#general", "3", "bob", "👍", is_on=True), Reacted("#general", "3", "ann", "🎉", is_on=True, mine=True))
    do(talker, "<Motion>", spot_of(timeline, Deed.REACT, "👍"))
    assert timeline.deeds.hover.tip.winfo_ismapped()
    assert str(timeline.deeds.hover.tip.cget("text")) == "👍  bob"
    for sign in ("👍", "🎉"):
        click(talker, spot_of(timeline, Deed.REACT, sign))
    assert talker.chat.commands == [
        ("@+reply=3;+draft/react=👍", "TAGMSG", "#general"),
        ("@+reply=3;+draft/unreact=🎉", "TAGMSG", "#general"),
    ]


def test_one_reacts_by_a_button_and_a_row_of_emoji(talker: Person) -> None:
    """By mouse or arrow keys; the last one opens the picker of all."""
    timeline = timeline_of(talker)
    press_bar(talker, "thanks", BarButton.REACT)
    quick = timeline.deeds.quick
    assert quick is not None
    assert quick.is_open
    assert talker.top.focus_get() is quick.buttons[0]
    talker.press(quick.buttons[0], "Right")
    assert talker.top.focus_get() is quick.buttons[1]
    talker.press(quick.buttons[1], "Return")
    assert (quick.is_open, talker.top.focus_get()) == (False, timeline.canvas)
    press_bar(talker, "thanks", BarButton.REACT)
    talker.press(quick.buttons[0], "Left")
    talker.press(quick.more, "Return")
    assert (quick.is_open, talker.window.emoji.is_open) == (False, True)
    panel = talker.window.emoji.panel
    assert panel is not None
    talker.press(panel.entry, "Return")
    assert [command[0] for command in talker.chat.commands] == [f"@+reply=3;+draft/react={QUICK[1]}", "@+reply=3;+draft/react=😀"]
    press_bar(talker, "thanks", BarButton.REACT)
    talker.press(quick.buttons[0], "Escape")
    assert not quick.is_open


def test_the_row_of_emoji_goes_with_the_messages(talker: Person) -> None:
    """When the window is made anew for another language or other colours; it lies over the window, and would stay."""
    press_bar(talker, "thanks", BarButton.REACT)
    quick = timeline_of(talker).deeds.quick
    assert quick is not None
    talker.window.room.destroy()
    assert not quick.winfo_exists()


def test_the_menu_offers_what_may_be_done(talker: Person, open_menus: list[tuple[int, int]]) -> None:
    """With one's own message all of it, with another's neither edit nor delete; the same behind the last button of the bar."""
    do(talker, "<<ContextMenu>>", point_of(timeline_of(talker), "done"))
    own = ["React", "Reply", "Edit", "Delete for everybody", "Copy the message"]
    assert labels(talker) == own
    choose(talker, "Delete for everybody")
    assert talker.chat.commands == [("REDACT", "#general", "2")]
    press_bar(talker, "thanks", BarButton.MORE)
    assert labels(talker) == ["React", "Reply", "Copy the message"]
    assert len(open_menus) == 2
    talker.hear(MessageRedacted("#general", "2", "ann", ""))
    do(talker, "<<ContextMenu>>", point_of(timeline_of(talker), "ann deleted"))
    assert labels(talker) == ["Copy the message"]


def test_the_keyboard_reaches_every_message(talker: Person, open_menus: list[tuple[int, int]]) -> None:
    """Up and Down move a ring from message to message, Enter and Shift+F10 open its menu there, Escape takes the ring away."""
    timeline = timeline_of(talker)
    canvas, cursor = timeline.canvas, timeline.deeds.cursor
    talker.press(canvas, "Up", "Up")
    (ring,) = canvas.find_withtag("cursor")
    assert str(canvas.type(ring)) == "rectangle"
    talker.press(canvas, "Return")
    assert "Edit" in labels(talker), "it is on one's own"
    choose(talker, "Reply")
    assert talker.window.room.pane.composing.text.text == "done"
    assert canvas.find_withtag("cursor") == (), "the keyboard is elsewhere"
    talker.press(canvas, "Down", "Shift-F10")
    assert "Edit" not in labels(talker)
    assert open_menus[0][1] < open_menus[1][1]
    talker.press(canvas, "Escape")
    assert (cursor.at, canvas.find_withtag("cursor")) == (None, ())


def test_the_menu_of_a_message_opens_its_addresses(talker: Person) -> None:
    """By the keyboard, too; each as it is followed, so that a look-alike shows."""
    talker.hear(said("see https://b\u00fccher.example/a and http://two.example", "5"))
    talker.press(timeline_of(talker).canvas, "Up", "Return")
    assert labels(talker)[-2:] == ["Open https://xn--bcher-kva.example/a", "Open http://two.example"]
    choose(talker, "Open http://two.example")
    assert talker.chat.opened == ["http://two.example"]
