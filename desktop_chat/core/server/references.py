"""How a client points at a message: by its id or by a time (IRCv3 chathistory, ISUPPORT MSGREFTYPES)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from desktop_chat.core.server.records import id_of
from desktop_chat.core.wire.errors import PeerError

TIMESTAMP = re.compile(r"timestamp=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})Z", re.ASCII)
"""As the `time` tag (IRCv3 server-time)."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Reference(NamedTuple):
    """A place in the room's order: an id, or else a time."""

    record_id: int | None
    time_ms: int = 0
    """Since 1970, UTC."""


def reference_of(word: str) -> Reference:
    """Read `msgid=…` or `timestamp=…`. The message need not be there any more.

    Raises:
        PeerError: INVALID_MSGREFTYPE, or INVALID_PARAMS for what cannot be read.
    """
    kind, equals, value = word.partition("=")
    if kind == "timestamp":
        return Reference(None, time_of(word))
    if not equals:
        raise PeerError("INVALID_PARAMS", "Invalid message reference")
    if kind != "msgid":
        raise PeerError("INVALID_MSGREFTYPE", "History is found by msgid and timestamp only")
    record_id = id_of(value)
    if record_id is None:
        raise PeerError("INVALID_PARAMS", "Invalid msgid")
    return Reference(record_id)


def time_of(word: str) -> int:
    """Read `timestamp=YYYY-MM-DDThh:mm:ss.sssZ`; return milliseconds since 1970.

    Raises:
        PeerError: INVALID_PARAMS if it is none.
    """
    found = TIMESTAMP.fullmatch(word)
    try:
        moment = datetime.fromisoformat(f"{found[1]}+00:00") if found else None
    except ValueError:
        moment = None
    if moment is None:
        raise PeerError("INVALID_PARAMS", "Invalid timestamp")
    return (moment - EPOCH) // timedelta(milliseconds=1)


def limit_of(word: str) -> int:
    """Read how many messages are wanted at most.

    Raises:
        PeerError: INVALID_PARAMS if it is no number from 1 on.
    """
    number = int(word[:9]) if word.isascii() and word.isdigit() else 0
    if not number:
        raise PeerError("INVALID_PARAMS", "Invalid limit")
    return number
