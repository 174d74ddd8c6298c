"""`Turn`: batches, standard replies, and work that takes long."""

import pytest

from desktop_chat.core.server.effects import Work
from desktop_chat.core.server.turn import Turn
from desktop_chat.core.wire.limits import HELD_LINES
from tests.support.room import Room


def turn_of(room: Room, name: str, label: str = "") -> Turn:
    """Return a turn of somebody's."""
    return Turn(room.world, room.session(name), room.now, label)


def test_lines_of_one_batch_name_it(room: Room) -> None:
    """IRCv3 batch; one batch within another: "Start and end messages of one batch MAY refer to another"."""
    room.join("ann", caps="batch")
    turn = turn_of(room, "ann")
    with turn.batch("outer", "#tea"), turn.batch("inner"):
        turn.from_server("PING", "x")
    room.apply(turn.effects)
    assert room.got("ann") == [
        ":desktop.chat BATCH +1 outer #tea",
        "@batch=1 :desktop.chat BATCH +2 inner",
        "@batch=2 :desktop.chat PING x",
        "@batch=1 :desktop.chat BATCH -2",
        ":desktop.chat BATCH -1",
    ]


def test_who_knows_no_batches_gets_the_bare_lines(room: Room) -> None:
    """IRCv3 batch is a capability."""
    room.join("ann")
    turn = turn_of(room, "ann")
    with turn.batch("outer"):
        turn.from_server("PING", "x")
    room.apply(turn.effects)
    assert room.got("ann") == [":desktop.chat PING x"]


@pytest.mark.parametrize("kind", ["FAIL", "WARN", "NOTE"])
def test_a_standard_reply_has_a_kind_a_code_and_a_sentence(room: Room, kind: str) -> None:
    """IRCv3 standard-replies: "<type> <command> <code> [<context>...] :<description>"; a context from a peer fits its place."""
    room.join("ann")
    turn = turn_of(room, "ann")
    getattr(turn, kind.lower())("REHASH", "OLD", ":two words", "", "a sentence")
    room.apply(turn.effects)
    assert room.got("ann") == [f":desktop.chat {kind} REHASH OLD twowords * :a sentence"]


def greet(turn: Turn, result: object) -> None:
    """Say what came out."""
    turn.from_server("NOTICE", turn.who.nick, str(result))


def test_a_session_waits_for_its_work_and_its_lines_with_it(room: Room) -> None:
    """Others go on; then the answer comes, with the label of the line that asked, and the lines that waited, in order."""
    room.join("ann", caps="batch labeled-response", channel="#tea")
    room.join("bob", channel="#tea")
    turn = turn_of(room, "ann", "x1")
    turn.work(lambda: 42, greet)
    room.apply(turn.effects)
    room.receive("ann", "PRIVMSG #tea :one", "@label=x2 PING two")
    room.say("bob", "PRIVMSG #tea :three")
    assert room.got("bob") == []
    assert room.got("ann") == [":bob!~bob@10.0.0.7 PRIVMSG #tea :three"]
    room.do_work()
    assert room.got("ann") == ["@label=x1 :desktop.chat NOTICE ann :42", "@label=x2 :desktop.chat PONG desktop.chat two"]
    assert room.got("bob") == [":ann!~ann@10.0.0.7 PRIVMSG #tea :one"]


def test_a_label_waits_for_the_work(room: Room) -> None:
    """No ACK before the answer."""
    room.join("ann", caps="batch labeled-response")
    turn = turn_of(room, "ann", "x1")
    turn.work(lambda: 1, greet)
    assert [type(effect) for effect in turn.effects] == [Work]


def test_who_sends_too_much_meanwhile_is_ended(room: Room) -> None:
    """A bound on what waits."""
    room.join("ann")
    turn = turn_of(room, "ann")
    turn.work(lambda: 1, greet)
    room.apply(turn.effects)
    room.say("ann", *["PING x"] * HELD_LINES)
    assert not room.is_closed("ann")
    room.say("ann", "PING x")
    assert room.is_closed("ann")
    room.do_work()
