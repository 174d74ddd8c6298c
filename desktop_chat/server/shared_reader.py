"""`server-read`: one thread that reads many clients, for rooms too large for a thread each.

A thread for each client is the plain picture, and right for a class. But in a room of a thousand who talk, each of them
wakes for a line or two, and most of the machine's time goes into switching threads. So beyond some number a client's
own reader, once it has greeted, hands the connection over to this one, which takes from all sockets that are ready and
lets the engine know once. `docs/performance.md` has the figures.
"""

import logging
import selectors
import time
from collections import deque
from collections.abc import Callable
from functools import partial

from desktop_chat.net.wakeup import WakeUp
from desktop_chat.server.inbox import Gone, Inbox, Item
from desktop_chat.server.peer import Peer

log = logging.getLogger(__name__)

OWN_READERS = 64
"""Peers up to which each keeps a reader of its own: a class and its guests."""
CAN_SHARE = not issubclass(selectors.DefaultSelector, selectors.SelectSelector)
"""Windows can only wait for 512 sockets at once: there everybody keeps a reader."""


class Posts:
    """What was read in one round."""

    __slots__ = ("items", "put")

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.put: Callable[[Item], None] = self.items.append
        """Post an item at the end of the round."""


class SharedReader:
    """The sockets that are read together.

    Args:
        inbox: Where their lines go.
        new_selector: Makes what it waits with.
    """

    def __init__(self, inbox: Inbox, new_selector: Callable[[], selectors.BaseSelector] = selectors.DefaultSelector) -> None:
        self.inbox, self._new_selector = inbox, new_selector
        self._wakeup = WakeUp()
        self._due: deque[Peer] = deque()
        self._posts = Posts()
        self._resting: list[Peer] = []
        """Those who talk too fast, and are not read for a while."""
        self._stopping = False

    def take(self, peer: Peer) -> None:
        """Read a peer from here on; whoever calls has read it until now. Any thread."""
        peer.socket.never_wait()
        self._read_soon(peer)

    def _read_soon(self, peer: Peer) -> None:
        self._due.append(peer)
        self._wakeup.wake()

    def stop(self) -> None:
        """End `run`. Any thread."""
        self._stopping = True
        self._wakeup.wake()

    def close(self) -> None:
        """Give the wake-up back. At the end of `run`, or instead of it."""
        self._wakeup.close()

    def run(self) -> None:
        """Read until stopped. The thread `server-read`."""
        with self._new_selector() as selector:
            selector.register(self._wakeup, selectors.EVENT_READ)
            while not self._stopping:
                self._read(selector)
        self.close()

    def _rest_seconds(self) -> float | None:
        """Return when the first may be read again; None if nobody rests."""
        first = min((peer.socket.rest_until for peer in self._resting), default=None)
        return None if first is None else max(0.0, first - time.monotonic())

    def _end_rests(self) -> None:
        now = time.monotonic()
        self._due.extend(peer for peer in self._resting if peer.socket.rest_until <= now)
        self._resting = [peer for peer in self._resting if peer.socket.rest_until > now]

    def _read(self, selector: selectors.BaseSelector) -> None:
        """Wait, then take from every socket that is ready, and post all of it together."""
        events = selector.select(self._rest_seconds())
        self.inbox.is_reading = True
        ready = [key.data for key, _ in events if key.data is not None]
        self._wakeup.drain()
        self._end_rests()
        for _ in range(len(self._due)):
            peer = self._due.popleft()
            try:
                selector.register(peer.socket, selectors.EVENT_READ, peer)
            except (OSError, ValueError):
                log.exception("peer %d cannot be read", peer.id)
                self._posts.put(Gone(peer.id, "Internal error"))
            else:
                ready.append(peer)
        for peer in ready:
            self._put_aside(selector, peer, is_open=peer.read_ready(self._posts))
        for item in self._posts.items:
            self.inbox.put(item)
        self._posts.items.clear()
        self.inbox.is_reading = False

    def _put_aside(self, selector: selectors.BaseSelector, peer: Peer, *, is_open: bool) -> None:
        """Wait no longer for a peer that has ended, that talks too fast, or that is far ahead of the engine."""
        rests = bool(peer.socket.rest_until)
        if is_open and not rests and not peer.is_far_ahead():
            return
        selector.unregister(peer.socket)
        if is_open and rests:
            self._resting.append(peer)
        elif is_open:
            peer.call_when_taken(partial(self._read_soon, peer))
