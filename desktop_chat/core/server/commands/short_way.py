"""The short way of the one line that matters for speed: a member's `PRIVMSG #channel :text`.

A busy room is nothing but such lines, and the way through parser, command table and encoder costs four times as much.
Whatever is special about a line goes that way instead; a test holds both ways to the same effects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.effects import Deliver, Effect, Send
from desktop_chat.core.server.outgoing import Encoded
from desktop_chat.core.server.records import MessageRecord
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.limits import MESSAGE_BYTES
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from desktop_chat.core.instant import Instant
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.world import World

BEGINNING: Final = b"PRIVMSG #"
NAME_AT: Final = len("PRIVMSG ")
NUL, LF, CR = 0, 10, 13
"""As numbers, which bytes are searched for ten times faster than for other bytes."""
ECHO: Final = int(Caps.ECHO_MESSAGE)
"""A plain number: `&` with a flag of an enumeration costs as much as the rest of the line."""


def short_way(world: World, who: Session, line: bytes, now: Instant, effects: list[Effect]) -> bool:
    """Add the effects of a member's plain message to its channel; return False, with nothing changed, for any other line."""
    if not line.startswith(BEGINNING) or CR in line or NUL in line or LF in line:
        return False
    head, _, tail = line.partition(b" :")
    try:
        name, text = head[NAME_AT:].decode(), tail.decode()
    except UnicodeDecodeError:
        return False
    channel = world.channels.get(fold(name))  # None too for a list of names, or for more words: no channel is called so.
    if channel is None or not text or who not in channel.members or not channel.may_speak(who):
        return False
    plain = f":{who.source} PRIVMSG {channel.name} :{text}\r\n".encode()
    if len(plain) > MESSAGE_BYTES or (text[0] == "\1" and "C" in channel.flags):
        return False
    wall = now.wall
    who.last_spoke = now.monotonic
    world.command_counts["PRIVMSG"] += 1
    record_id = world.next_id(now)
    out = Encoded(plain, wall, record_id)
    record = MessageRecord(record_id, int(wall * 1000), channel.name, who.source, "PRIVMSG", text)
    effects.append(Deliver(channel.audience, out, who.id, record))
    if who.caps & ECHO:
        effects.append(Send(who.id, out))
    return True
