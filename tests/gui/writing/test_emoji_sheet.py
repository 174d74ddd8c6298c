"""Where the emoji stand in the picker, and where the arrow keys lead."""

import pytest

from desktop_chat.gui.writing.emoji_names import groups
from desktop_chat.gui.writing.emoji_sheet import Cell, EmojiSheet, Section, Way

NAMES = groups()[0].names
"""Some names: which does not matter."""


@pytest.fixture
def sheet() -> EmojiSheet:
    """Return five emoji without a heading, then four below one, in rows of three."""
    return EmojiSheet([Section("", NAMES[:5]), Section("Rest", NAMES[5:9])], columns=3, cell=10, heading=7)


def test_rows_stand_below_each_other(sheet: EmojiSheet) -> None:
    """Two of cells, a heading, two of cells."""
    assert [sheet.span(row) for row in range(5)] == [(0, 10), (10, 20), (20, 27), (27, 37), (37, 47)]
    assert (sheet.height, sheet.headings, sheet.first()) == (47, [0, 2], Cell(0, 0))
    assert [sheet.section_of(row) for row in range(5)] == [0, 0, 1, 1, 1]


def test_only_what_is_seen_is_given(sheet: EmojiSheet) -> None:
    """However long the sheet is."""
    assert [(row, title, len(names)) for row, title, names in sheet.between(12, 27)] == [(1, "", 2), (2, "Rest", 0)]
    assert [row for row, _, _ in sheet.between(0, 1000)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("x", "y", "cell"),
    [
        (0, 0, (0, 0)),
        (29, 9, (0, 2)),
        (15, 12, (1, 1)),
        (25, 12, None),
        (5, 22, None),
        (35, 5, None),
        (5, 47, None),
        (-1, 5, None),
        (5, -1, None),
    ],
)
def test_a_point_is_in_a_cell_or_in_none(sheet: EmojiSheet, x: int, y: int, cell: tuple[int, int] | None) -> None:
    """Neither on headings, nor beside the last emoji of a row."""
    assert sheet.cell_at(x, y) == cell


@pytest.mark.parametrize(
    ("before", "way", "after"),
    [
        ((0, 0), Way.RIGHT, (0, 1)),
        ((0, 2), Way.RIGHT, (1, 0)),
        ((1, 1), Way.RIGHT, (3, 0)),
        ((4, 0), Way.RIGHT, (4, 0)),
        ((3, 0), Way.LEFT, (1, 1)),
        ((0, 1), Way.LEFT, (0, 0)),
        ((0, 0), Way.LEFT, (0, 0)),
        ((0, 2), Way.DOWN, (1, 1)),
        ((1, 1), Way.DOWN, (3, 1)),
        ((4, 0), Way.DOWN, (4, 0)),
        ((3, 2), Way.UP, (1, 1)),
        ((0, 1), Way.UP, (0, 1)),
        ((1, 1), Way.SECTION_AFTER, (3, 0)),
        ((3, 1), Way.SECTION_AFTER, (3, 0)),
        ((4, 0), Way.SECTION_BEFORE, (0, 0)),
    ],
)
def test_keys_lead_to_the_next_emoji(sheet: EmojiSheet, before: tuple[int, int], way: Way, after: tuple[int, int]) -> None:
    """Over headings and short rows, and nowhere beyond the ends."""
    assert sheet.step(Cell(*before), way) == after


def test_an_empty_sheet_has_no_first_emoji() -> None:
    """As when nothing was found."""
    sheet = EmojiSheet((), columns=3, cell=10, heading=7)
    assert (sheet.first(), sheet.height, list(sheet.between(0, 10)), sheet.cell_at(0, 0)) == (None, 0, [], None)


def test_a_name_stands_in_its_place(sheet: EmojiSheet) -> None:
    """The first below the heading is the sixth of all."""
    assert sheet.name_at(Cell(3, 0)) is NAMES[5]
