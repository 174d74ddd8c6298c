"""How far back a person reads in a conversation: which lines of the history stand on the screen in place of the newest. No Tk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop_chat.core.client.events.kept import Part
from desktop_chat.gui.room.row_maker import Entry, RowMaker, Said
from desktop_chat.gui.rows import Edge, Place, TimelineRow

LINES_READ: Final = 600
"""Lines further back that stand on the screen at once: three pages, so that the row in sight is never left out."""


@dataclass(slots=True)
class Past:
    """Some lines of the history in a row, more or others with each page.

    Args:
        lines: In order.
        is_first: Nothing was said before them.
        is_last: Nothing was said after them.
        key: Of the line that is in sight.
        edge: Where it stands.
        found: The key of the line that was looked for.
    """

    lines: Sequence[Entry]
    is_first: bool
    is_last: bool
    key: str
    edge: Edge
    found: str = ""

    @property
    def first_key(self) -> str:
        """By which the page before is asked for."""
        return self.lines[0][0].key

    @property
    def last_key(self) -> str:
        """By which the page after is asked for."""
        return self.lines[-1][0].key

    def extend(self, part: Part, lines: Sequence[Entry], *, is_end: bool) -> None:
        """Add the page before the first line or after the last; what is then too far away is left out at the other end.

        Args:
            part: BEFORE or AFTER.
            lines: The page.
            is_end: There is nothing beyond it.
        """
        is_cut = len(lines) + len(self.lines) > LINES_READ
        if part is Part.BEFORE:
            self.key, self.edge = self.first_key, Edge.TOP
            self.lines = [*lines, *self.lines][:LINES_READ]
            self.is_first, self.is_last = is_end, self.is_last and not is_cut
        else:
            self.key, self.edge = self.last_key, Edge.BOTTOM
            self.lines = [*self.lines, *lines][-LINES_READ:]
            self.is_first, self.is_last = self.is_first and not is_cut, is_end

    def change(self, key: str, how: Callable[[Said], Said]) -> TimelineRow | None:
        """Let what was said under a key be another value; return its row, None if it is not here."""
        lines = [(how(line) if isinstance(line, Said) and line.key == key else line, moment) for line, moment in self.lines]
        if lines == list(self.lines):
            return None
        self.lines = lines
        return next(row for row in self.rows()[0] if row.key == key)

    def rows(self) -> tuple[list[TimelineRow], Place]:
        """Return the rows of the lines, and which of them is in sight."""
        maker, rows, at = RowMaker(), list[TimelineRow](), 0
        for line, moment in self.lines:
            rows += maker.rows(line, moment)
            if line.key == self.key:
                at = len(rows) - 1
            if line.key == self.found:
                rows[-1] = replace(rows[-1], found=True)
        return rows, Place(at, self.edge)


@dataclass(slots=True)
class Reading:
    """What is known of a conversation's history, and how far back it is read."""

    is_asked: bool = False
    """Its last lines were asked for."""
    has_older: bool = False
    """There is more than stands on the screen."""
    waits: bool = False
    """A page was asked for, to read further back or on, and has not come."""
    jumps_to: str = ""
    """The key of the line that was looked for, until its page has come."""
    past: Past | None = None
    """What stands on the screen in place of the newest lines."""
