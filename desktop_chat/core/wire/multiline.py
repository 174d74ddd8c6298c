"""Messages of several lines: lines to text and back (IRCv3 multiline)."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop_chat.core.wire.text import split_text

BATCH_TYPE = "draft/multiline"
NUMBER = re.compile("[1-9][0-9]{0,8}", re.ASCII)
CONCAT = "draft/multiline-concat"
"""The tag of a line that goes on where the one before it ended."""


class MultilineLimits(NamedTuple):
    """How much a host takes in one message of several lines (IRCv3 multiline, Capabilities)."""

    max_bytes: int
    """Of the texts of all lines, and one for each line feed between them."""
    max_lines: int | None = None
    """None for any number."""


def limits_in(value: str) -> MultilineLimits | None:
    """Return the limits that a host tells as the capability's value; None if it tells none that we can keep."""
    tokens = dict(token.partition("=")[::2] for token in value.split(","))
    max_bytes, max_lines = (tokens.get(name, "") for name in ("max-bytes", "max-lines"))
    if not NUMBER.fullmatch(max_bytes):
        return None
    return MultilineLimits(int(max_bytes), int(max_lines) if NUMBER.fullmatch(max_lines) else None)


class Line(NamedTuple):
    """One line of such a message."""

    text: str
    is_concat: bool = False
    """Whether it goes on where the line before it ended."""


def joined(lines: Iterable[Line]) -> str:
    r"""Return the combined message: lines are joined by `\n`, but those that go on (IRCv3 multiline, Batch types)."""
    text = ""
    for at, line in enumerate(lines):
        text += line.text if line.is_concat or not at else f"\n{line.text}"
    return text


def size(lines: Sequence[Line]) -> int:
    """Return how many bytes of the limit lines take: "each line feed used to join line messages contributes one byte"."""
    return len(joined(lines).encode())


def split(text: str, max_bytes: int) -> list[Line]:
    r"""Return a combined message as lines of at most *max_bytes* bytes, which joined give the text again.

    A long line is split between words, "and leave the space character at the end of the line" (Splitting long lines).
    """
    return [piece for line in text.split("\n") for piece in _pieces(line, max_bytes)]


def _pieces(line: str, max_bytes: int) -> list[Line]:
    if len(line.encode()) <= max_bytes:
        return [Line(line)]
    pieces: list[Line] = []
    at = 0
    for text in split_text(line, max_bytes - 1):
        end = at + len(text)
        whole = line[at : end + 1] if line[end : end + 1] == " " else text
        pieces.append(Line(whole, is_concat=bool(pieces)))
        at += len(whole)
    return pieces
