"""What the room screen shows and what its keys do, told as what people see; without Tk."""

import pytest

from desktop_chat.core.client.events import (
    AwayChanged,
    ChannelRenamed,
    LeftChannel,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    MessageKind,
    NickChanged,
    RoomDescribed,
    TopicChanged,
)
from desktop_chat.gui.room.conversation import ROWS_KEPT
from desktop_chat.gui.rows import LineKind
from tests.support.view import FEATURES, Seat, in_two_channels, own_talk, talk


@pytest.fixture
def seat() -> Seat:
    """Return ann, in #tea with bob and in #coffee with bob and carol, the latter open."""
    return in_two_channels()


def test_before_anything_is_known_the_room_is_empty() -> None:
    """No channel yet: nothing to write to, and nothing breaks."""
    seat = Seat()
    seat.presenter.settle()
    seat.enter("ann")
    assert (seat.view.conversations, seat.view.members, seat.view.lines) == ([], [], [])
    assert (seat.view.head.title, seat.view.head.writable, seat.view.title) == ("", False, "우리 반 – Desktop Chat")
    assert seat.room.names() == []
    seat.room.moves.step(1)
    seat.room.moves.close_current()
    seat.room.focus(has_focus=True)
    seat.type("hello")
    assert (seat.view.hint, seat.view.composer) == ("Choose a channel or a person first.", "hello")


def test_a_channel_that_we_join_is_opened(seat: Seat) -> None:
    """With its members; the window is named after it."""
    assert (seat.view.open, seat.view.head.title, seat.view.title) == ("#coffee", "#coffee", "#coffee – 우리 반 – Desktop Chat")
    assert [(member.nick, member.me) for member in seat.view.members] == [("ann", True), ("bob", False), ("carol", False)]
    assert [(row.key, row.selected, row.present) for row in seat.view.conversations] == [("#tea", False, True), ("#coffee", True, True)]
    assert seat.view.lines == ["You joined #coffee"]


def test_what_is_said_in_the_open_channel_is_seen_and_read(seat: Seat) -> None:
    """A day first, then who said it when, once for several lines of one person."""
    seat.hear(talk("#coffee", "bob", "hello"), talk("#coffee", "bob", "all"), own_talk("#coffee", "hi bob"))
    said = [row for row in seat.view.rows if row.kind is LineKind.TALK]
    assert [(row.sender, row.heads, row.mine) for row in said] == [("bob", True, False), ("bob", False, False), ("ann", True, True)]
    assert seat.view.rows[0].kind is LineKind.DAY
    assert seat.view.badges == {}


def test_what_is_said_elsewhere_is_counted(seat: Seat) -> None:
    """In the list and before the window's name; looking at it makes it read."""
    seat.hear(talk("#tea", "bob", "one"), talk("#tea", "bob", "two"), own_talk("#tea", "from another window"))
    assert (seat.view.badges, seat.view.title) == ({"#tea": (2, False)}, "(2) #coffee – 우리 반 – Desktop Chat")
    seat.room.choose("#tea")
    assert (seat.view.badges, seat.view.open) == ({}, "#tea")
    assert seat.view.lines == ["You joined #tea", "New", "one", "two", "from another window"]


def test_there_is_a_line_above_what_is_not_read(seat: Seat) -> None:
    """One: where the person stopped reading last; what comes while they read has none."""
    seat.hear(talk("#coffee", "bob", "read"))
    seat.room.focus(has_focus=False)
    seat.hear(talk("#coffee", "bob", "one"), talk("#coffee", "bob", "two"))
    assert seat.view.lines[-4:] == ["read", "New", "one", "two"]
    seat.room.focus(has_focus=True)
    seat.hear(talk("#coffee", "bob", "three"))
    assert seat.view.lines[-2:] == ["two", "three"]
    seat.room.choose("#tea")
    seat.hear(talk("#coffee", "bob", "four"))
    seat.room.choose("#coffee")
    assert [line for line in seat.view.lines if line in {"New", "three", "four"}] == ["three", "New", "four"]


def test_a_mention_marks_the_channel(seat: Seat) -> None:
    """A message with our name in it makes it unread and mentioned; our own words do not."""
    seat.hear(talk("#tea", "bob", "hi ann"), talk("#tea", "bob", "and annette"), own_talk("#coffee", "ann here"))
    assert seat.view.badges == {"#tea": (2, True)}
    seat.room.choose("#tea")
    assert [row.mentioned for row in seat.view.rows if row.kind is LineKind.TALK] == [True, False]


def test_while_nobody_looks_even_the_open_channel_is_counted(seat: Seat) -> None:
    """Until the window has the focus again."""
    seat.room.focus(has_focus=False)
    seat.hear(talk("#coffee", "bob", "ann?"))
    assert seat.view.badges == {"#coffee": (1, True)}
    seat.room.focus(has_focus=True)
    assert (seat.view.badges, seat.view.title) == ({}, "#coffee – 우리 반 – Desktop Chat")


