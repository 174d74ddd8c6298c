"""Quotes and reactions of a row, without a screen: inside of it, on one line, each where a click finds it."""

from dataclasses import replace

import pytest

from desktop_chat.gui.look.marks import Box, Words
from desktop_chat.gui.look.palette import DARK
from desktop_chat.gui.messages.message_rows import Quote, Reaction
from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.safe_text import Shown, prose
from desktop_chat.gui.timeline.places import spot_at
from desktop_chat.gui.timeline.row_layout import RIGHT, RowLayouts, read_text
from desktop_chat.gui.timeline.shapes import Deed
from tests.support.typesetting import SETTER

WIDTH = 400
LONG = "👍🏽" * 40 + "w" * 400
KINDS = [(LineKind.TALK, False), (LineKind.TALK, True), (LineKind.ACTION, False), (LineKind.NOTICE, True)]


def pill(value: str, count: int = 1, *, mine: bool = False) -> Reaction:
    """Return a reaction."""
    return Reaction(value, Shown(value), count, mine, f"{value}  ann")


ROW = TimelineRow(
    LineKind.TALK,
    prose("sure"),
    sender=Shown("ann"),
    time="9:02 AM",
    key="1",
    quote=Quote("0", Shown("bob"), Shown("could you review it?")),
    reactions=(pill("👍", 2, mine=True), pill("🎉")),
)


@pytest.mark.parametrize(("kind", "bubbles"), KINDS)
@pytest.mark.parametrize("mine", [False, True])
@pytest.mark.parametrize("quoted", ["short", LONG])
def test_all_of_it_is_inside_of_the_row(kind: LineKind, bubbles: bool, mine: bool, quoted: str) -> None:  # noqa: FBT001
    """However long a quote or a sign is, and however many signs there are; nothing covers the words, which are copied alone."""
    reactions = (*(pill(str(number), 10**number) for number in range(12)), pill(LONG))
    row = replace(ROW, kind=kind, mine=mine, quote=Quote("0", Shown(quoted), Shown(quoted)), reactions=reactions, heads=True)
    layout = RowLayouts(SETTER, DARK, bubbles=bubbles).of(row, WIDTH)
    assert layout.body.text == read_text(row)
    pills = [spot for spot in layout.spots if spot.deed is Deed.REACT]
    assert len(pills) == len(reactions)
    for spot in layout.spots:
        assert spot.x >= 0
        assert spot.x + spot.width <= WIDTH - SETTER.px(RIGHT)
        assert spot.y + spot.height <= layout.height
    quote = next(spot for spot in layout.spots if spot.deed is Deed.JUMP)
    assert quote.y + quote.height <= layout.y
    assert min(spot.y for spot in pills) >= layout.y + layout.body.height
    for mark in layout.marks:
        if isinstance(mark, Words):
            assert mark.x + SETTER.words_width(mark.face, mark.text) <= WIDTH
    assert not any(one.holds(other.x, other.y) for one in pills for other in pills if one is not other)


def test_a_click_finds_them() -> None:
    """The quote with the key of what it quotes; each pill with its sign, and who chose it."""
    layout = RowLayouts(SETTER, DARK, bubbles=False).of(ROW, WIDTH)
    found = [spot_at(layout, spot.x + 1, spot.y + 1) for spot in layout.spots]
    assert [(spot.deed, spot.text, spot.tip) for spot in found if spot] == [
        (Deed.JUMP, "0", ""),
        (Deed.REACT, "👍", "👍  ann"),
        (Deed.REACT, "🎉", "🎉  ann"),
    ]


def test_ones_own_are_told_by_their_edge() -> None:
    """And by their ground, as in the design."""
    layout = RowLayouts(SETTER, DARK, bubbles=False).of(ROW, WIDTH)
    assert [(box.border, box.fill) for box in layout.marks if isinstance(box, Box)] == [
        (DARK.accent, DARK.selected),
        (DARK.line, DARK.raised),
    ]
