"""The composer: keys as people press them."""

import subprocess
import sys
import tkinter as tk

import pytest

from desktop_chat.gui.writing.composer import MOST_LINES
from tests.support.composer import ComposerDesk
from tests.support.programs import FindProgram
from tests.support.tk import until

pytestmark = pytest.mark.tk


def test_enter_sends_and_empties(desk: ComposerDesk) -> None:
    """Once, also when the key is hit twice."""
    desk.type("안녕하세요")
    desk.press("Return", "Return")
    until(desk.top, lambda: bool(desk.sent))
    assert desk.sent == ["안녕하세요"]
    assert desk.composer.get() == ""


def test_what_comes_after_the_key_is_sent_too(desk: ComposerDesk) -> None:
    """An input method may hand over its last syllable after Enter (design/WINDOW.md, section 7)."""
    desk.type("한")
    desk.press("Return")
    desk.type("글")
    until(desk.top, lambda: bool(desk.sent))
    assert desk.sent == ["한글"]


def test_what_was_not_sent_stays(desk: ComposerDesk) -> None:
    """Nobody types into the void."""
    desk.accepts = False
    desk.send("wait")
    assert desk.composer.get() == "wait"


def test_the_button_sends_and_leaves_the_cursor_where_it_is(desk: ComposerDesk) -> None:
    """To move the focus would cost the syllable being composed."""
    desk.type("button")
    desk.composer.button.invoke()
    until(desk.top, lambda: bool(desk.sent))
    assert desk.sent == ["button"]
    assert desk.top.focus_get() is desk.text
    assert str(desk.composer.button.cget("takefocus")) == "0"


def test_shift_enter_begins_a_line_and_the_field_grows_to_six(desk: ComposerDesk) -> None:
    """And shrinks again when it is empty."""
    for _ in range(8):
        desk.type("line")
        desk.press("Shift-Return")
    assert desk.sent == []
    assert desk.text.cget("height") == MOST_LINES
    desk.composer.set("")
    desk.top.update()
    assert desk.text.cget("height") == 1


def test_tab_completes_names_round_and_round(desk: ComposerDesk) -> None:
    """At the beginning a person is addressed; another key ends the round."""
    desk.names = ["anna", "ann"]
    desk.type("an")
    desk.press("Tab")
    assert desk.composer.get() == "anna: "
    desk.press("Tab")
    assert desk.composer.get() == "ann: "
    desk.composer.set("")
    desk.type("hi 가")
    desk.names = ["가람"]
    desk.press("Tab")
    assert desk.composer.get() == "hi 가람 "


def test_tab_in_an_empty_field_goes_on(desk: ComposerDesk) -> None:
    """The keyboard alone reaches everything: here a field behind the composer."""
    after = tk.Entry(desk.top)
    after.pack()
    desk.top.update()
    desk.press("Tab")
    assert desk.top.focus_get() is after
    desk.text.focus_force()
    desk.type("nobody begins like this: xyz")
    desk.press("Tab")
    assert desk.top.focus_get() is desk.text


def test_an_emoji_goes_where_the_cursor_is(desk: ComposerDesk) -> None:
    """Picked by the button."""
    desk.type("ab")
    desk.press("Left")
    desk.composer.emoji_button.invoke()
    until(desk.top, lambda: desk.composer.get() == "a🎉b")


def test_up_and_down_walk_through_what_was_sent(desk: ComposerDesk) -> None:
    """What was being written comes back at the end."""
    desk.send("one")
    desk.send("two")
    desk.type("three")
    desk.press("Up")
    assert desk.composer.get() == "two"
    desk.press("Up", "Up")
    assert desk.composer.get() == "one"
    desk.press("Down", "Down")
    assert desk.composer.get() == "three"


def test_up_first_moves_within_several_lines(desk: ComposerDesk) -> None:
    """The history begins above the first line only."""
    desk.send("sent")
    desk.type("first\nsecond")
    desk.press("Up")
    assert desk.composer.get() == "first\nsecond"
    desk.press("Up")
    assert desk.composer.get() == "sent"


def test_an_empty_field_says_what_it_is_for(desk: ComposerDesk) -> None:
    """Until something stands in it."""
    desk.composer.set_placeholder("Write to #general")
    desk.top.update()
    assert desk.composer.placeholder.winfo_ismapped()
    desk.type("x")
    assert not desk.composer.placeholder.winfo_ismapped()
    desk.composer.set("")
    desk.top.update()
    assert desk.composer.placeholder.winfo_ismapped()


@pytest.mark.skipif(sys.platform != "linux", reason="xdotool is for X11")
def test_keys_of_a_real_keyboard(desk: ComposerDesk, find_program: FindProgram) -> None:
    """Korean and English, through the X server."""
    xdotool = find_program("xdotool")
    words = "안녕 Hello!"
    with subprocess.Popen([xdotool, "type", "--delay", "60", words]) as typing:  # noqa: S603
        until(desk.top, lambda: desk.composer.get() == words and typing.poll() is not None)
    with subprocess.Popen([xdotool, "key", "Return"]):  # noqa: S603
        until(desk.top, lambda: bool(desk.sent))
    assert desk.sent == [words]


def test_enter_may_begin_a_line_instead(desk: ComposerDesk) -> None:
    """A setting; Control+Enter sends either way."""
    desk.enter_sends = False
    desk.type("one")
    desk.press("Return")
    desk.type("two")
    desk.press("Shift-Return")
    until(desk.top, lambda: desk.sent == ["one\ntwo"])
    desk.type("three")
    desk.press("Control-Return")
    until(desk.top, lambda: desk.sent == ["one\ntwo", "three"])


def test_up_in_the_empty_field_edits_the_last_message(desk: ComposerDesk) -> None:
    """If there is one that may be edited; else it shows what was sent, and then walks on through it."""
    desk.send("one")
    desk.send("two")
    desk.press("Up", "Up")
    assert (desk.composer.get(), desk.edits) == ("one", 1)
    desk.composer.set("")
    desk.send("three")
    desk.has_message = True
    desk.press("Up")
    assert (desk.composer.get(), desk.edits) == ("", 2)


def test_what_a_person_types_is_told_and_what_is_put_there_is_not(desk: ComposerDesk) -> None:
    """A draft that comes back was not typed now."""
    desk.composer.set("draft")
    desk.top.update()
    assert desk.typed == []
    desk.type("s")
    assert desk.typed == ["drafts"]
