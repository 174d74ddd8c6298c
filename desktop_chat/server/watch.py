"""What a room does while somebody looks: who heard what, how long each step of a pass took, who reads the same bytes.

The engine and the readers know nothing of it: while nobody looks, none of this is called. Not every line is followed, only
the last message of a pass; a message that had to wait because its member talks too fast is counted from the last it was heard.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from desktop_chat.core.figures.threads import SharedBlock, Way
from desktop_chat.core.server.effects import Deliver, Effect
from desktop_chat.core.server.records import BurstRecord, MessageRecord, msgid_of
from desktop_chat.server.inbox import Item, Lines

WAYS: Final = 5
"""Messages whose way is kept."""
ENGINE: Final = "server-engine"
Plan = Callable[[list[Effect]], Iterator[tuple[int, bytes]]]


class RoomWatch:
    """What was seen since it began. `posted` is for any thread, `ways`, `handled` and `block` can be read on any; the rest is the engine's.

    Args:
        clock: Gives seconds, of which only differences count.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._posts: dict[int, tuple[str, float]] = {}
        """By the id of each item of lines that waits for the engine: who posted it, and when."""
        self._heard: dict[int, tuple[str, float]] = {}
        """By peer: who heard its last lines, and when."""
        self._way: Way | None = None
        self._ways: tuple[Way, ...] = ()
        """Replaced, never changed: other threads read it."""
        self._handled: Counter[str] = Counter()
        self.block: SharedBlock | None = None
        """The last that the most members were sent."""

    def ways(self) -> tuple[Way, ...]:
        """Return the last messages, the newest last."""
        return self._ways

    def handled(self) -> dict[str, int]:
        """Return how many lines each thread has handed to the engine, and how many the engine took, by the threads' names."""
        return dict(self._handled)

    def posted(self, item: Item) -> None:
        """Note an item on its way into the inbox."""
        if type(item) is Lines:
            name = threading.current_thread().name
            self._posts[id(item)] = (name, self._clock())
            if name != ENGINE:  # Which counts what it takes, wherever it is from.
                self._handled[name] += len(item.lines)  # No other thread has this name.

    def decided(self, items: list[Item], effects: list[Effect]) -> None:
        """Note what a pass began with and what comes of it; follow its last message."""
        now, self._way = self._clock(), None
        for item in items:
            if type(item) is Lines:
                self._handled[ENGINE] += len(item.lines)
                post = self._posts.pop(id(item), None)
                if post is not None:
                    self._heard[item.peer_id] = post
        for effect in reversed(effects):
            if isinstance(effect, Deliver) and isinstance(effect.record, MessageRecord | BurstRecord) and effect.skip in self._heard:
                self._way = Way(msgid_of(effect.record.id), *self._heard[effect.skip], decided=now)
                return

    def committed(self) -> None:
        """Note that a pass is in the log."""
        if self._way is not None:
            self._way = replace(self._way, committed=self._clock())

    def counting(self, plan: Plan) -> Plan:
        """Return a way to plan a pass that sees who is sent the same block."""

        def counted(effects: list[Effect]) -> Iterator[tuple[int, bytes]]:
            readers: dict[int, list[bytes]] = {}
            receivers = 0
            for peer_id, block in plan(effects):
                # Kept until the end: an address is one block's only as long as that lives.
                readers.setdefault(id(block), []).append(block)
                receivers += 1
                yield peer_id, block
            self._count(readers, receivers)

        return counted

    def _count(self, readers: dict[int, list[bytes]], receivers: int) -> None:
        most = max(readers.values(), key=len, default=[])
        if len(most) > 1:
            self.block = SharedBlock(id(most[0]), len(most[0]), len(most))
        if self._way is not None:
            self._way = replace(self._way, receivers=receivers)

    def delivered(self) -> None:
        """Note that a pass is with its receivers."""
        if self._way is not None:
            self._ways = (*self._ways, replace(self._way, delivered=self._clock()))[-WAYS:]
