"""`app-notify`: what the desktop tells a person of messages, by the notifications that it has itself."""

import asyncio
import html
import logging
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from desktop_chat import paths
from desktop_chat.core.client.notes import Bursts, Note
from desktop_chat.i18n import ntr
from desktop_chat.net.worker import Crew, Worker

if TYPE_CHECKING:
    from desktop_notifier import DesktopNotifier

log = logging.getLogger(__name__)
# Of each notification that fails, the library tells with a traceback; what matters we tell ourselves.
logging.getLogger("desktop_notifier").setLevel(logging.ERROR)

ANSWER_SECONDS: Final = 2.0
"""How long a desktop may take for anything."""
TRY_AGAIN_SECONDS: Final = 60.0
"""After a desktop had no notifications: somebody may have started what shows them."""
APP_NAME: Final = "Desktop Chat"

Answer = TypeVar("Answer")


class Notifier:
    """Shows notes, bursts of them together, and takes them back. All methods from any thread.

    Args:
        clicked: Told the conversation of a notification that was clicked on, on any thread.
        crew: Who joins the thread.
    """

    def __init__(self, clicked: Callable[[str], None], *, crew: Crew) -> None:
        self._clicked, self._crew = clicked, crew
        self._lock = threading.Lock()
        """Guards the six below."""
        self._bursts = Bursts()
        self._read: set[str] = set()
        self._worker: Worker | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken: asyncio.Event | None = None
        self._is_stopping = False
        self._desktop: DesktopNotifier | None = None
        """Of the thread, like the two below."""
        self._try_at = float("-inf")
        self._shown: dict[str, str] = {}
        """What the library calls the notification of each conversation."""

    def notify(self, note: Note) -> None:
        """Show a note, now or soon."""
        with self._lock:
            before = self._bursts.next_at()
            self._bursts.add(note)
            after = self._bursts.next_at()
            if self._worker is None:
                run = self._run
                self._worker = Worker("app-notify", run, crew=self._crew, owns="the desktop's notifications", on_error=self._ended)
                self._worker.start()
            elif before is None or (after is not None and after < before):
                self._wake()

    def withdraw(self, conversation: str) -> None:
        """Show nothing of a conversation any more."""
        with self._lock:
            self._bursts.forget(conversation)
            if self._worker is not None:
                self._read.add(conversation)
                self._wake()

    def stop(self) -> None:
        """Take everything back and end the thread."""
        with self._lock:
            self._is_stopping = True
            self._wake()

    def _wake(self) -> None:
        """Let the thread look what there is to do. The lock is held."""
        if self._loop is not None and self._woken is not None:
            with suppress(RuntimeError):  # It has just ended.
                self._loop.call_soon_threadsafe(self._woken.set)

    def _ended(self, _error: Exception) -> None:
        """Let the next note start another thread."""
        with self._lock:
            self._worker = self._loop = None

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        woken = asyncio.Event()
        with self._lock:
            self._loop, self._woken = asyncio.get_running_loop(), woken
        try:
            while await self._turn(woken):
                pass
        finally:
            await self._leave()

    async def _turn(self, woken: asyncio.Event) -> bool:
        """Do what there is to do, and wait for more; return whether to go on."""
        woken.clear()
        now = time.monotonic()
        with self._lock:
            if self._is_stopping:
                return False
            read, self._read = self._read, set()
            note, next_at = self._bursts.take(now), self._bursts.next_at()
        for conversation in read:
            await self._take_back(conversation)
        if note is not None:
            await self._show(note)
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), None if next_at is None else max(0.0, next_at - now))
        return True

    async def _show(self, note: Note) -> None:
        """Show a note in place of the one before of the same conversation; where the desktop has no place for it, do nothing."""
        desktop = self._desktop or await self._find_desktop()
        if desktop is None:
            return
        await self._take_back(note.conversation)
        text = note.text
        if note.count > 1:
            text = ntr("{count} new message", "{count} new messages", note.count) + "\n" + text
        sent = desktop.send(
            note.title,
            text if sys.platform in {"win32", "darwin"} else html.escape(text, quote=False),
            on_clicked=partial(self._clicked, note.conversation),
            thread=note.conversation,
        )
        identifier = await self._answer(sent)
        if identifier is not None and identifier in await desktop.get_current_notifications():
            self._shown[note.conversation] = identifier
        else:
            await self._leave()
            self._try_at = time.monotonic() + TRY_AGAIN_SECONDS

    async def _find_desktop(self) -> "DesktopNotifier | None":
        """Return the desktop's notifications, or None, if it has none or had none a moment ago."""
        if time.monotonic() < self._try_at:
            return None
        self._try_at = time.monotonic() + TRY_AGAIN_SECONDS
        try:
            self._desktop = await connect()
        except Exception as error:  # noqa: BLE001  # Whatever a desktop lacks: without it there is still the sound.
            log.info("this desktop shows no notifications: %r", error)
        return self._desktop

    async def _take_back(self, conversation: str) -> None:
        identifier = self._shown.pop(conversation, None)
        if identifier is not None and self._desktop is not None and identifier in await self._desktop.get_current_notifications():
            await self._answer(self._desktop.clear(identifier))

    async def _leave(self) -> None:
        """Take everything back, and let the desktop go."""
        desktop, self._desktop = self._desktop, None
        self._shown.clear()
        if desktop is not None:
            await self._answer(desktop.clear_all())
            hang_up(desktop)

    async def _answer(self, asked: Awaitable[Answer]) -> Answer | None:
        """Return what the desktop answers, or None if it does not in time, or fails."""
        try:
            return await asyncio.wait_for(asked, ANSWER_SECONDS)
        except Exception as error:  # noqa: BLE001  # As above.
            log.info("the desktop's notifications do not answer: %r", error)
            return None


async def connect() -> "DesktopNotifier":
    """Return the desktop's notifications; raises whatever it likes if there are none."""
    from desktop_notifier import DesktopNotifier, Icon  # noqa: PLC0415  # A tenth of a second that many starts never need.

    desktop = DesktopNotifier(APP_NAME, Icon(path=paths.asset("icon/desktop-chat.png")))
    try:
        await asyncio.wait_for(desktop.get_capabilities(), ANSWER_SECONDS)
    except BaseException:
        hang_up(desktop)
        raise
    return desktop


def hang_up(desktop: "DesktopNotifier") -> None:
    """End the connection to the bus, where there is one: the library has no word for it, and leaves it open."""
    bus = getattr(desktop._backend, "bus", None)  # noqa: SLF001
    if bus is not None:
        bus.disconnect()
