"""The way of all events to the window: a queue that may be watched, and that wakes the window's event loop. No Tk."""

import os
import queue
from collections.abc import Callable

from desktop_chat.core.client.events import ClientEvent


class EventQueue(queue.Queue[ClientEvent]):
    """Filled by other threads, emptied by the window's `Pump`."""

    watch: Callable[[ClientEvent], None] | None = None
    """Told of each event, on the thread that posts it."""
    _wake: "Wake | None" = None

    def wake_by(self, wake: "Wake | None") -> None:
        """Wake whoever empties this by each event, from here on; after this call nobody rings the one before."""
        with self.mutex:
            self._wake = wake

    def _put(self, item: ClientEvent) -> None:
        if self.watch is not None:
            self.watch(item)
        super()._put(item)
        if self._wake is not None:
            self._wake.ring()


class Wake:
    """A pipe that an event loop listens to: one byte in it means that there is something to do."""

    def __init__(self) -> None:
        self.reader, self._writer = os.pipe()
        self._is_rung = False

    def ring(self) -> None:
        """Wake the event loop, if nobody has since it last looked. Any thread, one at a time."""
        if not self._is_rung:
            self._is_rung = True
            os.write(self._writer, b"!")

    def hear(self) -> None:
        """Take out what is in it, which is at least a byte, so that the event loop is not woken by that again."""
        os.read(self.reader, 64)

    def look(self) -> None:
        """From here on, ring again; to be called before what there is to do is looked at."""
        self._is_rung = False

    def close(self) -> None:
        """Give the pipe back."""
        os.close(self.reader)
        os.close(self._writer)