def test_what_a_person_says_to_us_alone_is_always_meant_for_us(seat: Seat) -> None:
    """It opens a conversation of its own and disturbs nothing."""
    seat.hear(talk("bob", "bob", "psst"))
    assert (seat.view.badges, seat.view.open) == ({"bob": (1, True)}, "#coffee")
    seat.room.choose("bob")
    assert (seat.view.head.title, seat.view.head.writable) == ("bob", True)
    assert [member.nick for member in seat.view.members] == ["bob", "ann"]
    seat.type("what?")
    assert seat.chat.said == [("bob", "what?")]


def test_a_click_on_a_member_opens_a_talk_with_them(seat: Seat) -> None:
    """Not with oneself, and not with nobody."""
    seat.room.open_person("carol")
    assert (seat.view.open, seat.view.lines) == ("carol", [])
    for nobody in ("ann", "ANN", ""):
        seat.room.open_person(nobody)
    assert seat.view.open == "carol"


def test_leaving_a_channel_is_asked_of_the_host(seat: Seat) -> None:
    """It goes when the host says so, and its neighbour opens."""
    seat.room.moves.close_current()
    assert (seat.chat.commands, seat.view.open) == ([("PART", "#coffee")], "#coffee")
    seat.hear(LeftChannel("#coffee", ""))
    assert (seat.view.open, [row.key for row in seat.view.conversations]) == ("#tea", ["#tea"])
    seat.hear(LeftChannel("#tea", ""))
    assert (seat.view.conversations, seat.view.rows, seat.view.head.writable) == ([], [], False)


def test_a_channel_that_is_left_elsewhere_leaves_the_open_one_alone(seat: Seat) -> None:
    """`/part #tea` typed in #coffee; and one that is not there."""
    seat.hear(LeftChannel("#tea", ""), LeftChannel("#nowhere", ""))
    assert (seat.view.open, [row.key for row in seat.view.conversations]) == ("#coffee", ["#coffee"])


def test_a_talk_with_a_person_is_put_away_at_once(seat: Seat) -> None:
    """No host is asked; so is a channel while there is no link."""
    seat.room.open_person("bob")
    seat.room.moves.close_current()
    assert (seat.view.open, seat.chat.commands) == ("#coffee", [])
    seat.room.lose()
    seat.chat.is_over = True
    seat.room.moves.close_current()
    assert (seat.view.open, seat.chat.commands) == ("#tea", [])


def test_whoever_is_thrown_out_can_still_read(seat: Seat) -> None:
    """Why, and what was said; closing it then asks nobody."""
    seat.hear(talk("#coffee", "bob", "bye ann"), LeftChannel("#coffee", "be nice", "bob"))
    assert seat.view.lines[-2:] == ["bye ann", "bob removed you from #coffee (be nice)"]
    assert (seat.view.head.writable, seat.view.members) == (False, [])
    assert [row.present for row in seat.view.conversations] == [True, False]
    seat.room.moves.close_current()
    assert (seat.view.open, seat.chat.commands) == ("#tea", [])


def test_who_comes_and_goes_is_a_quiet_line(seat: Seat) -> None:
    """In each channel that is shared; nothing is unread for it."""
    seat.hear(MemberJoined("#coffee", "dan"), MemberLeft("#coffee", "carol", "home"), MemberQuit("bob", "ping timeout"))
    assert seat.view.lines[1:] == ["dan joined", "carol left (home)", "bob left the room (ping timeout)"]
    assert ([member.nick for member in seat.view.members], seat.view.badges) == (["ann", "dan"], {})
    seat.room.choose("#tea")
    assert seat.view.lines[-1] == "bob left the room (ping timeout)"


def test_a_person_who_goes_while_we_talk_is_shown_as_gone(seat: Seat) -> None:
    """Leaving the last channel we share, or the room: the talk stays, and says it."""
    seat.room.open_person("carol")
    seat.hear(AwayChanged("carol", "lunch"))
    assert seat.view.head.topic == "is away: lunch"
    seat.hear(MemberLeft("#coffee", "carol", ""))
    assert (seat.view.open, seat.view.head.topic) == ("carol", "is not in the room")
    assert [row.present for row in seat.view.conversations if row.key == "carol"] == [False]
    seat.room.open_person("bob")
    seat.hear(MemberQuit("bob", ""))
    assert seat.view.lines == ["bob left the room"]


