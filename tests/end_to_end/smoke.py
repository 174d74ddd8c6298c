"""The executable that was built, started once as a person would; `python3 dev.py build` runs this, plain tests do not."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ImageGrab

from tests.support.person import Person
from tests.support.processes import ROOT, WAIT_SECONDS, Program

EXECUTABLE = ROOT / "dist" / "desktop-chat" / ("desktop-chat.exe" if sys.platform == "win32" else "desktop-chat")
PICTURE = ROOT / "build" / "smoke.png"
TITLE = "Smoke|Desktop Chat"
"""What the window's title holds, as a regular expression."""
COLOURS_OF_A_WINDOW = 16
"""Letters with soft edges have more; an empty screen has one or two."""
TRY_AGAIN_SECONDS = 0.05


@pytest.fixture
def port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def program(tmp_path: Path, port: int) -> Iterator[Program]:
    """Start the executable, already hosting, for somebody who has never used it and has no Python."""
    command: list[str | Path] = [EXECUTABLE, "host", "--room", "Smoke", "--nick", "smoke", "--port", str(port), "--no-announce"]
    home = str(tmp_path)
    with Program(command, PATH="/usr/bin:/bin", HOME=home, XDG_DATA_HOME=home, APPDATA=home, LOCALAPPDATA=home) as started:
        yield started


def wait_for_room(program: Program, port: int) -> None:
    """Wait until a program listens at a port."""
    between = threading.Event()
    for _ in range(int(WAIT_SECONDS / TRY_AGAIN_SECONDS)):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        between.wait(TRY_AGAIN_SECONDS)
    raise AssertionError(f"the room did not open: {program.errors()}")


def wait_for_picture() -> None:
    """Wait until something is drawn: a window is there some milliseconds before that."""
    between = threading.Event()
    for _ in range(int(WAIT_SECONDS / TRY_AGAIN_SECONDS)):
        picture = ImageGrab.grab()
        picture.save(PICTURE)
        if len(picture.getcolors(picture.width * picture.height) or []) > COLOURS_OF_A_WINDOW:
            return
        between.wait(TRY_AGAIN_SECONDS)
    raise AssertionError(f"nothing is drawn: {PICTURE}")


def test_the_executable_opens_its_window_hosts_and_ends(program: Program, port: int, tmp_path: Path) -> None:
    """A guest with any IRC client meets the host; the window shows; asked to end, it ends well and says so to the guest."""
    wait_for_room(program, port)
    search = ("xdotool", "search", "--sync", "--onlyvisible", "--name", TITLE)
    assert subprocess.run(search, timeout=WAIT_SECONDS, check=False, stdout=subprocess.DEVNULL).returncode == 0  # noqa: S603
    with Person(port, "guest") as guest:
        guest.say("JOIN #general")
        assert any("smoke" in line for line in guest.until(" 366 ") if " 353 " in line)
        guest.say("PRIVMSG #general :안녕하세요", "PING in-step")
        guest.until("PONG ")
        wait_for_picture()
        program.ask_to_end()
        assert guest.rest()[-1].startswith("ERROR ")
    assert (program.wait(), program.errors()) == (0, "")
    assert list(tmp_path.rglob("room.sqlite3"))


def test_the_executable_runs_the_lab(tmp_path: Path) -> None:
    """Its processes are this executable too (`multiprocessing.freeze_support`)."""
    figures, home = tmp_path / "lab.json", str(tmp_path)
    command: list[str | Path] = [EXECUTABLE, "lab", "--quick", "--json", figures]
    with Program(command, PATH="/usr/bin:/bin", HOME=home, XDG_DATA_HOME=home, APPDATA=home, LOCALAPPDATA=home) as lab:
        assert (lab.wait(seconds=4 * WAIT_SECONDS), lab.errors()) == (0, "")
    found = json.loads(figures.read_text(encoding="utf-8"))["experiments"]
    assert len(found) == 5
    assert "unknown" not in {experiment["verdict"] for experiment in found.values()}
