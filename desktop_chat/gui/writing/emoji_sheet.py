"""Where each emoji stands in the picker: rows of equal cells below headings, and where an arrow key leads. No Tk."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate
from typing import NamedTuple

from desktop_chat.gui.writing.emoji_names import EmojiName


class Way(Enum):
    """Where a key leads."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    SECTION_BEFORE = auto()
    SECTION_AFTER = auto()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, "" for none, and the emoji below it."""

    title: str
    names: Sequence[EmojiName]


class Cell(NamedTuple):
    """The place of one emoji."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    names: Sequence[EmojiName]
    section: int


class EmojiSheet:
    """All rows of the picker.

    Args:
        sections: What is shown.
        columns: How many emoji stand side by side.
        cell: The side of one, in pixels.
        heading: The height of a heading, in pixels.
    """

    def __init__(self, sections: Sequence[Section], *, columns: int, cell: int, heading: int) -> None:
        self._rows: list[_Row] = []
        self._firsts: list[int] = []
        """The first row with emoji of each section."""
        self.headings: list[int] = []
        """The row at which each section begins."""
        for number, section in enumerate(sections):
            self.headings.append(len(self._rows))
            if section.title:
                self._rows.append(_Row(section.title, (), number))
            self._firsts.append(len(self._rows))
            self._rows += (_Row("", section.names[at : at + columns], number) for at in range(0, len(section.names), columns))
        self._tops = [0, *accumulate(heading if row.title else cell for row in self._rows)]
        self._cell = cell

    @property
    def height(self) -> int:
        """Of the whole, in pixels."""
        return self._tops[-1]

    def first(self) -> Cell | None:
        """Return the first emoji's place; None if there is none."""
        return next((Cell(at, 0) for at, row in enumerate(self._rows) if row.names), None)

    def name_at(self, cell: Cell) -> EmojiName:
        """Return what stands in a place."""
        return self._rows[cell.row].names[cell.column]

    def section_of(self, row: int) -> int:
        """Return to which section a row belongs."""
        return self._rows[row].section

    def span(self, row: int) -> tuple[int, int]:
        """Return where a row begins and ends, from the top of the sheet."""
        return self._tops[row], self._tops[row + 1]

    def between(self, top: int, bottom: int) -> Iterator[tuple[int, str, Sequence[EmojiName]]]:
        """Yield the rows that are seen between two heights: number, heading or "", emoji."""
        for at in range(max(bisect_right(self._tops, top) - 1, 0), len(self._rows)):
            if self._tops[at] >= bottom:
                return
            yield at, self._rows[at].title, self._rows[at].names

    def row_at(self, y: int) -> int | None:
        """Return the row at a height; None outside."""
        return bisect_right(self._tops, y) - 1 if 0 <= y < self.height else None

    def cell_at(self, x: int, y: int) -> Cell | None:
        """Return which place a point of the sheet is in; None if nothing stands there."""
        row, column = self.row_at(y), x // self._cell
        return Cell(row, column) if row is not None and 0 <= column < len(self._rows[row].names) else None

    def step(self, cell: Cell, way: Way) -> Cell:
        """Return the place to which a key leads; the same where it leads nowhere."""
        match way:
            case Way.LEFT:
                return Cell(cell.row, cell.column - 1) if cell.column else self._beside(cell, -1, len(self._rows))
            case Way.RIGHT:
                is_last = cell.column + 1 >= len(self._rows[cell.row].names)
                return self._beside(cell, 1, 0) if is_last else Cell(cell.row, cell.column + 1)
            case Way.UP:
                return self._beside(cell, -1, cell.column)
            case Way.DOWN:
                return self._beside(cell, 1, cell.column)
            case Way.SECTION_BEFORE:
                return self._section(self._rows[cell.row].section - 1)
            case Way.SECTION_AFTER:
                return self._section(self._rows[cell.row].section + 1)

    def _section(self, number: int) -> Cell:
        return Cell(self._firsts[max(0, min(number, len(self._firsts) - 1))], 0)

    def _beside(self, cell: Cell, by: int, column: int) -> Cell:
        """Return the place in the next row with emoji above or below, as near to a column as can be."""
        at = cell.row + by
        while 0 <= at < len(self._rows) and not self._rows[at].names:
            at += by
        return Cell(at, min(column, len(self._rows[at].names) - 1)) if 0 <= at < len(self._rows) else cell
