"""`cut` and `split_text`: what a person wrote, in pieces that fit and read well."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_chat.core.wire.errors import UsageError
from desktop_chat.core.wire.text import cut, grapheme_border, split_text


@pytest.mark.parametrize(
    ("text", "max_bytes", "kept"),
    [
        ("abc", 3, "abc"),
        ("abc", 2, "ab"),
        ("가람", 6, "가람"),
        ("가람", 5, "가"),
        ("가람", 2, ""),
        ("😀", 3, ""),
        ("abc", 0, ""),
        ("abc", -1, ""),
    ],
)
def test_a_text_is_cut_between_characters(text: str, max_bytes: int, kept: str) -> None:
    """Half a character is no UTF-8."""
    assert cut(text, max_bytes) == kept


def test_a_text_that_fits_is_one_piece() -> None:
    """Nothing is split without need, and no text is no piece."""
    assert split_text("안녕 all", 10) == ["안녕 all"]
    assert split_text("", 10) == []


def test_a_text_is_split_at_spaces() -> None:
    """Words stay whole; the space at the border is the only thing that goes."""
    assert split_text("one two three four", 9) == ["one two", "three", "four"]
    assert split_text("12345678 abc", 8) == ["12345678", "abc"]
    assert split_text("가람이 나래와", 12) == ["가람이", "나래와"]


def test_a_space_at_the_very_end_makes_no_empty_piece() -> None:
    """An empty PRIVMSG would be refused with 412."""
    assert split_text("12345678 ", 8) == ["12345678"]


def test_a_long_word_is_split_where_it_must_be() -> None:
    """A space in the first half is no reason for a short piece."""
    assert split_text("a bcdefghijkl", 8) == ["a bcdefg", "hijkl"]
    assert split_text("가나다라마", 7) == ["가나", "다라", "마"]


@pytest.mark.parametrize(
    "grapheme",
    [
        "e\u0301",
        "각",
        "\u1100\u1161\u11a8",
        "👍🏽",
        "👩\u200d👩\u200d👧",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "🇰🇷",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "नि",
    ],
    ids=ascii,
)
def test_what_looks_like_one_character_stays_whole(grapheme: str) -> None:
    """UAX #29, in the cases people type: accents, decomposed Hangul, skin tones, families, keycaps, flags."""
    size = len(grapheme.encode())
    for budget in range(max(size, 4), 3 * size):
        pieces = split_text(grapheme * 7, budget)
        assert "".join(pieces) == grapheme * 7
        assert {piece.replace(grapheme, "") for piece in pieces} == {""}


def test_what_fits_no_line_as_a_whole_is_split_all_the_same() -> None:
    """A hundred accents on one letter are sent, not refused."""
    text = "e" + "\u0301" * 100
    pieces = split_text(text, 20)
    assert "".join(pieces) == text
    assert max(len(piece.encode()) for piece in pieces) <= 20


@pytest.mark.parametrize(("text", "end", "border"), [("abc", 2, 2), ("가e\u0301x", 2, 1), ("\u0301\u0301\u0301", 2, 2), ("🇰🇷🇰🇷", 3, 2)])
def test_a_border_between_graphemes_is_found_going_back(text: str, end: int, border: int) -> None:
    """UAX #29; where everything is one grapheme, it is cut where it must be."""
    assert grapheme_border(text, end) == border


@pytest.mark.parametrize("max_bytes", [3, 0, -7])
def test_no_room_for_a_character_is_our_own_mistake(max_bytes: int) -> None:
    """Not an endless loop."""
    with pytest.raises(UsageError):
        split_text("안녕", max_bytes)


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" 가👍\u200d\u0301🇰")), max_size=80), st.integers(4, 40))
@example("🇰" * 60, 9)
@example(" " * 60, 9)
@example("\u0301" * 30, 5)
def test_all_pieces_fit_and_nothing_but_spaces_at_borders_is_lost(text: str, max_bytes: int) -> None:
    """Whatever is typed arrives: each piece follows the one before, at most one space between."""
    pieces = split_text(text, max_bytes)
    assert all(0 < len(piece.encode()) <= max_bytes for piece in pieces)
    assert re.fullmatch("".join(f"{re.escape(piece)} ?" for piece in pieces), text)
