"""What happened besides talk, as quiet lines in the person's language."""

import pytest

from desktop_chat.core.client.events import Happened, JoinedChannel, ModeChange, ModesListed, PageRead, Registered
from desktop_chat.core.client.events.kept import EventKind, Page, Part
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.news import MODES, modes_sentence, remark_of
from desktop_chat.gui.rows import LineKind
from desktop_chat.i18n import use_language
from tests.support.kept import kept
from tests.support.news import happened
from tests.support.view import Seat, in_two_channels, talk


@pytest.mark.parametrize(
    ("kind", "words", "mine", "sentence"),
    [
        (EventKind.JOIN, ("bob",), False, "bob joined"),
        (EventKind.JOIN, ("ann",), True, "You joined #tea"),
        (EventKind.PART, ("bob",), False, "bob left"),
        (EventKind.PART, ("bob", "lunch"), False, "bob left (lunch)"),
        (EventKind.QUIT, ("bob", "bye"), False, "bob left the room (bye)"),
        (EventKind.NICK, ("carol", "caz"), False, "carol is now called caz"),
        (EventKind.NICK, ("ann", "anna"), True, "You are now called anna"),
        (EventKind.TOPIC, ("bob", "green"), False, "bob set the topic: green"),
        (EventKind.TOPIC, ("bob", ""), False, "bob removed the topic"),
        (EventKind.MODE, ("bob", "+v ann"), False, "bob gave ann a voice"),
        (EventKind.MODE, ("bob", "+b x!*@*"), False, "bob banned x!*@*"),
        (EventKind.MODE, ("bob", "+n"), False, "bob set the mode +n"),
    ],
)
def test_what_happened_is_said(kind: EventKind, words: tuple[str, ...], mine: bool, sentence: str) -> None:  # noqa: FBT001
    """Who, and what."""
    assert remark_of(happened(kind, "#tea", *words, mine=mine).line).text == sentence


def test_who_was_thrown_out_and_what_was_renamed_is_said() -> None:
    """Ourselves, as something we should see."""
    kicked = happened(EventKind.KICK, "#tea", "ann", "rude", about="bob").line
    assert (remark_of(kicked).kind, remark_of(kicked).text) == (LineKind.EVENT, "bob was removed by ann (rude)")
    us = remark_of(kicked._replace(mine=True))
    assert (us.kind, us.text) == (LineKind.PROBLEM, "ann removed you from #tea (rude)")
    renamed = happened(EventKind.RENAME, "#milk", "bob", "typo", about="#tea").line
    assert remark_of(renamed).text == "bob renamed this channel to #milk (typo)"
    assert remark_of(renamed._replace(sender="")).text == "The channel #tea is now called #milk"


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_that_people_meet_is_said_in_words(mode: str) -> None:
    """And not as its letter."""
    sentence = remark_of(happened(EventKind.MODE, "#tea", "bob", f"{mode} x").line).text
    assert "bob" in sentence
    assert mode not in sentence


def test_what_is_kept_is_no_sentence_but_is_said_in_the_language_of_now() -> None:
    """The same line, after the language was changed."""
    line = happened(EventKind.JOIN, "#tea", "bob").line
    english = remark_of(line).text
    use_language("ko")
    try:
        assert remark_of(line).text not in {english, ""}
    finally:
        use_language("en")


def test_who_comes_and_goes_can_be_folded() -> None:
    """By kind and name; who was removed is not like who left, and we are not like others."""
    moves = [remark_of(happened(kind, "#tea", "bob").line) for kind in (EventKind.JOIN, EventKind.PART, EventKind.QUIT, EventKind.NICK)]
    assert [(one.kind, one.nick) for one in moves] == [
        (LineKind.CAME, "bob"),
        (LineKind.WENT, "bob"),
        (LineKind.WENT, "bob"),
        (LineKind.EVENT, ""),
    ]
    assert remark_of(happened(EventKind.JOIN, "#tea", "ann", mine=True).line).kind is LineKind.EVENT


def test_the_modes_of_a_channel_are_told_when_a_person_asked() -> None:
    """The first answer is to what the link asks by itself."""
    known = Knowledge()
    known.apply(Registered("ann", "desktop.chat"))
    known.apply(JoinedChannel("#tea"))
    answer = ModesListed("#tea", (ModeChange("+k", "key"), ModeChange("+n")))
    assert modes_sentence(answer, known) == ""
    known.apply(answer)
    assert modes_sentence(answer, known) == "Modes of #tea: +k key +n"
    assert modes_sentence(ModesListed("#far", ()), known) == "Modes of #far: –"


def test_what_happened_is_read_where_it_was_and_stands_there_once() -> None:
    """Who came and went between the lines, ready to be folded; a replay of it changes nothing."""
    seat = Seat()
    seat.enter("ann", "#tea")
    joined, left = (happened(kind, "#tea", "carol").line._replace(key=f"{kind} #tea 0") for kind in (EventKind.JOIN, EventKind.QUIT))
    some = (kept(1), joined._replace(time_ms=kept(2).time_ms), left._replace(time_ms=kept(3).time_ms), kept(4))
    seat.hear(PageRead("#tea", Part.LAST, "", Page(some)))
    assert seat.view.lines == ["line 1", "carol joined", "carol left the room", "line 4", "You joined #tea"]
    assert [row.kind for row in seat.view.rows if row.sender == "carol"] == [LineKind.CAME, LineKind.WENT]
    seat.hear(Happened(joined), Happened(left))
    assert seat.view.lines[-1] == "You joined #tea"
    assert seat.view.badges == {}


def test_a_closed_talk_is_put_away_in_the_history_too() -> None:
    """Else it would be back after the next start."""
    seat = in_two_channels()
    seat.hear(talk("bob", "bob", "psst"))
    seat.room.choose("bob")
    seat.room.moves.close_current()
    assert seat.chat.history.put_away_ones == ["bob"]
