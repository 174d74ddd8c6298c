"""MARKREAD: how far somebody has read, for all its clients (IRCv3 read-marker)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.effects import Deliver
from desktop_chat.core.server.persons import person_of
from desktop_chat.core.server.references import time_of
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.errors import PeerError
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.names import channel_problem, fold, is_channel, nick_problem
from desktop_chat.core.wire.times import server_time

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.turn import Turn


def handle_markread(turn: Turn, message: Message) -> None:
    """Tell how far the session's person has read a channel or a nick's talk, or note it."""
    target, reference = (*message.params, "", "")[:2]
    if not message.params:
        turn.fail("MARKREAD", "NEED_MORE_PARAMS", "Missing parameters")
    elif (channel_problem(target) if is_channel(target) else nick_problem(target)) is not None:
        turn.fail("MARKREAD", "INVALID_PARAMS", target, "Invalid parameters")
    elif len(message.params) == 1:
        turn.send(turn.who, marker(turn, target))
    else:
        try:
            time_ms = time_of(reference)
        except PeerError:
            turn.fail("MARKREAD", "INVALID_PARAMS", reference, "Invalid parameters")
        else:
            mark(turn, target, time_ms)


def mark(turn: Turn, target: str, time_ms: int) -> None:
    """Note how far the session's person has read, never back and never beyond now, and tell all its clients."""
    world, person, place = turn.world, person_of(turn.who), turn.world.places.of(fold(target))
    time_ms = min(time_ms, int(turn.now.wall * 1000))
    if time_ms <= (world.read_markers.get(person, place) or 0):
        turn.send(turn.who, marker(turn, target))
        return
    records = world.read_markers.set(person, place, time_ms)
    line = turn.outgoing(marker(turn, target))
    turn.keep(records, line)
    others = (one for one in world.people() if one is not turn.who and one.caps & Caps.READ_MARKER and person_of(one) == person)
    turn.effects.append(Deliver((turn.who.id, *(one.id for one in others)), line))


def marker(turn: Turn, target: str) -> Message:
    """Return the line that tells how far the session's person has read (read-marker, MARKREAD server command)."""
    time_ms = turn.world.read_markers.get(person_of(turn.who), turn.world.places.of(fold(target)))
    shown = "*" if time_ms is None else f"timestamp={server_time((time_ms + 0.5) / 1000)}"
    return Message("MARKREAD", (target, shown), turn.world.config.server_name)


def tell_marker(turn: Turn, channel: Channel) -> None:
    """Tell who has come into a channel how far it has read; "before the RPL_ENDOFNAMES reply" (read-marker, Command flows)."""
    if turn.who.caps & Caps.READ_MARKER:
        turn.send(turn.who, marker(turn, channel.name))


COMMANDS = (Command("MARKREAD", handle_markread, spec="IRCv3 read-marker"),)
