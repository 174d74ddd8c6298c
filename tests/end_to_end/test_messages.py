"""What people do with messages, in two real windows over a real host: answer, react, edit, delete; and what is there the next time."""

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


def see_each_other(host: Window, guest: Window) -> None:
    """Let both do all that can be done with messages, and see what the other one does."""
    host.order("say", "could you *review* it?")
    guest.until_seen("timeline", "could you review it?")
    guest.order("bar", "ANSWER", "could you")
    guest.order("say", "sure")
    host.until_seen("messages", "sure | > 가람: could you review it? | ")
    for window, other, count in ((guest, host, 1), (host, guest, 2), (guest, host, 1)):
        window.order("emoji", "👍", "could you")
        other.until_seen("messages", f"could you *review* it? | 👍 {count} | ")
    guest.order("edit", "sure, today")
    host.until_seen("messages", "sure, today | > 가람: could you review it? | edited")
    guest.order("say", "a slip")
    host.until_seen("timeline", "a slip")
    host.order("menu", "Delete for everybody", "a slip")
    guest.until_seen("messages", "가람 deleted this message | deleted")


def close(window: Window) -> None:
    """Close a window, which ends well and leaves nothing on standard error."""
    window.order("close")
    assert window.wait() == 0
    assert window.errors() == ""


def test_answers_reactions_edits_and_deletions_reach_the_other_window(tmp_path: Path, host: Window) -> None:
    """Each by the mouse or a key; all of it is in the member's own history the next time, and so is an answer that waits for the host."""
    address = host.until_seen("address", ":")[0].split()[-1]
    with Window(tmp_path / "guest", "join", address, "ann") as guest:
        guest.until_seen("timeline", "You joined #general")
        see_each_other(host, guest)
        close(guest)
    close(host)
    told = [
        "could you *review* it? | 👍 1 | ",
        "sure, today | > 가람: could you review it? | edited",
        "This message was deleted | deleted",
    ]
    with Window(tmp_path / "guest", "join", address, "ann") as again:
        assert again.until_seen("messages", "deleted") == told
        again.order("bar", "ANSWER", "could you")
        again.order("say", "tomorrow")
        again.until_seen("messages", "tomorrow | > 가람: could you review it? | ")
        close(again)
    with Window(tmp_path / "guest", "join", address, "ann") as again:
        again.until_seen("messages", "deleted")
        assert again.until_seen("messages", "tomorrow | > 가람") == [*told, "tomorrow | > 가람: could you review it? | "]
