"""What emoji are called, and what one finds them by."""

import pytest

from desktop_chat.gui.look.emoji import bare, sequences, split_emoji
from desktop_chat.gui.writing.emoji_names import TONE, TONES, by_code, find_emoji, groups, named, toned


def test_every_emoji_with_a_picture_has_a_name_and_a_place() -> None:
    """Once, those with skin tones left out; and none is named that there is no picture of."""
    listed = [bare(name.emoji) for group in groups() for name in group.names]
    assert sorted(listed) == sorted(sequence for sequence in sequences() if not TONE.search(sequence))
    assert all(name.codes[0] and name.english and name.korean for group in groups() for name in group.names)


def test_every_emoji_is_one_picture_in_every_tone() -> None:
    """As it is sent, so it is drawn, with the selectors that Unicode lists (UTS #51, ED-18)."""
    for group in groups():
        for name in group.names:
            for tone in TONES:
                emoji = toned(name.emoji, tone)
                assert list(split_emoji(emoji)) == [(emoji, True)]


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("tada", "🎉"),
        ("red heart", "❤️"),
        ("Red_Heart", "❤️"),
        ("+1", "👍"),
        ("따봉", "👍"),
        ("로켓", "🚀"),
        ("빨간색 하트", "❤️"),
        ("안녀", "👋"),
        ("대한민국", "🇰🇷"),
        ("coffee", "☕"),
    ],
)
def test_words_in_both_languages_find_an_emoji(text: str, emoji: str) -> None:
    """A syllable that is not finished finds what it may become."""
    assert emoji in [name.emoji for name in find_emoji(text, 12)]


def test_what_fits_best_comes_first() -> None:
    """A whole name before the beginning of one, and that before a part."""
    cats = [name.codes[0] for name in find_emoji("cat", 500)]
    assert cats[0] == "cat"
    assert cats.index("cat2") < cats.index("tiger") < cats.index("handball_person")


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\ud800", "zzzzzz", "[", "cat zzzz"])
def test_other_words_find_nothing(text: str) -> None:
    """And break nothing."""
    assert find_emoji(text, 10) == []


def test_no_more_are_found_than_asked_for() -> None:
    """`face` is in hundreds of names."""
    assert len(find_emoji("face", 7)) == 7


def test_short_names_name_one_emoji_each() -> None:
    """The best known of several emoji, if two share a name."""
    assert [by_code()[code] for code in ("tada", "+1", "thumbsup", "heart", "kr")] == ["🎉", "👍", "👍", "❤️", "🇰🇷"]


@pytest.mark.parametrize(
    ("emoji", "tone", "expected"),
    [
        ("👍", 2, "👍\U0001f3fc"),
        ("☝️", 1, "☝\U0001f3fb"),
        ("🕵️‍♂️", 5, "🕵\U0001f3ff‍♂️"),
        ("👩‍❤️‍👨", 3, "👩\U0001f3fd‍❤️‍👨\U0001f3fd"),
        ("👍", 0, "👍"),
        ("❤️", 4, "❤️"),
        ("x", 4, "x"),
    ],
)
def test_skin_tones(emoji: str, tone: int, expected: str) -> None:
    """A tone stands where the selector was; what has none stays as it is (UTS #51, Emoji modifiers)."""
    assert toned(emoji, TONES[tone]) == expected


def test_an_emoji_has_its_name_in_every_tone() -> None:
    """And what is no emoji has none."""
    assert [found.codes[0] if (found := named(emoji)) else None for emoji in ("👍", "👍\U0001f3fc", "❤", "x")] == [
        "+1",
        "+1",
        "heart",
        None,
    ]
