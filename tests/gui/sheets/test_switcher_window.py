"""Going somewhere by its name, with real widgets: the switcher, and the list of the room's channels."""

import pytest

from desktop_chat.core.client.events import (
    ChannelsListed,
    JoinedChannel,
    ListedChannel,
    Member,
    MembersListed,
)
from desktop_chat.gui.sheets.pick_sheet import PickSheet
from tests.support.around import operator, shown, texts_of, type_into
from tests.support.tk import until, y_of
from tests.support.window import Person

__all__ = ["operator"]

pytestmark = pytest.mark.tk


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
