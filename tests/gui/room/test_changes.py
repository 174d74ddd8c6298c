"""Lines that were deleted, edited or reacted to, as the window shows them; without Tk."""

from dataclasses import replace

import pytest

from desktop_chat.core.client.events import MessageArrived, MessageEdited, MessageRedacted, Reacted
from desktop_chat.gui.messages.reactions import SIGNS_SHOWN
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


def reactions(seat: Seat, text: str) -> list[tuple[str, int, bool, str]]:
    """Return the pills below a line: sign, count, whether it is ours too, and who."""
    row = next(row for row in seat.view.rows if row.text == text)
    return [(one.sign, one.count, one.mine, one.who) for one in row.reactions]


def test_reactions_stand_below_their_line(seat: Seat) -> None:
    """IRCv3 react: each sign once with who chose it, in the order of their coming; no line of their own."""
    lines = list(seat.view.lines)
    for by, sign in (("carol", "👍"), ("bob", "🎉"), ("ann", "👍"), ("CAROL", "👍")):
        seat.hear(Reacted("#coffee", "1", by, sign, is_on=True, mine=by == "ann"))
    assert reactions(seat, "first") == [("👍", 2, True, "👍  carol, ann"), ("🎉", 1, False, "🎉  bob")]
    seat.hear(Reacted("#coffee", "1", "Carol", "👍", is_on=False), Reacted("#coffee", "1", "bob", "🎉", is_on=False))
    seat.hear(Reacted("#coffee", "1", "bob", "never", is_on=False))
    assert reactions(seat, "first") == [("👍", 1, True, "👍  ann")]
    assert seat.view.lines == lines


def test_hostile_reactions_are_bounded_and_harmless(seat: Seat) -> None:
    """Signs and names are cut and made safe; so many of each are shown."""
    seat.hear(Reacted("#coffee", "1", "x" * 500, "\u202e\x07" + "y" * 500, is_on=True))
    ((sign, _, _, who),) = reactions(seat, "first")
    assert "\u202e" not in sign + who
    assert (len(sign), len(who)) < (40, 150)
    seat.hear(*(Reacted("#coffee", "2", f"bob{number}", "👍", is_on=True) for number in range(30)))
    assert reactions(seat, "second")[0][3].endswith("bob11 and 18 more")
    seat.hear(*(Reacted("#coffee", "2", "bob", str(number), is_on=True) for number in range(30)))
    assert len(reactions(seat, "second")) == SIGNS_SHOWN


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


def test_after_it_was_deleted_nothing_becomes_of_a_message(seat: Seat) -> None:
    """Neither an edit nor a reaction that comes late; what others felt about it is not shown any more."""
    seat.hear(Reacted("#coffee", "1", "carol", "👍", is_on=True), MessageRedacted("#coffee", "1", "bob", ""))
    seat.hear(Reacted("#coffee", "1", "carol", "🎉", is_on=True), MessageEdited("#coffee", "1", "bob", "back again"))
    assert seat.view.lines[-2:] == ["bob deleted this message", "second"]
    assert reactions(seat, "bob deleted this message") == []


def test_a_change_replaces_one_row_only(seat: Seat) -> None:
    """The rest of the timeline stays as it is: who reads further up stays there."""
    drawn = seat.view.drawn
    seat.hear(
        MessageEdited("#coffee", "1", "bob", "once more"), known("#coffee", "bob", "third", "4"), MessageRedacted("#coffee", "4", "bob", "")
    )
    assert seat.view.lines[-3:] == ["once more (edited)", "second", "bob deleted this message"]
    assert seat.view.drawn == drawn + 1
