"""Texts of several lines, or of one that is too long for a line: how they go to a host, whole where it can take them so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_chat.core.wire.limits import MESSAGE_BYTES, MULTILINE_BYTES, MULTILINE_LINES
from desktop_chat.core.wire.message import FORBIDDEN, Message
from desktop_chat.core.wire.multiline import BATCH_TYPE, CONCAT, MultilineLimits, size, split
from desktop_chat.core.wire.text import split_text

if TYPE_CHECKING:
    from desktop_chat.core.client.features import Features

OUR_LIMITS: Final = MultilineLimits(MULTILINE_BYTES, MULTILINE_LINES)
"""What is assumed of a host that has not been heard yet: most are of our kind."""
LEAST_TEXT_BYTES: Final = 64
"""Beside a target so long that less is left for the text, splitting makes confetti; no host has such names."""
BATCH_COMMAND: Final = "PRIVMSG"
""""Multiline batches MUST only contain one or more PRIVMSG lines" (IRCv3 multiline, Batch types)."""


def text_bytes(features: Features, nick: str, command: str, target: str) -> int:
    """Return how many bytes of text fit beside a target, with the sender's name, as others get it, in 512 bytes (RFC 2812 2.3)."""
    source_bytes = len(f":{nick}!@ ".encode()) + features.user_length + features.host_length
    return MESSAGE_BYTES - source_bytes - len(f"{command} {target} :\r\n".encode())


def tidied(text: str) -> str:
    r"""Return a text as it can be sent whole: lines end with `\n`, what is blank around it is left out."""
    lines = [FORBIDDEN.sub(" ", line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    while lines and not lines[0].strip():
        del lines[0]
    return "\n".join(lines).rstrip()


def is_long(text: str, line_bytes: int) -> bool:
    """Return whether a text does not fit one line."""
    return "\n" in text or len(text.encode()) > line_bytes


def fits(text: str, line_bytes: int, most: MultilineLimits) -> bool:
    """Return whether a host takes a text in one message of several lines."""
    lines = split(text, line_bytes)
    return size(lines) <= most.max_bytes and (most.max_lines is None or len(lines) <= most.max_lines)


def as_lines(whole: Message, reference: str, line_bytes: int, multiline: MultilineLimits | None) -> list[Message]:
    """Return the lines by which a message goes to a host; one that fits a line is that line.

    Where the host has no multiline, each line is a message of its own, and the tags go with the last one: what it confirms
    or refuses counts for all.

    Args:
        whole: The message, its text of any length, with all its tags.
        reference: The name of the batch, if there is to be one.
        line_bytes: How many bytes of text fit a line.
        multiline: What the host takes in one message; None if it has no such messages.
    """
    command, (target, text), _, tags = whole
    line_bytes = max(line_bytes, LEAST_TEXT_BYTES)
    if not is_long(text, line_bytes):
        return [whole]
    if multiline is None or command != BATCH_COMMAND:
        pieces = [piece for line in text.split("\n") if line.strip() for piece in split_text(line, line_bytes)]
        return [*(Message(command, (target, piece)) for piece in pieces[:-1]), Message(command, (target, pieces[-1]), tags=tags)]
    lines = [
        Message(command, (target, line.text), tags={"batch": reference, **({CONCAT: ""} if line.is_concat else {})})
        for line in split(text, line_bytes)
    ]
    return [Message("BATCH", (f"+{reference}", BATCH_TYPE, target), tags=tags), *lines, Message("BATCH", (f"-{reference}",))]
