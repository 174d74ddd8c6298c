"""What fits what is typed, and what fits it better."""

import pytest

from desktop_chat.gui.sheets.fuzzy import fuzzy_score

NAMES = ("#general", "#Gesang-Verein", "#random", "#전체-공지", "#개발팀", "가람", "김민수", "Alex_Kim", "bob")


def fitting(typed: str) -> list[str]:
    """Return the names that fit, the best first."""
    scored = [(score, name) for name in NAMES if (score := fuzzy_score(typed, name)) is not None]
    return [name for _, name in sorted(scored, key=lambda pair: -pair[0])]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("gen", ["#general", "#Gesang-Verein"]),
        ("GEV", ["#Gesang-Verein"]),
        ("ak", ["Alex_Kim"]),
        ("#ran", ["#random"]),
        ("개발", ["#개발팀"]),
        ("ㄱㅁㅅ", ["김민수"]),
        ("ㄱ", ["가람", "#개발팀", "김민수", "#전체-공지"]),
        ("zz", []),
        ("bobb", []),
    ],
)
def test_letters_fit_in_their_order(typed: str, names: list[str]) -> None:
    """Case, the # of a channel and what lies between do not matter; first consonants stand for syllables."""
    assert fitting(typed) == names


def test_nothing_fits_everything() -> None:
    """In the order in which it is given."""
    assert fitting("") == list(NAMES)


@pytest.mark.parametrize(
    ("typed", "better", "worse"), [("te", "tea", "late"), ("b", "a-b", "ab"), ("ab", "abx", "axb"), ("ab", "ab", "abc")]
)
def test_starts_and_rows_of_letters_are_better(typed: str, better: str, worse: str) -> None:
    """Of the name, then of a word, then letters beside each other, then a name with nothing more."""
    first, second = fuzzy_score(typed, better), fuzzy_score(typed, worse)
    assert first is not None
    assert second is not None
    assert first > second


def test_combined_letters_fit_letters_of_a_mac() -> None:
    """Hangul that comes in parts is the same."""
    assert fuzzy_score("가람", "가람") is not None
