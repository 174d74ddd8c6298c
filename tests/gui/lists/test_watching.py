"""Whom the host watches for us (IRCv3 monitor)."""

from desktop_chat.core.client.events import AwayChanged, MemberQuit, NickChanged, PresenceTold, Registered, RoomDescribed
from desktop_chat.core.client.features import Features
from desktop_chat.gui.lists.watching import TARGETS_BYTES, Watching
from desktop_chat.gui.rows import Presence
from tests.support.view import Seat, talk

FEATURES = Features(network="우리 반", channel_types="#", case_mapping="rfc8265", monitored=100)


def seat_with(features: Features = FEATURES) -> Seat:
    """Return ann, in #tea with bob, at a host that watches."""
    seat = Seat()
    seat.enter("ann", "#tea")
    seat.hear(RoomDescribed(features))
    return seat


def test_who_is_talked_to_alone_is_watched() -> None:
    """From the first word or the click on, until the talk is put away."""
    seat = seat_with()
    seat.room.open_person("dora")
    seat.hear(talk("carol", "carol", "hi"))
    seat.room.moves.close("dora")
    assert seat.chat.commands == [("MONITOR", "+", "dora"), ("MONITOR", "+", "carol"), ("MONITOR", "-", "dora")]


def test_the_head_and_the_list_say_whether_they_are_there() -> None:
    """Also where no channel is shared; and that they are away."""
    seat = seat_with()
    seat.room.open_person("dora")
    assert (seat.view.head.presence, [row.present for row in seat.view.conversations]) == (Presence.GONE, [True, False])
    seat.hear(PresenceTold("Dora", is_online=True))
    assert (seat.view.head.presence, seat.view.head.topic) == (Presence.HERE, "is here")
    seat.hear(AwayChanged("dora", ""))
    assert (seat.view.head.presence, seat.view.head.topic) == (Presence.AWAY, "is away")
    seat.hear(PresenceTold("dora", is_online=False))
    assert (seat.view.head.presence, [row.present for row in seat.view.conversations]) == (Presence.GONE, [True, False])


def test_both_are_listed_at_the_right() -> None:
    """The other one and we; who is gone is gone."""
    seat = seat_with()
    seat.room.open_person("bob")
    assert [(row.nick, row.present, row.me) for row in seat.view.members] == [("bob", True, False), ("ann", True, True)]
    seat.hear(MemberQuit("bob", ""))
    assert [row.present for row in seat.view.members] == [False, True]


def test_after_a_new_welcome_the_host_is_told_again() -> None:
    """It has forgotten."""
    seat = seat_with()
    seat.room.open_person("dora")
    seat.chat.commands.clear()
    seat.hear(Registered("ann", "x"), RoomDescribed(FEATURES))
    assert seat.chat.commands == [("MONITOR", "+", "dora")]


def test_another_name_is_watched_in_place_of_the_old_one() -> None:
    """The talk has gone with it."""
    seat = seat_with()
    seat.room.open_person("bob")
    seat.chat.commands.clear()
    seat.hear(NickChanged("bob", "rob", mine=False))
    assert seat.chat.commands == [("MONITOR", "-", "bob"), ("MONITOR", "+", "rob")]


def test_a_host_that_watches_nobody_is_not_asked() -> None:
    """It would not know the command."""
    seat = seat_with(Features(channel_types="#"))
    seat.room.open_person("dora")
    assert seat.chat.commands == []


def test_as_many_as_the_host_does_in_lines_that_fit() -> None:
    """RFC 2812 2.3: 512 bytes."""
    sent: list[tuple[str, ...]] = []
    Watching(lambda *words: sent.append(words)).sync([f"{'가' * 10}{number:02}" for number in range(50)], Features(monitored=40))
    assert sum(len(words[2].split(",")) for words in sent) == 40
    assert len(sent) > 1
    assert all(len(words[2].encode()) <= TARGETS_BYTES for words in sent)
