"""The program started a second time, by a link that somebody opened: processes as a desktop starts them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat import paths
from tests.support.processes import OURS, Program
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.end_to_end, pytest.mark.tk]

LINK = "ircs://127.0.0.1:6697/tea"


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Program]:
    """Open the window, at its start screen."""
    with Program([*OURS, "--data-dir", tmp_path]) as program:
        wait_until(paths.window_file(tmp_path).exists)
        yield program


def test_a_second_start_with_a_link_ends_well_and_the_window_stays(window: Program, tmp_path: Path) -> None:
    """Nothing is said on standard error; the window's log is still its own, and when it ends nothing is left that leads to it."""
    with Program([*OURS, "--data-dir", tmp_path, "join", LINK]) as second:
        assert (second.wait(), second.errors()) == (0, "")
    assert not paths.log_file(tmp_path).with_suffix(".log.1").exists()
    window.ask_to_end()
    assert (window.wait(), window.errors()) == (0, "")
    assert not paths.window_file(tmp_path).exists()


def test_after_a_crash_a_link_opens_a_window_of_its_own(window: Program, tmp_path: Path) -> None:
    """Whatever the crashed one has left."""
    window.kill()
    window.wait()
    left = paths.window_file(tmp_path).read_text(encoding="utf-8")
    with Program([*OURS, "--data-dir", tmp_path, "join", LINK]) as second:
        wait_until(lambda: paths.window_file(tmp_path).read_text(encoding="utf-8") != left)
        second.ask_to_end()
        assert (second.wait(), second.errors()) == (0, "")
