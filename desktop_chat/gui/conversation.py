"""One channel or person as the window shows it: the last lines, what is unread, what was being written.

What the room itself is (members, topics) is `Knowledge`; here is only what a window adds.
"""

from collections import deque
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from desktop_chat.core.client.events import MessageKind
from desktop_chat.core.wire.names import fold
from desktop_chat.gui.links import Span, split_links
from desktop_chat.gui.people import colour_of
from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.safe_text import Shown, shown_name
from desktop_chat.gui.times import clock_text, day_text

ROWS_KEPT: Final = 400
"""Rows of a conversation, about ten screens: a tk.Text of this size is as fast as an empty one; the log has the rest."""
GROUP_SECONDS: Final = 300.0
"""Lines of one person within five minutes stand under one name."""
SPEAKERS_KEPT: Final = 50

KINDS: Final = {MessageKind.TALK: LineKind.TALK, MessageKind.ACTION: LineKind.ACTION, MessageKind.NOTICE: LineKind.NOTICE}
HOST_KEY: Final = ""
"""The conversation with the host itself: what it says to everybody who comes in."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something a person said, ready to be drawn."""

    sender: str
    text: Shown
    kind: LineKind = LineKind.TALK
    mine: bool = False
    mentioned: bool = False
    key: str = ""
    """By which the host knows it."""


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
        self.rejoins = False
        """We were in this channel before the link broke, and have asked to be let in again."""
        self._day: date | None = None
        self._group: tuple[str, LineKind] | None = None
        self._group_since = 0.0

    def add(self, kind: LineKind, text: Shown, moment: datetime) -> list[TimelineRow]:
        """Add a line without a sender; return the rows it makes, a new day's before it."""
        self._group = None
        return self._keep(moment, TimelineRow(kind, split_links(text), time=clock_text(moment)))

    def add_said(self, said: Said, moment: datetime) -> list[TimelineRow]:
        """Add what somebody said; return the rows it makes. Name and time stand above the first of a group only."""
        if said.sender in self.speakers:
            self.speakers.remove(said.sender)
        self.speakers.appendleft(said.sender)
        group = (fold(said.sender), said.kind)
        age_seconds = moment.timestamp() - self._group_since
        continues = group == self._group and self._day == moment.date() and 0 <= age_seconds < GROUP_SECONDS
        if not continues:
            self._group, self._group_since = group, moment.timestamp()
        row = TimelineRow(
            said.kind,
            split_links(said.text),
            sender=shown_name(said.sender),
            colour=colour_of(said.sender),
            time=clock_text(moment),
            heads=not continues and said.kind is LineKind.TALK,
            mine=said.mine,
            mentioned=said.mentioned,
            key=said.key,
        )
        return self._keep(moment, row)

    def find(self, key: str) -> TimelineRow | None:
        """Return the row of what was said under a key, if it is still here."""
        return next((row for row in self.rows if key and row.key == key), None)

    def replace(self, old: TimelineRow, text: Shown) -> None:
        """Let a row say something else."""
        self.rows[self.rows.index(old)] = replace(old, spans=split_links(text))

    def _keep(self, moment: datetime, row: TimelineRow) -> list[TimelineRow]:
        rows = [row]
        if self._day != moment.date():
            self._day = moment.date()
            rows.insert(0, TimelineRow(LineKind.DAY, (Span(Shown(day_text(moment))),)))
        self.rows.extend(rows)
        return rows

    def read(self) -> None:
        """Note that the person has seen all of it."""
        self.unread, self.mentioned = 0, False
