"""Lines of a conversation as the rows that are drawn: who stands above which, and where a new day begins. No Tk."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from desktop_chat.core.client.events.kept import KeptReaction, Standing
from desktop_chat.core.wire.names import fold
from desktop_chat.gui.messages.message_rows import Quote
from desktop_chat.gui.messages.reactions import reaction_rows
from desktop_chat.gui.people import colour_of
from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.safe_text import Prose, prose, shown_name
from desktop_chat.gui.times import clock_text, day_text

GROUP_SECONDS: Final = 300.0
"""Lines of one person within five minutes stand under one name."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something a person said, ready to be drawn."""

    sender: str
    text: Prose
    kind: LineKind = LineKind.TALK
    mine: bool = False
    mentioned: bool = False
    key: str = ""
    """By which the history knows it; "" if it is not kept."""
    standing: Standing = Standing.SAID
    quote: Quote | None = None
    """What it answers."""
    reactions: tuple[KeptReaction, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A line that nobody said."""

    kind: LineKind
    text: Prose
    nick: str = ""
    """Who came or went."""
    key: str = ""
    """By which the history knows it; "" if it is not kept."""


Entry = tuple[Said | Remark, datetime]
"""A line of a conversation, and when it was."""


def renewed(row: TimelineRow, said: Said) -> TimelineRow:
    """Return a row that says what its line says now."""
    stands = said.standing is not Standing.DELETED
    return replace(
        row,
        text=said.text,
        standing=said.standing,
        quote=said.quote if stands else None,
        reactions=reaction_rows(said.reactions) if stands else (),
    )


class RowMaker:
    """Makes the rows of lines in order: a new day has one of its own, name and time stand above the first line of a group only."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._group: tuple[str, LineKind] | None = None
        self._group_since = 0.0

    def rows(self, line: Said | Remark, moment: datetime) -> list[TimelineRow]:
        """Return the rows of the next line, a new day's before it."""
        row = self._said(line, moment) if isinstance(line, Said) else self._remark(line, moment)
        if row.kind is LineKind.UNREAD:
            return [row]
        if self._day == moment.date():
            return [row]
        self._day = moment.date()
        return [TimelineRow(LineKind.DAY, prose(day_text(moment))), row]

    def _remark(self, remark: Remark, moment: datetime) -> TimelineRow:
        self._group = None
        return TimelineRow(remark.kind, remark.text, sender=shown_name(remark.nick), time=clock_text(moment))

    def _said(self, said: Said, moment: datetime) -> TimelineRow:
        group = (fold(said.sender), said.kind)
        age_seconds = moment.timestamp() - self._group_since
        continues = group == self._group and self._day == moment.date() and 0 <= age_seconds < GROUP_SECONDS
        if not continues:
            self._group, self._group_since = group, moment.timestamp()
        row = TimelineRow(
            said.kind,
            said.text,
            sender=shown_name(said.sender),
            colour=colour_of(said.sender),
            time=clock_text(moment),
            heads=not continues and said.kind is LineKind.TALK,
            mine=said.mine,
            mentioned=said.mentioned,
            key=said.key,
        )
        return renewed(row, said)
