"""Korean typed key by key with a real input method, and no syllable lost whatever the writer does next."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.hangul import Keyboard, hangul_keyboard
from tests.support.programs import FindProgram
from tests.support.windows import Window

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.tk,
    pytest.mark.skipif(sys.platform != "linux", reason="ibus is for X11"),
]

HANGUL = "g k s r m f"
"""The keys of 한글; the input method holds the second syllable back until another key comes."""
PROGRAMS = ("Xvfb", "dbus-daemon", "ibus-daemon", "ibus", "xdotool")


@pytest.fixture
def keyboard(find_program: FindProgram, tmp_path: Path) -> Iterator[Keyboard]:
    """Return a keyboard that writes Korean."""
    (tmp_path / "ime").mkdir(mode=0o700)
    with hangul_keyboard(tmp_path / "ime", {name: find_program(name) for name in PROGRAMS}) as keyboard:
        yield keyboard


@pytest.fixture
def window(keyboard: Keyboard, tmp_path: Path) -> Iterator[Window]:
    """Return the window of a host, in #tea, with the keyboard in its composer."""
    screen = {name: keyboard.environment[name] for name in ("DISPLAY", "XMODIFIERS")}
    with Window(tmp_path / "host", "host", "ann", **screen) as window:
        window.until_seen("timeline", "You joined #general")
        window.order("say", "/join #tea")
        window.until_seen("timeline", "You joined #tea")
        yield window
        assert window.errors() == ""


def spot(window: Window, what: str) -> tuple[str, str]:
    """Return where something is on the screen."""
    x, y = window.until_seen(what, "")
    return x, y


def test_enter_sends_the_last_syllable_too(window: Window, keyboard: Keyboard) -> None:
    """Nothing of it begins the next message."""
    keyboard.type(f"{HANGUL} Return")
    assert window.until_seen("timeline", "한글")[-1] == "한글"
    keyboard.type("d k s s u d Return")
    assert window.until_seen("timeline", "안녕")[-1] == "안녕"


def test_a_click_on_send_does(window: Window, keyboard: Keyboard) -> None:
    """A click is no key: the input method is asked for what it holds back."""
    keyboard.type(HANGUL)
    keyboard.click(*spot(window, "button"))
    assert window.until_seen("timeline", "한글")[-1] == "한글"
    keyboard.type("d k s s u d")
    keyboard.click(*spot(window, "button"))
    assert window.until_seen("timeline", "안녕")[-1] == "안녕"


def test_who_goes_to_another_channel_finds_it_all_again(window: Window, keyboard: Keyboard) -> None:
    """The syllable stays where it was begun, and is not written in the other channel."""
    keyboard.type(HANGUL)
    keyboard.click(*spot(window, "channel"))
    window.until_seen("timeline", "You joined #general")
    assert window.until_seen("composer", "") == [""]
    keyboard.type("d k s s u d")
    keyboard.type("alt+Down")
    window.until_seen("timeline", "You joined #tea")
    assert window.until_seen("composer", "") == ["한글"]
    keyboard.type("alt+Up")
    window.until_seen("timeline", "You joined #general")
    assert window.until_seen("composer", "") == ["안녕"]


def test_who_clicks_into_another_field_leaves_it_where_it_was(window: Window, keyboard: Keyboard) -> None:
    """What is typed there is written there."""
    keyboard.type("ctrl+f")
    keyboard.click(*spot(window, "text"))
    keyboard.type(HANGUL)
    keyboard.click(*spot(window, "field"))
    window.until_seen("keyboard", "search")
    keyboard.type("d k s s u d space")
    assert window.until_seen("composer", "글") == ["한글"]


def test_who_begins_to_write_while_reading_writes_it_all(window: Window, keyboard: Keyboard) -> None:
    """The timeline has the keyboard, and gives what is written there to the composer."""
    keyboard.click(*spot(window, "timeline spot"))
    window.until_seen("keyboard", "canvas")
    keyboard.type("d k s s u d g k t p d y Return")
    assert window.until_seen("timeline", "안녕하세요")[-1] == "안녕하세요"
    keyboard.type(f"{HANGUL} Return")
    assert window.until_seen("timeline", "한글")[-1] == "한글"
