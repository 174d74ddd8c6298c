"""What stands around the conversation with real widgets: a person clicks and types, and it is done and seen."""

import tkinter as tk

import pytest

from desktop_chat.core.client.events import (
    ChannelsListed,
    JoinedChannel,
    LeftChannel,
    ListedChannel,
    MaskEntry,
    MasksListed,
    Member,
    MembersListed,
    ModeChange,
    ModesListed,
    PersonDescribed,
    RoomDescribed,
    TopicChanged,
)
from desktop_chat.core.client.features import Features
from desktop_chat.gui.ask_sheet import AskSheet
from desktop_chat.gui.card_sheet import CardSheet
from desktop_chat.gui.channel_sheet import ChannelSheet
from desktop_chat.gui.list_panel import ListPanel
from desktop_chat.gui.pick_sheet import PickSheet
from tests.support.tk import until, y_of
from tests.support.view import talk
from tests.support.window import Person

pytestmark = pytest.mark.tk

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


def test_control_k_goes_anywhere(operator: Person) -> None:
    """While one writes: typing makes the list shorter, Enter goes, and one writes on."""
    operator.hear(JoinedChannel("#tea"), MembersListed("#tea", (Member("ann"), Member("bob"))))
    composer = operator.window.room.pane.composer
    operator.press(composer.text, "Control-k")
    sheet = shown(operator, PickSheet)
    assert isinstance(sheet, PickSheet)
    type_into(operator, sheet.entry, "gen")
    until(operator.top, lambda: "general" in texts_of(sheet.list.canvas) and "tea" not in texts_of(sheet.list.canvas))
    operator.press(sheet.entry, "Return")
    assert str(operator.window.room.pane.title.cget("text")) == "general"
    assert operator.window.sheet.content is None
    assert operator.top.focus_get() is composer.text


def test_the_field_above_the_channels_opens_the_switcher(operator: Person) -> None:
    """By a click, and by Enter; Escape puts it away; arrow keys and a click choose."""
    field = operator.window.room.side.search_field
    assert "Ctrl K" in texts_of(field)
    field.event_generate("<Button-1>", x=20, y=10)
    operator.draw()
    sheet = shown(operator, PickSheet)
    assert isinstance(sheet, PickSheet)
    operator.press(sheet.entry, "Escape")
    assert operator.window.sheet.content is None
    operator.press(field, "Return")
    sheet = shown(operator, PickSheet)
    assert isinstance(sheet, PickSheet)
    type_into(operator, sheet.entry, "b")
    operator.press(sheet.entry, "Down", "Up")
    sheet.list.canvas.event_generate("<Button-1>", x=80, y=y_of(sheet.list.canvas, "bob"))
    operator.draw()
    assert str(operator.window.room.pane.title.cget("text")) == "bob"


def test_words_typed_there_can_be_searched_for(operator: Person) -> None:
    """The search panel has them in its field."""
    operator.press(operator.window.room.pane.composer.text, "Control-k")
    sheet = shown(operator, PickSheet)
    assert isinstance(sheet, PickSheet)
    type_into(operator, sheet.entry, "green tea")
    operator.press(sheet.entry, "Return")
    search = operator.window.room.pane.search
    assert search.winfo_ismapped()
    assert search.entry.get() == "green tea"
    assert operator.chat.history.searches[-1][1:] == ("green tea", None)


def test_the_plus_of_a_heading_joins_or_makes_a_channel(operator: Person) -> None:
    """By the mouse and by the keyboard; the list of the host comes into it."""
    side = operator.window.room.side.conversations
    operator.press(side.canvas, "Home", "Return")
    sheet = shown(operator, PickSheet)
    assert isinstance(sheet, PickSheet)
    assert operator.chat.commands == [("LIST",)]
    operator.hear(ChannelsListed((ListedChannel("#general", 3, "all"), ListedChannel("#tea", 5, "green"))))
    assert {"tea", "green", "5 people", "✓ 3 people"} <= set(texts_of(sheet.list.canvas))
    type_into(operator, sheet.entry, "te")
    operator.press(sheet.entry, "Return")
    assert operator.chat.commands[1:] == [("JOIN", "#tea")]
    side.canvas.event_generate("<Button-1>", x=side.canvas.winfo_width() - 30, y=y_of(side.canvas, "People"))
    operator.draw()
    assert isinstance(shown(operator, PickSheet), PickSheet)


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
