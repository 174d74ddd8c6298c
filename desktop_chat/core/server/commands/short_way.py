"""The short way of the one line that matters for speed: a member's `PRIVMSG #channel :text`.

A busy room is nothing but such lines, and the way through parser, command table and encoder costs four times as much.
Whatever is special about a line goes that way instead; a test holds both ways to the same effects.
"""

from __future__ import annotations

from functools import lru_cache
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
    from desktop_chat.core.instant import Instant
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.effects import Effect
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.world import World

BEGINNING: Final = b"PRIVMSG #"
NAME_AT: Final = len("PRIVMSG ")
NUL, CTCP, CR = 0, 1, 13
"""As numbers, which bytes are searched for ten times faster than for other bytes."""
CRLF: Final = b"\r\n"
BURST_LINES: Final = 64
"""Lines looked at together: a bad one among them lets all of them be looked at once more."""
HEADS_KEPT: Final = 1024
"""Beginnings of lines whose channel is known without looking again: in a busy room they are ever the same."""
ECHO: Final = int(Caps.ECHO_MESSAGE)
"""A plain number, looked up once and not for every line."""


def short_way(world: World, who: Session, lines: list[bytes], now: Instant, effects: list[Effect]) -> int:
    """Add the effects of the first lines, as far as they are plain messages to channels; return how many that are.

    Of the line behind them nothing has happened yet. Lines that begin alike are one burst: no message changes what another depends on.
    """
    taken = 0
    while taken < len(lines):
        line = lines[taken]
        head = line[: line.find(b" :") + 2]
        channel = channel_of(world, who, head)
        if channel is None:
            break
        source = who.source
        plain_head = f":{source} PRIVMSG {channel.name} :".encode()
        most = MESSAGE_BYTES - len(plain_head) - len(CRLF)
        bodies, texts = said(lines[taken : taken + BURST_LINES], head, most, may_be_ctcp="C" not in channel.flags)
        if not texts:
            break
        count, is_bot = len(texts), who.is_bot
        taken += count
        first_id = world.next_ids(now, count)
        burst = Burst(plain_head, bodies, now.wall, first_id, who.account, is_bot)
        record = BurstRecord(
            first_id, int(now.wall * 1000), channel.name, source, "PRIVMSG", texts, channel.place, person_of(who), int(is_bot)
        )
        effects.append(Deliver(channel.audience, burst, who.id, record))
        if who.caps & ECHO:
            effects.append(Send(who.id, burst))
    if taken:
        who.last_spoke = now.monotonic
        world.command_counts["PRIVMSG"] += taken
    return taken


def said(lines: list[bytes], head: bytes, most: int, *, may_be_ctcp: bool) -> tuple[list[bytes], list[str]]:
    """Return what the first lines say that begin with the head and are plain: as bytes, of which there may be *most*, and as text."""
    bodies = b"\n".join(lines)[len(head) :].split(b"\n" + head)
    texts = texts_of(bodies, most, may_be_ctcp=may_be_ctcp) if len(bodies) == len(lines) else None
    if texts is not None:
        return bodies, texts
    # One of them is not plain, or begins otherwise: it is found one by one.
    alike = takewhile(lambda line: line.startswith(head), lines)
    bodies = list(takewhile(lambda body: texts_of([body], most, may_be_ctcp=may_be_ctcp), (line[len(head) :] for line in alike)))
    return bodies, [body.decode() for body in bodies]


def texts_of(bodies: list[bytes], most: int, *, may_be_ctcp: bool) -> list[str] | None:
    """Return what bodies say; None if one of them says nothing or too much, or holds what no line may, or no UTF-8."""
    joined = b"\n".join(bodies)
    if CR in joined or NUL in joined or (CTCP in joined and not may_be_ctcp):
        return None
    if b"" in bodies or (len(joined) > most and max(map(len, bodies)) > most):
        return None
    try:
        texts = joined.decode().split("\n")
    except UnicodeDecodeError:
        return None
    return texts if len(texts) == len(bodies) else None  # A line feed within one of them.


def channel_of(world: World, who: Session, head: bytes) -> Channel | None:
    """Return the channel to which a line that begins so is sent, if *who* is a member and may speak there."""
    channel = world.channels.get(name_in(head))  # None too for a list of names, or for more words: no channel is called so.
    return channel if channel is not None and who in channel.members and channel.may_speak(who) else None


@lru_cache(maxsize=HEADS_KEPT)
def name_in(head: bytes) -> str:
    """Return the folded name of the channel to which a line that begins so is sent; "" if it goes to none."""
    if not head.startswith(BEGINNING):
        return ""
    try:
        return fold(head[NAME_AT:-2].decode())
    except UnicodeDecodeError:
        return ""
