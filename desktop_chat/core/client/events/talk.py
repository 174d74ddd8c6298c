"""What is said in a room, what becomes of it, and what of ours is still on its way."""

from dataclasses import dataclass
from enum import StrEnum


class MessageKind(StrEnum):
    """How a message is meant."""

    TALK = "talk"
    ACTION = "action"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class MessageArrived:
    """Something was said."""

    conversation: str
    """The channel; between two people, the nick of the other one."""
    sender: str
    text: str
    kind: MessageKind
    time: float
    msgid: str
    mine: bool
    tags: str = ""
    """Its client-only tags as on the wire (`+a=b;+c`), without the `@` (IRCv3 message-tags)."""
    own_key: str = ""
    """What tells a line without a msgid from all others, if it is kept."""
    own_id: str = ""
    """Of a message that stood in the outbox: what `MessageQueued` called it."""
    is_past: bool = False
    """It was said before we came here for the first time: nothing we missed."""
    is_late: bool = False
    """It comes from the host's history, not as it is said."""

    @property
    def key(self) -> str:
        """By which the line is known in the member's own history; "" for one that is not kept there."""
        return self.msgid or self.own_key


@dataclass(frozen=True, slots=True)
class MessageRedacted:
    """A message was deleted: what it said is not to be shown any more (IRCv3 message-redaction)."""

    conversation: str
    msgid: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """A message says something else now."""

    conversation: str
    msgid: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody reacted to a message, or took that back (IRCv3 react)."""

    conversation: str
    msgid: str
    """Of the message that it is about."""
    by: str
    reaction: str
    is_on: bool
    """Whether it holds now."""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class TypingTold:
    """Somebody else types, pauses, or has given up (IRCv3 typing)."""

    conversation: str
    nick: str
    state: str
    """`active`, `paused` or `done`."""


@dataclass(frozen=True, slots=True)
class MessageQueued:
    """We said something; the host has not confirmed it yet. It arrives as `MessageArrived`, or `SendFailed` comes."""

    message: MessageArrived
    """As it will look, without an id of the host's; the time is that of saying it."""


@dataclass(frozen=True, slots=True)
class SendFailed:
    """The host refused a message of ours; it waits until a person sends it again or gives it up."""

    own_id: str
    reason: str
    """In the host's own words."""
