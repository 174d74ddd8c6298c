"""What the threads of a server post to its engine."""

import queue
from typing import Final, NamedTuple

from desktop_chat.net.sockets import PeerSocket


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
    size: int
    """Bytes of the socket's stream they stand for, for the reader's bound."""


class Lost(NamedTuple):
    """The engine gave a peer up while delivering; the others shall see it quit in the next pass."""

    peer_id: int
    reason: str


class Gone(NamedTuple):
    """A reader has ended; nothing more comes from this peer."""

    peer_id: int
    reason: str


class Stop(NamedTuple):
    """The room shall end."""

    reason: str


Item = Arrived | Lines | Lost | Gone | Stop
Inbox = queue.SimpleQueue[Item]

MOST_ITEMS: Final = 4096
"""Taken in one pass at most: a bound on how long the first of them waits for its delivery."""


def drain(inbox: Inbox, wait_seconds: float) -> list[Item]:
    """Wait for an item, then take all that are there.

    Args:
        inbox: Whose items; only one thread may drain it.
        wait_seconds: How long to wait for the first; then the list is empty.
    """
    items: list[Item] = []
    try:
        items.append(inbox.get(timeout=wait_seconds))
        while len(items) < MOST_ITEMS:
            items.append(inbox.get_nowait())
    except queue.Empty:
        pass
    return items
