"""How the program ends when it must: what stands in the log, and what a person sees who has no terminal."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat import paths
from tests.support.processes import WAIT_SECONDS, Program

pytestmark = pytest.mark.end_to_end

PACKAGED = "import sys; sys.frozen = True; {then}; from desktop_chat.cli import main; sys.exit(main())"
"""The program, as if it were the packaged one."""
BROKEN = "import desktop_chat.app.window as window; window.make_root = lambda: 1 / 0"


def start(folder: Path, *arguments: str, then: str = "pass") -> Program:
    """Start the program as a double-click does: standard error is no terminal."""
    return Program([sys.executable, "-W", "error", "-c", PACKAGED.format(then=then), "--data-dir", folder, *arguments])


def close_dialog() -> None:
    """Wait for a window of the program, and press Enter in it."""
    find = ("xdotool", "search", "--sync", "--onlyvisible", "--name", "^Desktop Chat$")
    found = subprocess.run(find, timeout=WAIT_SECONDS, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603
    subprocess.run(["xdotool", "windowfocus", "--sync", found[0], "key", "Return"], timeout=WAIT_SECONDS, check=True)  # noqa: S603, S607


@pytest.mark.tk
@pytest.mark.skipif(sys.platform != "linux", reason="xdotool is for X11")
def test_a_folder_that_cannot_be_used_is_said_in_a_window(tmp_path: Path) -> None:
    """And on standard error; exit status 2 once it is closed."""
    (tmp_path / "file").touch()
    with start(tmp_path / "file" / "data") as program:
        close_dialog()
        assert program.wait() == 2
        assert "cannot be used" in program.errors()


@pytest.mark.tk
@pytest.mark.skipif(sys.platform != "linux", reason="xdotool is for X11")
def test_an_error_of_our_own_is_said_in_a_window_that_names_the_log(tmp_path: Path) -> None:
    """The log has the traceback; exit status 1."""
    with start(tmp_path, then=BROKEN) as program:
        close_dialog()
        assert program.wait() == 1
        assert f"What happened is in {paths.log_file(tmp_path)}" in program.errors()
    assert "ZeroDivisionError" in paths.log_file(tmp_path).read_text(encoding="utf-8")


def test_who_asked_for_no_window_gets_none(tmp_path: Path) -> None:
    """A host in a cellar: one sentence on standard error, at once."""
    (tmp_path / "file").touch()
    with start(tmp_path / "file" / "data", "serve") as program:
        assert program.wait() == 2
        assert program.errors().count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no signal there says this")
def test_a_crash_of_the_interpreter_is_in_the_log(tmp_path: Path) -> None:
    """With what each thread was at."""
    with start(tmp_path, "serve", "--port", "0", "--no-announce") as program:
        program.until("ready ")
        program.ask_to_end(signal.SIGSEGV)
        assert program.wait() == -signal.SIGSEGV
    text = paths.log_file(tmp_path).read_text(encoding="utf-8")
    assert "Fatal Python error: Segmentation fault" in text
    assert "server/engine.py" in text
