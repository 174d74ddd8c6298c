"""How a person is told from others, and whether a text names them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.gui.people import PERSON_COLOURS, colour_of, initials_of, is_mentioned


def test_a_person_has_one_colour_everywhere() -> None:
    """In any case of the name, on any machine."""
    assert colour_of("Ann") == colour_of("ann") == 3
    assert colour_of("가람") == colour_of(unicodedata.normalize("NFD", "가람"))


def test_people_are_told_apart() -> None:
    """All colours are in use."""
    assert {colour_of(f"person{at}") for at in range(100)} == set(range(PERSON_COLOURS))


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("김민수", "김"),
        ("Alex Kim", "AK"),
        ("alex_kim", "AK"),
        ("alex-김", "AL"),
        ("ann", "AN"),
        ("x", "X"),
        ("민수 Kim", "민"),
        ("élan", "é"),
        ("[bot]7", "B7"),
        ("--", "-"),
        ("😀", "😀"),
        ("", ""),
    ],
)
def test_initials_stand_for_a_name(name: str, initials: str) -> None:
    """One syllable, or two letters."""
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    ("nick", "text"),
    [
        ("ann", "ann"),
        ("ann", "hi Ann!"),
        ("ann", "@ann: look"),
        ("ann", "ann님 안녕"),
        ("ann", "(ann)"),
        ("가람", "가람아 밥 먹자"),
        ("가람", unicodedata.normalize("NFD", "가람 안녕")),
        (unicodedata.normalize("NFD", "가람"), "가람"),
        ("한", "한 뭐해?"),
        ("a.b[c]", "hello a.b[c]?"),
        ("bob-", "bob- is here"),
    ],
)
def test_a_text_names_a_person(nick: str, text: str) -> None:
    """As a word, in any case, a Korean particle or not."""
    assert is_mentioned(nick, text)


@pytest.mark.parametrize(
    ("nick", "text"),
    [
        ("ann", "annette"),
        ("ann", "joann"),
        ("ann", "ann_2 is here"),
        ("ann", "ann2"),
        ("가람", "내가람"),
        ("한", "한국"),
        ("a.b", "axb"),
        ("ann", ""),
        ("", "anything"),
    ],
)
def test_a_text_names_somebody_else(nick: str, text: str) -> None:
    """A part of another word is no name."""
    assert not is_mentioned(nick, text)


@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_whatever_a_name_holds(nick: str, text: str) -> None:
    """Lone surrogates and signs that mean something to patterns break nothing."""
    assert 0 <= colour_of(nick) < PERSON_COLOURS
    assert len(initials_of(nick)) <= 2 or not initials_of(nick).isascii()
    assert is_mentioned(nick, text) in {True, False}
