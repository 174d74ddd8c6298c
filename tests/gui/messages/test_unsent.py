"""What we said and the host has not confirmed: below all else, until it has; refused, with two ways on."""

import pytest

from desktop_chat.core.client.events import LinkBroken, LinkProblem, MessageArrived, MessageKind, MessageQueued, SendFailed
from desktop_chat.core.client.events.kept import EventKind
from desktop_chat.gui.rows import Delivery
from tests.support.fake_view import text_of
from tests.support.news import happened
from tests.support.view import Seat, own_talk, talk


def queued(own_id: str, conversation: str = "#tea") -> MessageQueued:
    """Return a message of ours on its way."""
    message = MessageArrived(conversation, "ann", f"text {own_id}", MessageKind.TALK, 1_700_000_000.0, "", mine=True, own_id=own_id)
    return MessageQueued(message)


def arrived(own_id: str, msgid: str) -> MessageArrived:
    """Return the same, confirmed."""
    return MessageArrived("#tea", "ann", f"text {own_id}", MessageKind.TALK, 1_700_000_001.0, msgid, mine=True, own_id=own_id)


@pytest.fixture
def seat() -> Seat:
    """Return ann, in #tea."""
    seat = Seat()
    seat.enter("ann", "#tea")
    return seat


def unsent(seat: Seat) -> list[tuple[str, Delivery]]:
    """Return what stands below the timeline."""
    return [(text_of(row), row.delivery) for row in seat.view.unsent if row.key]


def test_what_is_on_its_way_stands_below_until_it_has_arrived(seat: Seat) -> None:
    """What others say meanwhile stands above it: that is the room's order."""
    seat.hear(queued("m1"), queued("m2"), talk("#tea", "bob", "hello"))
    assert unsent(seat) == [("text m1", Delivery.PENDING), ("text m2", Delivery.PENDING)]
    assert seat.view.lines[-1] == "hello"
    seat.hear(arrived("m1", "1"))
    assert unsent(seat) == [("text m2", Delivery.PENDING)]
    assert seat.view.lines[-2:] == ["hello", "text m1"]


def test_a_refused_message_says_why_and_can_be_sent_again(seat: Seat) -> None:
    """Behind all others."""
    seat.hear(queued("m1"), queued("m2"), SendFailed("m1", "Cannot send to channel"))
    assert unsent(seat) == [("text m1", Delivery.FAILED), ("text m2", Delivery.PENDING)]
    assert next(row.refusal for row in seat.view.unsent if row.key == "m1") == "Cannot send to channel"
    seat.presenter.room.unsent.retry("m1")
    assert seat.chat.retried == ["m1"]
    assert unsent(seat) == [("text m2", Delivery.PENDING), ("text m1", Delivery.PENDING)]


def test_a_refused_message_can_be_given_up(seat: Seat) -> None:
    """One that is on its way cannot: the host may have it."""
    seat.hear(queued("m1"), queued("m2"), SendFailed("m1", "no"), SendFailed("unknown", "no"))
    for own_id in ("m1", "m2", "m1"):
        seat.presenter.room.unsent.drop(own_id)
    seat.presenter.room.unsent.retry("m2")
    assert (seat.chat.dropped, seat.chat.retried) == (["m1"], [])
    assert unsent(seat) == [("text m2", Delivery.PENDING)]


def test_each_conversation_shows_its_own(seat: Seat) -> None:
    """And a known message once, however often it is told."""
    seat.hear(own_talk("bob", "hi"), queued("m1", "#TEA"), queued("m1", "#TEA"), queued("m2", "bob"))
    assert unsent(seat) == [("text m1", Delivery.PENDING)]
    seat.presenter.room.choose("bob")
    assert unsent(seat) == [("text m2", Delivery.PENDING)]


def test_one_can_write_while_the_link_is_away(seat: Seat) -> None:
    """What is said waits; a command was meant for now."""
    seat.hear(LinkBroken(LinkProblem.BROKEN, "", 1.0))
    seat.type("see you")
    assert (seat.chat.said[-1], seat.view.composer) == (("#tea", "see you"), "")
    seat.type("/topic tea")
    assert (seat.chat.said[-1], seat.view.composer) == (("#tea", "see you"), "/topic tea")
    assert seat.view.hint == "You are not connected. Commands have to wait until you are; messages are sent by themselves."


def test_a_gap_in_the_history_is_said(seat: Seat) -> None:
    """Between what we know and what comes next."""
    seat.hear(talk("#tea", "bob", "before"), happened(EventKind.GAP, "#tea", ""), talk("#tea", "bob", "after"))
    assert seat.view.lines[-3:] == ["before", "Here something may be missing that the host no longer has.", "after"]


def test_what_was_said_before_our_first_visit_is_not_unread(seat: Seat) -> None:
    """Nothing of it was missed."""
    seat.presenter.room.focus(has_focus=False)
    seat.hear(MessageArrived("#tea", "bob", "ann: old", MessageKind.TALK, 1.0, "1", mine=False, is_past=True))
    assert seat.view.badges == {}
    seat.hear(MessageArrived("#tea", "bob", "new", MessageKind.TALK, 2.0, "2", mine=False))
    assert seat.view.badges == {"#tea": (1, False)}
