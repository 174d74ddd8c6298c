"""What the room's log keeps. Where it is kept is the store's business."""

import re
from typing import NamedTuple

MSGID = re.compile("[0-9a-f]{14}")
"""What `msgid_of` makes."""


def nick_of(source: str) -> str:
    """Return the nick in `nick!user@host`."""
    return source.partition("!")[0]


class MessageRecord(NamedTuple):
    """One message as the host commits it, before anybody sees it."""

    id: int
    """Sorts in the room's order; `msgid_of` gives its name on the wire. Microseconds since 1970, or more: not less than its time."""
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
    place: str = ""
    """Whose history it belongs to: the folded name of the channel, with the sign before it if it went to a rank of it only, or
    the person it was sent to (`persons.person_of`)."""
    by: str = ""
    """The person that sent it."""
    is_bot: int = 0
    """1 if that was a bot (IRCv3 bot-mode); a bool, which SQLite must be explained, costs as much as the text."""

    @property
    def nick(self) -> str:
        """The sender's nick at that time."""
        return nick_of(self.sender)


class BurstRecord(NamedTuple):
    """Messages that somebody said to a channel in one go: what they have in common, and the text of each.

    A busy room is nothing but such; one record for each message would cost as much as all else that is done for it.
    """

    first_id: int
    """Of the first message; each of the others has one more than the message before it."""
    time_ms: int
    """This and the following as of a `MessageRecord`."""
    target: str
    sender: str
    command: str
    texts: list[str]
    place: str
    by: str
    is_bot: int

    @property
    def id(self) -> int:
        """Of the last message."""
        return self.first_id + len(self.texts) - 1

    @property
    def nick(self) -> str:
        """As of a `MessageRecord`."""
        return nick_of(self.sender)

    def messages(self) -> list[MessageRecord]:
        """Return a record for each message."""
        first_id, time_ms, target, sender, command, texts, place, by, is_bot = self
        return [MessageRecord(at, time_ms, target, sender, command, text, "", place, by, is_bot) for at, text in enumerate(texts, first_id)]


class EventRecord(MessageRecord):
    """Something else that happened in a channel: JOIN, PART, QUIT, KICK, NICK, TOPIC, MODE (IRCv3 chathistory, event-playback).

    One that concerns several channels is a record for each of them, with one id. `text` is all its parameters as on the wire.
    """

    __slots__ = ()


class KeptRecord(NamedTuple):
    """Something the room still knows after a restart that is no message: an account, a channel's modes, a read mark."""

    kind: str
    """What it is, as its owner in the core calls it."""
    key: str
    """Which one: the record before it of the same kind and key is replaced."""
    value: str | None
    """What is known, as JSON; None forgets it."""


class ChangeRecord(NamedTuple):
    """A message says something else from here on, or nothing any more."""

    id: int
    """Of the message."""
    text: str | None
    """What it says now; None: it is taken out of the log, with all that it said. Who did that is an `EventRecord`."""


class SentRecord(NamedTuple):
    """Under which id of its own a sender sent a message (PROTOCOL, Rules that keep promises)."""

    sender: str
    """Who: its account, its device, or its nick at its host (`once.known_senders`)."""
    client_id: str
    """The sender's id for the message."""
    id: int
    """Of the message."""
    time_ms: int
    """As of the message."""


TALK = frozenset({"PRIVMSG", "NOTICE"})
"""What everybody may be sent of a history; all else only who wants events (IRCv3 chathistory)."""


def is_talk(record: MessageRecord) -> bool:
    """Return whether a record is something that was said."""
    return record.command in TALK


Record = MessageRecord | BurstRecord | EventRecord | KeptRecord | ChangeRecord | SentRecord


def msgid_of(record_id: int) -> str:
    """Return the `msgid` of a record: fixed width, so that ids sort as text too (IRCv3 message-ids)."""
    return f"{record_id:014x}"


def id_of(msgid: str) -> int | None:
    """Return the record id that a `msgid` names, or None for what is no msgid of a room."""
    return int(msgid, 16) if MSGID.fullmatch(msgid) else None
