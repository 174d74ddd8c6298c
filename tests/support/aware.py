"""A room whose people know metadata, and what a batch to one of them holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.room import Room

if TYPE_CHECKING:
    Line = tuple[str, ...]

CAPS = "batch draft/metadata-3"


def aware_tea() -> Room:
    """Return a room with ann, operator of #tea, and bob and cem in it: ann and bob know metadata-3; dan is elsewhere, an operator."""
    room = Room()
    room.join("ann", "bob", caps=CAPS, channel="#tea")
    room.join("cem", channel="#tea")
    room.join("dan", caps=CAPS)
    room.say("dan", "OPER host secret")
    room.clear()
    return room


def batch(room: Room, nick: str) -> tuple[Line, list[Line]]:
    """Return the parameters and the lines of the one batch that somebody received; there was nothing else."""
    first, *inside, last = room.messages(nick)
    assert (first.command, last.command) == ("BATCH", "BATCH")
    assert first.params[0][1:] == last.params[0][1:]
    assert {message.tags.get("batch") for message in inside} <= {first.params[0][1:]}
    return first.params[1:], [(m.command, *(m.params[1:] if m.command.isdigit() else m.params)) for m in inside]
