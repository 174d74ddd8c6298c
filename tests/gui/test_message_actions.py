"""What a person does with messages, as what goes to the host and what stands above the composer; without Tk."""

from dataclasses import replace

import pytest

from desktop_chat.core.client.events import (
    Member,
    MembersListed,
    MessageArrived,
    MessageEdited,
    MessageKind,
    MessageRedacted,
    Registered,
)
from desktop_chat.core.client.events.kept import OWN_KEYS
from desktop_chat.gui.rows import Composing, Rights
from desktop_chat.gui.safe_text import Shown
from tests.support.view import CAPABILITIES, Seat, in_two_channels, own_talk, talk

ALL = Rights(answer=True, react=True, edit=True, delete=True)


def own(text: str, key: str, channel: str = "#coffee") -> MessageArrived:
    """Return something that ann said, with an id."""
    return replace(own_talk(channel, text), msgid=key)


@pytest.fixture
def seat() -> Seat:
    """Return ann in #coffee, where she and bob said something."""
    seat = in_two_channels()
    seat.hear(own("first", "1"), talk("#coffee", "bob", "hello", key="2"), own("second", "3"), talk("#coffee", "bob", "later", key="4"))
    return seat


def test_the_last_message_of_our_own_is_edited(seat: Seat) -> None:
    """Its words stand in the composer, and a banner says so; what is sent is an EDIT, and the composer is empty again."""
    assert seat.room.messages.edit_last()
    assert (seat.view.composer, seat.view.composing) == ("second", Composing(Shown("Editing"), Shown("second")))
    seat.type("second; with\nmore words")
    assert seat.chat.commands == [("@draft/target-msgid=3;draft/edit-text=second\\:\\swith\\nmore\\swords", "EDIT", "#coffee")]
    assert seat.chat.said == []
    assert (seat.view.composer, seat.view.composing) == ("", None)


def test_where_nothing_can_be_edited_nothing_is(seat: Seat) -> None:
    """In a channel where we said nothing, with a host that knows no edits, and before any channel is open."""
    seat.room.choose("#tea")
    assert not seat.room.messages.edit_last()
    seat.room.choose("#coffee")
    seat.hear(Registered("ann", "irc.example", CAPABILITIES - {"desktop-chat/message-edit"}))
    assert not seat.room.messages.edit_last()
    assert seat.view.composing is None
    empty = Seat()
    assert not empty.room.messages.edit_last()
    empty.room.messages.send_edit("nothing")
    empty.room.messages.delete("1")
    empty.room.messages.answer("1")
    assert empty.room.messages.rights("1") == Rights()


def test_an_edit_that_is_given_up_brings_back_what_was_being_written(seat: Seat) -> None:
    """By Escape, by sending nothing or the same words, or by going elsewhere; it is the draft that is kept."""
    for give_up in (seat.room.messages.cancel, lambda: seat.type("second"), lambda: seat.type(" "), lambda: seat.room.choose("#tea")):
        seat.room.choose("#coffee")
        seat.view.composer = "half a sen"
        seat.room.messages.edit("3")
        seat.room.focus(has_focus=False)
        assert [one.draft for one in seat.chat.history.drafts][-1] == "half a sen"
        give_up()
        seat.room.choose("#coffee")
        assert (seat.view.composer, seat.view.composing) == ("half a sen", None)
    assert seat.chat.commands == []


def test_an_edit_that_cannot_be_sent_stays_in_the_composer(seat: Seat) -> None:
    """With a sentence below it."""
    seat.room.messages.edit("1")
    seat.chat.is_over = True
    seat.type("better")
    assert (seat.view.composer, bool(seat.view.hint), seat.view.composing is not None) == ("better", True, True)


def test_another_edit_takes_the_place_of_the_first(seat: Seat) -> None:
    """What was being written before is not forgotten."""
    seat.view.composer = "draft"
    seat.room.messages.edit("1")
    seat.room.messages.edit("3")
    assert seat.view.composer == "second"
    seat.room.messages.cancel()
    assert seat.view.composer == "draft"


def test_what_may_be_done_with_a_message(seat: Seat) -> None:
    """All with one's own; with another's not edit, and delete only as an operator; nothing with what has no id or is deleted."""
    rights = seat.room.messages.rights
    assert (rights("1"), rights("2")) == (ALL, Rights(answer=True, react=True))
    seat.hear(MembersListed("#coffee", (Member("ann", "@"), Member("bob"))))
    assert rights("2") == replace(ALL, edit=False)
    seat.hear(MessageRedacted("#coffee", "2", "ann", ""), own("*waves*", f"{OWN_KEYS}1"))
    seat.hear(replace(own("waves", "5"), kind=MessageKind.ACTION))
    assert (rights("2"), rights(f"{OWN_KEYS}1"), rights("none")) == (Rights(), Rights(), Rights())
    assert rights("5") == replace(ALL, edit=False)
    seat.room.choose("#tea")
    assert rights("1") == Rights()


def test_a_message_is_deleted(seat: Seat) -> None:
    """By its id; somebody else's only by an operator."""
    seat.room.messages.delete("1")
    seat.room.messages.delete("2")
    assert seat.chat.commands == [("REDACT", "#coffee", "1")]
    seat.hear(MessageRedacted("#coffee", "1", "ann", ""), MessageEdited("#coffee", "3", "ann", "better"))
    assert seat.view.lines[-4:] == ["ann deleted this message", "hello", "better (edited)", "later"]
