"""How rows look, without a screen: nothing overlaps, nothing sticks out, what is read is what is drawn."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.client.events.kept import Standing
from desktop_chat.gui.look.marks import Avatar, Bar, Box, Icon, Words
from desktop_chat.gui.look.palette import DARK, LIGHT
from desktop_chat.gui.rows import Delivery, LineKind, TimelineRow
from desktop_chat.gui.safe_text import Shown, prose
from desktop_chat.gui.timeline.body_layout import LARGE_EMOJI
from desktop_chat.gui.timeline.items import Fold, Item
from desktop_chat.gui.timeline.lines import EMOJI_SIZE
from desktop_chat.gui.timeline.row_layout import LAYOUTS_KEPT, LEFT, RIGHT, RowLayouts, head_text, read_text
from desktop_chat.gui.timeline.shapes import Deed, RowLayout
from tests.support.typesetting import SETTER

WIDTH = 500
HOSTILE = (
    "",
    " ",
    "\n\n\n",
    "a" * 4096,
    "가" * 4096,
    "漢" * 4096,
    "a\u0301" * 100,
    "> \n- \n1. ",
    "```x\n```",
    "👨‍👩‍👧" * 500,
    "* ** _ `",
    "\u202eabc",
)
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(st.sampled_from("ab 가漢*_`>-\n1.👍"), max_size=120)).map(prose)


def row(text: str, kind: LineKind = LineKind.TALK, *, heads: bool = False, mine: bool = False, mentioned: bool = False) -> TimelineRow:
    """Return a row of ann's."""
    return TimelineRow(kind, prose(text), sender=Shown("ann"), time="9:02 AM", heads=heads, mine=mine, mentioned=mentioned)


def lay_out(item: Item, *, bubbles: bool = False, width: int = WIDTH) -> RowLayout:
    """Return an item in a dark view."""
    return RowLayouts(SETTER, DARK, bubbles=bubbles).of(item, width)


def with_standing(item: TimelineRow, standing: Standing) -> TimelineRow:
    """Return a row of which something became."""
    return replace(item, standing=standing)


@pytest.mark.parametrize("bubbles", [False, True])
@pytest.mark.parametrize("words", ["short", "word " * 40 + "end", "a" * 300])
def test_an_edited_row_says_so_behind_its_words(words: str, bubbles: bool) -> None:  # noqa: FBT001
    """Inside of the row; where the last line is full below it. A deleted one shows a sentence without any emphasis."""
    item = with_standing(row(words, mine=True), Standing.EDITED)
    layout = lay_out(item, bubbles=bubbles)
    mark = next(mark for mark in layout.marks if isinstance(mark, Words) and "(edited)" in mark.text)
    assert mark.x + SETTER.width(mark.face, mark.text) <= WIDTH - SETTER.px(RIGHT) + SETTER.px(1)
    assert mark.y + SETTER.letters_height(mark.face) <= layout.height
    deleted = with_standing(row("*ann* deleted it"), Standing.DELETED)
    assert read_text(deleted) == "*ann* deleted it"
    assert lay_out(deleted, bubbles=bubbles).body.lines[0].line.pieces[0].style.colour == DARK.dim


ROWS = st.builds(row, TEXTS, st.sampled_from(LineKind), heads=st.booleans(), mine=st.booleans(), mentioned=st.booleans())


@given(ROWS, st.booleans(), st.integers(260, 1200))
def test_what_is_read_is_what_is_drawn(item: TimelineRow, bubbles: bool, width: int) -> None:  # noqa: FBT001
    """The text of the layout is the text that is copied; its lines cover it; all lines are inside the row."""
    layout = lay_out(item, bubbles=bubbles, width=width)
    assert layout.body.text == read_text(item)
    drawn = "".join(piece.text for line in layout.body.lines for piece in line.line.pieces)
    assert drawn == layout.body.text.replace("\n", "")
    for placed in layout.body.lines:
        assert layout.y + placed.y + placed.height <= layout.height
        assert layout.x + placed.x >= 0
        assert layout.x + placed.x + placed.line.width <= width


