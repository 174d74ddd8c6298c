"""Finding, told as what people see; without Tk."""

import pytest

from desktop_chat.core.client.events import PageRead, SearchAnswered
from desktop_chat.core.client.events.kept import KeptLine, KeptRoom, Page, Part, name_elsewhere
from desktop_chat.core.client.search_query import parse_search
from desktop_chat.gui.history.search_presenter import BEFORE_HIT, pieces_of
from desktop_chat.gui.messages.message_rows import Rights
from desktop_chat.gui.rows import Edge, SearchForm
from desktop_chat.gui.safe_text import shown
from tests.support.fake_view import text_of
from tests.support.kept import kept
from tests.support.view import NOON, Seat, in_two_channels


@pytest.fixture
def seat() -> Seat:
    """Return ann, in #tea and #coffee, the latter open."""
    return in_two_channels()


def form(seat: Seat) -> SearchForm:
    """Return what the panel shows."""
    assert seat.view.search is not None
    return seat.view.search


def answer(seat: Seat, *lines: KeptLine, has_more: bool = False) -> None:
    """Let the history answer the last question."""
    number, _, _ = seat.chat.history.searches[-1]
    seat.hear(SearchAnswered(number, lines, has_more))


def test_the_open_conversation_is_searched_or_all_of_the_room(seat: Seat) -> None:
    """The panel says which, and how to search."""
    seat.room.search.open(everywhere=False)
    assert (form(seat).title, form(seat).rows) == ("Find in #coffee", ())
    assert form(seat).sentence.startswith('Words, "words in a row"')
    seat.room.search.type("회의")
    seat.room.search.open(everywhere=True)
    seat.room.search.type("회의")
    assert form(seat).title == "Find everywhere"
    assert [(text, place) for _, text, place in seat.chat.history.searches] == [("회의", "#coffee"), ("회의", None)]


def test_what_was_found_is_listed_with_the_hits_marked(seat: Seat) -> None:
    """Who, where, when and what."""
    seat.room.search.open(everywhere=True)
    seat.room.search.type("회의 from:가람")
    seat.now = kept(1).time
    answer(
        seat, kept(1, "점심회의", sender="가람"), kept(2, "old 회의", conversation="bob")._replace(time_ms=round((NOON - 90_000) * 1000))
    )
    today, before = form(seat).rows
    assert (today.sender, [(piece.text, piece.is_hit) for piece in today.pieces]) == ("가람", [("점심", False), ("회의", True)])
    assert today.when.startswith("#tea · ")
    assert today.when.endswith("M")
    assert "November 2023" not in today.when
    assert before.when.startswith("bob · ")
    assert "Yesterday" in before.when
    assert form(seat).sentence == "2 lines found"


@pytest.mark.parametrize(
    ("count", "has_more", "sentence"), [(0, False, "Nothing was found"), (1, False, "1 line found"), (3, True, "The newest 3 of many")]
)
def test_how_much_was_found_is_said(seat: Seat, count: int, sentence: str, *, has_more: bool) -> None:
    """In one short sentence."""
    seat.room.search.open(everywhere=False)
    seat.room.search.type("x")
    answer(seat, *map(kept, range(count)), has_more=has_more)
    assert form(seat).sentence == sentence


def test_an_answer_to_what_is_no_longer_asked_comes_too_late(seat: Seat) -> None:
    """Typing on, emptying the field, closing the panel."""
    seat.room.search.open(everywhere=False)
    seat.room.search.type("x")
    seat.room.search.type("xy")
    seat.hear(SearchAnswered(seat.chat.history.searches[0][0], (kept(1),), has_more=False))
    assert form(seat).rows == ()
    seat.room.search.type("  ")
    answer(seat, kept(1))
    assert form(seat).rows == ()
    assert len(seat.chat.history.searches) == 2
    seat.room.search.close()
    answer(seat, kept(1))
    assert seat.view.search is None


