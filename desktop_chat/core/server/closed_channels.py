"""Channels that not everybody may enter, and what becomes of their history when they end.

An unregistered channel loses its modes when its last member leaves or the room closes, and whoever opens it anew is its
operator. What was said behind a key or an invitation must not be that person's to read, so from there on it is nobody's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.records import KeptRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_chat.core.server.channel import Channel

KIND: Final = "closed-channel"
CLOSING_FLAGS: Final = frozenset("iR")
"""Invited members only, named members only; besides them a key closes a channel."""


class ClosedChannels:
    """Which channels are closed now, and up to which id the history of a name is sealed.

    Args:
        kept: What the log has kept; other kinds are passed over.
    """

    def __init__(self, kept: Iterable[KeptRecord]) -> None:
        self._closed: set[str] = set()
        self._sealed: dict[str, int] = {}
        for kind, folded, value in kept:
            if kind == KIND and value is not None:
                is_closed, sealed = json.loads(value)
                self._sealed[folded] = sealed
                self._closed |= {folded} if is_closed else set()

    def note_modes(self, channel: Channel) -> list[KeptRecord]:
        """Note that a channel's modes have changed; return what the log has to keep."""
        if is_closed(channel) == (channel.folded in self._closed):
            return []
        self._closed ^= {channel.folded}
        return [self._record(channel.folded)]

    def note_entered(self, channel: Channel, last_id: int) -> list[KeptRecord]:
        """Note that somebody comes into a channel, after what has this id; return what the log has to keep.

        One that was closed and is not any more, though nobody changed its modes, has ended and begun anew.
        """
        if is_closed(channel) or channel.folded not in self._closed:
            return []
        self._closed.discard(channel.folded)
        self._sealed[channel.folded] = last_id
        return [self._record(channel.folded)]

    def sealed_until(self, channel: Channel) -> int:
        """Return up to which id nobody may read a channel's history."""
        return self._sealed.get(channel.folded, 0)

    def _record(self, folded: str) -> KeptRecord:
        return KeptRecord(KIND, folded, json.dumps([folded in self._closed, self._sealed.get(folded, 0)]))


def is_closed(channel: Channel) -> bool:
    """Return whether not everybody may come in."""
    return channel.key is not None or not CLOSING_FLAGS.isdisjoint(channel.flags)
