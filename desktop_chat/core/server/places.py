"""Which history in the log belongs to a channel's name now.

Mostly that of its folded name. A channel that is renamed takes its history along. And an unregistered channel loses its
modes when its last member leaves or the room closes, and whoever opens it anew is its operator: what was said behind a key
or an invitation must not be that person's to read, so the name begins a new history then.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.records import KeptRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_chat.core.server.channel import Channel

KIND: Final = "place"
CLOSING_FLAGS: Final = frozenset("iR")
"""Invited members only, named members only; besides them a key closes a channel."""


class Places:
    """The place of each channel's history in the log, and which channels are closed.

    Args:
        kept: What the log has kept; other kinds are passed over.
    """

    def __init__(self, kept: Iterable[KeptRecord]) -> None:
        self._places: dict[str, str] = {}
        self._closed: set[str] = set()
        for kind, folded, value in kept:
            if kind == KIND and value is not None:
                self._places[folded], is_closed = json.loads(value)
                self._closed |= {folded} if is_closed else set()

    def of(self, folded: str) -> str:
        """Return the place of the history of a channel with this folded name; of a nick, itself."""
        return self._places.get(folded, folded)

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
        channel.place = self._places[channel.folded] = new_place(channel.folded, last_id)
        return [self._record(channel.folded)]

    def note_renamed(self, channel: Channel, before: str, last_id: int) -> list[KeptRecord]:
        """Note that a channel with the folded name *before* has another now, after what has this id; return what the log has to keep."""
        self._places[channel.folded] = channel.place
        self._places[before] = new_place(before, last_id)
        self._closed -= {before, channel.folded}
        self._closed |= {channel.folded} if is_closed(channel) else set()
        return [self._record(channel.folded), self._record(before)]

    def _record(self, folded: str) -> KeptRecord:
        is_usual = self.of(folded) == folded and folded not in self._closed
        return KeptRecord(KIND, folded, None if is_usual else json.dumps([self.of(folded), folded in self._closed]))


def new_place(folded: str, last_id: int) -> str:
    """Return a place that no name had before: no channel's name holds a colon."""
    return f"{folded}:{last_id:x}"


def is_closed(channel: Channel) -> bool:
    """Return whether not everybody may come in."""
    return channel.key is not None or not CLOSING_FLAGS.isdisjoint(channel.flags)