def test_a_line_is_shown_where_it_was_said(seat: Seat) -> None:
    """In its conversation, with the lines around it, marked; the list stays."""
    seat.room.search.open(everywhere=True)
    seat.room.search.type("line")
    answer(seat, kept(7), kept(6), kept(5, conversation="bob"))
    seat.room.search.move(1)
    seat.room.search.choose()
    assert (seat.view.selected, seat.view.open) == (1, "#tea")
    assert seat.chat.history.pages[-1] == ("#tea", Part.AROUND, kept(6).key)
    seat.hear(PageRead("#tea", Part.AROUND, kept(6).key, Page(tuple(map(kept, range(1, 10))), is_first=False, is_last=False)))
    assert seat.view.place is not None
    assert (text_of(seat.view.rows[seat.view.place.row]), seat.view.place.edge) == ("line 6", Edge.MIDDLE)
    assert [text_of(row) for row in seat.view.rows if row.found] == ["line 6"]
    seat.room.search.choose(0)
    assert (seat.view.selected, seat.chat.history.pages[-1]) == (0, ("#tea", Part.AROUND, kept(7).key))


def test_the_selection_stays_in_the_list(seat: Seat) -> None:
    """At both ends; where nothing was found nothing is chosen."""
    seat.room.search.open(everywhere=False)
    seat.room.search.move(1)
    seat.room.search.choose()
    seat.room.search.type("line")
    answer(seat, kept(2), kept(1))
    for by, selected in ((5, 1), (-9, 0), (1, 1)):
        seat.room.search.move(by)
        assert seat.view.selected == selected
    seat.presenter.leave()
    assert seat.view.search is None


def test_a_conversation_that_was_put_away_is_opened_for_a_line(seat: Seat) -> None:
    """It may have been closed, or be one of many."""
    seat.room.search.open(everywhere=True)
    seat.room.search.type("line")
    answer(seat, kept(1, conversation="carol"))
    seat.room.search.choose()
    assert (seat.view.open, seat.chat.history.pages[-1]) == ("carol", ("carol", Part.AROUND, kept(1).key))


OFFICE = KeptRoom("b" * 64, "Office")


@pytest.fixture
def reader(seat: Seat) -> Seat:
    """Return ann, who has found a line in #tea of another room, and chosen it."""
    seat.room.search.open(everywhere=True)
    seat.room.search.type("line")
    number, _, _ = seat.chat.history.searches[-1]
    there = kept(3, conversation="#tea")._replace(conversation=name_elsewhere("#tea", OFFICE.key))
    seat.hear(SearchAnswered(number, (there, kept(4)), has_more=False, others=(OFFICE,)))
    elsewhere, here = form(seat).rows
    assert elsewhere.when.startswith("#tea · Office · ")
    assert "Office" not in here.when
    seat.room.search.choose()
    return seat


def test_a_line_of_another_room_is_read_there(reader: Seat) -> None:
    """Beside our own #tea, with what was said around it; nothing can be said, and nothing is done to a line."""
    name = name_elsewhere("#tea", OFFICE.key)
    assert (reader.view.open, reader.view.head.title, reader.view.head.writable) == (name, "#tea in Office", False)
    assert [row.key for row in reader.view.conversations] == ["#tea", "#coffee", name]
    assert [row.present for row in reader.view.conversations if row.key == name] == [False]
    assert reader.chat.history.pages[-1] == (name, Part.AROUND, kept(3).key)
    reader.hear(PageRead(name, Part.AROUND, kept(3).key, Page(tuple(map(kept, range(1, 6))), is_first=True)))
    assert [text_of(row) for row in reader.view.rows if row.found] == ["line 3"]
    assert reader.room.messages.rights(kept(3).key) == Rights()
    reader.type("hello")
    assert (reader.chat.said, reader.view.hint) == ([], "Choose a channel or a person first.")
    assert reader.chat.history.drafts == []


def test_what_was_read_of_another_room_is_closed_without_a_trace(reader: Seat) -> None:
    """There it may well be open."""
    reader.room.search.open(everywhere=False)
    assert form(reader).title == "Find in #tea in Office"
    reader.room.moves.close_current()
    assert reader.chat.history.put_away_ones == []
    assert reader.view.open in {"#tea", "#coffee"}


def test_of_a_long_line_what_is_near_the_first_hit_is_shown() -> None:
    """It would stand beyond the edge of the list."""
    pieces = pieces_of(shown("x " * 100 + "회의 and more"), parse_search("회의"))
    assert (pieces[0].text, pieces[1].text) == ("…" + ("x " * 100)[-BEFORE_HIT:], "회의")
    assert pieces_of(shown("x" * 200), parse_search("회의"))[0].text == "x" * 200