def test_a_new_name_takes_the_talk_along(seat: Seat) -> None:
    """The person is the same; who has a talk of their own under that name keeps it."""
    seat.room.open_person("bob")
    seat.hear(NickChanged("bob", "rob", mine=False))
    assert (seat.view.open, seat.view.head.title) == ("rob", "rob")
    seat.hear(talk("rob", "rob", "me again"))
    assert seat.view.lines == ["me again"]
    seat.hear(talk("carol", "carol", "hi"), NickChanged("carol", "ROB", mine=False))
    assert [row.key for row in seat.view.conversations] == ["#tea", "#coffee", "rob", "carol"]
    seat.room.choose("#coffee")
    assert seat.view.lines[-2:] == ["bob is now called rob", "carol is now called ROB"]


def test_a_channels_new_name_takes_its_talk_along(seat: Seat) -> None:
    """It stays open; a channel of that name that we were in before is another one, and goes."""
    seat.hear(talk("#coffee", "bob", "black?"), LeftChannel("#tea", "", by="carol"))
    seat.hear(ChannelRenamed("#coffee", "#tea", "bob", "tea it is"))
    assert [row.key for row in seat.view.conversations] == ["#tea"]
    assert (seat.view.open, seat.view.lines[-2:]) == ("#tea", ["black?", "bob renamed this channel to #tea (tea it is)"])
    assert len(seat.view.members) == 3
    seat.hear(ChannelRenamed("#tea", "#Tea", "bob", ""))
    assert seat.view.open == "#Tea"


def test_who_looks_at_a_channel_they_have_left_sees_the_one_that_took_its_name(seat: Seat) -> None:
    """There is one of that name only."""
    seat.hear(LeftChannel("#tea", "", by="carol"))
    seat.room.choose("#tea")
    seat.hear(ChannelRenamed("#coffee", "#tea", "bob", ""))
    assert (seat.view.open, seat.view.lines[-1]) == ("#tea", "bob renamed this channel to #tea")


def test_our_own_new_name_is_shown(seat: Seat) -> None:
    """In each channel, and where the window says who we are."""
    seat.hear(NickChanged("ann", "가람", mine=True))
    assert seat.view.lines[-1] == "You are now called 가람"
    assert seat.view.room is not None
    assert (seat.view.room.nick, seat.room.nick) == ("가람", "가람")
    seat.hear(talk("#tea", "bob", "가람아"))
    assert seat.view.badges == {"#tea": (1, True)}


def test_our_own_going_away_is_told_where_we_are(seat: Seat) -> None:
    """And coming back; the members see it in the list."""
    seat.hear(AwayChanged("ann", "점심"))
    assert (seat.view.lines[-1], [member.away for member in seat.view.members]) == ("You are marked as away: 점심", ["점심", None, None])
    seat.hear(AwayChanged("ann", None))
    assert (seat.view.lines[-1], [member.away for member in seat.view.members]) == ("You are back", [None] * 3)


def test_the_topic_stands_above_the_channel(seat: Seat) -> None:
    """As it was when we came, without a line; and as somebody sets it, with one."""
    seat.hear(TopicChanged("#coffee", "dark"))
    assert (seat.view.head.topic, seat.view.lines) == ("dark", ["You joined #coffee"])
    seat.hear(TopicChanged("#coffee", "darker", "bob"))
    assert (seat.view.head.topic, seat.view.lines[-1]) == ("darker", "bob set the topic: darker")


def test_a_room_that_tells_its_name_late_is_called_by_it(seat: Seat) -> None:
    """In the window's name as well."""
    seat.hear(RoomDescribed(FEATURES.__class__(network="New")))
    assert seat.view.room is not None
    assert (seat.view.room.name, seat.view.title) == ("New", "#coffee – New – Desktop Chat")


def test_a_flood_costs_the_screen_no_more_than_it_can_show(seat: Seat) -> None:
    """10,000 lines in one tick; the last ones are there."""
    seat.hear(*(talk("#coffee", "bob", f"line {at}") for at in range(10_000)))
    assert (len(seat.view.rows), seat.view.drawn <= ROWS_KEPT + 10) == (ROWS_KEPT, True)
    assert seat.view.lines[-1] == "line 9999"
    seat.hear(*(talk("#tea", "bob", f"line {at}") for at in range(10_000)))
    assert seat.view.badges == {"#tea": (10_000, False)}
    seat.room.choose("#tea")
    assert (len(seat.view.rows), seat.view.lines[-1]) == (ROWS_KEPT, "line 9999")


def test_talk_in_a_channel_we_are_not_in_is_not_lost(seat: Seat) -> None:
    """But that channel is none of ours: it is not joined after a broken link."""
    seat.hear(talk("#far", "bob", "from outside", kind=MessageKind.NOTICE))
    assert [(row.key, row.present) for row in seat.view.conversations][2:] == [("#far", False)]


def test_a_link_is_opened_by_the_program(seat: Seat) -> None:
    """The window knows no browser."""
    seat.presenter.open_link("https://example.org")
    assert seat.chat.opened == ["https://example.org"]
