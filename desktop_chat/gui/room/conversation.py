"""One channel or person as the window shows it: the last lines, what is unread, what was being written.

What the room itself is (members, topics) is `Knowledge`; here is only what a window adds.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final

from desktop_chat.core.client.events.kept import KeptRoom, Notify
from desktop_chat.gui.history.reading import Reading
from desktop_chat.gui.room.row_maker import Entry, Remark, RowMaker, Said, renewed
from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.safe_text import Prose

ROWS_KEPT: Final = 400
"""Rows of a conversation, about ten screens: the history has the rest."""
SPEAKERS_KEPT: Final = 50

HOST_KEY: Final = ""
"""The conversation with the host itself: what it says to everybody who comes in."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What the next message does besides being said."""

    key: str
    """Of the line that it answers, or whose place it takes."""
    edits: bool = False
    """It takes the place."""
    draft: str = ""
    """What stood in the composer before."""


class Conversation:
    """One channel, or one person.

    Args:
        name: The channel or nick, as last seen; "" for the host.
        is_channel: Which of the two it is.
    """

    def __init__(self, name: str, *, is_channel: bool) -> None:
        self.name, self.is_channel = name, is_channel
        self.rows: deque[TimelineRow] = deque(maxlen=ROWS_KEPT)
        self.speakers: deque[str] = deque(maxlen=SPEAKERS_KEPT)
        """Who spoke last, the last one first."""
        self.unread = 0
        self.mentioned = False
        self.draft = ""
        self.joined = True
        self.opened = 0
        """When it was opened last: a number that grows; 0 for never."""
        self.notify = Notify.ALL
        """What of it the person wants to be told."""
        self.elsewhere: KeptRoom | None = None
        """Another room than the one we are in, whose history is read here: nothing can be said."""
        self.rejoins = False
        """We were in this channel before the link broke, and have asked to be let in again."""
        self.newest = self.marked = 0.0
        """The time of the newest line that somebody said, and up to when the history knows it to be read; seconds since 1970."""
        self.history = Reading()
        self.composing: Aim | None = None
        """The message that the next one answers or changes."""
        self._entries: deque[Entry] = deque(maxlen=ROWS_KEPT)
        self._keys: dict[str, None] = {}
        self._maker = RowMaker()

    def add(self, kind: LineKind, text: Prose, moment: datetime, *, nick: str = "") -> list[TimelineRow]:
        """Add a line that nobody said and that is not kept; return the rows it makes.

        Args:
            kind: What it is.
            text: What it says.
            moment: When it happened.
            nick: Who came or went.
        """
        return self._add(Remark(kind, text, nick), moment)

    def add_remark(self, remark: Remark, moment: datetime) -> list[TimelineRow]:
        """Add a line that nobody said; return the rows it makes."""
        return self._add(remark, moment)

    def mark_unread(self, sentence: Prose, moment: datetime) -> list[TimelineRow]:
        """Note that what is said from here on is not read; the line that says so takes the place of the one before."""
        before = next((entry for entry in self._entries if _is_unread_mark(entry[0])), None)
        if before is not None:
            self._entries.remove(before)
            self.rows.remove(next(row for row in self.rows if row.kind is LineKind.UNREAD))
        return self._add(Remark(LineKind.UNREAD, sentence), moment)

    def add_said(self, said: Said, moment: datetime) -> list[TimelineRow]:
        """Add what somebody said; return the rows it makes."""
        return self._add(said, moment)

    def _add(self, line: Said | Remark, moment: datetime) -> list[TimelineRow]:
        if isinstance(line, Said):
            self._note(line, moment)
        if line.key:
            self._keys[line.key] = None
            while len(self._keys) > ROWS_KEPT:
                del self._keys[next(iter(self._keys))]
        self.history.has_older |= len(self._entries) == ROWS_KEPT
        self._entries.append((line, moment))
        rows = self._maker.rows(line, moment)
        self.rows.extend(rows)
        return rows

    def _note(self, said: Said, moment: datetime) -> None:
        if said.sender in self.speakers:
            self.speakers.remove(said.sender)
        self.speakers.appendleft(said.sender)
        self.newest = max(self.newest, moment.timestamp())

    def rows_after(self, lines: Sequence[tuple[Said, datetime]]) -> list[TimelineRow]:
        """Return the rows of lines as they would follow the newest one."""
        maker = copy(self._maker)
        return [row for said, moment in lines for row in maker.rows(said, moment)]

    def knows(self, key: str) -> bool:
        """Return whether a line with this key stands here already."""
        return key in self._keys

    def said(self) -> Iterator[Said]:
        """Yield what people said, the newest first; what of the past stands on the screen after that."""
        past = self.history.past.lines if self.history.past is not None else ()
        return (line for line, _ in chain(reversed(self._entries), reversed(past)) if isinstance(line, Said))

    def find(self, key: str) -> Said | None:
        """Return what was said under a key, if it is still here."""
        return next((line for line in self.said() if line.key == key), None) if key else None

    def change(self, key: str, how: Callable[[Said], Said]) -> TimelineRow | None:
        """Let what was said under a key be another value; return the row that stands in the place of the one shown.

        It may stand among the newest lines, and further back too, where one reads there.
        """
        shown: TimelineRow | None = None
        for at, (line, moment) in enumerate(self._entries):
            if isinstance(line, Said) and line.key == key:
                new = how(line)
                self._entries[at] = new, moment
                place, row = next((place, row) for place, row in enumerate(self.rows) if row.key == key)
                self.rows[place] = shown = renewed(row, new)
        past = self.history.past
        return (past.change(key, how) if past is not None else None) or shown

    @property
    def oldest_key(self) -> str:
        """The key of the oldest line that is here and is kept, "" if there is none."""
        return next((line.key for line, _ in self._entries if line.key), "")

    def fill(self, older: Sequence[Entry]) -> None:
        """Put lines from the history before those that came since; one that stands here already stays where it is."""
        self._refill([entry for entry in older if not self.knows(entry[0].key)] + list(self._entries))

    def renew(self) -> None:
        """Make all rows anew: times and days are in the language of now."""
        self._refill(list(self._entries))

    def _refill(self, entries: Sequence[Entry]) -> None:
        """Make all rows anew."""
        self.rows.clear()
        self.speakers.clear()
        self._entries.clear()
        self._keys.clear()
        self._maker = RowMaker()
        for line, moment in entries:
            self._add(line, moment)

    @property
    def counted(self) -> int:
        """How much is unread, as far as the person wants to know: of what is muted only what is for them."""
        return self.unread if self.mentioned or self.notify is not Notify.NOTHING else 0

    def read(self) -> None:
        """Note that the person has seen all of it."""
        self.unread, self.mentioned = 0, False


def _is_unread_mark(line: Said | Remark) -> bool:
    return isinstance(line, Remark) and line.kind is LineKind.UNREAD
