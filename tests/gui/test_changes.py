"""Lines that were deleted, edited or reacted to, as the window shows them; without Tk."""

from dataclasses import replace

import pytest

from desktop_chat.core.client.events import MessageArrived, MessageEdited, MessageRedacted, Reacted
from tests.support.view import Seat, in_two_channels, talk


def known(channel: str, nick: str, text: str, msgid: str) -> MessageArrived:
    """Return a message with an id."""
    return replace(talk(channel, nick, text), msgid=msgid)


@pytest.fixture
def seat() -> Seat:
    """Return ann, who sees what bob said in #coffee; #tea is there too."""
    seat = in_two_channels()
    seat.hear(known("#coffee", "bob", "first", "1"), known("#coffee", "bob", "second", "2"), known("#tea", "bob", "elsewhere", "3"))
    return seat


def test_what_was_deleted_is_not_shown_any_more(seat: Seat) -> None:
    """IRCv3 message-redaction: who did it, and why, is."""
    seat.hear(MessageRedacted("#coffee", "1", "carol", ""), MessageRedacted("#coffee", "2", "carol", "spam"))
    assert seat.view.lines[-2:] == ["carol deleted this message", "carol deleted this message: spam"]


def test_what_was_edited_says_so(seat: Seat) -> None:
    """Pull request 425: "Edited messages SHOULD be clearly marked as such"."""
    seat.hear(MessageEdited("#coffee", "1", "bob", "first of all"))
    assert seat.view.lines[-2:] == ["first of all (edited)", "second"]


def test_a_reaction_is_one_line(seat: Seat) -> None:
    """With what it is about, shortened."""
    seat.hear(Reacted("#coffee", "1", "carol", "👍", is_on=True), Reacted("#coffee", "1", "carol", "👍", is_on=False))
    assert seat.view.lines[-2:] == ["carol reacted with 👍 to “first”", "carol took back 👍 on “first”"]
    seat.hear(known("#coffee", "bob", "x" * 50, "4"), Reacted("#coffee", "4", "carol", "y" * 50, is_on=True))
    assert seat.view.lines[-1] == f"carol reacted with {'y' * 16}… to “{'x' * 40}…”"


@pytest.mark.parametrize(
    "event",
    [MessageRedacted("#coffee", "9", "bob", ""), MessageRedacted("#none", "1", "bob", ""), Reacted("#coffee", "", "bob", "x", is_on=True)],
)
def test_what_is_not_shown_here_changes_nothing(seat: Seat, event: MessageRedacted) -> None:
    """A message from before we came."""
    lines = list(seat.view.lines)
    seat.hear(event)
    assert seat.view.lines == lines


def test_in_another_conversation_it_is_found_changed(seat: Seat) -> None:
    """When it is opened."""
    seat.hear(MessageRedacted("#tea", "3", "bob", ""))
    seat.room.choose("#tea")
    assert seat.view.lines[-1] == "bob deleted this message"


def test_a_change_replaces_one_row_only(seat: Seat) -> None:
    """The rest of the timeline stays as it is: who reads further up stays there."""
    drawn = seat.view.drawn
    seat.hear(
        MessageEdited("#coffee", "1", "bob", "once more"), known("#coffee", "bob", "third", "4"), MessageRedacted("#coffee", "4", "bob", "")
    )
    assert seat.view.lines[-3:] == ["once more (edited)", "second", "bob deleted this message"]
    assert seat.view.drawn == drawn + 1
