"""What was built, started as people start it; `python3 dev.py build` runs this, plain tests do not.

Printed are the sizes, and the seconds from the start to the first window: of a second start, when the disk is warm.
"""

import json
import sys
import tempfile
import tkinter as tk
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PIL import Image, ImageGrab

from desktop_chat import __version__, paths
from desktop_chat.gui.program import CLASS_NAME
from package.archives import sums
from tests.support.desktop import Desktop
from tests.support.packaged import CONSOLE, DIST, FORMS, Copy, Form, free_port, is_open
from tests.support.person import Person
from tests.support.processes import ROOT, WAIT_SECONDS, Program
from tests.support.programs import FindProgram
from tests.support.waiting import wait_until
from tests.support.x11 import ask_to_close, press, type_line, windows, xdotool

ON_X11 = pytest.mark.skipif(sys.platform != "linux", reason="the windows are looked at on X11")
ROOM, FROM_HOST, FROM_GUEST = "Smoke", "hello from the host", "hello from the guest"
LINK = "ircs://192.0.2.1/tea?room=Elsewhere"
"""An address that nobody has (RFC 5737)."""
COLOURS_OF_A_WINDOW = 200
"""Letters with soft edges have more; an empty screen has one or two."""
MOST_MEGABYTES = {"folder": 90, "single file": 42, "archive": 90, "debian package": 90}
SECONDS_WANTED = {"folder": 0.9, "single file": 1.4, "archive": 0.9, "debian package": 0.9}
"""On a machine that does nothing else: printed beside what was measured, since a busy one proves nothing."""


@pytest.fixture
def place() -> Iterator[Path]:
    """Return a folder that everybody may read."""
    with tempfile.TemporaryDirectory(prefix="desktop-chat-smoke-") as name:
        yield Path(name)


def command_line(home: Path, *arguments: str | Path, **environment: str) -> Program:
    """Start the program from a terminal, for somebody who has never used it and has no Python."""
    where = str(home)
    environment = {"HOME": where, "XDG_DATA_HOME": where, "APPDATA": where, "LOCALAPPDATA": where, **environment}
    return Program([CONSOLE, *arguments], cwd=ROOT, on_terminal=False, inherits=True, PATH="/usr/bin:/bin", **environment)


def see(name: str) -> Image.Image:
    """Wait until something is drawn: a window is there some milliseconds before that; keep the picture."""
    picture = ImageGrab.grab()

    def is_drawn() -> bool:
        nonlocal picture
        picture = ImageGrab.grab()
        return len(picture.getcolors(picture.width * picture.height) or []) > COLOURS_OF_A_WINDOW

    wait_until(is_drawn)
    picture.save(ROOT / "build" / f"smoke {name}.png")
    return picture


@ON_X11
@pytest.mark.parametrize("name", FORMS)
def test_two_copies_talk(name: str, place: Path) -> None:
    """One hosts, the other joins; a line each way, kept by both; both windows are drawn, and end well when they are closed."""
    form = Form(name, place)
    port = free_port()
    with Copy(form, "host", "--room", ROOM, "--nick", "ann", "--port", str(port), "--no-announce", data="host") as host:
        wait_until(lambda: is_open(port))
        with Copy(form, "join", f"127.0.0.1:{port}", "--nick", "bob", data="guest") as guest:
            wait_until(paths.known_rooms_file(form.data_folder("guest")).exists)  # It was let in, and so was the host before.
            for copy, line in ((host, FROM_HOST), (guest, FROM_GUEST)):
                type_line(copy.window, line)
                wait_until(partial(form.have_kept, ("host", "guest"), line))
            see(name)
            guest.close_politely()
        host.close_politely()
    size, seconds = form.size_megabytes(), min(host.seconds, guest.seconds)
    sys.stdout.write(
        f"\n{name}: {size:.1f} MB (at most {MOST_MEGABYTES[name]}), first window after {seconds:.2f} s (wanted: {SECONDS_WANTED[name]} s)\n"
    )
    assert size <= MOST_MEGABYTES[name]


@ON_X11
def test_two_started_at_once_both_open_and_a_link_goes_to_one_of_them(place: Path) -> None:
    """With the same data, as after a double-click too many; a third start with a link hands it over and ends."""
    form = Form("folder", place)
    with form.start() as one, form.start() as other:
        wait_until(lambda: len(windows(CLASS_NAME)) == 2)
        wait_until(paths.window_file(form.data_folder("data")).exists)
        with form.start(LINK) as third:
            assert (third.wait(), third.errors()) == (0, "")
        see("two at once")
        for window in windows(CLASS_NAME):
            ask_to_close(window)
        assert [(program.wait(), program.errors()) for program in (one, other)] == [(0, ""), (0, "")]


