"""What the word at the cursor may become: names, channels, commands, emoji."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.gui.writing.completion import MOST, Sort, code_at_end, offers_for, offers_on_tab

NAMES = ["가람", "각설이", "ann", "Annette", "bob", "#tea", "#차"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("an", "ann: "),
        ("hi an", "hi ann "),
        ("hi @an", "hi ann "),
        ("ANN", "ann: "),
        ("annet", "Annette: "),
        ("가", "가람: "),
        ("각", "각설이: "),
        (unicodedata.normalize("NFD", "각"), "각설이: "),
        ("안녕 가ㄹ", None),
        ("갈", None),
        ("#", "#tea "),
        ("join #차", "join #차 "),
        ("two\nlines bo", "two\nlines bob "),
        ("two\nbo", "two\nbob "),
        ("/jo", "/join "),
        ("hi /jo", None),
        (":tada", "🎉"),
        ("", None),
        (" ", None),
        ("hi ", None),
        ("zoe", None),
        ("\x00", None),
        ("\ud800", None),
    ],
)
def test_tab_completes_the_word_at_the_cursor(before: str, after: str | None) -> None:
    """Whoever is addressed first gets a colon; Hangul is compared letter by letter."""
    found = offers_on_tab(before, NAMES)
    assert (before.removesuffix(found.word) + found.chosen.text if found else None) == after


@pytest.mark.parametrize(
    ("before", "titles"),
    [
        ("@", ["가람", "각설이", "ann", "Annette", "bob"]),
        ("hi @A", ["ann", "Annette"]),
        ("#", ["#tea", "#차"]),
        ("/wh", ["/who name", "/whois name"]),
        ("/WHO", ["/who name", "/whois name"]),
        ("an", None),
        ("a/wh", None),
        ("two\n/wh", None),
        (":)", None),
        (":D", None),
        ("10:30", None),
        ("@nobody", None),
        ("/nothing", None),
        (":zzzzzz", None),
        ("//me", None),
    ],
)
def test_signs_ask_by_themselves(before: str, titles: list[str] | None) -> None:
    """`@`, `#`, a stroke at the very beginning, a colon with two letters; nothing else, so that Enter keeps its meaning."""
    found = offers_for(before, NAMES)
    assert ([offer.title for offer in found.rows] if found else None) == titles


def test_commands_say_what_they_do() -> None:
    """Each of them."""
    found = offers_for("/", NAMES)
    assert found is not None
    assert {offer.sort for offer in found.rows} == {Sort.COMMAND}
    assert [offer.title for offer in found.rows if not offer.detail] == []


@pytest.mark.parametrize(
    ("word", "text", "title"),
    [
        (":thumbs", "👍", ":thumbsup:"),
        (":+1", "👍", ":+1:"),
        (":로켓", "🚀", ":rocket:"),
        (":TADA", "🎉", ":tada:"),
        (":따봉", "👍", ":+1:"),
    ],
)
def test_short_names_and_words_of_both_languages_find_emoji(word: str, text: str, title: str) -> None:
    """The short names that begin so first, then what the word is about."""
    found = offers_for(word, NAMES)
    assert found is not None
    assert (found.chosen.text, found.chosen.title) == (text, title)
    assert all(offer.sort is Sort.EMOJI for offer in found.rows)


def test_a_short_name_between_colons_is_its_emoji() -> None:
    """Whoever knows it by heart types it to its end."""
    assert code_at_end("well done :tada:") == (":tada:", "🎉")
    assert [code_at_end(text) for text in ("tada:", ":nothing:", "a:tada:", ":tada: ", "::", "")] == [None] * 6


def test_the_next_is_chosen_round_and_round() -> None:
    """Both ways."""
    found = offers_for("hi @a", NAMES)
    assert found is not None
    assert [found.step(by).chosen.title for by in (0, 1, 2, -1)] == ["ann", "Annette", "ann", "Annette"]
    assert found.choose(1).chosen.title == "Annette"


def test_a_list_is_not_endless() -> None:
    """Who looks for more types a letter more."""
    found = offers_for("@", [f"n{number}" for number in range(1000)])
    assert found is not None
    assert len(found.rows) == MOST


@given(st.text(), st.lists(st.text(min_size=1), max_size=5))
def test_what_stands_before_a_word_is_never_touched(before: str, names: list[str]) -> None:
    """Whatever is typed, and whoever is there."""
    for found in (offers_for(before, names), offers_on_tab(before, names)):
        assert found is None or before.endswith(found.word)
