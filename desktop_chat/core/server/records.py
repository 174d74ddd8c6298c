"""What the room's log keeps. Where it is kept is the store's business."""

from typing import NamedTuple


class MessageRecord(NamedTuple):
    """One message as the host commits it, before anybody sees it."""

    id: int
    """Sorts in the room's order; `msgid_of` gives its name on the wire."""
    time_ms: int
    """Milliseconds since 1970, UTC."""
    target: str
    """The channel or nick it was sent to, as shown."""
    sender: str
    """nick!user@host at that time."""
    command: str
    """PRIVMSG or NOTICE."""
    text: str
    tags: str = ""
    """Its client-only tags as on the wire (`+a=b;+c`), without the `@`."""


class KeptRecord(NamedTuple):
    """Something the room still knows after a restart that is no message: an account, a channel's modes, a read mark."""

    kind: str
    """What it is, as its owner in the core calls it."""
    key: str
    """Which one: the record before it of the same kind and key is replaced."""
    value: str | None
    """What is known, as JSON; None forgets it."""


Record = MessageRecord | KeptRecord


def msgid_of(record_id: int) -> str:
    """Return the `msgid` of a record: fixed width, so that ids sort as text too (IRCv3 message-ids)."""
    return f"{record_id:014x}"
