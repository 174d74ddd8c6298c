"""Two real windows in two processes on one screen: one hosts, one joins, and they talk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.windows import Window

pytestmark = [pytest.mark.end_to_end, pytest.mark.tk]

LINES = 100
TALK = (
    "안녕하세요, 반갑습니다!",
    "Good morning to all of you.",
    "오늘 3시 회의 잊지 마세요 😀",
    "See https://lan.example/docs for more",
    "//slash",
)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Window]:
    """Open a window that hosts."""
    with Window(tmp_path / "host", "host", "가람") as window:
        yield window


@pytest.fixture
def address(host: Window) -> str:
    """Return where the host's window says that others come in."""
    return host.until_seen("address", ":")[0].split()[-1]


@pytest.fixture
def guest(tmp_path: Path, host: Window, address: str) -> Iterator[Window]:
    """Open a window that joined the first one."""
    with Window(tmp_path / "guest", "join", address, "ann") as window:
        window.until_seen("timeline", "You joined #general")
        host.until_seen("timeline", "ann joined")
        yield window


def test_a_hundred_lines_each_way(host: Window, guest: Window) -> None:
    """Korean and English, both at once; every line is in both windows, once and in order."""
    said = {who: [f"{who} {number} {TALK[number % len(TALK)]}" for number in range(LINES)] for who in ("host", "guest")}
    for from_host, from_guest in zip(said["host"], said["guest"], strict=True):
        host.order("say", from_host)
        guest.order("say", from_guest)
    for window in (host, guest):
        for who, lines in said.items():
            shown = window.until_seen("timeline", lines[-1])
            assert [line for line in shown if line.startswith(f"{who} ")] == lines


def test_several_lines_are_one_row_in_both_windows(host: Window, guest: Window) -> None:
    """As they were written, blank lines and the spaces of code kept; the composer is empty then."""
    said = "def f():\n\n    return 1"
    guest.order("say", said)
    for window in (guest, host):
        assert window.until_seen("timeline", "return 1")[-3:] == said.split("\n")
    assert guest.until_seen("composer", "") == [""]


def test_too_many_lines_stay_where_they_were_written(host: Window, guest: Window) -> None:
    """The window says how many the host takes."""
    said = "\n".join(map(str, range(101)))
    host.order("write", said)
    host.order("send")
    assert "takes 100 lines" in host.until_seen("hint", "lines")[0]
    assert host.until_seen("composer", "") == [said]
    guest.order("say", "still here")
    assert host.until_seen("timeline", "still here")[-1] == "still here"


def test_a_host_that_closes_its_window_is_missed_in_words(host: Window, guest: Window) -> None:
    """The guest reads why, keeps what was said, and both end well and leave nothing on standard error."""
    host.order("say", "또 봐요")
    guest.until_seen("timeline", "또 봐요")
    host.order("close")
    assert host.wait() == 0
    assert "The host has closed the room" in guest.until_seen("banner", "closed")[0]
    assert guest.until_seen("timeline", "또 봐요")
    guest.order("close")
    assert guest.wait() == 0
    assert (host.errors(), guest.errors()) == ("", "")


def test_a_killed_host_is_missed_in_words(host: Window, guest: Window) -> None:
    """Kill -9 of the host: one sentence and a way on, no traceback."""
    host.kill()
    assert guest.until_seen("banner", "host")[0]
    guest.order("close")
    assert guest.wait() == 0
    assert guest.errors() == ""
