"""What can be done with channels, people and members by menu: only what we may do, and what comes of it."""

import pytest

from desktop_chat.core.client.events import (
    LeftChannel,
    Member,
    MembersListed,
    ModeChange,
    ModesListed,
    RoomDescribed,
    ServerSaid,
    TopicChanged,
)
from desktop_chat.core.client.events.kept import Notify
from desktop_chat.core.client.features import Features
from desktop_chat.gui.lists.menu_items import PARTING, MenuItem, tidy
from desktop_chat.gui.sheets.sheet_forms import AskForm, ChannelForm, PickForm
from tests.support.view import Seat

FEATURES = Features(
    network="우리 반", channel_types="#", prefix_modes="ohv", prefix_signs="@%+", flag_modes="CRimnrst", case_mapping="rfc8265"
)
ODD = "[가람]^{}"
"""A name with signs that other languages of commands would trip over."""


def seat_as(prefix: str, *others: str) -> Seat:
    """Return ann with this rank in #tea, where these people are too, each with a prefix before the name or none."""
    seat = Seat()
    seat.enter("ann", "#tea")
    people = [Member(one.lstrip("@%+"), one[: len(one) - len(one.lstrip("@%+"))]) for one in others]
    seat.hear(
        RoomDescribed(FEATURES),
        MembersListed("#tea", (Member("ann", prefix), *people)),
        ModesListed("#tea", (ModeChange("+n"), ModeChange("+t"))),
    )
    return seat


def labels(items: list[MenuItem]) -> list[str]:
    """Return what can be read in a menu, without the lines that part."""
    return [item.label for item in items if item is not PARTING]


def run(items: list[MenuItem], label: str) -> None:
    """Choose a line of a menu."""
    item = next(item for item in items if item.label == label)
    assert item.reason == ""
    assert item.run is not None
    item.run()


def test_an_operator_is_offered_everything_on_a_member() -> None:
    """In the order: talk, know, rank, put out."""
    seat = seat_as("@", "bob")
    assert labels(seat.room.around.menu_of_member("bob")) == [
        "Write to bob",
        "Name bob in a message",
        "About bob…",
        "Invite to a channel…",
        "Make an operator",
        "Make a half-operator",
        "Give a voice",
        "Put out of the channel…",
        "Ban…",
        "Ban and put out…",
    ]


@pytest.mark.parametrize(
    ("prefix", "nick", "offered"),
    [
        ("", "bob", []),
        ("+", "@olga", []),
        ("%", "bob", ["Give a voice", "Put out of the channel…", "Ban…", "Ban and put out…"]),
        ("%", "+vera", ["Take the voice", "Put out of the channel…", "Ban…", "Ban and put out…"]),
        ("%", "@olga", ["Give a voice"]),
        (
            "@",
            "@olga",
            ["No operator any more", "Make a half-operator", "Give a voice", "Put out of the channel…", "Ban…", "Ban and put out…"],
        ),
    ],
)
def test_what_is_offered_goes_by_both_ranks(prefix: str, nick: str, offered: list[str]) -> None:
    """Modern #channel-membership-prefixes: who only helps gives no ranks, and acts against nobody of their like."""
    seat = seat_as(prefix, "bob", "@olga", "+vera")
    assert labels(seat.room.around.menu_of_member(nick.lstrip("@+")))[4:] == offered


def test_on_oneself_there_is_little() -> None:
    """What one has one may give up (RFC 2812 3.1.5)."""
    seat = seat_as("@+")
    assert labels(seat.room.around.menu_of_member("ann")) == [
        "Name ann in a message",
        "About ann…",
        "No operator any more",
        "Make a half-operator",
        "Take the voice",
    ]
    voiced = seat_as("+")
    assert labels(voiced.room.around.menu_of_member("ann"))[2:] == ["Take the voice"]


def test_who_runs_the_room_may_do_all_everywhere() -> None:
    """And throw people out of it (Modern #kill-message)."""
    seat = seat_as("", "@olga")
    seat.hear(ServerSaid("381", "You are now an IRC operator"))
    items = seat.room.around.menu_of_member("olga")
    assert {"No operator any more", "Put out of the channel…", "Throw out of the room…"} <= set(labels(items))
    run(items, "Throw out of the room…")
    seat.room.around.sheets.answer(" spam ")
    assert seat.chat.commands == [("KILL", "olga", "spam")]


