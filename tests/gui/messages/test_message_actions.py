"""What a person does with messages, as what goes to the host and what stands above the composer; without Tk."""

from dataclasses import replace

import pytest

from desktop_chat.core.client.events import (
    LineRead,
    Member,
    MembersListed,
    MessageArrived,
    MessageEdited,
    MessageKind,
    MessageQueued,
    MessageRedacted,
    PageRead,
    Reacted,
    Registered,
    RoomRecalled,
)
from desktop_chat.core.client.events.kept import OWN_KEYS, KeptConversation, KeptQuote, KeptReaction, KeptRoom, Page, Part, Standing
from desktop_chat.gui.messages.message_rows import Composing, Quote, Rights
from desktop_chat.gui.messages.quotes import LINES_NOTED
from desktop_chat.gui.safe_text import Shown
from tests.support.kept import ROOM, kept
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
    empty.room.messages.react("1", "👍")
    empty.room.messages.jump("1")
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


def test_an_answer_names_what_it_answers(seat: Seat) -> None:
    """It stands above the composer until it is sent or given up; each conversation has its own."""
    seat.room.messages.answer("2")
    assert (seat.view.composing, seat.view.composer) == (Composing(Shown("Reply to bob"), Shown("hello")), "")
    seat.room.choose("#tea")
    assert (seat.view.composing, seat.view.composer) == (None, "")
    seat.room.choose("#coffee")
    seat.type("yes?")
    assert (seat.chat.replies, seat.view.composing) == ([("yes?", "2")], None)
    seat.room.messages.answer("2")
    seat.room.messages.cancel()
    seat.type("no")
    assert seat.chat.said == [("#coffee", "yes?"), ("#coffee", "no")]
    assert seat.chat.replies == [("yes?", "2")]


def test_a_window_that_is_made_anew_is_told_again(seat: Seat) -> None:
    """What stands above the composer, and with the messages."""
    seat.hear(Reacted("#coffee", "2", "carol", "👍", is_on=True), replace(own("yes", "5"), tags="+reply=2"))
    seat.room.messages.answer("2")
    composing, rows = seat.view.composing, list(seat.view.rows)
    seat.view.composing, seat.view.rows = None, []
    seat.presenter.show_again()
    assert (seat.view.composing, seat.view.rows) == (composing, rows)


def test_an_answer_may_be_written_before_the_host_is_there() -> None:
    """It waits; all else has to be done by the host now."""
    seat = Seat()
    seat.join()
    seat.hear(RoomRecalled(KeptRoom(ROOM), (KeptConversation("#tea", is_channel=True),)))
    seat.hear(PageRead("#tea", Part.LAST, "", Page((kept(1),))))
    assert seat.room.messages.rights(kept(1).key) == Rights(answer=True)


def test_an_answer_quotes_what_it_answers(seat: Seat) -> None:
    """On one line; as that stands now."""
    seat.hear(replace(own("yes", "5"), tags="+draft/reply=2"), MessageEdited("#coffee", "2", "bob", "hello\nall   of you"))
    assert seat.view.rows[-1].quote == Quote("2", Shown("bob"), Shown("hello all of you"))
    seat.hear(MessageRedacted("#coffee", "2", "bob", ""))
    assert seat.view.rows[-1].quote == Quote("2", Shown("bob"), "This message was deleted")
    pages = list(seat.chat.history.pages)
    seat.room.messages.jump("3")
    assert ([row.text for row in seat.view.rows if row.found], seat.chat.history.pages) == (["second"], pages), "it is here"
    seat.room.messages.jump("old")
    assert seat.chat.history.pages[-1] == ("#coffee", Part.AROUND, "old")


