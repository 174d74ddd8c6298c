"""What stands around the conversation with real widgets: a person clicks and types, and it is done and seen."""

import pytest

from desktop_chat.core.client.events import (
    LeftChannel,
    MaskEntry,
    MasksListed,
    ModeChange,
    ModesListed,
    PersonDescribed,
    TopicChanged,
)
from desktop_chat.gui.sheets.ask_sheet import AskSheet
from desktop_chat.gui.sheets.card_sheet import CardSheet
from desktop_chat.gui.sheets.channel_sheet import ChannelSheet
from desktop_chat.gui.sheets.pick_sheet import PickSheet
from tests.support.around import choose, menu_at, operator, shown, texts_of, type_into
from tests.support.tk import until, y_of
from tests.support.view import talk
from tests.support.window import Person

__all__ = ["operator"]

pytestmark = pytest.mark.tk


def test_the_other_button_on_a_member_offers_what_we_may_do(operator: Person) -> None:
    """To put somebody out asks for a reason, with the keyboard in its field; Enter does it."""
    panel = operator.window.room.right.members
    assert "Put out of the channel…" in menu_at(operator, panel, "bob")
    choose(operator, "Put out of the channel…")
    sheet = shown(operator, AskSheet)
    assert isinstance(sheet, AskSheet)
    assert operator.top.focus_get() is sheet.entry
    type_into(operator, sheet.entry, "spam")
    operator.press(sheet.entry, "Return")
    assert operator.chat.commands == [("KICK", "#general", "bob", "spam")]
    assert operator.window.sheet.content is None
    assert operator.top.focus_get() is operator.window.room.pane.composer.text


def test_the_keyboard_asks_for_the_menu_too(operator: Person) -> None:
    """Of the entry that the arrow keys have reached; of the list at the left as well."""
    panel = operator.window.room.right.members
    operator.press(panel.canvas, "Down", "Down", "Down", "Shift-F10")
    choose(operator, "Give a voice")
    assert operator.chat.commands == [("MODE", "#general", "+v", "bob")]
    side = operator.window.room.side.conversations
    operator.press(side.canvas, "Menu")
    assert operator.window.room.menu.menu.entrycget("end", "label") == "Leave the channel"
    choose(operator, "Leave the channel")
    assert operator.chat.commands[-1] == ("PART", "#general")


def test_what_cannot_be_done_now_says_why(operator: Person) -> None:
    """And cannot be chosen."""
    operator.presenter.room.lose()
    assert "Give a voice – Not connected" in menu_at(operator, operator.window.room.right.members, "bob")
    assert operator.window.room.menu.menu.entrycget("Give a voice – Not connected", "state") == "disabled"


def test_a_channel_is_muted_by_its_menu(operator: Person) -> None:
    """It is marked there, and in the list."""
    side = operator.window.room.side.conversations
    menu_at(operator, side, "general")
    before = len(side.canvas.find_all())
    choose(operator, "   Muted")
    assert len(side.canvas.find_all()) == before + 1, "the sign of a muted channel"
    assert "✓ Muted" in menu_at(operator, side, "general")


def test_the_middle_button_puts_a_talk_away_and_leaves_no_channel(operator: Person) -> None:
    """A channel is not left by a slip of the hand."""
    operator.hear(talk("bob", "bob", "psst"))
    side = operator.window.room.side.conversations
    for name in ("general", "bob"):
        side.canvas.event_generate("<Button-2>", x=60, y=y_of(side.canvas, name))
        operator.draw()
    assert "bob" not in texts_of(side.canvas)
    assert "general" in texts_of(side.canvas)
    assert operator.chat.commands == []


def test_a_channel_shows_how_it_is_and_is_changed(operator: Person) -> None:
    """Fields and switches by the keyboard alone; what cannot be is said in the sheet."""
    menu_at(operator, operator.window.room.side.conversations, "general")
    choose(operator, "About this channel…")
    sheet = shown(operator, ChannelSheet)
    assert isinstance(sheet, ChannelSheet)
    on = {letter for letter, button in sheet.boxes.items() if button.instate(["selected"])}
    assert (on, operator.top.focus_get()) == ({"n", "t"}, sheet.topic)
    type_into(operator, sheet.topic, "tea")
    operator.fill(sheet.limit, "many")
    operator.press(sheet.boxes["m"], "Return")
    operator.press(sheet.topic, "Return")
    assert "number" in str(sheet.problem.cget("text"))
    operator.fill(sheet.limit, "30")
    operator.press(sheet.boxes["t"], "space")
    sheet.boxes["t"].event_generate("<KeyRelease-space>")
    sheet.button.invoke()
    operator.draw()
    assert operator.chat.commands[0] == ("TOPIC", "#general", "tea")
    assert operator.chat.commands[1][:2] == ("MODE", "#general")
    assert operator.window.sheet.content is None


