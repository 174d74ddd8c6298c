"""What a member says too fast waits here, in order, and nobody else waits for it.

Its lines count as not taken meanwhile, so that its reader stops at `READ_AHEAD_BYTES` and TCP makes the client wait.
"""

from collections import deque
from collections.abc import Callable

from desktop_chat.core.server.flood import FLOOD_LIMIT, Allowance
from desktop_chat.core.server.pace import Rate
from desktop_chat.server.inbox import Gone, Item, Lines, Lost


class Throttle:
    """Lets through what may be handled now. Engine only.

    Args:
        limit: Gives how fast a member may talk now; None for as fast as it can.
        is_exempt: Whether a peer may talk as it likes: an operator, and who has left already.
    """

    def __init__(self, limit: Callable[[], Rate | None], is_exempt: Callable[[int], bool]) -> None:
        self._limit, self._is_exempt = limit, is_exempt
        self._rate = limit()
        self._buckets: dict[int, Allowance] = {}
        self._waiting: dict[int, deque[Lines | Gone]] = {}

    def admit(self, items: list[Item], now: float) -> list[Item]:
        """Return what is to be handled at *now*: of what waits, then of the new items, in order for every peer."""
        if self._slows_nobody(now):
            return items
        admitted: list[Item] = []
        for peer_id in list(self._waiting):
            self._admit_waiting(peer_id, admitted, now)
        for item in items:
            if isinstance(item, Lines | Gone):
                if item.peer_id in self._waiting:
                    self._waiting[item.peer_id].append(item)
                elif (rest := self._admit_one(item, admitted, now)) is not None:
                    self._waiting[item.peer_id] = deque([rest])
            else:
                admitted.append(item)
                if isinstance(item, Lost) and item.peer_id in self._waiting:
                    # It is forgotten with this item: what it still says has no effect.
                    admitted += self._waiting.pop(item.peer_id)
        return admitted

    def _slows_nobody(self, now: float) -> bool:
        """Let another limit, if there is one, count from here on; return whether there is none, and nobody waits from before."""
        if self._rate != self._limit():
            self._rate = self._limit()
            self._buckets = {peer_id: Allowance(self._rate or FLOOD_LIMIT, now) for peer_id in self._buckets}
        return self._rate is None and not self._waiting

    def seconds_to_next(self, most: float) -> float:
        """Return how long it is until something that waits may be handled, at most *most*."""
        return min((self._buckets[peer_id].seconds_to_next() for peer_id in self._waiting), default=most)

    def release(self) -> list[Item]:
        """Return all that waits, for the end of the room."""
        rest: list[Item] = [item for waiting in self._waiting.values() for item in waiting]
        self._waiting.clear()
        return rest

    def _admit_waiting(self, peer_id: int, admitted: list[Item], now: float) -> None:
        waiting = self._waiting[peer_id]
        while waiting:
            rest = self._admit_one(waiting.popleft(), admitted, now)
            if rest is not None:
                waiting.appendleft(rest)
                return
        del self._waiting[peer_id]

    def _admit_one(self, item: Lines | Gone, admitted: list[Item], now: float) -> Lines | None:
        """Admit as much of an item as may be handled; return the rest."""
        if isinstance(item, Gone):
            self._buckets.pop(item.peer_id, None)
            admitted.append(item)
            return None
        peer_id, lines, weight = item
        count = len(lines) if self._rate is None or self._is_exempt(peer_id) else self._bucket(peer_id, now).take(len(lines), now)
        if count == len(lines):
            admitted.append(item)
            return None
        if count == 0:
            return item
        taken = weight * count // len(lines)
        admitted.append(Lines(peer_id, lines[:count], taken))
        return Lines(peer_id, lines[count:], weight - taken)

    def _bucket(self, peer_id: int, now: float) -> Allowance:
        if peer_id not in self._buckets:
            self._buckets[peer_id] = Allowance(self._rate or FLOOD_LIMIT, now)
        return self._buckets[peer_id]
