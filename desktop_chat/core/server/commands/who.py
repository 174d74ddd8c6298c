"""WHO and its extended form WHOX (Modern #who-message, #whox)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.table import Command
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.masks import matches, matches_name
from desktop_chat.core.wire.names import is_channel
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

TOKEN_DIGITS = 3
"""Modern #whox: the token has one to three digits."""


def handle_who(turn: Turn, message: Message) -> None:
    """List the people of a channel, or those whom a mask matches."""
    mask = message.params[0]
    options = message.params[1] if len(message.params) > 1 else ""
    flags, percent, fields = options.partition("%")
    only_operators = "o" in flags
    fields, _, token = fields.partition(",")
    if is_channel(mask):
        channel = turn.world.find_channel(mask)
        found: Iterable[tuple[Session, Channel | None]] = of_channel(turn, channel) if channel else ()
    else:
        found = of_mask(turn, mask)
    for person, seen_in in found:
        if only_operators and not person.is_operator:
            continue
        if percent:
            turn.reply(Numeric.RPL_WHOSPCRPL, *whox_fields(turn, person, seen_in, fields, token))
        else:
            turn.reply(Numeric.RPL_WHOREPLY, *who_fields(turn, person, seen_in))
    turn.reply(Numeric.RPL_ENDOFWHO, mask or "*", "End of WHO list")


def of_channel(turn: Turn, channel: Channel) -> list[tuple[Session, Channel | None]]:
    """Return a channel's members whom the asking session may see."""
    who = turn.who
    inside = who in channel.members or who.is_operator
    if "s" in channel.flags and not inside:
        return []
    return [(member, channel) for member in channel.members if inside or "i" not in member.modes]


def of_mask(turn: Turn, mask: str) -> list[tuple[Session, Channel | None]]:
    """Return the people a mask matches by nick, host, real name or source, whom the asking session may see."""
    who = turn.who
    found: list[tuple[Session, Channel | None]] = []
    for person in turn.world.people():
        shared = next((channel for channel in person.channels.values() if who in channel.members), None)
        exact = turn.world.find_nick(mask) is person
        visible = exact or who is person or who.is_operator or shared is not None or "i" not in person.modes
        if visible and (exact or matched(mask, person)):
            found.append((person, shared))
    return found


def matched(mask: str, person: Session) -> bool:
    """Return whether a mask (empty or `0` for everybody) matches a person."""
    if mask in {"", "0"}:
        return True
    if "!" in mask or "@" in mask:
        return matches(mask, person.source)
    return any(matches_name(mask, text) for text in (person.nick, person.host, person.realname))


def who_flags(turn: Turn, person: Session, seen_in: Channel | None) -> str:
    """Return `H` or `G`, `*` for an operator, and the prefix in the channel (Modern #rplwhoreply-352)."""
    prefixes = seen_in.prefixes(person) if seen_in else ""
    shown = prefixes if turn.who.caps & Caps.MULTI_PREFIX else prefixes[:1]
    return ("H" if person.away is None else "G") + "*" * person.is_operator + shown


def who_fields(turn: Turn, person: Session, seen_in: Channel | None) -> tuple[str, ...]:
    """Return the parameters of a 352."""
    channel = seen_in.name if seen_in else "*"
    server = turn.world.config.server_name
    flags = who_flags(turn, person, seen_in)
    return channel, person.user, person.host, server, person.nick, flags, f"0 {person.realname}"


WHOX_FIELDS: dict[str, Callable[[Turn, Session, Channel | None], str]] = {
    "c": lambda _turn, _person, seen_in: seen_in.name if seen_in else "*",
    "u": lambda _turn, person, _seen: person.user,
    "i": lambda turn, person, _seen: person.host if turn.who is person or turn.who.is_operator else "255.255.255.255",
    "h": lambda _turn, person, _seen: person.host,
    "s": lambda turn, _person, _seen: turn.world.config.server_name,
    "n": lambda _turn, person, _seen: person.nick,
    "f": who_flags,
    "d": lambda _turn, _person, _seen: "0",
    "l": lambda turn, person, _seen: str(int(turn.now.monotonic - person.last_spoke)),
    "a": lambda _turn, _person, _seen: "0",
    "o": lambda _turn, person, seen_in: seen_in.prefixes(person)[:1] or "n/a" if seen_in else "n/a",
    "r": lambda _turn, person, _seen: person.realname,
}
"""Each field of WHOX, in the order in which they are sent; `t`, the token, comes first (Modern #rplwhospcrpl-354)."""


def whox_fields(turn: Turn, person: Session, seen_in: Channel | None, fields: str, token: str) -> list[str]:
    """Return the parameters of a 354: the asked fields, in the order of the specification."""
    values = [make(turn, person, seen_in) for letter, make in WHOX_FIELDS.items() if letter in fields]
    if "t" in fields:
        valid = token.isascii() and token.isdigit() and len(token) <= TOKEN_DIGITS
        values.insert(0, token if valid else "0")
    return values or ["*"]


COMMANDS = (Command("WHO", handle_who, min_params=1, spec="Modern #who-message"),)
