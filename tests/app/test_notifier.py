"""What the desktop tells of messages: by a real bus, and somebody on it who shows notifications."""

import queue
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_chat.app import notifier as notifier_module
from desktop_chat.app.notifier import Notifier
from desktop_chat.core.client.notes import Note
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.worker import Crew
from tests.support.desktop import Desktop
from tests.support.waiting import WAIT_SECONDS, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other desktops have no bus on which a test could look")

TEA = Note("#tea", "bob · #tea", "hello")


class Told:
    """A notifier, and what was clicked on."""

    def __init__(self) -> None:
        self.crew, self.clicks = Crew(), queue.SimpleQueue[str]()
        self.notifier = Notifier(self.clicks.put, crew=self.crew)

    def names(self) -> list[str]:
        """Return the threads that run."""
        return [worker.name for worker in self.crew.workers()]


@pytest.fixture
def desktop(find_program: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """Return a bus on which nobody shows notifications yet."""
    with Desktop(find_program("dbus-daemon")) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
        yield desktop


@pytest.fixture
def told() -> Iterator[Told]:
    """Return a notifier; it ends in time."""
    told = Told()
    yield told
    told.notifier.stop()
    assert told.crew.join(Deadline(WAIT_SECONDS)) == []


def test_a_message_is_shown_and_a_click_comes_back(desktop: Desktop, told: Told) -> None:
    """Who said it, where and what; the click says which conversation is wanted."""
    desktop.show_notifications()
    assert told.names() == []
    told.notifier.notify(Note("#점심", "나래 · #점심", "<b>오늘</b> & 내일 🍜"))
    shown = desktop.shown()
    assert (shown.app, shown.title) == ("Desktop Chat", "나래 · #점심")
    assert shown.text == "&lt;b&gt;오늘&lt;/b&gt; &amp; 내일 🍜"
    assert shown.actions[:1] == ["default"]
    assert told.names() == ["app-notify"]
    wait_until(lambda: "#점심" in told.notifier._shown)  # Nobody clicks before the program knows that it is shown.
    desktop.click(shown)
    assert told.clicks.get(timeout=WAIT_SECONDS) == "#점심"


def test_what_is_read_is_taken_back(desktop: Desktop, told: Told) -> None:
    """And so is all that is left when the program ends."""
    desktop.show_notifications()
    told.notifier.notify(TEA)
    first = desktop.shown()
    told.notifier.withdraw("#tea")
    desktop.closed(first.number)
    told.notifier.notify(Note("bob", "bob", "are you there?"))
    second = desktop.shown()
    told.notifier.stop()
    desktop.closed(second.number)


def test_a_burst_is_one_notification_more(desktop: Desktop, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the place of the first, and says how many there are."""
    monkeypatch.setattr("desktop_chat.core.client.notes.SAME_SECONDS", 0.2)
    monkeypatch.setattr("desktop_chat.core.client.notes.ANY_SECONDS", 0.0)
    desktop.show_notifications()
    told.notifier.notify(TEA)
    first = desktop.shown()
    for number in range(1000):
        told.notifier.notify(Note("#tea", "bob · #tea", f"message {number}"))
    desktop.closed(first.number)
    assert desktop.shown().text.endswith("new messages\nmessage 999")


def test_without_a_desktop_nothing_happens_and_later_it_is_tried_again(
    desktop: Desktop, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No error, no wait: there is still the sound. Somebody may start what shows notifications at any time."""
    monkeypatch.setattr(notifier_module, "TRY_AGAIN_SECONDS", 0.0)
    monkeypatch.setattr("desktop_chat.core.client.notes.ANY_SECONDS", 0.0)
    asked = queue.SimpleQueue[None]()
    find = Notifier._find_desktop

    async def find_and_tell(notifier: Notifier) -> object:
        found = await find(notifier)
        asked.put(None)
        return found

    monkeypatch.setattr(Notifier, "_find_desktop", find_and_tell)
    told.notifier.notify(TEA)
    asked.get(timeout=WAIT_SECONDS)
    desktop.show_notifications()
    told.notifier.notify(Note("bob", "bob", "are you there?"))
    assert desktop.shown().title == "bob"


def test_without_a_bus_nothing_happens(told: Told, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A machine without a desktop; the log says so once, without a traceback."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    caplog.set_level("INFO")
    told.notifier.notify(TEA)
    wait_until(lambda: "shows no notifications" in caplog.text)
    told.notifier.notify(Note("bob", "bob", "are you there?"))
    told.notifier.withdraw("bob")
    assert "Traceback" not in caplog.text


def test_a_desktop_that_vanishes_stops_nothing(desktop: Desktop, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its panel crashed and started anew: the next note is shown again."""
    monkeypatch.setattr(notifier_module, "TRY_AGAIN_SECONDS", 0.0)
    monkeypatch.setattr("desktop_chat.core.client.notes.ANY_SECONDS", 0.0)
    desktop.show_notifications()
    told.notifier.notify(TEA)
    desktop.shown()
    desktop.screen.close()
    told.notifier.withdraw("#tea")
    told.notifier.notify(Note("carol", "carol", "lost with the panel"))
    desktop.show_notifications()
    told.notifier.notify(Note("bob", "bob", "are you there?"))
    assert desktop.shown().title in {"carol", "bob"}
