"""Registered channels (+r) as the room's log keeps them: with modes, lists, topic and founder, so that they survive a restart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.channel import Channel, ListEntry, Topic
from desktop_chat.core.server.effects import Keep
from desktop_chat.core.server.records import KeptRecord
from desktop_chat.core.wire.masks import fold_source
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop_chat.core.server.outgoing import Outgoing
    from desktop_chat.core.server.turn import Turn

KIND: Final = "channel"
"""Of these records in the room's log."""


def record_of(channel: Channel) -> KeptRecord:
    """Return a registered channel as the log keeps it."""
    value = {
        "name": channel.name,
        "created": channel.created,
        "founder": channel.founder,
        "flags": "".join(sorted(channel.flags)),
        "key": channel.key,
        "limit": channel.limit,
        "topic": channel.topic,
        "metadata": channel.metadata,
        "lists": {letter: list(entries.values()) for letter, entries in channel.lists.items()},
    }
    return KeptRecord(KIND, channel.folded, json.dumps(value, ensure_ascii=False))


def channel_of(record: KeptRecord) -> Channel:
    """Return what `record_of` made of a channel, with nobody in it."""
    value = json.loads(record.value or "")
    channel = Channel(value["name"], fold(value["name"]), value["created"])
    channel.founder, channel.key, channel.limit = value["founder"], value["key"], value["limit"]
    channel.flags, channel.metadata = set(value["flags"]), value["metadata"]
    channel.topic = Topic(*value["topic"]) if value["topic"] else None
    for letter, entries in value["lists"].items():
        channel.lists[letter] = {fold_source(mask): ListEntry(mask, *rest) for mask, *rest in entries}
    return channel


def kept_channels(kept: Iterable[KeptRecord]) -> Iterator[Channel]:
    """Yield the channels that a log has kept."""
    yield from (channel_of(record) for record in kept if record.kind == KIND)


def keep(turn: Turn, channel: Channel, line: Outgoing | None = None) -> None:
    """Have the log know a registered channel as it is now: to be called after each change of what `record_of` tells.

    Args:
        turn: Whose change it is.
        channel: Any channel.
        line: The word that it was done, if there is one.
    """
    if channel.is_registered:
        turn.effects.append(Keep(record_of(channel), turn.who.id, line, turn.label))


def forget(turn: Turn, channel: Channel) -> None:
    """Have the log forget a channel that is no longer registered, or no longer has this name."""
    turn.effects.append(Keep(KeptRecord(KIND, channel.folded, None), turn.who.id))
