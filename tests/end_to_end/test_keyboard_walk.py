"""Somebody who reads Korean and has no mouse walks through the whole program; a friend with a plain socket hears it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.paths import settings_file
from desktop_chat.settings import load_settings
from tests.support.person import Person
from tests.support.programs import FindProgram
from tests.support.waiting import wait_until
from tests.support.windows import Window
from tests.support.x11 import windows, xdotool

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.tk,
    pytest.mark.skipif(sys.platform != "linux", reason="keys are pressed by xdotool"),
]
KEY_MS = "40"
"""Between letters: faster, and those that the keyboard has not would be mixed up."""


class Keyboard:
    """A window, a keyboard, and eyes.

    Args:
        window: The program.
    """

    def __init__(self, window: Window) -> None:
        self._window = window

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            xdotool("key", "--clearmodifiers", key)

    def type(self, text: str) -> None:
        """Type a text."""
        xdotool("type", "--clearmodifiers", "--delay", KEY_MS, text)

    def sees(self, *texts: str) -> None:
        """Wait until each text can be read somewhere."""
        for text in texts:
            self._window.until_seen("seen", text)

    def reads(self, text: str) -> None:
        """Wait until a text stands in the timeline."""
        self._window.until_seen("timeline", text)


@pytest.fixture
def keyboard(tmp_path: Path, find_program: FindProgram) -> Iterator[Keyboard]:
    """Return the keyboard of a program in Korean that was never started before."""
    find_program("xdotool")
    settings_file(tmp_path).write_text(json.dumps({"language": "ko", "geometry": "1100x720+0+0"}), encoding="utf-8")
    with Window(tmp_path, "start") as window:
        window.until_seen("seen", "방 열기")
        (shown,) = windows("Desktop-chat")
        xdotool("windowfocus", "--sync", str(shown))
        yield Keyboard(window)
        window.order("close")
        assert window.wait() == 0
        assert window.errors() == ""


def test_everything_is_reached_by_the_keyboard_alone(keyboard: Keyboard, tmp_path: Path) -> None:
    """From the first start to the end of the room."""
    keyboard.type("민지")
    keyboard.press("Return")
    keyboard.sees("general", "민지")
