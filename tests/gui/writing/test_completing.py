"""The list of what a word may become: opened, walked through and taken from as a person does."""

import pytest

from tests.support.composer import ComposerDesk
from tests.support.panels import texts
from tests.support.tk import until

pytestmark = pytest.mark.tk


def test_a_list_offers_what_the_word_may_become(desk: ComposerDesk) -> None:
    """Arrow keys choose, Enter takes, and sends nothing."""
    desk.names = ["ann", "anna", "bob", "#general"]
    desk.type("hi @an")
    desk.press("KeyRelease-n")
    assert desk.composer.completing.is_open
    desk.press("Down", "Down", "Down", "Return")
    assert (desk.composer.get(), desk.composer.completing.is_open, desk.sent) == ("hi anna ", False, [])


def test_escape_puts_the_list_away(desk: ComposerDesk) -> None:
    """Enter sends then, and the arrow keys move the cursor."""
    desk.type("@an")
    desk.press("KeyRelease-n", "Escape")
    assert not desk.composer.completing.is_open
    desk.press("Return")
    until(desk.top, lambda: desk.sent == ["@an"])


def test_a_click_takes_a_row(desk: ComposerDesk) -> None:
    """The keyboard stays where it is."""
    desk.names = ["ann", "anna"]
    desk.type("@a")
    desk.press("KeyRelease-a")
    found = desk.composer.completing.list
    assert found is not None
    found.canvas.event_generate("<ButtonRelease-1>", x=20, y=34 + 10)
    desk.top.update()
    assert (desk.composer.get(), desk.top.focus_get()) == ("anna: ", desk.text)


def test_a_click_elsewhere_puts_the_list_away(desk: ComposerDesk) -> None:
    """What was typed stays."""
    desk.type("@a")
    desk.press("KeyRelease-a")
    desk.top.event_generate("<Button-1>", x=5, y=5)
    desk.top.update()
    assert (desk.composer.get(), desk.composer.completing.is_open) == ("@a", False)


def test_a_whole_command_is_sent_by_enter(desk: ComposerDesk) -> None:
    """Though the list is there; a part of one is completed first."""
    desk.type("/hel")
    desk.press("KeyRelease-l", "Return")
    assert (desk.composer.get(), desk.sent) == ("/help ", [])
    desk.composer.set("")
    desk.type("/help")
    desk.press("KeyRelease-p", "Return")
    until(desk.top, lambda: desk.sent == ["/help"])


def test_a_short_name_between_colons_becomes_its_emoji(desk: ComposerDesk) -> None:
    """And one step of undo brings it back."""
    desk.type("well done :tada:")
    desk.press("KeyRelease-colon")
    assert desk.composer.get() == "well done 🎉"
    desk.press("Control-z")
    assert desk.composer.get() == "well done :tada:"


def test_tab_goes_through_the_names_and_the_list_shows_them(desk: ComposerDesk) -> None:
    """The list takes no key of its own then: Enter sends."""
    desk.names = ["ann", "anna", "bob"]
    desk.type("hi 😀 a")
    desk.press("Tab")
    assert desk.composer.get() == "hi 😀 ann "
    desk.press("Tab")
    assert (desk.composer.get(), desk.composer.completing.is_open) == ("hi 😀 anna ", False)
    found = desk.composer.completing.list
    assert found is not None
    assert found.is_open
    desk.press("Return")
    until(desk.top, lambda: desk.sent == ["hi 😀 anna "])


def test_a_long_list_scrolls(desk: ComposerDesk) -> None:
    """With the arrow keys, and with the wheel."""
    desk.names = [f"name{number}" for number in range(30)]
    desk.type("@")
    desk.press("KeyRelease-at", *["Down"] * 12)
    found = desk.composer.completing.list
    assert found is not None
    assert "name12" in texts(found.canvas)
    found.canvas.event_generate("<MouseWheel>", delta=120)
    assert "name4" in texts(found.canvas)
    desk.press("Return")
    assert desk.composer.get() == "name12: "
