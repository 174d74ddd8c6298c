"""What a row is drawn of, as plain values: the layout makes them, the painter draws them. No Tk.

Places are in pixels from the upper left corner of what they belong to.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from desktop_chat.gui.look.marks import Mark
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.timeline.lines import Line


class TextLine(NamedTuple):
    """A line that can be selected."""

    x: int
    y: int
    height: int
    line: Line
    ground: str
    """The colour behind it: emoji are drawn upon it."""
    base: Typeface
    """The typeface that the others stand in line with."""


class Deed(Enum):
    """What a click on a place does, besides following an address."""

    COPY_CODE = auto()
    UNFOLD = auto()
    JUMP = auto()
    """To the line that is quoted."""
    REACT = auto()
    SEND_AGAIN = auto()
    GIVE_UP = auto()


class Spot(NamedTuple):
    """A place that can be clicked."""

    x: int
    y: int
    width: int
    height: int
    deed: Deed
    text: str = ""
    """What is copied, the key of the row that is meant, or how one reacts."""
    tip: str = ""
    """What is said beside it while the mouse is on it."""

    def holds(self, x: int, y: int) -> bool:
        """Return whether a point is in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a row, broken into lines."""

    width: int
    height: int
    lines: tuple[TextLine, ...] = ()
    marks: tuple[Mark, ...] = ()
    spots: tuple[Spot, ...] = ()
    text: str = ""
    """What is read, and can be copied."""


NO_BODY: Final = Body(0, 0)


class Piece(NamedTuple):
    """A part of a row that is laid out by itself, from its own upper left corner."""

    width: int
    height: int
    marks: tuple[Mark, ...] = ()
    spots: tuple[Spot, ...] = ()

    def at(self, x: int, y: int) -> "Piece":
        """Return it with its places as they are in a row where it stands there."""
        marks = tuple(mark._replace(x=mark.x + x, y=mark.y + y) for mark in self.marks)
        return self._replace(marks=marks, spots=tuple(spot._replace(x=spot.x + x, y=spot.y + y) for spot in self.spots))


NO_PIECE: Final = Piece(0, 0)


@dataclass(frozen=True, slots=True)
class RowLayout:
    """A row as it is drawn."""

    height: int
    marks: tuple[Mark, ...] = ()
    body: Body = NO_BODY
    x: int = 0
    """Where the body stands."""
    y: int = 0
    selection: str = ""
    """The colour behind what is selected of it."""
    spots: tuple[Spot, ...] = ()
