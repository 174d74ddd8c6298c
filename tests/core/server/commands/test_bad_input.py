"""Bad input of every kind, for every command of the table: each line is answered, and costs nobody else anything.

A command that is added is tried here without a word in this file.
"""

import pytest

from desktop_chat.core.server.commands import COMMANDS
from desktop_chat.core.wire.limits import CLIENT_TAGS_BYTES, MESSAGE_BYTES
from desktop_chat.core.wire.linebuffer import LineBuffer
from desktop_chat.core.wire.message import Message
from tests.support.room import Room

LABELS = "batch labeled-response standard-replies message-tags"
KINDS: dict[str, bytes] = {
    "too few parameters": b"%b",
    "one parameter": b"%b x",
    "too many parameters": b"%b" + b" x" * 40,
    "too many names": b"%b " + b",".join([b"x"] * 80) + b" " + b",".join([b"#y"] * 80),
    "over-long": b"%b #tea :" + b"x" * MESSAGE_BYTES,
    "over-long tags": b"@+a=" + b"x" * CLIENT_TAGS_BYTES + b" %b #tea",
    "the longest that comes in": b"%b " + b"\xea\xb0\x80" * 150 + b" " + b"x" * 20,
    "an empty parameter": b"%b :",
    "empty names": b"%b ,,, ,,, :,,,",
    "an empty last one": b"%b #tea :",
    "not UTF-8": b"%b #tea :\xff\xfe",
    "half a character": b"%b #tea :\xea\xb0",
    "a NUL": b"%b #tea :a\x00b",
    "a bare CR": b"%b #tea :a\rb",
    "controls": b"%b \x01\x02\x1b[2J :\x07\x7f",
    "numbers that are none": b"%b -1 99999999999999999999 1e9",
    "somebody else": b"%b bob",
    "a strange channel": b"%b #elsewhere bob :x",
}
NOT_RELAYED = ("over-long", "over-long tags", "not UTF-8", "half a character", "a NUL", "a bare CR")
"""The line is nobody's, whatever it says: it is refused before the command is looked at (PROTOCOL, Transport)."""


def feed(room: Room, nick: str, stream: bytes) -> None:
    """Let somebody send bytes as they come from a socket."""
    for line in LineBuffer(tags_bytes=CLIENT_TAGS_BYTES).feed(stream + b"\r\n"):
        room.say(nick, line)
        room.do_work()


def labelled(messages: list[Message]) -> list[str]:
    """Return which lines bear a label, but the END of a batch."""
    return [message.tags["label"] for message in messages if message.tags and "label" in message.tags]


def bad(name: str, kind: str, *, label: str = "") -> bytes:
    """Return a line of a kind with a command, and with a label where that has a place."""
    line = KINDS[kind] % name.encode()
    return f"@label={label} ".encode() + line if label and not line.startswith(b"@") else line


def is_well(room: Room) -> bool:
    """Return whether the others can talk as ever."""
    room.clear()
    room.say("bob", "PRIVMSG #tea :still here")
    return room.replies("cem")[-1] == ("PRIVMSG", "#tea", "still here")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_bad_line_of_a_member_has_exactly_one_answer(room: Room, name: str, kind: str) -> None:
    """IRCv3 labeled-response: "exactly one logical message" answers, an ACK if there is nothing to say; never silence, never two."""
    room.join("ann", caps=LABELS, channel="#tea")
    room.join("bob", "cem", channel="#tea")
    feed(room, "ann", bad(name, kind, label="1"))
    if kind in NOT_RELAYED:
        assert room.numerics("ann")[:1] in (["417"], ["FAIL"])
        assert room.got("bob") == room.got("cem") == []
    else:
        assert labelled(room.messages("ann")) == ["1"]
    assert is_well(room)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", COMMANDS)
def test_bad_lines_of_an_operator_break_nothing(room: Room, name: str, kind: str) -> None:
    """Who may do everything does no harm by mistake, but to whom it names."""
    room.join("ann", "dan", caps=LABELS, channel="#tea")
    room.say("ann", "OPER host secret", "MODE #tea +v dan")
    room.join("bob", "cem", channel="#tea")
    room.join("x", "y")
    feed(room, "ann", bad(name, kind, label="1"))
    if not (name == "KILL" and kind == "somebody else"):
        assert is_well(room)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", COMMANDS)
def test_bad_lines_of_who_is_not_in_yet_stay_at_the_door(room: Room, name: str, kind: str) -> None:
    """Modern #errnotregistered-451 for what is for members only; nobody in the room hears anything."""
    room.join("bob", "cem", channel="#tea")
    room.open("ann")
    feed(room, "ann", bad(name, kind))
    answers = room.numerics("ann")
    if COMMANDS[name].needs_welcome and kind not in NOT_RELAYED:
        assert answers == ["451"]
    assert room.got("bob") == room.got("cem") == []
    if not room.is_closed("ann"):
        room.say("ann", "NICK ann", "USER ann 0 * :Ann", "CAP END")
        assert {"001", "462", "433"} & set(room.numerics("ann"))
    assert is_well(room)


@pytest.mark.parametrize("name", [name for name, row in COMMANDS.items() if row.min_params])
def test_one_parameter_too_few_is_told(room: Room, name: str) -> None:
    """Modern #errneedmoreparams-461: with the name of the command; also to an operator, before anything else is looked at."""
    room.join("ann")
    room.say("ann", "OPER host secret")
    room.clear()
    room.say("ann", " x".join([name, *[""] * (COMMANDS[name].min_params - 1)]))
    assert room.replies("ann") == [("461", name, "Not enough parameters")]
