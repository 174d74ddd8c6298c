"""Who somebody is across connections, and so whose talk is whose.

A nick proves nothing: whoever takes a free one must not read what its last owner said. So a person is its account; if it
has none, its device, which showed a certificate; if neither, this one connection, and what was said to it privately is read
by nobody else ever. (IRCv3 chathistory, Security Considerations: "account names, internal account identifiers, or
certificate fingerprints".)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.records import EventRecord
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from desktop_chat.core.server.records import MessageRecord
    from desktop_chat.core.server.session import Session

ACCOUNT, DEVICE, SESSION = "account:", "device:", "session:"
MARK = "@"
"""What follows it tells an account from an earlier one of the same name, which was given up; no name holds it."""
CHANNEL_SIGNS = "#@%+"
"""What the place of a message to a channel begins with, or of one to those of a rank in it."""
NICK = "nick:"
"""How a person's private talk calls somebody who is known for one connection only."""


def person_of(who: Session) -> str:
    """Return who says what this session says now."""
    if who.account:
        return ACCOUNT + who.account + who.account_mark
    return DEVICE + who.security.device if who.security.device else who.person


def persons_of(who: Session) -> tuple[str, ...]:
    """Return all that this session is: what was said to any of them it may read."""
    named = ((ACCOUNT, who.account and who.account + who.account_mark), (DEVICE, who.security.device))
    return (*(kind + name for kind, name in named if name), who.person)


def lasts(person: str) -> bool:
    """Return whether a person can come again."""
    return not person.startswith(SESSION)


def account_of(person: str) -> str:
    """Return a person's account, or "" for none."""
    return person.removeprefix(ACCOUNT).partition(MARK)[0] if person.startswith(ACCOUNT) else ""


def other_of(person: str, nick: str) -> str:
    """Return how the private talk of others calls a person: so that it goes on under a new nick, or with a new connection."""
    return person if lasts(person) else NICK + fold(nick)


def is_private(record: MessageRecord) -> bool:
    """Return whether a message went to a person."""
    return record.place[:1] not in CHANNEL_SIGNS


def places_of(record: MessageRecord) -> tuple[str, ...]:
    """Return in which histories a record stands: its channel's, or that of each of its two correspondents."""
    if isinstance(record, EventRecord) or not is_private(record):
        return (record.place,)
    sender, receiver = record.by, record.place
    mine = f"{sender} {other_of(receiver, record.target)}"
    return tuple({mine: None, f"{receiver} {other_of(sender, record.nick)}": None})
