"""The gate between the network and Tk: whatever somebody wrote can be drawn, and hides nothing."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.gui.look.emoji import split_emoji
from desktop_chat.gui.safe_text import MAX_CHARACTERS, MAX_MARKS, MAX_NAME_CHARACTERS, allow_emoji, prose, shown, shown_name

ANYTHING = st.text(st.characters(exclude_categories=()))
"""Lone surrogates and all."""
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Every character that turns the direction of the text around it (UAX #9)."""


@pytest.fixture
def no_emoji() -> Iterator[None]:
    """Pretend to be a screen that cannot draw emoji."""
    allow_emoji(possible=False)
    yield
    allow_emoji(possible=True)


def longest_tower(text: str) -> int:
    """Return how many marks stand on one character at most."""
    longest = height = 0
    for char in text:
        height = height + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        longest = max(longest, height)
    return longest


@given(ANYTHING)
def test_nothing_hidden_gets_through(text: str) -> None:
    """No control, no direction, no half of a character; towers end; letters are together."""
    drawn = shown(text)
    categories = {unicodedata.category(char) for char in drawn}
    assert not {"Cc", "Cs", "Zl", "Zp"} & categories
    assert not set(TURNING) & set(drawn)
    assert longest_tower(drawn) <= MAX_MARKS
    assert drawn.encode().decode() == drawn
    assert unicodedata.is_normalized("NFC", drawn)


@given(st.text(st.sampled_from([*TURNING, "\x00", "\x1b", "\x7f", "\x85", "a", "각", "\u0301", "\u200d", "\x02", "\x03", "4"])))
def test_what_was_made_harmless_stays_as_it_is(text: str) -> None:
    """It is not marked twice."""
    once = shown(text)
    assert not set(TURNING) & set(once)
    assert shown(once) == once


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Po", "Sm", "Zs"], exclude_characters="\u115f\u1160\u3164\uffa0")))
def test_plain_text_stays_plain(text: str) -> None:
    """Every language; only put together (NFC)."""
    assert shown(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("", ""),
        ("hello", "hello"),
        ("안녕하세요 👋🏽", "안녕하세요 👋🏽"),
        (unicodedata.normalize("NFD", "각설이"), "각설이"),
        ("family 👩‍👩‍👧 flag 🇰🇷", "family 👩‍👩‍👧 flag 🇰🇷"),
        ("a\tb", "a    b"),
        ("nul \x00 bell \x07\x1b[31m", "nul ␀ bell ␇␛[31m"),
        ("two\nlines\r", "two␊lines␍"),
        ("\x7f", "⟨U+007F⟩"),
        ("abc\u202etxt.exe", "abc⟨U+202E⟩txt.exe"),
        ("\u2066\u2067x", "⟨U+2066…⟩x"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("half \ud83d", "half ⟨U+D83D⟩"),
        ("none \uffff", "none ⟨U+FFFF⟩"),
        ("\u3164", "⟨U+3164⟩"),
        ("line\u2028separator", "line⟨U+2028⟩separator"),
        ("tag\U000e0041\U000e0042", "tag⟨U+E0041…⟩"),
        ("mixed\x07\u202e", "mixed⟨U+0007…⟩"),
        ("\x02bold\x0f \x034,12red\x03 \x04ff0000hex \x1d\x1f\x1e\x11\x16end", "bold red hex end"),
        ("é", "é"),
        ("cafe\u0301", "café"),
    ],
)
def test_examples(text: str, drawn: str) -> None:
    """What people write stays; what hides is named; formatting goes."""
    assert shown(text) == drawn


@pytest.mark.parametrize("mark", ["\u0301", "\u0336", "\u0489", "\u0e49", "\u0e47", "\u05b0", "\u064e", "\u20dd", "\ufe0f", "\U000e0100"])
def test_a_tower_of_marks_is_cut(mark: str) -> None:
    """In every script: a thousand of them would cover the lines above."""
    drawn = shown("x" + 1000 * mark + " next")
    assert longest_tower(drawn) <= MAX_MARKS
    assert drawn.endswith(" next")
    joined = shown("ก" + 500 * (mark + "\u200d") + " next")
    assert len(joined) <= len("ก next") + MAX_MARKS


def test_marks_that_languages_need_stay() -> None:
    """Vietnamese, Thai, Hebrew, Hindi, and signs in a row that are no marks."""
    for text in ("Tiếng Việt", "ที่นี่", "שָׁלוֹם", "हिन्दी", "«»„“–—…", "👍👍👍👍👍👍"):
        assert shown(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("text", ["x" * 10_000, "가" * 10_000, "e\u0301" * 10_000, "\u0301" * 10_000, "🇰🇷" * 10_000, "\x00" * 10_000])
def test_what_is_too_long_is_cut(text: str) -> None:
    """Not inside what looks like one character."""
    drawn = shown(text)
    assert len(drawn) <= MAX_CHARACTERS + 1
    assert drawn.endswith("…")


def test_a_cut_is_between_characters() -> None:
    """An `é` of two code points stays whole, and so does a flag."""
    assert shown("abe\u0301f", max_characters=3) == "ab…"
    assert shown("a🇰🇷b", max_characters=2) == "a…"


def test_a_name_is_cut_sooner() -> None:
    """It must not push the time off the screen."""
    assert shown_name("가" * 500) == "가" * MAX_NAME_CHARACTERS + "…"
    assert shown_name("ann") == "ann"


@pytest.mark.usefixtures("no_emoji")
@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("hi 👋🏽", "hi :waving_hand_sign:"),
        ("🇰🇷", "KR"),
        ("👩‍👧", ":woman::girl:"),
        ("❤️", ":heavy_black_heart:"),
        ("1️⃣", "1"),
        ("\U0001faff", ":u+1faff:"),
        ("가람 abc", "가람 abc"),
    ],
)
def test_a_screen_without_emoji_shows_their_names(text: str, drawn: str) -> None:
    """An old libXft would end the program at the first one."""
    assert shown(text) == drawn


@pytest.mark.usefixtures("no_emoji")
@given(ANYTHING)
def test_no_emoji_reaches_a_screen_that_cannot_draw_them(text: str) -> None:
    """None at all."""
    assert not any("\U0001f000" <= char <= "\U0001faff" for char in shown(text))


@pytest.mark.usefixtures("no_emoji")
def test_the_timeline_has_pictures_on_such_a_screen_too() -> None:
    """Only what there is no picture of is named."""
    assert prose("hi 👋🏽 🇰🇷 \U0001faff") == "hi 👋🏽 🇰🇷 :u+1faff:"


@pytest.mark.usefixtures("no_emoji")
@given(ANYTHING)
def test_no_emoji_without_a_picture_reaches_such_a_timeline(text: str) -> None:
    """Whatever is left is drawn as a picture."""
    left = "".join(piece for piece, is_picture in split_emoji(prose(text)) if not is_picture)
    assert not any("\U0001f000" <= char <= "\U0001faff" for char in left)


def test_prose_keeps_its_lines() -> None:
    """Each is made safe for itself, and all together are cut where one would be."""
    assert prose("a\x07\n\tb\n\nc") == "a␇\n    b\n\nc"
    assert len(prose("ab\n" * MAX_CHARACTERS)) <= MAX_CHARACTERS + 1
