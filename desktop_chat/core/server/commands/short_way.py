"""The short way of the one line that matters for speed: a member's `PRIVMSG #channel :text`.

A busy room is nothing but such lines, and the way through parser, command table and encoder costs four times as much.
Whatever is special about a line goes that way instead; a test holds both ways to the same effects.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.effects import Deliver, Send
from desktop_chat.core.server.outgoing import Burst
from desktop_chat.core.server.persons import person_of
from desktop_chat.core.server.records import BurstRecord
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
NUL, CTCP, CR = 0, 1, 13
"""As numbers, which bytes are searched for ten times faster than for other bytes."""
CRLF: Final = b"\r\n"
BURST_LINES: Final = 64
"""Lines looked at together: a bad one among them lets all of them be looked at once more."""
ECHO: Final = int(Caps.ECHO_MESSAGE)
"""A plain number, looked up once and not for every line."""


def short_way(turn: Turn, lines: list[bytes], at: int) -> int:
    """Add the effects of plain messages to channels from line *at* on; return the place of the first line that is none.

    Of that line nothing has happened yet. Lines that begin alike are one burst: no message changes what another depends on.
    """
    place, end = at, len(lines)
    while place < end:
        line = lines[place]
        head = line[: line.find(b" :") + 2]
        channel = channel_of(turn.world, turn.who, head)
        if channel is None:
            break
        taken = say_burst(turn, channel, head, lines[place : place + BURST_LINES])
        if not taken:
            break
        place += taken
    if place > at:
        turn.who.last_spoke = turn.now.monotonic
        turn.world.command_counts["PRIVMSG"] += place - at
    return place


def say_burst(turn: Turn, channel: Channel, head: bytes, lines: list[bytes]) -> int:
    """Say to a channel what the first of these lines say that begin alike and are plain; return how many they are."""
    world, who, now, source = turn.world, turn.who, turn.now, turn.who.source
    plain_head = f":{source} PRIVMSG {channel.name} :".encode()
    bodies = bodies_of(lines, head, MESSAGE_BYTES - len(plain_head) - len(CRLF), may_be_ctcp="C" not in channel.flags)
    texts = texts_of(bodies)
    if texts is None:  # One of them is not plain: it is found one by one.
        bodies = list(takewhile(lambda body: texts_of([body]) is not None, bodies))
        texts = [body.decode() for body in bodies]
    if not bodies:
        return 0
    count, is_bot = len(bodies), who.is_bot
    first_id = world.next_ids(now, count)
    line = Burst(plain_head, bodies, now.wall, first_id, who.account, is_bot)
    record = BurstRecord(first_id, int(now.wall * 1000), channel.name, source, "PRIVMSG", texts, channel.place, person_of(who), int(is_bot))
    turn.effects.append(Deliver(channel.audience, line, who.id, record))
    if who.caps & ECHO:
        turn.effects.append(Send(who.id, line))
    return count


def bodies_of(lines: list[bytes], head: bytes, most: int, *, may_be_ctcp: bool) -> list[bytes]:
    """Return what follows the head in the first lines that begin with it, have anything after it, and not more than *most* bytes."""
    begin, bodies = len(head), []
    for line in lines:
        body = line[begin:]
        if not line.startswith(head) or not body or len(body) > most or (body[0] == CTCP and not may_be_ctcp):
            break
        bodies.append(body)
    return bodies


def texts_of(bodies: list[bytes]) -> list[str] | None:
    """Return what bodies say; None if one of them holds what no line may, or no UTF-8."""
    joined = b"\n".join(bodies)
    if CR in joined or NUL in joined:
        return None
    try:
        texts = joined.decode().split("\n")
    except UnicodeDecodeError:
        return None
    return texts if len(texts) == len(bodies) else None  # A line feed within one of them.


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
