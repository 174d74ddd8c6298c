"""The program, a guest who writes to whoever sits in front of it, and the desktop that tells of it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.desktop import Desktop
from tests.support.windows import Window

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.tk,
    pytest.mark.skipif(sys.platform != "linux", reason="other desktops have no bus on which a test could look"),
]


@pytest.fixture
def desktop(find_program: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """Return a desktop that shows notifications of the programs that are started."""
    with Desktop(find_program("dbus-daemon")) as desktop:
        desktop.show_notifications()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
        yield desktop


def test_a_click_on_the_notification_opens_what_it_tells_of(desktop: Desktop, tmp_path: Path) -> None:
    """Private talk while another channel is read: the desktop tells of it, the window shows it, and both end well."""
    with Window(tmp_path / "host", "host", "가람") as host:
        address = host.until_seen("address", ":")[0].split()[-1]
        with Window(tmp_path / "guest", "join", address, "나래") as guest:
            guest.until_seen("timeline", "You joined #general")
            host.until_seen("timeline", "나래 joined")
            guest.order("say", "/msg 가람 점심 먹을래요? <😀>")
            shown = desktop.shown()
            assert (shown.title, shown.text) == ("나래", "점심 먹을래요? &lt;😀&gt;")
            # A person does not click within a millisecond: the program knows by then that it is shown.
            host.order("say", "#general stays open")
            guest.until_seen("timeline", "#general stays open")
            desktop.click(shown)
            host.until_seen("timeline", "점심 먹을래요?")
            guest.order("close")
            assert guest.wait() == 0
        host.order("close")
        assert host.wait() == 0
        assert host.errors() == ""
