"""Bytes in any pieces, lines out: the only buffer of what a peer sends, and it is bounded."""

from typing import Final

from desktop_chat.core.wire.limits import MESSAGE_BYTES

TOO_LONG: Final = b"\n"
"""Stands for a line that was too long and dropped whole. No line can be equal to it."""

TEXT_BYTES: Final = MESSAGE_BYTES - len("\r\n")
"""A line without its tags and its end."""


class LineBuffer:
    """Collects bytes until they are lines.

    Args:
        tags_bytes: The longest tag section this peer may send, `@` and space counted.
    """

    __slots__ = ("_dropping", "_max_bytes", "_tags_bytes", "_tail")

    def __init__(self, *, tags_bytes: int) -> None:
        self._tags_bytes = tags_bytes
        self._max_bytes = tags_bytes + TEXT_BYTES + len("\r")
        self._tail = b""
        self._dropping = False

    @property
    def pending_bytes(self) -> int:
        """How many bytes wait for the end of their line; never more than a line may have."""
        return len(self._tail)

    def feed(self, data: bytes) -> list[bytes]:
        """Take any piece of the stream; return the lines it completes, without CR LF, empty ones left out.

        CR LF ends a line, and LF alone does too (Modern #compatibility-with-incorrect-software). A line over its size
        (RFC 2812 2.3, IRCv3 message-tags, Size limit) is dropped whole; `TOO_LONG` stands in its place.
        """
        pieces = (self._tail + data if self._tail else data).split(b"\n")
        tail = pieces.pop()
        if self._dropping and pieces:
            pieces[0], self._dropping = TOO_LONG, False
        if self._dropping or len(tail) > self._max_bytes:
            tail, self._dropping = b"", True
        self._tail = tail
        lines = [line for piece in pieces if (line := piece.removesuffix(b"\r"))]
        if lines and max(map(len, lines)) > TEXT_BYTES:
            return [TOO_LONG if self._is_too_long(line) else line for line in lines]
        return lines

    def _is_too_long(self, line: bytes) -> bool:
        tags_end = line.find(b" ") + 1 if line.startswith(b"@") else 0
        return tags_end > self._tags_bytes or len(line) - tags_end > TEXT_BYTES
