"""What the room wants done. The engine does it, in this order: commit all records, then deliver."""

from typing import NamedTuple

from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.records import MessageRecord

NOBODY = 0
"""A session id that no session has: ids count from 1."""


class Send(NamedTuple):
    """One line for one session."""

    to: int
    line: Outgoing


class Deliver(NamedTuple):
    """One line for many sessions."""

    to: tuple[int, ...]
    """The receivers. A channel hands out the same tuple until its members change, so delivery can know it by identity."""
    line: Outgoing
    skip: int = NOBODY
    """A receiver among them that does not get it (a sender without echo-message)."""
    record: MessageRecord | None = None
    """What must be in the room's log before anybody gets the line."""


class Retag(NamedTuple):
    """From here on the lines of this session carry the tags of these capabilities."""

    to: int
    tag_caps: int


class Close(NamedTuple):
    """A last line for one session; then its connection ends. The room has forgotten the session already."""

    to: int
    line: Outgoing


Effect = Send | Deliver | Retag | Close


def fit_to_send(effects: list[Effect]) -> list[Effect]:
    """Return effects whose lines can all be sent.

    A line that cannot be encoded is an error here, where it costs who caused it, and not later in everybody's delivery.
    """
    for effect in effects:
        if not isinstance(effect, Retag):
            effect.line.check()
    return effects
