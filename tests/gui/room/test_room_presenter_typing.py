"""What a person types in the room: texts, commands, drafts, names completed by Tab."""

import pytest

from tests.support.view import Seat, in_two_channels, own_talk, talk


@pytest.fixture
def seat() -> Seat:
    """Return ann, in #tea with bob and in #coffee with bob and carol, the latter open."""
    return in_two_channels()


def test_query_opens_a_talk_and_disturbs_no_draft(seat: Seat) -> None:
    """`/query` is not what was being written, neither here nor there."""
    seat.room.open_person("bob")
    seat.view.composer = "half a thought"
    seat.room.choose("#coffee")
    seat.type("/QUERY bob")
    assert (seat.view.open, seat.view.composer) == ("bob", "half a thought")
    seat.room.choose("#coffee")
    assert (seat.view.composer, seat.chat.said) == ("", [])


@pytest.mark.parametrize("text", ["/query", "/query bob hello you", "/query #nowhere"])
def test_query_of_something_else_says_how_it_goes(seat: Seat, text: str) -> None:
    """And nothing that was typed is lost."""
    seat.type(text)
    assert (seat.view.hint, seat.view.composer) == ("Something is missing. It goes like this: /query name", text)
    assert (seat.view.open, len(seat.view.conversations)) == ("#coffee", 2)


def test_query_of_a_channel_that_is_there_opens_it(seat: Seat) -> None:
    """What was meant is clear."""
    seat.type("/query #tea")
    assert seat.view.open == "#tea"


def test_help_shows_the_commands_without_a_host(seat: Seat) -> None:
    """Connected or not; the hint that led to it goes."""
    seat.type("/hlep")
    assert "/help" in seat.view.hint
    seat.room.lose()
    seat.type("/help")
    assert {"/join #channel [key]", "/help", "/query name"} <= {line.partition(" · ")[0] for line in seat.view.lines}
    assert (seat.view.hint, seat.view.composer, seat.chat.said) == ("", "", [])


def test_help_before_any_channel_is_shown_with_the_words_of_the_host() -> None:
    """Where else."""
    seat = Seat()
    seat.enter("ann")
    seat.type("/help")
    assert (seat.view.head.title, seat.view.head.writable) == ("Messages of the host", False)
    assert "/help · Show all commands" in seat.view.lines
    assert [row.is_channel for row in seat.view.conversations] == [True]


@pytest.mark.parametrize(
    ("text", "said"), [("hello", True), ("  /help", True), ("//help", True), ("/join #x", True), ("   ", False), ("", False)]
)
def test_what_is_typed_goes_to_the_open_conversation(seat: Seat, text: str, *, said: bool) -> None:
    """Two strokes, or a space before one, are text; nothing is nothing."""
    seat.type(text)
    assert seat.chat.said == ([("#coffee", text)] if said else [])


def test_what_cannot_be_sent_stays_in_the_composer(seat: Seat) -> None:
    """One sentence below says why, until something is sent."""
    seat.type("/kick")
    assert (seat.view.composer, seat.view.hint) == ("/kick", "Something is missing. It goes like this: /kick [#channel] name [reason]")
    seat.type("hello")
    assert (seat.view.composer, seat.view.hint) == ("", "")


def test_each_conversation_keeps_its_draft(seat: Seat) -> None:
    """Half a sentence waits where it was begun."""
    seat.view.composer = "for coffee"
    seat.room.choose("#tea")
    assert seat.view.composer == ""
    seat.view.composer = "for tea"
    seat.room.moves.step(1)
    assert (seat.view.open, seat.view.composer) == ("#coffee", "for coffee")
    seat.room.moves.step(1)
    assert (seat.view.open, seat.view.composer) == ("#tea", "for tea")
    seat.room.moves.step(-1)
    assert seat.view.open == "#coffee"


def test_choosing_what_is_open_or_not_there_changes_nothing(seat: Seat) -> None:
    """A click on the selected row must not move what is being written."""
    seat.view.composer = "draft"
    drawn = seat.view.drawn
    seat.room.choose("#coffee")
    seat.room.choose("#nowhere")
    assert (seat.view.composer, seat.view.drawn, seat.view.open) == ("draft", drawn, "#coffee")


def test_tab_completes_who_spoke_last_first(seat: Seat) -> None:
    """Then who is here, then the channels; never ourselves."""
    seat.hear(talk("#coffee", "carol", "hi"), talk("#coffee", "dan", "hi"), own_talk("#coffee", "hi"))
    assert seat.room.names() == ["dan", "carol", "bob", "#tea", "#coffee"]
    seat.room.open_person("eve")
    assert seat.room.names() == ["eve", "#tea", "#coffee"]
