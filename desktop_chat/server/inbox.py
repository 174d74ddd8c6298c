"""What the threads of a server post to its engine, and where it waits."""

import queue
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from desktop_chat.core.instant import Instant
from desktop_chat.core.server.effects import Effect, Work
from desktop_chat.core.server.world import World
from desktop_chat.net.sockets import PeerSocket

PASS_BYTES: Final = 524_288
"""Lines taken in one pass at most, by weight: a bound on how long the first of them waits for its delivery, and on the
block that a pass makes for each receiver."""
PASS_ITEMS: Final = 1024
"""The same for items that are not lines: a class that arrives at once."""
BUSY_ITEMS: Final = 8
"""With more waiting, the room is busy. It pays for the next moment's lines with a few microseconds, a quiet one never."""
LINE_BYTES: Final = 64
"""What a line weighs beside its own bytes, as a Python object in a list: a flood of tiny lines is not tiny."""


class Arrived(NamedTuple):
    """The listener accepted a connection."""

    sock: PeerSocket
    host: str
    """The peer's numeric address."""


class Lines(NamedTuple):
    """A reader has whole lines: all that one `recv` completed."""

    peer_id: int
    lines: list[bytes]
    """As the line buffer gives them."""
    weight: int
    """Bytes of memory they hold, for the reader's bound."""


class Lost(NamedTuple):
    """The engine gave a peer up while delivering; the others shall see it quit in the next pass."""

    peer_id: int
    reason: str


class Gone(NamedTuple):
    """A reader has ended; nothing more comes from this peer."""

    peer_id: int
    reason: str


class HandedOver(NamedTuple):
    """A reader reads its peer no longer: the engine does."""

    peer_id: int


class Ask(NamedTuple):
    """Something else to be done with the room, by the one thread that may."""

    do: Callable[[World, Instant], list[Effect]]


class Done(NamedTuple):
    """Work for a session has ended."""

    peer_id: int
    work: Work
    result: object


class Stop(NamedTuple):
    """The room shall end."""

    reason: str


Item = Arrived | Lines | Lost | Gone | HandedOver | Ask | Done | Stop


class Inbox:
    """The way to the engine: any thread puts, one takes."""

    __slots__ = ("_items", "posted", "stopping", "wake")

    def __init__(self) -> None:
        self._items: queue.SimpleQueue[Item] = queue.SimpleQueue()
        self.stopping: Stop | None = None
        """Set as soon as the room shall end, whatever still waits before it."""
        self.posted: Callable[[Item], None] | None = None
        """Told of each item before it is posted, while somebody watches."""
        self.wake: Callable[[], None] | None = None
        """Called after something was posted, while the engine waits for more than this inbox."""

    def put(self, item: Item) -> None:
        """Post an item. Any thread; never blocks."""
        posted = self.posted  # Another thread may set it, and `wake`, at any moment.
        if posted is not None:
            posted(item)
        self._items.put(item)
        wake = self.wake
        if wake is not None:
            wake()

    def __len__(self) -> int:
        """Return how many items wait."""
        return self._items.qsize()

    def stop(self, reason: str) -> None:
        """Let the engine end after the pass it is in; *reason* is for the members. Any thread, any number of times."""
        self.stopping = Stop(reason)
        self.put(self.stopping)

    def drain(self, wait_seconds: float) -> list[Item]:
        """Wait for an item, then take what is there, up to the size of a pass. The engine only.

        Args:
            wait_seconds: How long to wait for the first; then the list is empty.
        """
        items: list[Item] = []
        room = PASS_BYTES
        try:
            item = self._items.get(timeout=wait_seconds)
            if self._items.qsize() > BUSY_ITEMS:
                # Give the lock away once: who waits for it has lines in hand that make this pass larger and all cheaper.
                time.sleep(0)
            while True:
                items.append(item)
                if type(item) is Lines:
                    room -= item.weight
                if room <= 0 or len(items) == PASS_ITEMS:
                    break
                item = self._items.get_nowait()
        except queue.Empty:
            pass
        return items
