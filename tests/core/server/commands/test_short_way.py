"""The short way of a plain message does what the long way does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.server.commands import COMMANDS
from desktop_chat.core.server.commands.short_way import short_way
from desktop_chat.core.server.effects import Deliver, Effect, Retag, Send
from desktop_chat.core.server.records import BurstRecord, MessageRecord
from desktop_chat.core.server.table import carry_out
from desktop_chat.core.server.turn import Turn
from desktop_chat.core.wire.capabilities import TAG_CAPS, Caps
from desktop_chat.core.wire.errors import PeerError
from desktop_chat.core.wire.message import parse
from desktop_chat.server.delivery import Delivery
from tests.support.room import CONFIG, Room

STRANGER, MUTED = "cleo", "dan"


def busy_room() -> Room:
    """Return a room with a channel of each kind that matters here."""
    room = Room(replace(CONFIG))
    room.join("ann", caps="echo-message message-tags", channel="#tea")
    room.join("bob", MUTED, channel="#tea")
    room.join(STRANGER)
    room.say("ann", "JOIN #가람", "JOIN #quiet", "JOIN #plain", "MODE #quiet +m", "MODE #plain +C-n", f"MODE #tea +b {MUTED}!*@*")
    room.say("bob", "JOIN #quiet", "JOIN #plain")
    room.clear()
    return room


def short(room: Room, name: str, line: bytes, effects: list[Effect]) -> bool:
    """Try the short way with a line; return whether it was taken."""
    return short_way(room.world, room.session(name), [line], room.now, effects) == 1


def long_way(room: Room, name: str, line: bytes) -> list[Effect] | None:
    """Return what parser, table and handler make of a line; None for one that is no message."""
    turn = Turn(room.world, room.session(name), room.now)
    try:
        message = parse(line)
    except PeerError:
        return None
    carry_out(COMMANDS, turn, message)
    return turn.effects


def seen(effects: list[Effect]) -> list[tuple[object, ...]]:
    """Return all that comes of effects."""
    found: list[tuple[object, ...]] = []
    for effect in effects:
        assert isinstance(effect, Deliver | Send)
        rest = (effect.skip, *messages_of(effect)) if isinstance(effect, Deliver) else ()
        found.append((type(effect), effect.to, effect.line.bytes_for(0), effect.line.bytes_for(TAG_CAPS), *rest))
    return found


def messages_of(effect: Deliver) -> list[MessageRecord]:
    """Return what an effect puts into the log."""
    assert effect.record is not None
    return effect.record.messages() if isinstance(effect.record, BurstRecord) else [effect.record]


def heard(room: Room, name: str, effects: list[Effect], tag_caps: int) -> bytes:
    """Return all that somebody gets of effects."""
    delivery = Delivery()
    who = room.session(name).id
    delivery.add(who)
    blocks = delivery.plan([Retag(who, tag_caps), *effects])
    return b"".join(block for to, block in blocks if to == who)


PIECES = st.sampled_from(
    [
        *(b"PRIVMSG ", b"privmsg ", b"NOTICE ", b"PRIVMSG  ", b"@+a=b PRIVMSG ", b":x PRIVMSG ", b"#tea", b"#TEA", b"#quiet", b"#plain"),
        *(b"#none", b"bob", b"#tea,#plain", b"@#tea", b" ", b" :", b":", b"hello", b"\x01VERSION\x01", b"\x01ACTION x\x01", b"x" * 400),
        *(
            "#가람".encode(),
            "안녕".encode(),
            b"\xff",
            b"\r",
            b"\0",
            b"\n",
            b"\xc3",
            b"PRIVMSG #tea :",
            b"PRIVMSG #plain :",
            b"PRIVMSG #quiet :",
        ),
    ],
)


@given(st.sampled_from(["ann", "bob", STRANGER, MUTED]), st.lists(PIECES, min_size=1, max_size=6).map(b"".join))
def test_both_ways_have_the_same_effects(name: str, line: bytes) -> None:
    """Whatever the line and whoever says it; and a line that is not taken changes nothing."""
    first, second = busy_room(), busy_room()
    effects: list[Effect] = []
    if short(first, name, line, effects):
        expected = long_way(second, name, line)
        assert expected is not None
        assert seen(effects) == seen(expected)
        assert first.world.command_counts == second.world.command_counts
        assert first.session(name).last_spoke == second.session(name).last_spoke
    else:
        assert effects == []
    assert first.world.next_id(first.now) == (second.world.next_id(second.now))


@given(st.sampled_from(["ann", "bob", STRANGER, MUTED]), st.lists(st.lists(PIECES, min_size=1, max_size=4).map(b"".join), max_size=8))
def test_lines_taken_together_have_the_effects_of_each_alone(name: str, lines: list[bytes]) -> None:
    """For everybody who hears them, with tags and without, and for the log."""
    first, second = busy_room(), busy_room()
    together: list[Effect] = []
    alone: list[Effect] = []
    first.world.receive_all(first.session(name).id, lines, first.now, together)
    for line in lines:
        second.world.receive_all(second.session(name).id, [line], second.now, alone)
    for listener in ("ann", "bob", MUTED):
        for tag_caps in (0, int(Caps.SERVER_TIME), TAG_CAPS):
            assert heard(first, listener, together, tag_caps) == heard(second, listener, alone, tag_caps)
    logs = [
        [one for effect in effects if isinstance(effect, Deliver) and effect.record for one in messages_of(effect)]
        for effects in (together, alone)
    ]
    assert logs[0] == logs[1]
    assert first.world.command_counts == second.world.command_counts


def test_a_bad_line_among_many_costs_only_itself() -> None:
    """Those before and after it are said, however long the burst."""
    room = busy_room()
    effects: list[Effect] = []
    lines = [b"PRIVMSG #tea :%d" % number for number in range(150)]
    lines[70:70] = [b"PRIVMSG #tea :a\0b", b"PRIVMSG #tea :\xff", b"PRIVMSG #tea :" + b"x" * 500]
    room.world.receive_all(room.session("ann").id, lines, room.now, effects)
    texts = [one.text for effect in effects if isinstance(effect, Deliver) for one in messages_of(effect)]
    assert [text for text in texts if text.isdigit()] == [str(number) for number in range(150)]
    bursts = [effect.record for effect in effects if isinstance(effect, Deliver) and effect.record]
    assert len(bursts) < 10
    assert bursts[-1].id == room.world.last_id


@pytest.mark.parametrize("line", ["PRIVMSG #tea :안녕 all", "PRIVMSG #TEA ::)", "PRIVMSG #가람 : x "])
def test_the_line_it_is_for_is_taken(line: str) -> None:
    """Else it would be of no use."""
    room = busy_room()
    effects: list[Effect] = []
    assert short(room, "ann", line.encode(), effects)
    said, echo = effects
    assert isinstance(said, Deliver)
    assert isinstance(echo, Send)
    assert said.line is echo.line
    assert "PRIVMSG" in repr(said.line)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("ann", b"PRIVMSG #tea :\xff"),
        ("ann", b"PRIVMSG #tea :a\0b"),
        ("ann", b"PRIVMSG #\xff :x"),
        ("ann", b"PRIVMSG #tea :" + b"x" * 500),
        ("ann", b"PRIVMSG #plain :\x01VERSION\x01"),
        (STRANGER, b"PRIVMSG #plain :from outside"),
        (MUTED, b"PRIVMSG #tea :let me"),
    ],
)
def test_whatever_is_special_goes_the_long_way(name: str, line: bytes) -> None:
    """And is answered there."""
    room = busy_room()
    effects: list[Effect] = []
    assert not short(room, name, line, effects)
    assert effects == []


def test_all_lines_of_an_item_are_carried_out_in_turn() -> None:
    """Also those after the session has left, which have no effects."""
    room = busy_room()
    bob = room.session("bob").id
    effects: list[Effect] = []
    room.world.receive_all(
        bob, [b"PRIVMSG #plain :one", b"NICK robert", b"PRIVMSG #plain :two", b"QUIT", b"PRIVMSG #plain :x"], room.now, effects
    )
    room.world.receive_all(bob, [b"PRIVMSG #plain :y"], room.now, effects)
    talk = [b"PRIVMSG #plain :three", b"PRIVMSG #plain :four", b"PRIVMSG #tea :five", b"PRIVMSG #tea :six"]
    room.world.receive_all(room.session("ann").id, talk, room.now, effects)
    said = [one for effect in effects if isinstance(effect, Deliver) and effect.record for one in messages_of(effect)]
    texts, senders = [one.text for one in said], [one.nick for one in said]
    assert (texts, senders) == (["one", "two", "three", "four", "five", "six"], ["bob", "robert", *["ann"] * 4])