@ON_X11
def test_what_keeps_it_from_starting_is_said_in_a_window(place: Path) -> None:
    """A double-click shows no terminal."""
    form = Form("folder", place)
    with form.start("--data-dir", "/proc/1/no such folder") as program:
        wait_until(lambda: bool(windows(CLASS_NAME)))
        press("Return", *windows(CLASS_NAME))
        assert program.wait() == 2
        assert "cannot be used" in program.errors()


@ON_X11
def test_a_mention_is_shown_by_the_desktop(tmp_path: Path, find_program: FindProgram) -> None:
    """What shows notifications is loaded by name, so only here is it seen whether it was packed."""
    port = free_port()
    asked = ("host", "--room", ROOM, "--nick", "gildong", "--port", str(port), "--no-announce")
    with Desktop(Path(find_program("dbus-daemon"))) as desktop:
        desktop.show_notifications()
        with command_line(tmp_path, *asked, DBUS_SESSION_BUS_ADDRESS=desktop.address) as program:
            wait_until(lambda: is_open(port) and bool(windows(CLASS_NAME)))
            with Person(port, "guest", channel="#general") as guest, looking_elsewhere(*windows(CLASS_NAME)):
                wait_until(lambda: any("gildong" in line for line in answer(guest, "NAMES #general", " 366 ")))
                guest.say("PRIVMSG #general :gildong: are you there?")
                assert "are you there?" in desktop.shown().text
            program.ask_to_end()
            assert (program.wait(), program.errors()) == (0, "")


@contextmanager
def looking_elsewhere(window: int) -> Iterator[None]:
    """Give the keyboard to a window of the program, and then to another program that stays."""
    xdotool("windowfocus", "--sync", str(window))
    other = tk.Tk()
    other.update()
    other.focus_force()
    other.update()
    yield
    other.destroy()


def answer(person: Person, line: str, last: str) -> list[str]:
    """Say something; return what comes up to a line."""
    person.say(line)
    return person.until(last)


def test_it_hosts_without_a_window_for_any_client(tmp_path: Path) -> None:
    """`serve` says when it is ready; asked to end, it ends well and says so to the guest."""
    with command_line(tmp_path, "serve", "--room", ROOM, "--port", "0", "--no-announce") as program:
        port = int(program.until("\n").split()[1])
        with Person(port, "guest", channel="#general") as guest:
            guest.say("PRIVMSG #general :안녕하세요", "PING in-step")
            guest.until("PONG ")
            program.ask_to_end()
            assert guest.rest()[-1].startswith("ERROR ")
        assert (program.wait(), program.errors()) == (0, "")
    assert list(tmp_path.rglob("room.sqlite3"))


def test_it_tells_its_version_and_the_rooms_of_the_network(tmp_path: Path) -> None:
    """In a terminal."""
    with command_line(tmp_path, "--version") as program:
        program.until(f"desktop-chat {__version__}")
        assert program.wait() == 0
    with command_line(tmp_path, "rooms", "--json", "--seconds", "0.2", "--interface", "lo") as program:
        assert (program.wait(), program.errors()) == (0, "")


def test_it_runs_the_lab(tmp_path: Path) -> None:
    """Its processes are this executable too (`multiprocessing.freeze_support`)."""
    figures = tmp_path / "lab.json"
    with command_line(tmp_path, "lab", "--quick", "--json", figures) as lab:
        assert (lab.wait(seconds=4 * WAIT_SECONDS), lab.errors()) == (0, "")
    found = json.loads(figures.read_text(encoding="utf-8"))["experiments"]
    assert len(found) == 5
    assert "unknown" not in {experiment["verdict"] for experiment in found.values()}


def test_everything_for_download_is_there_with_its_hash() -> None:
    """And the licences say what is inside."""
    files = [path for path in DIST.iterdir() if path.is_file() and path.name != "SHA256SUMS"]
    assert (DIST / "SHA256SUMS").read_text(encoding="utf-8") == sums(files, DIST)
    names = " ".join(path.name for path in files)
    wanted = {"linux": (".tar.gz", ".deb"), "win32": (".zip", ".exe"), "darwin": (".zip",)}[sys.platform]
    assert [end for end in (*wanted, "sbom.cdx.json", "THIRD-PARTY.txt") if end not in names] == []
    text = (DIST / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    assert [part for part in ("Pretendard", "Noto Emoji", "Python", "zeroconf", "cryptography", "Tcl") if part not in text] == []
