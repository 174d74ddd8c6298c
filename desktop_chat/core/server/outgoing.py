"""A line on its way out: encoded at most once for each set of capabilities, then shared by all who get it."""

from datetime import UTC, datetime
from functools import lru_cache

from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.message import Message, encode, encode_tags


@lru_cache(maxsize=8)
def server_time(wall: float) -> str:
    """Return seconds since 1970 as the `time` tag wants them: `2026-11-24T09:00:00.000Z` (IRCv3 server-time)."""
    return datetime.fromtimestamp(wall, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


class Outgoing:
    """One line for any number of receivers.

    Args:
        message: The line; its tags are the client-only tags (`+…`) that travel with it.
        wall: When it happened, seconds since 1970, UTC.
        msgid: Its id, or "" for lines that have none.
    """

    __slots__ = ("_encoded", "message", "msgid", "wall")

    def __init__(self, message: Message, *, wall: float, msgid: str = "") -> None:
        self.message, self.wall, self.msgid = message, wall, msgid
        self._encoded: dict[int, bytes] = {}

    def __repr__(self) -> str:
        return f"Outgoing({self.message!r})"

    def bytes_for(self, tag_caps: int) -> bytes:
        """Return the line with CR LF for a receiver with these capabilities (a mask within `TAG_CAPS`).

        The same object is returned to everybody with the same mask: one heap, many readers.
        """
        encoded = self._encoded.get(tag_caps)
        if encoded is None:
            encoded = self._encoded[tag_caps] = self._encode(tag_caps)
        return encoded

    def _encode(self, tag_caps: int) -> bytes:
        if not tag_caps:
            return encode(self.message._replace(tags={}))
        tags: dict[str, str] = {}
        if tag_caps & Caps.SERVER_TIME:
            tags["time"] = server_time(self.wall)
        if tag_caps & Caps.MESSAGE_TAGS:
            if self.msgid:
                tags["msgid"] = self.msgid
            tags.update(self.message.tags)
        return encode_tags(tags) + self.bytes_for(0)
