"""What the room wants done. The engine does it, in this order: commit all records, then deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_chat.core.server.outgoing import Outgoing
    from desktop_chat.core.server.records import BurstRecord, ChangeRecord, EventRecord, KeptRecord, MessageRecord, SentRecord
    from desktop_chat.core.server.turn import Turn

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
    record: MessageRecord | BurstRecord | None = None
    """What must be in the room's log before anybody gets the line, or the lines of a burst."""
    label: str = ""
    """By which the sender knows the answer to this message (IRCv3 labeled-response)."""


class Keep(NamedTuple):
    """What must be in the room's log before anybody gets a line of this pass, or at least before one line is sent."""

    record: KeptRecord | EventRecord | ChangeRecord | SentRecord
    by: int
    """Who caused it, and is told if the log did not take it; `NOBODY` to tell nobody."""
    line: Outgoing | None = None
    """What is sent to nobody if it was not kept: the word that it was done."""
    label: str = ""
    """As of a message."""


class Work(NamedTuple):
    """Something that takes long, such as hashing a password: done elsewhere, while the room goes on without this session.

    Until it is done the session's lines wait. Then `World.resume` carries on with what came out.
    """

    to: int
    run: Callable[[], object]
    """Touches nothing of the room."""
    then: Callable[[Turn, object], None]
    """Takes the turn and what came out: the result, or the exception it was raised."""
    label: str = ""
    """Of the line that asked for it."""


class Retag(NamedTuple):
    """From here on the lines of this session carry the tags of these capabilities."""

    to: int
    tag_caps: int


class Close(NamedTuple):
    """A last line for one session; then its connection ends. The room has forgotten the session already."""

    to: int
    line: Outgoing


Effect = Send | Deliver | Keep | Work | Retag | Close
LINES = Send | Deliver | Close
"""Those that bear a line."""


def fit_to_send(effects: list[Effect]) -> list[Effect]:
    """Return effects whose lines can all be sent.

    A line that cannot be encoded is an error here, where it costs who caused it, and not later in everybody's delivery.
    """
    for effect in effects:
        if isinstance(effect, LINES):
            effect.line.check()
    return effects
