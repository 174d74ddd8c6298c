"""Something said, before it is known who hears it, and the lines it becomes for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from desktop_chat.core.server.effects import Send
from desktop_chat.core.server.outgoing import Outgoing, Portion, Whole
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.message import NO_TAGS, Message, encode, parse_tags
from desktop_chat.core.wire.multiline import BATCH_TYPE, CONCAT, Line, joined, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop_chat.core.server.records import MessageRecord
    from desktop_chat.core.server.turn import Turn

MULTILINE = int(Caps.BATCH | Caps.MULTILINE)
"""Multiline depends on batch, "which MUST be negotiated to use multiline messages" (IRCv3 multiline, Dependencies)."""


class MakeLine(Protocol):
    """What makes a message a line of some moment: `Turn.outgoing` does."""

    def __call__(self, message: Message, *, msgid: str = "") -> Outgoing:
        """Return the line."""
        ...


class Speech(NamedTuple):
    """What a client wants said."""

    command: str
    """PRIVMSG, NOTICE or TAGMSG."""
    lines: tuple[Line, ...]
    """Its text; none for TAGMSG."""
    tags: Mapping[str, str]
    """The client-only tags that travel with it."""
    is_batch: bool = False
    """Whether it came as a batch, and so goes out as one."""

    @property
    def text(self) -> str:
        """All of the text."""
        return joined(self.lines)


class Forms(NamedTuple):
    """One message as lines for all its receivers."""

    whole: Outgoing
    """For those who know messages of several lines."""
    lines: tuple[Outgoing, ...]
    """For all others, one after the other; for a message of one line the same line."""

    def known_to(self, caps: int) -> tuple[Outgoing, ...]:
        """Return what somebody with these capabilities gets."""
        return (self.whole,) if caps & MULTILINE == MULTILINE else self.lines

    def are_too_long(self) -> bool:
        """Return whether a line does not fit with its sender's name before it (RFC 2812 2.3)."""
        return any(len(line.bytes_for(0)) > limits.MESSAGE_BYTES for line in self.lines)


def forms_of(outgoing: MakeLine, speech: Speech, source: str, target: str, msgid: str) -> Forms:
    """Return a message as it goes out.

    Args:
        outgoing: Makes its lines.
        speech: What is said.
        source: Who says it, as nick!user@host.
        target: To whom, as shown.
        msgid: Its id, which also names its batch: so all receivers share the bytes.
    """
    if not speech.is_batch:
        params = (target, *(line.text for line in speech.lines))
        line = outgoing(Message(speech.command, params, source, speech.tags), msgid=msgid)
        return Forms(line, (line,))
    opening = outgoing(Message("BATCH", (f"+{msgid}", BATCH_TYPE, target), source, speech.tags), msgid=msgid)
    messages = [Message(speech.command, (target, line.text), source) for line in speech.lines]
    inner = [in_batch(msgid, message, is_concat=line.is_concat) for line, message in zip(speech.lines, messages, strict=True)]
    whole = Whole(opening, b"".join(inner), encode(Message("BATCH", (f"-{msgid}",), source)), speech.command)
    first, *others = [message for message in messages if message.params[1]]  # "Servers MUST NOT send blank lines".
    heard = [outgoing(first._replace(tags=speech.tags), msgid=msgid), *map(outgoing, others)]
    return Forms(whole, tuple(Portion(line, whole) for line in heard))


def speech_of(record: MessageRecord) -> Speech:
    """Return what was said, out of the log: in lines that fit, not always those in which it came."""
    tags = parse_tags(record.tags) if record.tags else NO_TAGS
    if record.command == "TAGMSG":
        return Speech(record.command, (), tags)
    head = f":{record.sender} {record.command} {record.target} :\r\n"
    lines = tuple(split(record.text, limits.MESSAGE_BYTES - len(head.encode())))
    return Speech(record.command, lines, tags, is_batch=len(lines) > 1)


def in_batch(reference: str, message: Message, *, is_concat: bool) -> bytes:
    """Return a line of a batch, for whoever gets it: it has none of the tags that tell receivers apart."""
    return f"@batch={reference}{f';{CONCAT}' if is_concat else ''} ".encode() + encode(message)


def echo(turn: Turn, command: str, lines: Iterable[Outgoing]) -> None:
    """Send who said it its receipt, if it asked for that; one of mere tags only if it knows tags (IRCv3 echo-message)."""
    who = turn.who
    if who.caps & Caps.ECHO_MESSAGE and (command != "TAGMSG" or who.caps & Caps.MESSAGE_TAGS):
        turn.effects += [Send(who.id, line) for line in lines]