@pytest.mark.parametrize(
    ("label", "command"),
    [
        ("Make an operator", ("MODE", "#tea", "+o", ODD)),
        ("Make a half-operator", ("MODE", "#tea", "+h", ODD)),
        ("Give a voice", ("MODE", "#tea", "+v", ODD)),
        ("About [가람]^{}…", ("WHOIS", ODD)),
    ],
)
def test_what_needs_no_question_is_done_at_once(label: str, command: tuple[str, ...]) -> None:
    """With whatever signs a name has."""
    seat = seat_as("@", ODD)
    run(seat.room.around.menu_of_member(ODD), label)
    assert (seat.chat.commands, seat.view.sheet) == ([command], None)


@pytest.mark.parametrize(
    ("label", "answer", "commands"),
    [
        ("Put out of the channel…", "be nice", [("KICK", "#tea", "bob", "be nice")]),
        ("Put out of the channel…", "", [("KICK", "#tea", "bob")]),
        ("Ban…", "*!*@10.0.0.9", [("MODE", "#tea", "+b", "*!*@10.0.0.9")]),
        ("Ban…", " ", []),
        ("Ban and put out…", "spam", [("MODE", "#tea", "+b", "bob!*@*"), ("KICK", "#tea", "bob", "spam")]),
    ],
)
def test_what_takes_something_from_somebody_asks_first(label: str, answer: str, commands: list[tuple[str, ...]]) -> None:
    """Closing the question does nothing."""
    seat = seat_as("@", "bob")
    run(seat.room.around.menu_of_member("bob"), label)
    assert seat.sheet(AskForm).is_harsh
    seat.room.around.sheets.close()
    assert (seat.view.sheet, seat.chat.commands) == (None, [])
    run(seat.room.around.menu_of_member("bob"), label)
    seat.room.around.sheets.answer(answer)
    assert (seat.view.sheet, seat.chat.commands) == (None, commands)


def test_a_name_goes_into_what_is_being_written() -> None:
    """At the beginning as one who is spoken to."""
    seat = seat_as("", "bob")
    run(seat.room.around.menu_of_member("bob"), "Name bob in a message")
    assert seat.view.composer == "bob: "
    seat.view.composer = "what does "
    run(seat.room.around.menu_of_member("bob"), "Name bob in a message")
    assert seat.view.composer == "what does bob "
    run(seat.room.around.menu_of_member("bob"), "Write to bob")
    assert seat.view.open == "bob"


def test_a_channel_offers_what_we_may_do_there() -> None:
    """Leaving last."""
    notices = ["Tell me of everything", "Tell me when I am named", "Muted"]
    operator, member = seat_as("@"), seat_as("")
    assert labels(operator.room.around.menu_of("#tea")) == [
        "Change the topic…",
        "Invite somebody…",
        "About this channel…",
        "Who is banned…",
        "Rename the channel…",
        *notices,
        "Leave the channel",
    ]
    assert labels(member.room.around.menu_of("#tea")) == [
        "Invite somebody…",
        "About this channel…",
        "Who is banned…",
        *notices,
        "Leave the channel",
    ]
    member.hear(ModesListed("#tea", (ModeChange("+i"),)))
    assert labels(member.room.around.menu_of("#tea"))[:2] == ["Change the topic…", "About this channel…"]


def test_a_channel_that_we_are_not_in_can_be_entered_again() -> None:
    """Or taken off the list."""
    seat = seat_as("")
    seat.hear(LeftChannel("#tea", "", "bob"))
    items = seat.room.around.menu_of("#tea")
    assert labels(items)[:1] + labels(items)[-1:] == ["Join again", "Take it off the list"]
    run(items, "Join again")
    assert seat.chat.commands == [("JOIN", "#tea")]
    run(items, "Take it off the list")
    assert [row.key for row in seat.view.conversations] == []


def test_muting_is_one_of_three_wishes() -> None:
    """Of a person there are two."""
    seat = seat_as("", "bob")
    run(seat.room.around.menu_of("#tea"), "Muted")
    assert [item.label for item in seat.room.around.menu_of("#tea") if item.is_on] == ["Muted"]
    assert [(one.name, one.notify) for one in seat.chat.history.notify] == [("#tea", Notify.NOTHING)]
    seat.room.open_person("bob")
    assert [item.label for item in seat.room.around.menu_of("bob") if item.is_on is not None] == ["Tell me of everything", "Muted"]


