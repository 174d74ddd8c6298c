"""The sockets that the engine reads itself, in rooms too large for a thread each.

A thread for each client is the plain picture, and right for a class. But in a room of a thousand who talk, each of them
wakes for a line or two, and most of the machine's time goes into switching threads. So beyond some number a client's
own reader, once it has greeted, hands the connection over, and the engine takes from all sockets that are ready before
each pass. What is said during a pass waits in the kernel: the next pass is larger for it, and each line in it cheaper.
`docs/performance.md` has the figures.
"""

import logging
import selectors
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from desktop_chat.net.wakeup import WakeUp
from desktop_chat.server.inbox import PASS_BYTES, Gone, Inbox, Item
from desktop_chat.server.peer import Peer

log = logging.getLogger(__name__)

OWN_READERS: Final = 64
"""Peers up to which each keeps a reader of its own: a class and its guests."""
CAN_SHARE: Final = not issubclass(selectors.DefaultSelector, selectors.SelectSelector)
"""Windows can only wait for 512 sockets at once: there everybody keeps a reader."""


class SharedReader:
    """Where the engine gets what it has to do: the inbox, and the sockets that were handed over. Engine only.

    Args:
        inbox: What other threads post.
        new_selector: Makes what it waits with.
    """

    def __init__(self, inbox: Inbox, new_selector: Callable[[], selectors.BaseSelector] = selectors.DefaultSelector) -> None:
        self._inbox, self._wakeup, self._selector = inbox, WakeUp(), new_selector()
        self._selector.register(self._wakeup, selectors.EVENT_READ)
        self._peers: set[Peer] = set()
        """All that are read here."""
        self._ready: list[Peer] = []
        """Those of whom there may be something to read, in that order, each once."""
        self._resting: list[Peer] = []
        """Those who talk too fast, and are not read for a while."""

    def take(self, peer: Peer) -> None:
        """Read a peer from here on; its own reader has read it until now."""
        peer.socket.never_wait()
        self._peers.add(peer)
        self._read_soon(peer)

    def _read_soon(self, peer: Peer) -> None:
        try:
            self._selector.register(peer.socket, selectors.EVENT_READ, peer)
        except (OSError, ValueError):
            log.exception("peer %d cannot be read", peer.id)
            self._peers.discard(peer)
            self._inbox.put(Gone(peer.id, "Internal error"))
        else:
            self._ready.append(peer)

    def close(self) -> None:
        """Give back what it waits with."""
        self._selector.close()
        self._wakeup.close()

    def collect(self, wait_seconds: float) -> list[Item]:
        """Wait for something to do, then take what is there, up to the size of a pass.

        Args:
            wait_seconds: How long to wait; then the list is empty.
        """
        if not self._peers:
            return self._inbox.drain(wait_seconds)
        self._wait(wait_seconds)
        items, room = self._inbox.drain(0), PASS_BYTES
        post = items.append if self._inbox.posted is None else partial(self._tell, items)
        ready, self._ready = self._ready, []
        for at, peer in enumerate(ready):
            if room <= 0:
                self._ready += ready[at:]  # They come first in the next pass.
                break
            before = peer.posted
            is_open = peer.read_ready(post)
            room -= peer.posted - before
            if not is_open or peer.socket.rest_until or peer.is_far_ahead():
                self._put_aside(peer, is_open=is_open)
        return items

    def _tell(self, items: list[Item], item: Item) -> None:
        """Take an item while somebody watches what is posted."""
        posted = self._inbox.posted
        if posted is not None:
            posted(item)
        items.append(item)

    def _wait(self, seconds: float) -> None:
        """Wait until something is posted or can be read, or somebody has rested."""
        self._inbox.wake = self._wakeup.wake
        # Whoever posts from here on ends the wait; whoever did before has left something.
        can_wait = not self._ready and not len(self._inbox)
        events = self._selector.select(min(seconds, self._rest_seconds(seconds)) if can_wait else 0)
        self._inbox.wake = None
        readable = [key.data for key, _ in events]
        if None in readable:
            readable.remove(None)
            self._wakeup.drain()
        if self._ready:
            known = set(self._ready)
            readable = [peer for peer in readable if peer not in known]
        self._ready += readable
        if self._resting:
            self._end_rests()

    def _rest_seconds(self, most: float) -> float:
        """Return when the first of those who rest may be read again."""
        first = min((peer.socket.rest_until for peer in self._resting), default=None)
        return most if first is None else max(0.0, first - time.monotonic())

    def _end_rests(self) -> None:
        now, resting = time.monotonic(), self._resting
        self._resting = [peer for peer in resting if peer.socket.rest_until > now]
        for peer in resting:
            if peer.socket.rest_until <= now:
                self._read_soon(peer)

    def _put_aside(self, peer: Peer, *, is_open: bool) -> None:
        """Wait no longer for a peer that has ended, that talks too fast, or that is far ahead of the engine."""
        self._selector.unregister(peer.socket)
        if not is_open:
            self._peers.discard(peer)
        elif peer.socket.rest_until:
            self._resting.append(peer)
        else:
            peer.call_when_taken(partial(self._read_soon, peer))