@given(ROWS, st.booleans())
def test_lines_do_not_overlap(item: TimelineRow, bubbles: bool) -> None:  # noqa: FBT001
    """Each begins where the one before has ended, or below."""
    foot = 0
    for placed in lay_out(item, bubbles=bubbles).body.lines:
        assert placed.y >= foot
        foot = placed.y + placed.height


def test_a_group_has_one_head() -> None:
    """Initials, name and time stand above the first line; the others begin where its words do."""
    first, second = lay_out(row("hello", heads=True)), lay_out(row("again"))
    assert {type(mark) for mark in first.marks} == {Avatar, Words}
    assert [mark.text for mark in first.marks if isinstance(mark, Words)] == ["ann", "9:02 AM"]
    assert second.marks == ()
    assert first.x == second.x == LEFT
    assert head_text(row("hello", heads=True)) == "ann  9:02 AM"


def test_each_kind_of_line_tells_what_it_is() -> None:
    """By words or signs, not by colour alone."""
    kinds = {LineKind.ACTION: "✦ ann said", LineKind.NOTICE: "ann · said", LineKind.EVENT: "said", LineKind.DAY: ""}
    assert {kind: read_text(row("said", kind)) for kind in kinds} == kinds
    times = [mark.text for mark in lay_out(row("said", LineKind.EVENT)).marks if isinstance(mark, Words)]
    assert times == ["9:02 AM"]
    assert "said" in [mark.text for mark in lay_out(row("said", LineKind.UNREAD)).marks if isinstance(mark, Words)]


def test_signs_are_for_people_only() -> None:
    """What the host says is shown as it is; addresses and emoji are found in it all the same."""
    layout = lay_out(row("*** see https://a.example **now** 👍", LineKind.INFO))
    assert layout.body.text == "*** see https://a.example **now** 👍"
    pieces = [piece for line in layout.body.lines for piece in line.line.pieces]
    assert [piece.style.url for piece in pieces if piece.style.url] == ["https://a.example"]
    assert [piece.text for piece in pieces if piece.style.is_emoji] == ["👍"]


def test_own_bubbles_are_on_the_right() -> None:
    """Others' on the left, both with the time beside them, towards the middle."""
    own, other = lay_out(row("hello", heads=True, mine=True), bubbles=True), lay_out(row("hello", heads=True), bubbles=True)
    own_box, other_box = (next(mark for mark in layout.marks if isinstance(mark, Box)) for layout in (own, other))
    assert own_box.x + own_box.width == WIDTH - RIGHT
    assert other_box.x == LEFT
    own_time, other_time = (
        next(mark for mark in layout.marks if isinstance(mark, Words) and mark.text == "9:02 AM") for layout in (own, other)
    )
    assert own_time.x < own_box.x
    assert other_time.x > other_box.x + other_box.width
    assert own_box.fill == own.body.lines[0].ground == DARK.own_bubble


def test_a_line_that_names_us_has_a_ground_and_an_edge() -> None:
    """Not by its colour alone."""
    bars = [mark for mark in lay_out(row("ann!", mentioned=True)).marks if isinstance(mark, Bar)]
    assert [(bar.fill, bar.width) for bar in bars] == [(DARK.mention, WIDTH), (DARK.warn, 3)]
    assert lay_out(row("ann!", mentioned=True)).body.lines[0].ground == DARK.mention


@pytest.mark.parametrize(("text", "size"), [("🎉", LARGE_EMOJI), ("🎉 🎉", LARGE_EMOJI), ("🎉" * 7, EMOJI_SIZE), ("🎉!", EMOJI_SIZE)])
def test_a_few_emoji_alone_are_large(text: str, size: int) -> None:
    """In a text they are as high as its lines."""
    pieces = [piece for line in lay_out(row(text)).body.lines for piece in line.line.pieces if piece.style.is_emoji]
    assert {piece.width for piece in pieces} == {size}


