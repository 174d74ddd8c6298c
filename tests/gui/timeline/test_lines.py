"""Where lines break: never wider than they may be, nothing lost, nothing torn that belongs together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.wire.text import continues_grapheme
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.timeline.lines import INSET, Line, Style, break_lines
from tests.support.typesetting import LETTER, SETTER

BODY, BOLD = Style(Typeface.BODY, "#111111"), Style(Typeface.BOLD, "#111111")
EMOJI = Style(Typeface.BODY, "#111111", is_emoji=True)
CODE = Style(Typeface.CODE, "#111111", "#eeeeee")
RUNS = st.lists(
    st.tuples(
        st.text(st.sampled_from("ab ,.가나漢字、。かっー\u0301e\U0001f1f0\U0001f1f7\u200d"), min_size=1, max_size=30),
        st.sampled_from([BODY, BOLD, CODE]),
    )
    | st.just(("👨‍👩‍👧", EMOJI)),
    max_size=8,
)


def broken(text: str, letters: int) -> list[str]:
    """Return a plain text in lines of so many letters."""
    return [text[line.start : line.end] for line in break_lines([(text, BODY)], letters * LETTER, SETTER)]


@pytest.mark.parametrize(
    ("text", "letters", "lines"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two ", "three"]),
        ("안녕하세요 여러분 반갑습니다", 8, ["안녕하세요 ", "여러분 ", "반갑습니다"]),
        ("aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]),
        ("a bbbbbbbb", 4, ["a ", "bbbb", "bbbb"]),
        ("漢字仮名交じり文", 3, ["漢字仮", "名交じ", "り文"]),
        ("漢字。仮名", 2, ["漢", "字。", "仮名"]),
        ("    code", 8, ["    code"]),
        ("ab     cd", 3, ["ab     ", "cd"]),
    ],
)
def test_lines_break_where_people_break_them(text: str, letters: int, lines: list[str]) -> None:
    """At spaces; Korean by words; between Chinese characters, but not before a full stop; long words anywhere."""
    assert broken(text, letters) == lines


def test_what_is_set_differently_is_still_one_word() -> None:
    """`**bold**er` does not break in its middle, and each part is a piece of its own."""
    lines = break_lines([("say ", BODY), ("bold", BOLD), ("er", BODY)], 8 * LETTER, SETTER)
    assert [[piece.text for piece in line.pieces] for line in lines] == [["say "], ["bold", "er"]]
    assert [piece.x for piece in lines[1].pieces] == [0, 4 * LETTER]


def test_a_box_has_room_around_its_letters() -> None:
    """So that it touches neither neighbour."""
    (line,) = break_lines([("a ", BODY), ("b", CODE), (" c", BODY)], 400, SETTER)
    assert [(piece.x, piece.width, piece.inset) for piece in line.pieces] == [
        (0, 2 * LETTER, 0),
        (2 * LETTER, LETTER + 2 * INSET, INSET),
        (3 * LETTER + 2 * INSET, 2 * LETTER, 0),
    ]


def whole(lines: list[Line]) -> str:
    """Return what the pieces say, one after the other."""
    return "".join(piece.text for line in lines for piece in line.pieces)


@given(RUNS, st.integers(1, 200), st.integers(0, 9))
def test_nothing_is_lost_and_places_are_true(runs: list[tuple[str, Style]], width: int, start: int) -> None:
    """Pieces joined are the text; lines follow each other; each piece knows where it begins."""
    text = "".join(text for text, _ in runs)
    lines = break_lines(runs, width, SETTER, start=start)
    assert whole(lines) == text
    assert [line.start for line in lines] == [start, *(line.end for line in lines[:-1])]
    assert lines[-1].end == start + len(text)
    for piece in (piece for line in lines for piece in line.pieces):
        assert text[piece.start - start : piece.end - start] == piece.text


@given(RUNS, st.integers(40, 200))
def test_no_line_is_wider_than_it_may_be(runs: list[tuple[str, Style]], width: int) -> None:
    """Spaces at its end and the edges of boxes left out."""
    for line in break_lines(runs, width, SETTER):
        boxes = sum(2 * piece.inset for piece in line.pieces)
        graphemes = max((len(piece.text) for piece in line.pieces), default=0)
        assert line.width - boxes <= width or graphemes > 1, "only a grapheme that is wider than a line may be"


@given(st.text(st.sampled_from("e\u0301\U0001f1f0\U0001f1f7가a"), min_size=1, max_size=60), st.integers(3 * LETTER, 12 * LETTER))
def test_a_word_is_cut_between_graphemes(text: str, width: int) -> None:
    """A letter keeps its accents, a flag both its halves (UAX #29)."""
    for line in break_lines([(text, BODY)], width, SETTER)[1:]:
        assert not continues_grapheme(text, line.start) or line.start == 0 or longest_grapheme(text) * LETTER > width


def longest_grapheme(text: str) -> int:
    """Return how many characters the longest grapheme of a text has."""
    longest = length = 0
    for at in range(len(text)):
        length = length + 1 if at and continues_grapheme(text, at) else 1
        longest = max(longest, length)
    return longest
