"""The way of a room's events to the window, which can be closed at any moment."""

import queue
import threading
from contextlib import suppress

from desktop_chat.core.client.events import ClientEvent, HistoryTroubled, InvitationOpened

FULL_WAIT_SECONDS = 0.05
"""How long a thread waits before it looks again whether a full queue has room."""


class Feed:
    """Events of one room on their way to the window. Once closed, none comes any more.

    Args:
        events: The window's queue. When it is full whoever posts waits, and with it the link: nothing is lost.
    """

    def __init__(self, events: queue.Queue[ClientEvent]) -> None:
        self._events = events
        self._lock = threading.Lock()
        self._closed = threading.Event()

    @property
    def is_closed(self) -> bool:
        """Whether nobody wants these events any more."""
        return self._closed.is_set()

    def post(self, event: ClientEvent) -> None:
        """Put an event into the queue; wait while it is full. Any thread but the window's."""
        while True:
            with self._lock:
                if self._closed.is_set():
                    return
                try:
                    self._events.put_nowait(event)
                except queue.Full:
                    pass
                else:
                    return
            self._closed.wait(FULL_WAIT_SECONDS)

    def close(self) -> None:
        """Let no event through after this call."""
        self._closed.set()
        with self._lock:
            pass  # Whoever was putting one in has done so.


def forget(events: queue.Queue[ClientEvent]) -> None:
    """Empty the window's queue, once nobody posts any more: what waits is of a room that was left, unless it is of none."""
    kept = []
    with suppress(queue.Empty):
        while True:
            event = events.get_nowait()
            if isinstance(event, HistoryTroubled | InvitationOpened):
                kept.append(event)
    with suppress(queue.Full):
        for event in kept:
            events.put_nowait(event)
