"""dev.py: what it does by itself, what it hands on, and what it says when a machine lacks something."""

import os
import re
import runpy
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import dev

Run = Callable[[Path, Sequence[str]], int]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Collect what would be run; everything succeeds."""
    made: list[tuple[str, ...]] = []

    def call(*command: str) -> int:
        made.append(command)
        return 0

    monkeypatch.setattr(dev, "call", call)
    return made


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Make a virtual environment without packages."""
    venv.create(tmp_path / "venv", with_pip=False, symlinks=os.name != "nt")
    return tmp_path / "venv"


@pytest.mark.parametrize(
    "typed",
    [["serve", "--room", "Our room", "--port", "0"], ["-q", "-k", "a or b", "tests/core", "-x"], ["--help"], ["--version"], []],
)
def test_what_follows_the_command_is_handed_on_as_it_was_typed(typed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Options too: they are for the program or for pytest."""
    seen: list[Sequence[str]] = []

    def remember(_venv: Path, arguments: Sequence[str]) -> int:
        seen.append(arguments)
        return 7

    monkeypatch.setitem(dev.COMMANDS, "run", remember)
    monkeypatch.setattr(sys, "argv", ["dev.py", "run", *typed])
    monkeypatch.chdir(dev.ROOT)
    assert dev.main() == 7
    assert seen == [typed]


def test_requirements_are_installed_once_and_again_when_they_change(
    calls: list[tuple[str, ...]],
    bare: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A second start takes no time for it; a changed pin does."""
    (tmp_path / "requirements").mkdir()
    pins = tmp_path / "requirements" / "run.txt"
    pins.write_text("one==1")
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "succeeds", lambda *_command: True)
    installs = []
    for _ in range(2):
        dev.environment(bare, "run")
        installs.append(len(calls))
    pins.write_text("one==2")
    dev.environment(bare, "run")
    assert installs == [2, 2]
    assert len(calls) == 4
    assert all(command[1:3] == ("-m", "pip") for command in calls)


def test_a_virtual_environment_left_half_made_is_made_anew(calls: list[tuple[str, ...]], bare: Path) -> None:
    """Somebody pressed Ctrl-C in the middle of the first start: there is a Python in it, but no pip."""
    (bare / ("Lib" if os.name == "nt" else "lib")).mkdir(exist_ok=True)
    dev.environment(bare, "run")
    assert calls[0] == (sys.executable, "-m", "venv", "--clear", str(bare))


def test_a_failed_installation_is_one_sentence_and_is_tried_again(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No network: nothing is remembered as installed."""
    monkeypatch.setattr(dev, "call", lambda *command: int("pip" in command))
    for _ in range(2):
        with pytest.raises(SystemExit, match="could not be installed"):
            dev.environment(bare, "run")


@pytest.mark.skipif(not dev.LINUX, reason="only X11 can be without a screen")
def test_without_a_screen_the_window_is_refused_in_one_sentence_and_hosting_is_not(
    calls: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A server in a cellar needs neither screen nor Tk."""
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setattr(dev, "environment", lambda *_arguments: "python")
    monkeypatch.setattr(dev, "need_tk", lambda _python: None)
    with pytest.raises(SystemExit, match="There is no screen"):
        dev.run(Path("venv"), [])
    assert dev.run(Path("venv"), ["serve"]) == 0
    assert dev.run(Path("venv"), ["--help"]) == 0
    assert calls == [("python", "-m", "desktop_chat", "serve"), ("python", "-m", "desktop_chat", "--help")]


def test_what_opens_no_window_needs_no_screen() -> None:
    """Every command of the program but the two that open one."""
    commands = set(re.findall(r'add_parser\("([a-z-]+)"', (dev.ROOT / "desktop_chat" / "arguments.py").read_text(encoding="utf-8")))
    assert commands - dev.WITHOUT_WINDOW == {"host", "join"}


def test_what_may_not_be_installed_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not root, no sudo without a question; or a system without apt-get."""
    monkeypatch.setattr(dev, "succeeds", lambda *_command: False)
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    for linux in (True, False):
        monkeypatch.setattr(dev, "LINUX", linux)
        with pytest.raises(SystemExit, match=r"^Tk is missing\. Please install: python3-tk"):
            dev.need_tk("python")


def test_an_older_python_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what is needed, before anything is made."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"^Desktop Chat needs Python 3\.11 or newer"):
        runpy.run_path(dev.__file__, run_name="__main__")


def test_a_build_makes_everything_and_then_tries_it(calls: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed after `build` is for the maker; what could not be made is not tried."""
    monkeypatch.setattr(dev, "environment", lambda *_arguments: "python")
    for need in ("need_tk", "need_test_programs"):
        monkeypatch.setattr(dev, need, lambda *_arguments: None)
    assert dev.build(Path("venv"), ["--twice"]) == 0
    assert [command[2:5] for command in calls] == [("package", "--twice"), ("pytest", "-q", "-s")]
    monkeypatch.setattr(dev, "call", lambda *command: 3 if "package" in command else pytest.fail("it is tried"))
    assert dev.build(Path("venv"), []) == 3
