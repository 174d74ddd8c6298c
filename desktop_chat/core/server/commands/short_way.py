"""The short way of the one line that matters for speed: a member's `PRIVMSG #channel :text`.

A busy room is nothing but such lines, and the way through parser, command table and encoder costs four times as much.
Whatever is special about a line goes that way instead; a test holds both ways to the same effects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.effects import Deliver, Send
from desktop_chat.core.server.outgoing import Encoded
from desktop_chat.core.server.records import MessageRecord
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.limits import MESSAGE_BYTES
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.server.world import World

BEGINNING: Final = b"PRIVMSG #"
NAME_AT: Final = len("PRIVMSG ")
NUL, LF, CR = 0, 10, 13
"""As numbers, which bytes are searched for ten times faster than for other bytes."""
ECHO: Final = int(Caps.ECHO_MESSAGE)
"""A plain number, looked up once and not for every line."""


def short_way(turn: Turn, lines: list[bytes], at: int) -> int:
    """Add the effects of plain messages to channels from line *at* on; return the place of the first line that is none.

    Of that line nothing has happened yet. What is looked up for one message holds for the next of the same beginning:
    no message changes what another depends on.
    """
    world, who, now, effects = turn.world, turn.who, turn.now, turn.effects
    head, plain_head, channel = b"\n", "", None  # No line begins so.
    time_ms, is_bot = int(now.wall * 1000), who.is_bot
    for place in range(at, len(lines)):
        line = lines[place]
        if channel is None or not line.startswith(head):
            head = line[: line.find(b" :") + 2]
            channel = channel_of(world, who, head)
            if channel is None:
                return place
            plain_head = f":{who.source} PRIVMSG {channel.name} :"
        try:
            text = line[len(head) :].decode()
        except UnicodeDecodeError:
            return place
        plain = f"{plain_head}{text}\r\n".encode()
        if len(plain) > MESSAGE_BYTES or not text or CR in line or NUL in line or LF in line or (text[0] == "\1" and "C" in channel.flags):
            return place
        record_id = world.next_id(now)
        out = Encoded(plain, now.wall, record_id, who.account, is_bot)
        record = MessageRecord(record_id, time_ms, channel.name, who.source, "PRIVMSG", text)
        effects.append(Deliver(channel.audience, out, who.id, record))
        if who.caps & ECHO:
            effects.append(Send(who.id, out))
        who.last_spoke = now.monotonic
        world.command_counts["PRIVMSG"] += 1
    return len(lines)


def channel_of(world: World, who: Session, head: bytes) -> Channel | None:
    """Return the channel to which a line that begins so is sent, if *who* is a member and may speak there."""
    if not head.startswith(BEGINNING):
        return None
    try:
        name = head[NAME_AT:-2].decode()
    except UnicodeDecodeError:
        return None
    channel = world.channels.get(fold(name))  # None too for a list of names, or for more words: no channel is called so.
    return channel if channel is not None and who in channel.members and channel.may_speak(who) else None