def test_a_person_of_the_list_can_be_looked_at_invited_and_put_away() -> None:
    """The host's own messages and what is not there offer nothing."""
    seat = seat_as("@", "bob")
    seat.room.open_person("bob")
    items = seat.room.around.menu_of("bob")
    assert labels(items) == ["About bob…", "Invite to a channel…", "Tell me of everything", "Muted", "Close the talk"]
    run(items, "Close the talk")
    assert [row.key for row in seat.view.conversations] == ["#tea"]
    assert seat.room.around.menu_of("bob") == []
    outside = Seat()
    outside.enter("ann")
    outside.hear(ServerSaid("372", "- be nice"))
    assert (outside.view.open, outside.room.around.menu_of("")) == ("", [])


def test_what_the_host_has_to_do_says_why_it_cannot_while_there_is_no_link() -> None:
    """What the window does by itself still goes."""
    seat = seat_as("@", "bob")
    seat.room.lose()
    reasons = {item.label: item.reason for item in seat.room.around.menu_of_member("bob")}
    assert reasons["Make an operator"] == reasons["About bob…"] == "Not connected"
    assert reasons["Write to bob"] == reasons["Name bob in a message"] == ""


def test_the_topic_is_asked_for_with_what_it_says_now() -> None:
    """From the menu and from the head; nothing takes it away."""
    seat = seat_as("@")
    seat.hear(TopicChanged("#tea", "green", "bob"))
    run(seat.room.around.menu_of("#tea"), "Change the topic…")
    assert seat.sheet(AskForm).text == "green"
    seat.room.around.sheets.answer("")
    seat.room.around.touch_head()
    seat.room.around.sheets.answer("/black :) 100 %")
    assert seat.chat.commands == [("TOPIC", "#tea", ""), ("TOPIC", "#tea", "/black :) 100 %")]


def test_who_may_not_change_the_topic_sees_the_channel() -> None:
    """Of a person the head shows who they are."""
    seat = seat_as("", "bob")
    seat.room.around.touch_head()
    assert not seat.sheet(ChannelForm).may_topic
    seat.room.open_person("bob")
    seat.room.around.touch_head()
    assert seat.chat.commands == [("WHOIS", "bob")]


def test_another_name_of_a_channel() -> None:
    """The same one asks for nothing."""
    seat = seat_as("@")
    for name in ("#tea", "#coffee"):
        run(seat.room.around.menu_of("#tea"), "Rename the channel…")
        seat.room.around.sheets.answer(name)
    assert seat.chat.commands == [("RENAME", "#tea", "#coffee")]


def test_somebody_is_invited_to_the_channel() -> None:
    """Those who are not there yet, or anybody by name."""
    seat = seat_as("@", "bob")
    seat.come_in("#coffee", "ann", "bob", "carol")
    run(seat.room.around.menu_of("#tea"), "Invite somebody…")
    assert [row.key for row in seat.sheet(PickForm).rows] == ["carol"]
    seat.room.around.sheets.type("dora")
    seat.room.around.sheets.choose()
    assert (seat.chat.commands, seat.view.sheet) == ([("INVITE", "dora", "#tea")], None)


def test_somebody_is_invited_to_one_of_our_channels() -> None:
    """To those where they are not, and where we may."""
    seat = seat_as("@", "bob")
    seat.come_in("#coffee", "ann", "carol")
    seat.come_in("#closed", "ann")
    seat.hear(ModesListed("#closed", (ModeChange("+i"),)))
    seat.room.open_person("carol")
    run(seat.room.around.menu_of("carol"), "Invite to a channel…")
    assert [row.key for row in seat.sheet(PickForm).rows] == ["#tea"]
    seat.room.around.sheets.choose("#tea")
    assert seat.chat.commands[-1] == ("INVITE", "carol", "#tea")


def test_a_menu_never_begins_or_ends_with_a_line_that_parts() -> None:
    """Nor has it two of them beside each other."""
    one, two = MenuItem("one", print), MenuItem("two", print)
    assert tidy([PARTING, one, PARTING, PARTING, two, PARTING]) == [one, PARTING, two]
    assert tidy([PARTING]) == tidy([]) == []
