"""Getting the attention of a person who looks elsewhere: what the desktop is asked for, and when it is over."""

from dataclasses import replace

import pytest

from desktop_chat.core.client.events import (
    JoinedChannel,
    LeftChannel,
    LinkLost,
    LinkProblem,
    MemberJoined,
    MessageKind,
    NotificationClicked,
    PageRead,
)
from desktop_chat.core.client.events.kept import KeptLine, Notify, Page, Part
from desktop_chat.core.client.notes import Note
from desktop_chat.gui.rows import LineKind
from desktop_chat.settings import Settings
from tests.support.view import Seat, in_two_channels, own_talk, talk


@pytest.fixture
def seat() -> Seat:
    """Return ann, in #tea and #coffee, the latter open, with her eyes on the window."""
    return in_two_channels()


@pytest.fixture
def away() -> Seat:
    """Return the same, while another window has the keyboard."""
    seat = in_two_channels()
    seat.room.focus(has_focus=False)
    return seat


def conversations_told(seat: Seat) -> list[str]:
    """Return what the desktop was told of."""
    return [note.conversation for note in seat.chat.alerts.notes]


def test_the_channel_that_is_read_makes_no_noise(seat: Seat) -> None:
    """Not even by our name."""
    seat.hear(talk("#coffee", "bob", "ann: look"))
    assert seat.chat.alerts.notes == []
    assert seat.chat.alerts.volumes == []
    assert not seat.view.urgent


def test_another_channel_is_told_of(seat: Seat) -> None:
    """Who, where and what. The window has the keyboard: its button in the task bar says nothing."""
    seat.hear(talk("#tea", "bob", "hello\nthere"))
    assert seat.chat.alerts.notes == [Note("#tea", "bob · #tea", "hello there")]
    assert seat.chat.alerts.volumes == [Settings().volume]
    assert not seat.view.urgent
    assert seat.view.title.startswith("(1) ")


def test_whoever_looks_elsewhere_is_called(away: Seat) -> None:
    """By the desktop, a sound and the task bar, for the open channel too; looking at it ends all that."""
    away.hear(talk("#coffee", "bob", "hello"))
    assert conversations_told(away) == ["#coffee"]
    assert (away.view.urgent, away.view.title[:4]) == (True, "(1) ")
    away.room.focus(has_focus=True)
    assert away.chat.alerts.withdrawn == ["#coffee"]
    assert (away.view.urgent, away.view.title[:1]) == (False, "#")


def test_what_is_not_read_stays_told(away: Seat) -> None:
    """Back in the window, in front of another channel."""
    away.hear(talk("#tea", "bob", "hello"))
    away.room.focus(has_focus=True)
    assert away.chat.alerts.withdrawn == []
    away.room.choose("#tea")
    assert away.chat.alerts.withdrawn == ["#tea"]


def test_private_talk_is_told_with_the_name_only(away: Seat) -> None:
    """There is no place to name."""
    away.hear(talk("bob", "bob", "are you there?"))
    assert away.chat.alerts.notes == [Note("bob", "bob", "are you there?")]


def test_what_we_say_ourselves_calls_nobody(away: Seat) -> None:
    """From another device of ours."""
    away.hear(own_talk("#tea", "ann was here"))
    assert away.chat.alerts.notes == []


def test_what_comes_late_is_counted_only(away: Seat) -> None:
    """An hour of talk that was missed is not an hour of noise; what was said before we came is not even counted."""
    away.hear(replace(talk("#tea", "bob", "ann: look", key="1"), is_late=True))
    assert away.view.badges == {"#tea": (1, True)}
    away.hear(replace(talk("#tea", "bob", "ann: long ago", key="2"), is_late=True, is_past=True))
    away.hear(talk("#tea", "bob", "ann: look", key="1"))
    assert away.view.badges == {"#tea": (1, True)}
    assert away.chat.alerts.notes == []
    assert not away.view.urgent


def test_comings_and_goings_call_nobody(away: Seat) -> None:
    """Only what somebody says."""
    away.hear(MemberJoined("#coffee", "dave"), JoinedChannel("#milk"))
    assert away.chat.alerts.notes == []


def test_while_one_is_not_to_be_disturbed_it_is_counted_only(away: Seat) -> None:
    """Not even by our name."""
    away.settings = Settings(do_not_disturb=True)
    away.hear(talk("#tea", "bob", "ann: look"))
    assert away.view.badges == {"#tea": (1, True)}
    assert (away.chat.alerts.notes, away.chat.alerts.volumes, away.view.urgent) == ([], [], False)


