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
from tests.support.windows import WatchedWindow, Window
from tests.support.x11 import windows, xdotool

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.tk,
    pytest.mark.skipif(sys.platform != "linux", reason="keys are pressed by xdotool"),
]
MOST_STOPS = 60
"""Of Tab, to anything in a window and once around."""
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

    def say(self, text: str) -> None:
        """Write a line and send it."""
        self.type(text)
        self.press("Return")

    def port(self) -> int:
        """Return where the room is, as others are told."""
        return int(self._window.until_seen("address", ":")[0].rpartition(":")[2])

    def tab_to(self, text: str) -> None:
        """Press Tab until something called so has the keyboard."""
        for _ in range(MOST_STOPS):
            if self._window.until_seen("focus", "")[0].strip() == text:
                return
            self.press("Tab")
        pytest.fail(f"{text} cannot be reached")

    def is_at(self, name: str) -> None:
        """Wait until something called so, or of this kind, has the keyboard."""
        self._window.until_seen("focus", name)

    def sees(self, *texts: str) -> None:
        """Wait until each text can be read somewhere."""
        for text in texts:
            try:
                self._window.until_seen("seen", text)
            except AssertionError:
                pytest.fail(f"{text!r} is not among {self._window.until_seen('seen', '')}")

    def reads(self, text: str) -> None:
        """Wait until a text stands in the timeline."""
        self._window.until_seen("timeline", text)


@pytest.fixture
def keyboard(tmp_path: Path, find_program: FindProgram) -> Iterator[Keyboard]:
    """Return the keyboard of a program in Korean that was never started before."""
    find_program("xdotool")
    settings_file(tmp_path).write_text(json.dumps({"language": "ko", "geometry": "1100x720+0+0"}), encoding="utf-8")
    with WatchedWindow(tmp_path) as window:
        window.until_seen("seen", "방 열기")
        (shown,) = windows("Desktop-chat")
        xdotool("windowfocus", "--sync", str(shown))
        yield Keyboard(window)
        window.order("close")
        assert window.wait() == 0
        assert window.errors() == ""


def test_everything_is_reached_by_the_keyboard_alone(keyboard: Keyboard, tmp_path: Path) -> None:
    """From the first start to the end of the room."""
    keyboard.type("minji")
    keyboard.press("Return")
    keyboard.sees("minji의 방", "#general에 쓰기")
    with Person(keyboard.port(), "friend", channel="#general") as friend:
        friend.say("CAP REQ :message-tags")
        talk(keyboard, friend)
        go_around(keyboard, friend)
        look_after(keyboard, friend, tmp_path)
        keyboard.tab_to("방 나가기")
        keyboard.press("space")
        keyboard.sees("다른 1명도 방을 잃습니다")
        keyboard.tab_to("방 닫기")
        keyboard.press("space")
        keyboard.sees("방 열기")


def talk(keyboard: Keyboard, friend: Person) -> None:
    """Write, react, answer, edit, pick an emoji."""
    keyboard.say("hello **all**")
    friend.until(":hello **all**")
    friend.say("PRIVMSG #general :점심 먹을래요?")
    keyboard.reads("점심 먹을래요?")
    keyboard.press("Tab", "Return", "Down", "Return")
    keyboard.sees("다른 이모지")
    keyboard.press("Return")
    assert "react=👍" in friend.until("TAGMSG")[-1]
    keyboard.press("Return", "Down", "Down", "Return")
    keyboard.sees("답장")
    keyboard.say("gladly")
    assert "reply=" in friend.until(":gladly")[-1]
    friend.say("PRIVMSG #general :몇 시에요?")
    keyboard.reads("몇 시에요?")  # So the message before it has arrived here too.
    keyboard.press("Up")
    keyboard.sees("메시지 수정")
    keyboard.say("!")
    friend.until("gladly!")
    keyboard.press("ctrl+period")
    keyboard.sees("표정과 감정")
    keyboard.type("cat")
    keyboard.press("Return", "Return")
    friend.until("PRIVMSG #general :")


def go_around(keyboard: Keyboard, friend: Person) -> None:
    """Talk to one person, open a channel, find a line, hide and show the columns."""
    keyboard.press("ctrl+k")
    keyboard.type("friend")
    keyboard.press("Return")
    keyboard.sees("friend에게 말 걸기")
    keyboard.say("psst")
    friend.until("PRIVMSG friend :psst")
    keyboard.press("ctrl+k")
    keyboard.type("tea")
    keyboard.press("Return")
    keyboard.sees("#tea에 쓰기")
    keyboard.press("ctrl+w")
    keyboard.sees("friend에게 말 걸기")
    keyboard.press("alt+Up")
    keyboard.sees("#general에 쓰기")
    keyboard.press("ctrl+f")
    keyboard.type("gladly")
    keyboard.sees("개 찾음")
    keyboard.press("Return", "Escape")
    keyboard.press("ctrl+g")
    keyboard.sees("날짜")
    keyboard.press("Escape")


def look_after(keyboard: Keyboard, friend: Person, folder: Path) -> None:
    """Change the look, read the keys, see to the room and to oneself."""
    keyboard.press("ctrl+comma")
    keyboard.sees("바탕 화면과 같게")
    keyboard.tab_to("바탕 화면과 같게")
    keyboard.press("Right")
    wait_until(lambda: load_settings(settings_file(folder)).theme == "dark")
    keyboard.tab_to("어둡게")
    keyboard.press("Escape")
    keyboard.is_at("Text")
    keyboard.press("ctrl+plus")
    wait_until(lambda: load_settings(settings_file(folder)).zoom > 100)
    friend.say("PRIVMSG #general :이제 더 커졌나요?")
    keyboard.reads("이제 더 커졌나요?")
    keyboard.press("F1")
    keyboard.sees("이모지 고르기")
    keyboard.press("Escape")
    keyboard.is_at("Text")
    keyboard.press("ctrl+shift+d")
    wait_until(lambda: load_settings(settings_file(folder)).do_not_disturb)
    keyboard.press("ctrl+shift+p")
    keyboard.sees("보이는 이름")
    keyboard.press("Escape")
    keyboard.is_at("Text")
    keyboard.press("ctrl+shift+r")
    keyboard.sees("코드를 그림으로 저장 …")
    keyboard.press("Escape")
    keyboard.is_at("Text")
