"""The composer: keys as people press them."""

import subprocess
import sys
import tkinter as tk
from collections.abc import Callable

import pytest

from desktop_chat.gui.composer import MOST_LINES, Composer, ComposerVerbs
from desktop_chat.gui.theme import Look
from tests.support.panels import texts
from tests.support.programs import FindProgram
from tests.support.tk import until

pytestmark = pytest.mark.tk


class Desk:
    """A composer in a window, and what it sent."""

    def __init__(self, top: tk.Toplevel, look: Look) -> None:
        self.top, self.sent, self.accepts = top, list[str](), True
        self.enter_sends = True
        self.names = ["가람", "ann", "#general"]
        self.composer = Composer(top, look, ComposerVerbs(self._send, lambda: self.names, self._pick, lambda: self.enter_sends))
        self.composer.pack(fill="x")
        top.update()
        self.text.focus_force()
        top.update()

    def _send(self, text: str) -> bool:
        self.sent.append(text)
        return self.accepts

    def _pick(self, near: tk.Misc, on_pick: Callable[[str], None]) -> None:
        assert near is self.composer.emoji_button
        on_pick("🎉")

    @property
    def text(self) -> tk.Text:
        """The widget."""
        return self.composer.text

    def type(self, text: str) -> None:
        """Put a text where the cursor is."""
        self.text.insert("insert", text)
        self.top.update()

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.text.event_generate(f"<{key}>")
            self.top.update()

    def send(self, text: str) -> None:
        """Type a text and press Enter."""
        before = len(self.sent)
        self.type(text)
        self.press("Return")
        until(self.top, lambda: len(self.sent) > before)


@pytest.fixture
def desk(top: tk.Toplevel, look: Look) -> Desk:
    """Return an empty composer with the focus."""
    return Desk(top, look)


def test_enter_sends_and_empties(desk: Desk) -> None:
    """Once, also when the key is hit twice."""
    desk.type("안녕하세요")
    desk.press("Return", "Return")
    until(desk.top, lambda: bool(desk.sent))
    assert desk.sent == ["안녕하세요"]
    assert desk.composer.get() == ""


def test_what_comes_after_the_key_is_sent_too(desk: Desk) -> None:
    """An input method may hand over its last syllable after Enter (design/WINDOW.md, section 7)."""
    desk.type("한")
    desk.press("Return")
    desk.type("글")
    until(desk.top, lambda: bool(desk.sent))
    assert desk.sent == ["한글"]


def test_what_was_not_sent_stays(desk: Desk) -> None:
    """Nobody types into the void."""
    desk.accepts = False
    desk.send("wait")
    assert desk.composer.get() == "wait"


def test_the_button_sends_and_leaves_the_cursor_where_it_is(desk: Desk) -> None:
    """To move the focus would cost the syllable being composed."""
    desk.type("button")
    desk.composer.button.invoke()
    until(desk.top, lambda: bool(desk.sent))
    assert desk.sent == ["button"]
    assert desk.top.focus_get() is desk.text
    assert str(desk.composer.button.cget("takefocus")) == "0"


def test_shift_enter_begins_a_line_and_the_field_grows_to_six(desk: Desk) -> None:
    """And shrinks again when it is empty."""
    for _ in range(8):
        desk.type("line")
        desk.press("Shift-Return")
    assert desk.sent == []
    assert desk.text.cget("height") == MOST_LINES
    desk.composer.set("")
    desk.top.update()
    assert desk.text.cget("height") == 1


def test_tab_completes_names_round_and_round(desk: Desk) -> None:
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


def test_tab_in_an_empty_field_goes_on(desk: Desk) -> None:
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


def test_an_emoji_goes_where_the_cursor_is(desk: Desk) -> None:
    """Picked by the button."""
    desk.type("ab")
    desk.press("Left")
    desk.composer.emoji_button.invoke()
    until(desk.top, lambda: desk.composer.get() == "a🎉b")


def test_up_and_down_walk_through_what_was_sent(desk: Desk) -> None:
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


def test_up_first_moves_within_several_lines(desk: Desk) -> None:
    """The history begins above the first line only."""
    desk.send("sent")
    desk.type("first\nsecond")
    desk.press("Up")
    assert desk.composer.get() == "first\nsecond"
    desk.press("Up")
    assert desk.composer.get() == "sent"


def test_an_empty_field_says_what_it_is_for(desk: Desk) -> None:
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
def test_keys_of_a_real_keyboard(desk: Desk, find_program: FindProgram) -> None:
    """Korean and English, through the X server."""
    xdotool = find_program("xdotool")
    words = "안녕 Hello!"
    with subprocess.Popen([xdotool, "type", "--delay", "60", words]) as typing:  # noqa: S603
        until(desk.top, lambda: desk.composer.get() == words and typing.poll() is not None)
    with subprocess.Popen([xdotool, "key", "Return"]):  # noqa: S603
        until(desk.top, lambda: bool(desk.sent))
    assert desk.sent == [words]


def test_a_list_offers_what_the_word_may_become(desk: Desk) -> None:
    """Arrow keys choose, Enter takes, and sends nothing."""
    desk.names = ["ann", "anna", "bob", "#general"]
    desk.type("hi @an")
    desk.press("KeyRelease-n")
    assert desk.composer.completing.is_open
    desk.press("Down", "Down", "Down", "Return")
    assert (desk.composer.get(), desk.composer.completing.is_open, desk.sent) == ("hi anna ", False, [])


def test_escape_puts_the_list_away(desk: Desk) -> None:
    """Enter sends then, and the arrow keys move the cursor."""
    desk.type("@an")
    desk.press("KeyRelease-n", "Escape")
    assert not desk.composer.completing.is_open
    desk.press("Return")
    until(desk.top, lambda: desk.sent == ["@an"])


def test_a_click_takes_a_row(desk: Desk) -> None:
    """The keyboard stays where it is."""
    desk.names = ["ann", "anna"]
    desk.type("@a")
    desk.press("KeyRelease-a")
    found = desk.composer.completing.list
    assert found is not None
    found.canvas.event_generate("<ButtonRelease-1>", x=20, y=34 + 10)
    desk.top.update()
    assert (desk.composer.get(), desk.top.focus_get()) == ("anna: ", desk.text)


def test_a_click_elsewhere_puts_the_list_away(desk: Desk) -> None:
    """What was typed stays."""
    desk.type("@a")
    desk.press("KeyRelease-a")
    desk.top.event_generate("<Button-1>", x=5, y=5)
    desk.top.update()
    assert (desk.composer.get(), desk.composer.completing.is_open) == ("@a", False)


def test_a_whole_command_is_sent_by_enter(desk: Desk) -> None:
    """Though the list is there; a part of one is completed first."""
    desk.type("/hel")
    desk.press("KeyRelease-l", "Return")
    assert (desk.composer.get(), desk.sent) == ("/help ", [])
    desk.composer.set("")
    desk.type("/help")
    desk.press("KeyRelease-p", "Return")
    until(desk.top, lambda: desk.sent == ["/help"])


def test_a_short_name_between_colons_becomes_its_emoji(desk: Desk) -> None:
    """And one step of undo brings it back."""
    desk.type("well done :tada:")
    desk.press("KeyRelease-colon")
    assert desk.composer.get() == "well done 🎉"
    desk.press("Control-z")
    assert desk.composer.get() == "well done :tada:"


def test_tab_goes_through_the_names_and_the_list_shows_them(desk: Desk) -> None:
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


def test_a_long_list_scrolls(desk: Desk) -> None:
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


def test_enter_may_begin_a_line_instead(desk: Desk) -> None:
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