def test_what_is_quoted_and_not_here_comes_from_the_history(seat: Seat) -> None:
    """Asked for once; what nobody has is said to be missing. What is on its way quotes too."""
    seat.hear(replace(own("yes", "5"), tags="+reply=old"))
    assert seat.chat.history.asked_lines == [("#coffee", "old")]
    assert seat.view.rows[-1].quote == Quote("old", Shown(""), "A message that is not here")
    seat.hear(LineRead("#coffee", "old", None), LineRead("#none", "old", None))
    assert seat.view.rows[-1].quote == Quote("old", Shown(""), "A message that is not here")
    seat.hear(LineRead("#coffee", "old", kept(1, "long ago")))
    assert seat.view.rows[-1].quote == Quote("old", Shown("bob"), Shown("long ago"))
    seat.hear(MessageQueued(replace(own("wait", ""), tags="+reply=2", own_id="m1")))
    assert seat.view.unsent[-1].quote == Quote("2", Shown("bob"), Shown("hello"))
    seat.hear(MessageQueued(replace(own("wait", ""), tags="+reply=older", own_id="m2")))
    seat.hear(LineRead("#coffee", "older", kept(9)))
    assert seat.view.unsent[-1].quote == Quote("older", Shown("bob"), Shown("line 9"))


def test_what_was_asked_for_is_not_noted_for_ever(seat: Seat) -> None:
    """Whoever answers what nobody has fills no memory; the same is asked for once as long as it is noted."""
    answers = [replace(own("yes", f"a{number}"), tags=f"+reply=old{number}") for number in range(LINES_NOTED + 1)]
    seat.hear(*answers, *(replace(answer, msgid=f"{answer.msgid}-again") for answer in answers[-2:]))
    assert len(seat.chat.history.asked_lines) == len(answers)
    seat.hear(replace(answers[0], msgid="again"))
    assert len(seat.chat.history.asked_lines) == len(answers) + 1


def test_pages_of_the_history_show_all_that_became_of_lines(seat: Seat) -> None:
    """Reactions, quotes, edits and what was deleted; a change is seen where one reads further back too."""
    reactions = (KeptReaction("👍", "bob", mine=False),)
    answer = kept(2, "sure")._replace(tags="+reply=00000001", quoted=KeptQuote("bob", "line 1"), reactions=reactions)
    gone, edited = (kept(3)._replace(text="", standing=Standing.DELETED), kept(4)._replace(standing=Standing.EDITED))
    unknown = kept(5)._replace(tags="+reply=none")
    seat.room.messages.jump("00000001")
    seat.hear(PageRead("#coffee", Part.AROUND, "00000001", Page((kept(1), answer, gone, edited, unknown))))
    assert seat.view.lines == ["line 1", "sure", "This message was deleted", "line 4 (edited)", "line 5"]
    rows = [row for row in seat.view.rows if row.key]
    assert [row.quote.text if row.quote else "" for row in rows] == ["", "line 1", "", "", "A message that is not here"]
    assert [one.count for one in rows[1].reactions] == [1]
    seat.hear(Reacted("#coffee", kept(1).key, "carol", "🎉", is_on=True), MessageEdited("#coffee", kept(1).key, "bob", "line one"))
    rows = [row for row in seat.view.rows if row.key]
    assert (rows[0].text, [one.sign for one in rows[0].reactions]) == ("line one", ["🎉"])
    assert rows[1].quote == Quote(kept(1).key, Shown("bob"), Shown("line one"))


def test_a_reaction_is_sent_and_taken_back(seat: Seat) -> None:
    """IRCv3 react: by TAGMSG, with the id of the message; what is there already is taken back by +draft/unreact."""
    react = seat.room.messages.react
    react("2", "👍")
    seat.hear(Reacted("#coffee", "2", "ann", "👍", is_on=True, mine=True), Reacted("#coffee", "2", "bob", "🎉", is_on=True))
    react("2", "👍")
    react("2", "🎉")
    react("none", "👍")
    react("2", "")
    assert seat.chat.commands == [
        ("@+reply=2;+draft/react=👍", "TAGMSG", "#coffee"),
        ("@+reply=2;+draft/unreact=👍", "TAGMSG", "#coffee"),
        ("@+reply=2;+draft/react=🎉", "TAGMSG", "#coffee"),
    ]


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
