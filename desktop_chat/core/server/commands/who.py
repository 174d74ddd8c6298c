"""WHO and its extended form WHOX (Modern #who-message, IRCv3 whox)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.commands.topics import may_see, shown_prefixes
from desktop_chat.core.server.modes import BOT_MODE
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import param
from desktop_chat.core.wire.masks import matches, matches_name, normalise_mask
from desktop_chat.core.wire.names import is_channel
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

TOKEN_DIGITS = 3
"""IRCv3 whox: a token has at most three digits."""
HIDDEN_ADDRESS = "255.255.255.255"
"""IRCv3 whox: "when the server refuses to disclose the IP address"."""
EVERYBODY = frozenset({"", "0"})
"""Besides `*`: RFC 2812 3.6.1."""


def handle_who(turn: Turn, message: Message) -> None:
    """List the members of a channel, one nick, or those whom a mask matches; `o` leaves only operators of the room."""
    mask = message.params[0]
    flags, percent, query = param(message, 1).partition("%")
    for person, seen_in in people_found(turn, mask):
        if "o" in flags and not person.is_operator:
            continue
        if percent:
            send_whox(turn, person, seen_in, query)
        else:
            send_who(turn, person, seen_in)
    turn.reply(Numeric.RPL_ENDOFWHO, mask, "End of WHO list")


def people_found(turn: Turn, mask: str) -> list[tuple[Session, Channel | None]]:
    """Return whom a mask means, as far as the asking session may see them, each with a channel to show it in."""
    who, world = turn.who, turn.world
    if is_channel(mask):
        channel = world.find_channel(mask)
        return of_channel(who, channel) if channel is not None else []
    named = world.find_nick(mask)
    if named is not None:
        return [(named, shared_channel(who, named))]
    meant = [(person, shared_channel(who, person)) for person in world.people() if matches_person(mask, person)]
    return [(person, shared) for person, shared in meant if shared or is_visible(who, person)]


def of_channel(who: Session, channel: Channel) -> list[tuple[Session, Channel | None]]:
    """Return a channel's members whom *who* may see."""
    if not may_see(who, channel):
        return []
    inside = who in channel.members or who.is_operator
    return [(member, channel) for member in channel.members if inside or "i" not in member.modes]


def is_visible(who: Session, person: Session) -> bool:
    """Return whether *who* may find somebody without a shared channel (Modern #invisible-user-mode)."""
    return "i" not in person.modes or who is person or who.is_operator


def shared_channel(who: Session, person: Session) -> Channel | None:
    """Return a channel in which both are, if there is one."""
    return next((channel for channel in person.channels.values() if who in channel.members), None)


def matches_person(mask: str, person: Session) -> bool:
    """Return whether a mask matches somebody: nick, host or real name, or nick!user@host if the mask has a part of that."""
    if mask in EVERYBODY:
        return True
    if "!" in mask or "@" in mask:
        return matches(normalise_mask(mask), person.source)
    return any(matches_name(mask, text) for text in (person.nick, person.host, person.realname))


def who_flags(turn: Turn, person: Session, seen_in: Channel | None) -> str:
    """Return `H` or `G`, `*` for an operator, the prefixes in the channel (Modern #rplwhoreply-352), and the flag of a bot."""
    prefixes = shown_prefixes(turn.who, seen_in, person) if seen_in else ""
    return ("H" if person.away is None else "G") + "*" * person.is_operator + prefixes + BOT_MODE * person.is_bot


def shown_address(who: Session, person: Session) -> str:
    """Return somebody's IP address; for others than operators a placeholder if it is hidden (IRCv3 whox)."""
    return person.address if person.address == person.host or who is person or who.is_operator else HIDDEN_ADDRESS


def send_who(turn: Turn, person: Session, seen_in: Channel | None) -> None:
    """Send one 352."""
    channel, server = seen_in.name if seen_in else "*", turn.world.config.server_name
    flags, last = who_flags(turn, person, seen_in), f"0 {person.realname}"
    turn.reply(Numeric.RPL_WHOREPLY, channel, person.user, person.host, server, person.nick, flags, last)


WHOX_FIELDS: dict[str, Callable[[Turn, Session, Channel | None], str]] = {
    "c": lambda _turn, _person, seen_in: seen_in.name if seen_in else "*",
    "u": lambda _turn, person, _seen: person.user,
    "i": lambda turn, person, _seen: shown_address(turn.who, person),
    "h": lambda _turn, person, _seen: person.host,
    "s": lambda turn, _person, _seen: turn.world.config.server_name,
    "n": lambda _turn, person, _seen: person.nick,
    "f": who_flags,
    "d": lambda _turn, _person, _seen: "0",
    "l": lambda turn, person, _seen: str(int(turn.now.monotonic - person.last_spoke)),
    "a": lambda _turn, person, _seen: person.account or "0",
    "o": lambda _turn, _person, _seen: "n/a",
    "r": lambda _turn, person, _seen: person.realname,
}
"""Each field after the token `t`, in the order in which they are sent (IRCv3 whox, RPL_WHOSPCRPL).

Who has no account has `0`; there are no levels of channel operators (`n/a`).
"""


def send_whox(turn: Turn, person: Session, seen_in: Channel | None, query: str) -> None:
    """Send one 354 with the fields of a query such as `tn,42`; nothing if it asks for none that there is."""
    fields, _, token = query.partition(",")
    values = [make(turn, person, seen_in) for letter, make in WHOX_FIELDS.items() if letter in fields]
    if "t" in fields:
        is_token = token.isascii() and token.isdigit() and len(token) <= TOKEN_DIGITS
        values.insert(0, token if is_token else "0")
    if values:
        turn.reply(Numeric.RPL_WHOSPCRPL, *values)


COMMANDS = (Command("WHO", handle_who, min_params=1, spec="Modern #who-message"),)
