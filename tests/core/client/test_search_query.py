"""What is typed to find something, and the words of a text by which it is found."""

import pytest

from desktop_chat.core.client.search_query import WORDS_MOST, SearchQuery, SearchWord, hits, parse_search
from desktop_chat.core.client.search_words import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Hello, wide_world!", ["hello", "wide", "world"]),
        ("회의", ["회의", "의"]),
        ("점심회의 3시", ["점심", "심회", "회의", "의", "3", "시"]),
        ("한글", ["한글", "글"]),  # as a Mac writes it, letter by letter
        ("日本語 ok🍵🍵", ["日本", "本語", "語", "ok", "🍵", "🍵"]),
        ("ÜBER Straße", ["über", "strasse"]),
        ("\0 \ud800 ()", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    """Every two characters of a script whose words hang together, and the last alone."""
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", SearchQuery()),
        (" *** ", SearchQuery()),
        ("회의 Report", SearchQuery((SearchWord(("회의",)), SearchWord(("report",))))),
        ('"see you" x', SearchQuery((SearchWord(("see", "you"), is_whole=True), SearchWord(("x",))))),
        ('"see yo', SearchQuery((SearchWord(("see", "yo")),))),
        ("a-b", SearchQuery((SearchWord(("a", "b")),))),
        ("from:가람 FROM:Ann in:#Tea", SearchQuery((), "ann", "#tea")),
        ('in:"#big room" from:"x', SearchQuery((), "x", "#big room")),
        ("join:me from: in:", SearchQuery((SearchWord(("join", "me")),))),
    ],
)
def test_what_is_typed_is_understood(typed: str, query: SearchQuery) -> None:
    """Words, words in a row, who, where."""
    assert parse_search(typed) == query
    assert query.is_empty is not bool(query.words or query.sender)


def test_a_pasted_page_is_cut() -> None:
    """Its first words are enough to find it."""
    assert len(parse_search("word " * 1000).words) == WORDS_MOST


@pytest.mark.parametrize(
    ("word", "words", "goes_on"),
    [
        (SearchWord(("회의",)), ("회의",), False),
        (SearchWord(("회",)), ("회",), True),
        (SearchWord(("회의", "3", "시간에")), ("회의", "의", "3", "시간", "간에"), False),
        (SearchWord(("회의",), is_whole=True), ("회의",), False),
        (SearchWord(("rep",)), ("rep",), True),
        (SearchWord(("see", "you"), is_whole=True), ("see", "you"), False),
    ],
)
def test_a_word_is_looked_for_by_the_words_of_a_text(word: SearchWord, words: tuple[str, ...], *, goes_on: bool) -> None:
    """The last may go on, unless it stands in quotes; a syllable always may."""
    assert (word.words, word.goes_on) == (words, goes_on)


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("회의", "점심회의에서 회의", ["회의", "회의"]),
        ("rep", "Report, reply, prep", ["Rep", "rep"]),
        ('"see you"', "See, you and seeyou; see yours", ["See, you", "seeyou"]),
        ("3시 x", "오후 3시에 x.y", ["3시", "x"]),
        ("from:ann", "ann", []),
        ("a*b", "a*b a.b", ["a*b", "a.b"]),
    ],
)
def test_what_was_found_is_marked(typed: str, text: str, marked: list[str]) -> None:
    """In the text as it is shown."""
    assert [text[start:end] for start, end in hits(text, parse_search(typed))] == marked
