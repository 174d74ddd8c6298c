"""Takes events from the queue of the background threads into the window, on `after()` and within a time budget."""

import logging
import queue
import sys
import time
import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Final

from desktop_chat.core.client.events import ClientEvent
from desktop_chat.gui.event_queue import EventQueue, Wake

log = logging.getLogger(__name__)

BUDGET_SECONDS: Final = 0.006
"""Of a tick, so that typing and drawing get the larger part of a frame of 16 ms."""
BUSY_MS: Final = 16
QUIET_MS: Final = 160
"""The longest between two looks where nobody wakes us: nobody notices it in a chat, and looking all the time costs a hundred times more."""
WOKEN_MS: Final = 1000
"""The same where each event wakes us."""
SLOWER: Final = 1.4


class Pump:
    """Hands events to the presenter, then lets it show once what changed. Main thread only.

    Args:
        root: Whose timer this is.
        events: Filled by other threads.
        handle: Takes one event.
        settle: Shows what changed; called once for all events of a tick.
        clock: Gives monotonic seconds.
    """

    def __init__(
        self,
        root: tk.Misc,
        events: queue.Queue[ClientEvent],
        *,
        handle: Callable[[ClientEvent], None],
        settle: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root, self._events, self._handle, self._settle, self._clock = root, events, handle, settle, clock
        self._wait_ms = float(BUSY_MS)
        self._timer = ""
        self._looked_at = 0.0
        self._wake: Wake | None = None
        self._shown: Callable[[Sequence[ClientEvent]], None] | None = None

    def watch(self, shown: Callable[[Sequence[ClientEvent]], None] | None) -> None:
        """Let somebody know of the events of each tick, once they are drawn; None for nobody."""
        self._shown = shown

    def start(self) -> None:
        """Begin to look. Windows' Tk listens to no pipes: there nobody wakes us."""
        if isinstance(self._events, EventQueue) and sys.platform != "win32":
            self._wake = Wake()
            self._events.wake_by(self._wake)
            self._root.tk.createfilehandler(self._wake.reader, tk.READABLE, self._woken)
        self._timer = self._root.after(BUSY_MS, self._tick)

    def stop(self) -> None:
        """Look no more."""
        if self._timer:
            self._root.after_cancel(self._timer)
            self._timer = ""
        if isinstance(self._events, EventQueue) and self._wake is not None and sys.platform != "win32":
            self._events.wake_by(None)
            self._root.tk.deletefilehandler(self._wake.reader)
            self._wake.close()
            self._wake = None

    def _woken(self, _file: object, _mask: int) -> None:
        """Look soon: not sooner after the last time than while there is much to do."""
        if self._wake is not None:
            self._wake.hear()
            self._root.after_cancel(self._timer)
            since_ms = (time.monotonic() - self._looked_at) * 1000
            self._timer = self._root.after(max(0, round(BUSY_MS - since_ms)), self._tick)

    def _tick(self) -> None:
        self._looked_at = time.monotonic()
        if self._wake is not None:
            self._wake.look()
        try:
            taken = self._take()
            self._wait_ms = BUSY_MS if taken else min(self._wait_ms * SLOWER, QUIET_MS if self._wake is None else WOKEN_MS)
        finally:
            # Whatever happened: one bad event must not stop the chat.
            self._timer = self._root.after(round(self._wait_ms), self._tick)

    def _take(self) -> int:
        """Handle what waits until the budget is used up; return how many events that were."""
        until, taken, shown = self._clock() + BUDGET_SECONDS, 0, self._shown
        events: list[ClientEvent] = []
        while True:
            try:
                event = self._events.get_nowait()
            except queue.Empty:
                break
            taken += 1
            if shown is not None:
                events.append(event)
            try:
                self._handle(event)
            except Exception:
                log.exception("the window could not handle %s", type(event).__name__)
            if self._clock() >= until:
                break
        if taken:
            self._settle()
        if shown is not None and events:
            self._root.after_idle(shown, events)  # Tk draws first.
        return taken
