"""The look follows the settings, and the desktop where they say so."""

import subprocess
import sys
import tkinter as tk
from collections.abc import Sequence

import pytest

from desktop_chat.gui.look.desktop_theme import desktop_is_dark
from desktop_chat.gui.look.looks import Looks
from desktop_chat.settings import Settings


@pytest.mark.tk
@pytest.mark.parametrize(("answer", "name"), [(True, "dark"), (False, "light"), (None, "dark")])
def test_the_desktop_decides_where_nobody_else_does(root: tk.Tk, answer: bool | None, name: str) -> None:  # noqa: FBT001
    """One that says nothing gets our own dark."""
    assert Looks(root, Settings(theme="system"), lambda: answer).now.palette.name == name


@pytest.mark.tk
def test_the_desktop_is_not_asked_where_it_does_not_matter(root: tk.Tk) -> None:
    """Asking starts a program."""
    asked = list[bool]()

    def ask() -> bool:
        asked.append(True)
        return True

    looks = Looks(root, Settings(theme="light"), ask)
    looks.ask_desktop(Settings(theme="contrast"))
    assert looks.differs(Settings(theme="contrast"))
    assert not asked


@pytest.mark.tk
def test_each_setting_of_the_look_makes_another_one(root: tk.Tk) -> None:
    """Palette, size, room between rows; a language needs none."""
    now = Settings(theme="dark")
    looks = Looks(root, now, lambda: None)
    assert not looks.differs(Settings(theme="dark", language="ko"))
    for other in (Settings(theme="light"), Settings(theme="dark", zoom=120), Settings(theme="dark", density="compact")):
        assert looks.differs(other)
        looks.change(other).free()
        assert not looks.differs(other)


def answering(answers: dict[str, bytes]) -> object:
    """Return a `subprocess.run` that knows these words."""

    def run(command: Sequence[str], **_options: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, 0, answers.get(command[-1], b""))

    return run


@pytest.mark.parametrize(
    ("platform", "answers", "expected"),
    [
        ("linux", {"color-scheme": b"'prefer-dark'\n"}, True),
        ("linux", {"color-scheme": b"'prefer-light'\n", "gtk-theme": b"'Adwaita-dark'\n"}, False),
        ("linux", {"color-scheme": b"'default'\n", "gtk-theme": b"'Adwaita'\n"}, False),
        ("linux", {"gtk-theme": b"'Yaru-Dark'\n"}, True),
        ("linux", {}, None),
        ("darwin", {"AppleInterfaceStyle": b"Dark\n"}, True),
        ("darwin", {}, False),
    ],
)
def test_each_desktop_is_asked_in_its_own_way(
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    answers: dict[str, bytes],
    expected: bool | None,  # noqa: FBT001
) -> None:
    """As GNOME tells, and macOS; the key of the latter is there only while it is dark."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", answering(answers))
    assert desktop_is_dark() is expected


def test_a_desktop_that_does_not_answer_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is not there, is too slow, or cannot be started."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert desktop_is_dark() is None
    monkeypatch.setattr("shutil.which", lambda name: name)

    def hang(*_arguments: object, **_options: object) -> None:
        raise subprocess.TimeoutExpired("gsettings", 0.5)

    monkeypatch.setattr("subprocess.run", hang)
    assert desktop_is_dark() is None
