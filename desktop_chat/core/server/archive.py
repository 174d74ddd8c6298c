"""How the rules read the room's log: at once, in the middle of a turn.

Whoever gives the world its archive sees to it that a read finds all that was decided before it, also what the same pass
of the engine decided: between an answer and what is delivered after it no message is missing, and none comes twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from desktop_chat.core.wire.errors import ChatError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_chat.core.server.records import KeptRecord, MessageRecord, SentRecord

END = 2**63 - 1
"""An id after all others."""
EVER_MS = END // 1000
"""A time after all others, in milliseconds since 1970: ids are microseconds, or later."""


class ArchiveError(ChatError):
    """The log cannot be read; the text says why, in the words of the system below."""


class Page(NamedTuple):
    """Which part of a history is asked for; the borders do not belong to it."""

    limit: int
    """Records at most."""
    after: int = 0
    """An id; it need not be there any more."""
    before: int = END
    """An id; it need not be there any more."""
    from_end: bool = False
    """Whether the limit leaves out the oldest records and not the newest."""
    events: bool = False
    """Whether what else is kept belongs to it: `EventRecord`s, and messages that are neither PRIVMSG nor NOTICE."""


class Stored(NamedTuple):
    """What the log holds."""

    messages: int
    earliest_ms: int | None
    """When the first of them was said, in milliseconds since 1970; None without any."""
    size: int
    """Bytes on disk; 0 for a log in memory."""


NOTHING_STORED = Stored(0, None, 0)


class Archive(Protocol):
    """Reads the room's log, and forgets what the host wants forgotten.

    A *place* is one history: a channel, or one person's talk with another (`persons.places_of`).

    All raise ArchiveError if the log cannot be read.
    """

    def last_id(self) -> int:
        """Return the largest id kept, 0 for an empty log."""
        ...

    def kept(self) -> list[KeptRecord]:
        """Return what is known beside messages, the newest of each kind and key."""
        ...

    def find(self, record_id: int) -> MessageRecord | None:
        """Return the message with this id; None if there is none, or no more."""
        ...

    def page(self, places: Sequence[str], page: Page) -> list[MessageRecord]:
        """Return part of the history of these places together, in the room's order, the oldest first."""
        ...

    def position(self, places: Sequence[str], time_ms: int) -> int:
        """Return the id of the first record of these places at a time or after it, `END` if there is none.

        The room's order is that of ids; where its clock was set back, later records may tell an earlier time.
        """
        ...

    def correspondents(self, person: str) -> list[str]:
        """Return the places of all private talk of a person, as it sees them."""
        ...

    def stored(self) -> Stored:
        """Return how much is kept."""
        ...

    def forget(self, before_ms: int) -> bool:
        """Take out some of what was said before a time, in milliseconds since 1970; return whether more of it is left.

        To be called again until nothing is: each call takes a few milliseconds, so that the room goes on between them. The
        last one gives the space back.
        """
        ...

    def keep_days(self, days: int | None) -> None:
        """Keep what is said for so many days from here on; None for ever."""
        ...

    def sent(self, senders: Sequence[str], client_id: str) -> SentRecord | None:
        """Return what one of these senders sent under an id of its own; None if it has sent nothing so."""
        ...
