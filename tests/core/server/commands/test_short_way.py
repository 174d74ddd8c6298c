"""The short way of a plain message does what the long way does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.core.server.commands import COMMANDS
from desktop_chat.core.server.commands.short_way import short_way
from desktop_chat.core.server.effects import Deliver, Effect, Send
from desktop_chat.core.server.table import carry_out
from desktop_chat.core.server.turn import Turn
from desktop_chat.core.wire.capabilities import TAG_CAPS
from desktop_chat.core.wire.errors import PeerError
from desktop_chat.core.wire.message import parse
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
    turn = Turn(room.world, room.session(name), room.now)
    turn.effects = effects
    return short_way(turn, [line], 0) == 1


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
        rest = (effect.skip, effect.record) if isinstance(effect, Deliver) else ()
        found.append((type(effect), effect.to, effect.line.bytes_for(0), effect.line.bytes_for(TAG_CAPS), *rest))
    return found


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
    texts = [effect.record.text for effect in effects if isinstance(effect, Deliver) and effect.record]
    senders = [effect.record.sender.partition("!")[0] for effect in effects if isinstance(effect, Deliver) and effect.record]
    assert (texts, senders) == (["one", "two", "three", "four", "five", "six"], ["bob", "robert", *["ann"] * 4])
