"""A host rules the room by the panel while others are in it: two real windows in two processes, a real room between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.windows import Window

pytestmark = [pytest.mark.end_to_end, pytest.mark.tk]


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Window]:
    """Open a window that hosts."""
    with Window(tmp_path / "host", "host", "가람") as window:
        yield window


@pytest.fixture
def address(host: Window) -> str:
    """Return where the host's window says that others come in."""
    host.until_seen("timeline", "You joined #general")
    return host.until_seen("address", ":")[0].split()[-1]


def come_in(folder: Path, host: Window, address: str, nick: str) -> Window:
    """Open a window that joins, and wait until both see it."""
    window = Window(folder, "join", address, nick)
    window.until_seen("timeline", "You joined #general")
    host.until_seen("timeline", f"{nick} joined")
    return window


def test_a_password_that_is_set_now_is_asked_of_the_next_who_comes(tmp_path: Path, host: Window, address: str) -> None:
    """Who is inside stays and goes on talking; the right word opens the door."""
    with come_in(tmp_path / "ann", host, address, "ann") as ann:
        host.order("panel", "door")
        host.until_seen("panel", "Anybody on the network may come in.")
        host.order("panel", "door", "password", "열려라")
        host.order("panel", "door", "set_button")
        host.until_seen("panel", "It is kept for the next time.")
        with Window(tmp_path / "bob", "join", address, "bob") as bob:
            assert "password" in bob.until_seen("start", "password")[0]
            ann.order("say", "아직 여기 있어요")
            host.until_seen("timeline", "아직 여기 있어요")
            bob.order("join", "열려라")
            bob.until_seen("timeline", "You joined #general")
            bob.order("close")
            assert (bob.wait(), bob.errors()) == (0, "")
        ann.order("close")
        assert (ann.wait(), ann.errors()) == (0, "")
    host.order("close")
    assert (host.wait(), host.errors()) == (0, "")


def test_a_member_is_banned_and_let_in_again(tmp_path: Path, host: Window, address: str) -> None:
    """By the device; the list shows who, why and by whom, and who is banned reads that they are."""
    with come_in(tmp_path / "eve", host, address, "eve") as eve:
        host.order("panel", "members")
        host.until_seen("panel", "eve")
        host.order("panel", "members", "table", "eve")
        host.order("panel", "members", "ban_button")
        host.order("panel", "bans", "reason", "spam")
        host.order("panel", "bans", "ban_button")
        assert any("spam 가람" in line for line in host.until_seen("panel", "spam"))
        assert "banned" in eve.until_seen("banner", "banned")[0]
        eve.order("close")
        assert (eve.wait(), eve.errors()) == (0, "")
    row = next(line for line in host.until_seen("panel", "spam") if "spam" in line)
    host.order("panel", "bans", "table", row.partition(" spam")[0])
    host.order("panel", "bans", "lift_button")
    host.until_seen("panel", "The ban was lifted.")
    with come_in(tmp_path / "eve", host, address, "eve"):
        pass
    host.order("close")
    assert (host.wait(), host.errors()) == (0, "")


def test_what_is_stored_is_deleted_for_whoever_comes_later(tmp_path: Path, host: Window, address: str) -> None:
    """After one more question; who has heard it keeps it. Limits change beside it."""
    with come_in(tmp_path / "ann", host, address, "ann") as ann:
        ann.order("say", "잊어 주세요")
        host.until_seen("timeline", "잊어 주세요")
        host.order("panel", "limits")
        host.until_seen("panel", "connections now")
        host.order("panel", "limits", "channels", "2")
        host.order("panel", "limits", "apply_button")
        host.until_seen("panel", "This counts from now on")
        host.order("panel", "stored", "all_button")
        host.order("panel", "question", "0")
        host.until_seen("panel", "Nothing is stored.")
        with come_in(tmp_path / "bob", host, address, "bob") as bob:
            ann.order("say", "반가워요")
            assert not any("잊어" in line for line in bob.until_seen("timeline", "반가워요"))
            bob.order("say", "/join #one")
            bob.until_seen("timeline", "You joined #one")
            bob.order("say", "/join #two")
            bob.until_seen("timeline", "too many channels")
            bob.order("close")
            assert (bob.wait(), bob.errors()) == (0, "")
        assert ann.until_seen("timeline", "잊어 주세요")
        ann.order("close")
        assert (ann.wait(), ann.errors()) == (0, "")
    host.order("close")
    assert (host.wait(), host.errors()) == (0, "")
