"""Bytes in any pieces, lines out: the only buffer of what a peer sends, and it is bounded."""

from typing import Final

from desktop_chat.core.wire.limits import MESSAGE_BYTES

TOO_LONG: Final = b"\n"
"""Stands for a line that was too long and dropped whole. No line can be equal to it."""

TEXT_BYTES = MESSAGE_BYTES - 2
"""A line without its tags and CR LF."""


class LineBuffer:
    """Collects bytes until they are lines.

    Args:
        tags_bytes: The longest tag section this peer may send, `@` and space counted.
    """

    __slots__ = ("_dropping", "_max_bytes", "_tags_bytes", "_tail")

    def __init__(self, *, tags_bytes: int) -> None:
        self._tags_bytes = tags_bytes
        self._max_bytes = tags_bytes + TEXT_BYTES + 1
        self._tail = b""
        self._dropping = False

    @property
    def pending_bytes(self) -> int:
        """How many bytes wait for the end of their line; never more than a line may have."""
        return len(self._tail)

    def feed(self, data: bytes) -> list[bytes]:
        """Take any piece of the stream; return the lines it completes, without CR LF, empty ones left out.

        CR LF ends a line, and LF alone does too (Modern #message-format). A line over its size (RFC 2812 2.3, IRCv3
        message-tags, Size limit) is dropped whole; `TOO_LONG` stands in its place.
        """
        *lines, tail = (self._tail + data if self._tail else data).split(b"\n")
        if self._dropping and lines:
            lines[0], self._dropping = TOO_LONG, False
        if self._dropping or len(tail) > self._max_bytes:
            tail, self._dropping = b"", True
        self._tail = tail
        return [self._checked(line) for line in lines if line and line != b"\r"]

    def _checked(self, line: bytes) -> bytes:
        if line is TOO_LONG:
            return line
        if line.endswith(b"\r"):
            line = line[:-1]
        if len(line) <= TEXT_BYTES:
            return line
        tags_end = line.find(b" ") + 1 if line.startswith(b"@") else 0
        return TOO_LONG if tags_end > self._tags_bytes or len(line) - tags_end > TEXT_BYTES else line
