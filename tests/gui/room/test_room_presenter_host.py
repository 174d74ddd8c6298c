"""What the host says, answers and refuses, and in which conversation it is read."""

import pytest

from desktop_chat.core.client.events import (
    ChannelsListed,
    CommandRefused,
    Invited,
    JoinedChannel,
    ListedChannel,
    ModeChange,
    ModeChanged,
    ModesListed,
    ServerSaid,
)
from desktop_chat.gui.rows import LineKind
from tests.support.view import Seat, in_two_channels


@pytest.fixture
def seat() -> Seat:
    """Return ann, in #tea with bob and in #coffee with bob and carol, the latter open."""
    return in_two_channels()


def test_what_the_host_says_before_any_channel_has_a_place_of_its_own() -> None:
    """The message of the day; the channel that comes next is opened all the same."""
    seat = Seat()
    seat.enter("ann")
    seat.hear(ServerSaid("375", "- message of the day -"), ServerSaid("372", "- be nice"), ServerSaid("376", "End of MOTD"))
    assert (seat.view.open, seat.view.head.title, seat.view.head.writable) == ("", "Messages of the host", False)
    assert seat.view.lines == ["- be nice"]
    seat.room.moves.close_current()
    assert (seat.view.open, seat.chat.said) == ("", [])
    seat.come_in("#tea", "ann")
    assert [(row.key, row.title, row.selected, row.present) for row in seat.view.conversations] == [
        ("", "Messages of the host", False, True),
        ("#tea", "#tea", True, True),
    ]
    seat.room.choose("")
    assert seat.view.open == ""
    assert seat.room.names() == ["#tea"]


def test_a_welcome_that_comes_with_the_channel_is_seen_afterwards() -> None:
    """All in one tick: the channel is open, the rest is in the list."""
    seat = Seat()
    seat.enter("ann")
    seat.hear(ServerSaid("372", "- be nice"), JoinedChannel("#tea"))
    assert (seat.view.open, len(seat.view.conversations)) == ("#tea", 2)


def test_an_answer_is_read_where_we_are(seat: Seat) -> None:
    """Whatever channel is open asked for it."""
    seat.hear(ServerSaid("341", "#tea", ("bob",)), ServerSaid("315", "End of WHO list", ("bob",)))
    assert seat.view.lines[1:] == ["You invited bob."]
    assert seat.view.rows[-1].kind is LineKind.INFO


def test_a_refusal_is_read_where_it_belongs(seat: Seat) -> None:
    """In the conversation that it is about, if there is one; else where we are."""
    seat.room.open_person("carol")
    seat.hear(
        CommandRefused("401", "CAROL", "No such nick"),
        CommandRefused("404", "#tea", "Cannot send"),
        CommandRefused("421", "FOO", "Unknown"),
    )
    assert seat.view.lines == ["Nobody called CAROL is in this room.", "The host does not know the command FOO."]
    assert seat.view.rows[-1].kind is LineKind.PROBLEM
    seat.hear(CommandRefused("999", "", "no subject"))
    assert seat.view.lines[-1] == "no subject"
    seat.room.choose("#tea")
    assert seat.view.lines[-1] == "Your message was not sent: you may not write in #tea."


def test_an_invitation_says_how_to_follow_it(seat: Seat) -> None:
    """It opens nothing by itself."""
    seat.hear(Invited("#cake", "bob"))
    assert (seat.view.lines[-1], seat.view.open) == ("bob invites you to #cake. To go there, type /join #cake", "#coffee")


def test_the_channels_of_the_room_are_listed(seat: Seat) -> None:
    """With how many people and about what."""
    seat.hear(ChannelsListed((ListedChannel("#tea", 2, "green"), ListedChannel("#coffee", 1, ""))))
    assert seat.view.lines[1:] == ["Channels of this room:", "#tea: 2 members – green", "#coffee: 1 member"]
    seat.hear(ChannelsListed(()))
    assert seat.view.lines[-1] == "There are no channels yet."


def test_a_change_of_modes_is_a_line_each(seat: Seat) -> None:
    """And the list of members follows it."""
    seat.hear(ModeChanged("#coffee", (ModeChange("+o", "bob", "@"), ModeChange("+m")), "carol"))
    assert seat.view.lines[1:] == ["carol made bob an operator", "carol lets only voices and operators speak"]
    assert [(member.nick, member.role) for member in seat.view.members] == [("bob", "Operator"), ("ann", ""), ("carol", "")]


def test_modes_are_listed_for_who_asks_not_for_who_comes_in(seat: Seat) -> None:
    """The link asks by itself after every join; `/mode` is a person's question."""
    answer = ModesListed("#coffee", (ModeChange("+k", "key"), ModeChange("+n")))
    seat.hear(answer)
    assert seat.view.lines == ["You joined #coffee"]
    seat.hear(answer)
    assert seat.view.lines[-1] == "Modes of #coffee: +k key +n"


def test_modes_of_a_channel_we_are_not_in_open_none(seat: Seat) -> None:
    """`/mode #far` is answered where it was asked."""
    seat.hear(ModesListed("#far", ()))
    assert (seat.view.lines[-1], len(seat.view.conversations)) == ("Modes of #far: –", 2)
