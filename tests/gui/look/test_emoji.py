"""Emoji are found whole, and there is a picture of each."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat import paths
from desktop_chat.gui.look.emoji import TILES_IN_SHEET, bare, sequences, split_emoji

PIECES = st.sampled_from(
    [
        "a",
        " ",
        "1",
        "\ufe0f",
        "\ufe0e",
        "\u20e3",
        "\u200d",
        "👨",
        "👩",
        "👧",
        "🏽",
        "❤",
        "☺",
        "©",
        "™",
        "🇰",
        "🇷",
        "🏴",
        "\U000e0067",
        "\U000e007f",
        "\U0001faff",
    ]
)


def emoji_in(text: str) -> list[str]:
    """Return the emoji that are found."""
    return [piece for piece, is_emoji in split_emoji(text) if is_emoji]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hello 한글 1 # *", []),
        ("😀a👍🏽", ["😀", "👍🏽"]),
        ("👨‍👩‍👧‍👦🏳️‍🌈", ["👨‍👩‍👧‍👦", "🏳️‍🌈"]),
        ("🇰🇷🇫🇷", ["🇰🇷", "🇫🇷"]),
        ("1️⃣ 1⃣ #️⃣", ["1️⃣", "1⃣", "#️⃣"]),
        ("❤️ ❤ ❤\ufe0e", ["❤️", "❤"]),
        ("© ©️ ™ → ↔️", ["©️", "↔️"]),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            ["\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"],
        ),
        ("👩‍👩‍😀", ["👩", "👩", "😀"]),
        ("🇰🇰 \U0001faff", []),
    ],
)
def test_emoji_are_found_whole(text: str, found: list[str]) -> None:
    """Families, flags, skin tones, keycaps; signs of text only where the text asks for it (UTS #51); what no font joins, apart."""
    assert emoji_in(text) == found


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_the_pieces_are_the_text(text: str) -> None:
    """Nothing is lost, no piece is empty, and each emoji has a picture."""
    pieces = list(split_emoji(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
    assert all(bare(piece) in sequences() for piece, is_emoji in pieces if is_emoji)


def test_every_emoji_is_found_and_has_its_sheet() -> None:
    """Unicode's list, each as it is written there."""
    missing = [sequence for sequence in sequences() if emoji_in(sequence) not in ([sequence], [])]
    assert missing == []
    signs = [sequence for sequence in sequences() if not emoji_in(sequence)]
    assert [sequence for sequence in signs if not emoji_in(f"{sequence}\ufe0f")] == []
    sheets = {file.stem for file in paths.asset("emoji").glob("*.webp")}
    assert sheets == {f"{number // TILES_IN_SHEET:02}" for number in sequences().values()}


def test_what_is_bundled_comes_with_its_licence() -> None:
    """The OFL, with the name of whose work it is."""
    for folder, owner in (("fonts", "Kil Hyung-jin"), ("emoji", "Google")):
        text = paths.asset(f"{folder}/OFL.txt").read_text(encoding="utf-8")
        assert re.search(rf"Copyright.*{owner}", text)
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