def test_code_is_in_colour_where_its_language_is_known() -> None:
    """One that is not known is plain."""
    for language, colours in (("python", {DARK.code.keyword, DARK.code.name, DARK.code.plain}), ("klingon", {DARK.code.plain})):
        layout = lay_out(row(f"```{language}\ndef f\n```"))
        assert {piece.style.colour for line in layout.body.lines for piece in line.line.pieces} == colours


def test_a_folded_line_can_be_opened() -> None:
    """Then it tells each coming and going below its own line."""
    moves = tuple(row(f"n{number} joined", LineKind.CAME) for number in range(2))
    closed, opened = lay_out(Fold(moves)), lay_out(Fold(moves, is_open=True))
    assert closed.spots
    assert closed.body.text == "ann joined"
    assert opened.body.text.split("\n")[1:] == ["9:02 AM  n0 joined", "9:02 AM  n1 joined"]
    assert opened.height > closed.height


def test_layouts_are_kept_for_a_while() -> None:
    """Until the width changes, or too many others were asked for."""
    layouts = RowLayouts(SETTER, LIGHT, bubbles=False)
    first = row("hello")
    kept = layouts.of(first, WIDTH)
    assert layouts.of(first, WIDTH) is kept
    assert layouts.of(first, WIDTH + 1) is not kept
    kept = layouts.of(first, WIDTH)
    for number in range(LAYOUTS_KEPT):
        layouts.of(row(str(number)), WIDTH)
    assert layouts.of(first, WIDTH) is not kept


@pytest.mark.parametrize("bubbles", [False, True])
@pytest.mark.parametrize("kind", [LineKind.TALK, LineKind.ACTION])
def test_what_is_on_its_way_is_quieter_and_has_a_clock(kind: LineKind, bubbles: bool) -> None:  # noqa: FBT001
    """In sight, beside the words."""
    item = replace(row("mine", kind, mine=True), delivery=Delivery.PENDING)
    layout = lay_out(item, bubbles=bubbles)
    (clock,) = (mark for mark in layout.marks if isinstance(mark, Icon))
    assert clock.name == "clock"
    assert 0 <= clock.x <= WIDTH - clock.size
    assert 0 <= clock.y <= layout.height - clock.size
    words = layout.body.lines[0].line.pieces[-1]
    assert words.style.colour == (DARK.own_dim if bubbles and kind is LineKind.TALK else DARK.dim)


@pytest.mark.parametrize("bubbles", [False, True])
@pytest.mark.parametrize("reason", ["no", "Cannot send to channel " * 20])
def test_what_was_refused_says_why_and_has_two_ways_on(reason: str, bubbles: bool) -> None:  # noqa: FBT001
    """Below it, all in sight; each place knows the row that it is of."""
    item = replace(row("mine", mine=True), delivery=Delivery.FAILED, refusal=Shown(reason), key="m1")
    plain, layout = lay_out(row("mine", mine=True), bubbles=bubbles), lay_out(item, bubbles=bubbles)
    assert [(spot.deed, spot.text) for spot in layout.spots] == [(Deed.SEND_AGAIN, "m1"), (Deed.GIVE_UP, "m1")]
    for spot in layout.spots:
        assert plain.height <= spot.y <= layout.height - spot.height
        assert 0 <= spot.x <= WIDTH - spot.width
    said = " ".join(mark.text for mark in layout.marks if isinstance(mark, Words))
    assert f"Not sent: {reason.strip()}" in said
    colours = {DARK.danger} if bubbles else {DARK.danger_text}
    shown = {line.ground for line in layout.body.lines} if bubbles else {layout.body.lines[0].line.pieces[0].style.colour}
    assert shown == colours
