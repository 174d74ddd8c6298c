"""What helps while typing: the lines sent before, and the rest of a name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.gui.typing_aids import HISTORY_LINES, InputHistory, complete

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
        ("", None),
        (" ", None),
        ("hi ", None),
        ("@", None),
        ("zoe", None),
        ("\x00", None),
        ("\ud800", None),
    ],
)
def test_tab_completes_the_word_at_the_cursor(before: str, after: str | None) -> None:
    """Whoever is addressed first gets a colon; Hangul is compared letter by letter."""
    found = complete(before, NAMES)
    assert (found.text if found else None) == after


def test_tab_again_gives_the_next_name_round_and_round() -> None:
    """What stands before the name stays."""
    found = complete("hi a", NAMES)
    texts = []
    for _ in range(3):
        assert found is not None
        texts.append(found.text)
        found = found.next()
    assert texts == ["hi ann ", "hi Annette ", "hi ann "]


def test_a_syllable_that_is_not_finished_finds_both() -> None:
    """`가` begins 가람 and, letter by letter, 각설이."""
    found = complete("가", NAMES)
    assert found is not None
    assert (found.candidates, found.next().text) == (("가람", "각설이"), "각설이: ")


@given(st.text(), st.lists(st.text(min_size=1), max_size=5))
def test_a_completion_keeps_what_stands_before_it(before: str, names: list[str]) -> None:
    """Whatever is typed, and whoever is there."""
    found = complete(before, names)
    if found is not None:
        assert before.startswith(found.head)
        assert found.text.startswith(found.head)
        assert found.text.removeprefix(found.head).rstrip(" ").rstrip(":") in {name.rstrip(" ").rstrip(":") for name in names}
        assert found.next().head == found.head


def test_up_and_down_walk_through_what_was_sent() -> None:
    """What was being written comes back at the end."""
    history = InputHistory()
    for text in ("one", "two", "two"):
        history.add(text)
    assert history.newer() is None
    assert [history.older("draft"), history.older("two"), history.older("one")] == ["two", "one", None]
    assert [history.newer(), history.newer(), history.newer()] == ["two", "draft", None]


def test_a_line_sent_ends_the_walk() -> None:
    """The next Up begins with it."""
    history = InputHistory()
    history.add("one")
    history.older("")
    history.add("two")
    assert history.older("") == "two"


def test_without_a_history_there_is_nothing_to_walk_through() -> None:
    """Neither way."""
    history = InputHistory()
    assert (history.older("draft"), history.newer()) == (None, None)


def test_the_history_forgets_the_oldest() -> None:
    """A bound on memory."""
    history = InputHistory()
    for at in range(2 * HISTORY_LINES):
        history.add(str(at))
    walked = list(iter(lambda: history.older(""), None))
    assert (len(walked), walked[0], walked[-1]) == (HISTORY_LINES, str(2 * HISTORY_LINES - 1), str(HISTORY_LINES))
