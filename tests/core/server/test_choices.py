"""What a host changes while the room is open: values in, effects out."""

from dataclasses import replace

from desktop_chat.core.server.archive import EVER_MS, Stored
from desktop_chat.core.server.choices import HostChoices, choose, put_out, set_password
from desktop_chat.core.server.facts import room_facts
from desktop_chat.core.server.pace import DoorLimits, Rate
from tests.support.room import CONFIG, Room


def test_what_was_never_chosen_is_the_usual() -> None:
    """And a room that opens with it is one that nobody decided anything about, but that it is slowed."""
    choices = HostChoices()
    assert choices.room(CONFIG) == replace(CONFIG, flood_limit=choices.lines)
    assert choices.door(DoorLimits()) == DoorLimits()


def test_limits_change_while_people_are_in() -> None:
    """Everybody is told the token that changed (Modern #rplisupport-005), and nothing where nothing did."""
    room = Room()
    room.join("ann", channel="#tea")
    choices = HostChoices(connections=9, connections_per_address=3, channels=2, lines=Rate(5, 1), days=7)
    room.apply(choose(room.world, choices, room.now))
    assert room.got("ann") == [":desktop.chat 005 ann CHANLIMIT=#:2 :are supported by this server"]
    assert (room.world.config.limits.channels, room.world.config.flood_limit, room.world.config.history.days) == (2, Rate(5, 1), 7)
    room.apply(choose(room.world, choices, room.now))
    assert room.got("ann") == []
    room.say("ann", "JOIN #a", "JOIN #b")
    assert " 405 " in room.got("ann")[-1]
    assert choices.door(DoorLimits()) == replace(DoorLimits(), connections=9, connections_per_address=3)


def test_a_password_is_asked_of_those_who_come_from_then_on() -> None:
    """Who is inside stays (Modern #pass-message); without one the room is open again."""
    room = Room()
    room.join("ann")
    set_password(room.world, "열려라")
    assert room_facts(room.world).password == "열려라"
    room.open("bob")
    room.say("bob", "NICK bob", "USER b 0 * :b")
    assert room.is_closed("bob")
    assert not room.is_closed("ann")
    room.open("carol")
    room.say("carol", "PASS :열려라", "NICK carol", "USER c 0 * :c")
    assert " 001 " in room.got("carol")[0]
    set_password(room.world, "")
    room.join("dave")
    assert not room.is_closed("dave")
    assert room_facts(room.world).password == ""


def test_a_connection_is_ended() -> None:
    """Others see it quit and why (Modern #kill-message); one that has not come in yet goes too, and one that is gone is no matter."""
    room = Room()
    room.join("ann", "eve", channel="#tea")
    room.open("new")
    room.apply(put_out(room.world, room.session("eve").id, "spam", room.now))
    assert ":desktop.chat KILL eve spam" in room.got("eve")
    assert ":eve!~eve@10.0.0.7 QUIT :Killed (desktop.chat (spam))" in room.got("ann")
    room.apply(put_out(room.world, room.session("new").id, "who?", room.now))
    assert room.is_closed("eve")
    assert room.is_closed("new")
    assert put_out(room.world, 99, "spam", room.now) == []


def test_the_panel_is_told_what_is_stored() -> None:
    """And what was said before a time is deleted when the host says so."""
    room = Room()
    room.join("ann", channel="#tea")
    room.say("ann", "PRIVMSG #tea :one", "PRIVMSG #tea :two")
    assert room_facts(room.world).stored == Stored(2, int(room.now.wall * 1000), 0)
    assert not room.world.archive.forget(EVER_MS)
    assert room_facts(room.world).stored == Stored(0, None, 0)
