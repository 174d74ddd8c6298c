"""From a point to a letter and back, and what lies behind letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.wire.text import continues_grapheme
from desktop_chat.gui.look.palette import DARK
from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.safe_text import Shown, prose
from desktop_chat.gui.timeline.places import bands, is_on_text, offset_at, spot_at, url_at, word_at, x_at
from desktop_chat.gui.timeline.row_layout import LEFT, RowLayouts
from desktop_chat.gui.timeline.shapes import Deed, RowLayout
from tests.support.typesetting import LETTER, SETTER

WIDTH = 400


def lay_out(text: str, *, bubbles: bool = False) -> RowLayout:
    """Return something that ann said, in a view of 400 pixels."""
    row = TimelineRow(LineKind.TALK, prose(text), sender=Shown("ann"), time="9:02 AM", heads=True)
    return RowLayouts(SETTER, DARK, bubbles=bubbles).of(row, WIDTH)


TEXTS = st.text(st.sampled_from("ab 가漢*_`>-\n1.e\u0301@👍"), max_size=200)


@given(TEXTS, st.booleans(), st.data())
def test_the_point_of_a_letter_is_that_letter(text: str, bubbles: bool, data: st.DataObject) -> None:  # noqa: FBT001
    """In every line, wherever a letter begins, the border before it is nearest."""
    layout = lay_out(text, bubbles=bubbles)
    placed = data.draw(st.sampled_from(layout.body.lines))
    offset = data.draw(st.integers(placed.line.start, max(placed.line.end - 1, placed.line.start)))
    whole = layout.body.text
    if not offset < len(whole.rstrip()) or whole[offset].isspace() or (offset and continues_grapheme(whole, offset)):
        return
    x, y = layout.x + x_at(placed, offset, SETTER), layout.y + placed.y + placed.height // 2
    assert offset_at(layout, x, y, SETTER) == offset


@given(TEXTS, st.integers(-50, WIDTH + 50), st.integers(-50, 3000))
def test_every_point_has_a_border_between_graphemes(text: str, x: int, y: int) -> None:
    """Wherever somebody clicks."""
    layout = lay_out(text)
    offset = offset_at(layout, x, y, SETTER)
    whole = layout.body.text
    assert 0 <= offset <= len(whole)
    assert offset in {0, len(whole)} or not continues_grapheme(whole, offset)


def test_behind_letters_there_is_one_band_a_line() -> None:
    """Each as wide as its letters."""
    layout = lay_out("one two\nthree four")
    found = list(bands(layout, 4, 13, SETTER))
    assert [(band.x, band.width) for band in found] == [(LEFT + 4 * LETTER, 3 * LETTER), (LEFT, 5 * LETTER)]
    assert found[1].y == found[0].y + found[0].height
    assert list(bands(layout, 3, 3, SETTER)) == []


def test_an_address_is_known_where_it_stands() -> None:
    """And nowhere beside it."""
    layout = lay_out("see https://a.example now")
    y = layout.y + 5
    assert [url_at(layout, LEFT + letter * LETTER + 1, y) for letter in (2, 5, 30)] == ["", "https://a.example", ""]
    assert url_at(layout, LEFT + 5 * LETTER, 1) == ""
    assert [is_on_text(layout, LEFT + letter * LETTER, y) for letter in (-1, 3, 40)] == [False, True, False]


def test_code_has_a_place_that_copies_it() -> None:
    """All of it, without its language."""
    layout = lay_out("```c\nint x;\n```")
    spot = layout.body.spots[0]
    found = spot_at(layout, layout.x + spot.x + 1, layout.y + spot.y + 1)
    assert (found, spot.deed, spot.text) == (spot, Deed.COPY_CODE, "int x;")
    assert spot_at(layout, 0, 0) is None


@pytest.mark.parametrize(("offset", "word"), [(0, "안녕"), (2, " "), (4, "you"), (6, "!?"), (99, "")])
def test_a_word_ends_where_its_letters_do(offset: int, word: str) -> None:
    """A double click takes it."""
    text = "안녕 you!?"
    start, end = word_at(text, offset)
    assert text[start:end] == word