def test_tab_stays_in_a_sheet(operator: Person) -> None:
    """Forwards and backwards, round and round; Escape leaves from anywhere in it."""
    operator.presenter.room.around.sheets.settings("#general")
    operator.draw()
    sheet = shown(operator, ChannelSheet)
    seen = []
    for _ in range(20):
        focused = operator.top.focus_get()
        assert focused is not None
        seen.append(focused)
        operator.press(focused, "Tab")
    assert [widget for widget in seen if not str(widget).startswith(str(sheet))] == []
    assert len(set(seen)) < len(seen)
    last = operator.top.focus_get()
    assert last is not None
    operator.press(last, "Shift-Tab", "Escape")
    assert operator.window.sheet.content is None


def test_in_a_small_window_the_buttons_of_a_sheet_are_seen(operator: Person) -> None:
    """What has no room scrolls."""
    operator.top.geometry("480x520")
    until(operator.top, lambda: operator.top.winfo_height() == 520)
    operator.presenter.room.around.sheets.settings("#general")
    operator.draw()
    sheet = shown(operator, ChannelSheet)
    assert isinstance(sheet, ChannelSheet)
    for widget in (sheet.topic, sheet.button):
        bottom = widget.winfo_rooty() + widget.winfo_height()
        assert operator.top.winfo_rooty() <= widget.winfo_rooty() < bottom <= operator.top.winfo_rooty() + 520
    operator.press(sheet.boxes["r"], "Left")
    last = sheet.boxes["r"]
    until(operator.top, lambda: last.winfo_rooty() + last.winfo_height() <= operator.top.winfo_rooty() + 520)


def test_the_card_of_a_person(operator: Person) -> None:
    """Asked for by the menu; its button writes to them."""
    menu_at(operator, operator.window.room.right.members, "가람")
    choose(operator, "About 가람…")
    assert operator.chat.commands == [("WHOIS", "가람")]
    operator.hear(PersonDescribed("가람", "~g", "10.0.0.5", "이가람", account="garam", away="점심", idle_seconds=30))
    card = shown(operator, CardSheet)
    assert isinstance(card, CardSheet)
    assert dict(card.lines)["Account"] == "garam"
    assert {"가람", "점심"} <= set(texts_of(card.canvas))
    assert operator.top.focus_get() is card.button
    operator.press(card.button, "Return")
    assert str(operator.window.room.pane.title.cget("text")) == "가람"


def test_bans_are_lifted_by_enter(operator: Person) -> None:
    """The list stays open."""
    menu_at(operator, operator.window.room.side.conversations, "general")
    choose(operator, "Who is banned…")
    operator.hear(MasksListed("#general", "b", (MaskEntry("troll!*@*", "bob"),)))
    sheet = shown(operator, PickSheet)
    assert isinstance(sheet, PickSheet)
    assert "troll!*@*" in texts_of(sheet.list.canvas)
    operator.press(sheet.entry, "Return")
    assert ("MODE", "#general", "-b", "troll!*@*") in operator.chat.commands
    assert shown(operator, PickSheet) is sheet


def test_the_head_says_what_is_open_and_opens_it(operator: Person) -> None:
    """Signs of a channel; the topic is a button, by mouse and by keyboard; the magnifier finds here."""
    operator.hear(TopicChanged("#general", "all of us"), ModesListed("#general", (ModeChange("+k", "x"), ModeChange("+m"))))
    head = operator.window.room.pane.head
    assert "with a key" in str(head.signs.cget("text"))
    operator.press(head.topic, "Return")
    sheet = shown(operator, AskSheet)
    assert isinstance(sheet, AskSheet)
    assert sheet.entry.get() == "all of us"
    operator.fill(sheet.entry, "new")
    sheet.button.invoke()
    assert operator.chat.commands == [("TOPIC", "#general", "new")]
    operator.press(head.search_button, "Return")
    assert operator.window.room.pane.search.winfo_ismapped()
    operator.hear(LeftChannel("#general", "", "bob"))
    assert not head.members_button.winfo_ismapped()


def test_a_sheet_lives_on_in_another_look(operator: Person) -> None:
    """The window is made anew around it."""
    operator.presenter.room.around.switch()
    operator.presenter.show_again()
    operator.draw()
    assert isinstance(shown(operator, PickSheet), PickSheet)
