"""A host keeps order in a real room by menus, and a member gets around in it by lists and the switcher: two windows, one network."""

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
def guest(tmp_path: Path, host: Window) -> Iterator[Window]:
    """Open a window that joined the first one."""
    address = host.until_seen("address", ":")[0].split()[-1]
    with Window(tmp_path / "guest", "join", address, "ann") as window:
        window.until_seen("timeline", "You joined #general")
        host.until_seen("members", "ann")
        yield window


def test_an_operator_keeps_order_by_menu(host: Window, guest: Window) -> None:
    """Rank, topic, ban and put out; who is banned does not come in again until that is lifted from the list."""
    host.order("entry", "members", "ann", "Give a voice")
    guest.until_seen("timeline", "가람 gave ann a voice")
    guest.until_seen("members", "Voice")
    host.order("entry", "list", "general", "Change the topic…")
    host.order("fill", "오늘 3시 회의 :)")
    host.order("enter")
    guest.until_seen("head", "오늘 3시 회의 :)")
    host.order("entry", "members", "ann", "Ban and put out…")
    host.order("fill", "spam")
    host.order("enter")
    guest.until_seen("timeline", "가람 removed you from #general (spam)")
    guest.order("entry", "list", "general", "Join again")
    guest.until_seen("timeline", "You are banned from #general.")
    host.order("entry", "list", "general", "Who is banned…")
    host.until_seen("sheet", "ann!*@*")
    host.order("enter")
    host.until_seen("timeline", "가람 lifted the ban of ann!*@*")
    guest.order("entry", "list", "general", "Join again")
    host.until_seen("members", "ann")


def test_one_gets_around_by_the_switcher_and_the_list_of_channels(host: Window, guest: Window) -> None:
    """A channel is made by the switcher, found in the list of the room by another, and left for the one before."""
    host.order("switch")
    host.order("fill", "#우리-차")
    host.until_seen("sheet", "Join #우리-차")
    host.order("enter")
    host.until_seen("head", "우리-차")
    guest.order("add")
    guest.until_seen("sheet", "1 person")
    guest.order("fill", "ㅇㄹ")
    guest.order("enter")
    guest.until_seen("timeline", "You joined #우리-차")
    host.until_seen("members", "ann")
    for window in (guest, host):
        window.order("switch")
        window.until_seen("sheet", "general")
        window.order("enter")
        window.until_seen("head", "general")


def test_a_private_talk_says_whether_the_other_is_there(host: Window, guest: Window) -> None:
    """Opened by the menu of a member; it counts as meant for whoever gets it; the host watches for whoever shares no channel."""
    host.order("entry", "members", "ann", "Write to ann")
    host.until_seen("head", "is here")
    host.order("say", "psst")
    guest.until_seen("list", "1")
    guest.order("say", "/away 점심")
    host.until_seen("head", "is away: 점심")
    guest.order("entry", "list", "general", "Leave the channel")
    host.until_seen("list", "ann")
    guest.order("say", "/away")
    host.until_seen("head", "is here")
    guest.order("close")
    host.until_seen("head", "is not in the room")