def test_mentions_only_lets_our_name_through(away: Seat) -> None:
    """The rest is counted."""
    away.room.history.set_notify("#tea", Notify.MENTIONS)
    away.hear(talk("#tea", "bob", "hello"))
    assert (conversations_told(away), away.view.badges) == ([], {"#tea": (1, False)})
    away.hear(talk("#tea", "bob", "ann: look"))
    assert (conversations_told(away), away.view.badges) == (["#tea"], {"#tea": (2, True)})


def test_a_muted_channel_counts_nothing_but_our_name(away: Seat) -> None:
    """Its badge, and the number in the title, come with the first mention."""
    away.room.history.set_notify("#tea", Notify.NOTHING)
    away.hear(talk("#tea", "bob", "hello"))
    assert (conversations_told(away), away.view.badges) == ([], {})
    assert not away.view.title.startswith("(")
    away.hear(talk("#tea", "bob", "ann: look"))
    assert (conversations_told(away), away.view.badges) == (["#tea"], {"#tea": (2, True)})


def test_a_muted_person_is_not_heard(away: Seat) -> None:
    """Whatever they say."""
    away.hear(talk("bob", "bob", "buy this"))
    away.room.choose("bob")
    away.room.choose("#coffee")
    away.room.history.set_notify("bob", Notify.NOTHING)
    away.hear(talk("bob", "bob", "ann! buy this!"))
    assert conversations_told(away) == ["bob"]
    assert away.view.badges == {}


def test_own_words_count_like_the_name(away: Seat) -> None:
    """The line is marked like a mention, too, also when it comes from the history."""
    away.settings = Settings(keywords="회의, lunch")
    away.room.history.set_notify("#tea", Notify.MENTIONS)
    away.room.choose("#tea")
    away.hear(talk("#tea", "bob", "hello"), talk("#tea", "bob", "오늘 회의는?"))
    assert [note.text for note in away.chat.alerts.notes] == ["오늘 회의는?"]
    assert [row.mentioned for row in away.view.rows if row.kind is LineKind.TALK] == [False, True]
    kept = KeptLine("#tea", is_channel=True, key="k", time_ms=1, sender="bob", kind=MessageKind.TALK, text="lunch?", mine=False)
    away.hear(PageRead("#tea", Part.LAST, "", Page((kept,))))
    assert [row.mentioned for row in away.view.rows if row.kind is LineKind.TALK] == [True, False, True]


def test_where_there_is_no_sound_the_bell_rings(away: Seat) -> None:
    """And with sounds off nothing does."""
    away.chat.alerts.has_sound = False
    away.hear(talk("#tea", "bob", "hello"))
    assert away.view.bells == 1
    away.settings = Settings(sounds=False)
    away.hear(talk("#tea", "bob", "hello"))
    assert away.view.bells == 1


def test_hostile_words_are_harmless_in_a_notification(away: Seat) -> None:
    """No direction is turned, nothing is endless."""
    away.hear(talk("#tea", "bob\u202e", "\x07bell \u202eback " + "a" * 10_000))
    (note,) = away.chat.alerts.notes
    assert note.title == "bob⟨U+202E⟩ · #tea"
    assert note.text.startswith("␇bell ⟨U+202E⟩back aaa")
    assert len(note.text) < 350


def test_a_click_opens_the_conversation_in_front(away: Seat) -> None:
    """Of a conversation that is gone by now, the window comes alone."""
    away.hear(talk("#tea", "bob", "hello"), NotificationClicked("#tea"))
    assert (away.view.raised, away.view.open) == (1, "#tea")
    away.hear(NotificationClicked("#gone"))
    assert (away.view.raised, away.view.open) == (2, "#tea")


def test_a_click_after_the_room_was_left_shows_the_start_screen(away: Seat) -> None:
    """Where the room was told of nothing more."""
    away.hear(talk("#tea", "bob", "hello"))
    away.presenter.leave()
    assert away.chat.alerts.withdrawn == ["#tea"]
    away.hear(NotificationClicked("#tea"))
    assert (away.view.raised, away.view.screen) == (1, "start")


def test_a_channel_that_was_left_is_told_of_no_more(away: Seat) -> None:
    """There is nothing to read any more."""
    away.hear(talk("#tea", "bob", "hello"), LeftChannel("#tea", ""))
    assert away.chat.alerts.withdrawn == ["#tea"]


def test_a_lost_link_changes_nothing(away: Seat) -> None:
    """What was said can still be read."""
    away.hear(talk("#tea", "bob", "hello"), LinkLost(LinkProblem.UNREACHABLE, ""))
    assert away.chat.alerts.withdrawn == []
