"""About people: WHOIS WHOWAS AWAY ISON USERHOST (Modern #user-based-queries). WHO has a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.outgoing import server_time
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.names import fold
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

USERHOST_NICKS = 5
"""RFC 2812 4.8."""
WORDS_BYTES = 300
"""Words of a list in one reply: with names before them the line still fits 512 bytes."""


def lines_of(words: Iterable[str], max_bytes: int = WORDS_BYTES) -> Iterator[str]:
    """Yield words joined by spaces, as many to a line as fit."""
    line = ""
    for word in words:
        if line and len(line.encode()) + len(word.encode()) >= max_bytes:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def handle_away(turn: Turn, message: Message) -> None:
    """Set or end being away (Modern #away-message)."""
    text = message.params[0] if message.params else ""
    if len(text.encode()) > limits.AWAY_BYTES:
        turn.reply(Numeric.ERR_INPUTTOOLONG, f"An away text has at most {limits.AWAY_BYTES} bytes")
    elif text:
        turn.who.away = text
        turn.reply(Numeric.RPL_NOWAWAY, "You have been marked as being away")
    else:
        turn.who.away = None
        turn.reply(Numeric.RPL_UNAWAY, "You are no longer marked as being away")


def handle_ison(turn: Turn, message: Message) -> None:
    """Tell which of these nicks are here (RFC 2812 4.9)."""
    here = [person.nick for person in (turn.world.find_nick(nick) for nick in asked_nicks(message)) if person]
    for line in list(lines_of(here)) or [""]:
        turn.reply(Numeric.RPL_ISON, line)


def asked_nicks(message: Message) -> list[str]:
    """Return the nicks of parameters that may hold several, each once."""
    return list(dict.fromkeys(" ".join(message.params).split()))


def handle_userhost(turn: Turn, message: Message) -> None:
    """Tell user and host of up to five nicks (Modern #userhost-message)."""
    people = [turn.world.find_nick(nick) for nick in asked_nicks(message)[:USERHOST_NICKS]]
    turn.reply(Numeric.RPL_USERHOST, " ".join(userhost(person) for person in people if person))


def userhost(person: Session) -> str:
    """Return `nick[*]=+user@host`, `-` for somebody away (Modern #rpluserhost-302)."""
    star = "*" * person.is_operator
    return f"{person.nick}{star}={'+' if person.away is None else '-'}{person.user}@{person.host}"


def handle_whois(turn: Turn, message: Message) -> None:
    """Tell about people (Modern #whois-message)."""
    wanted = message.params[1] if len(message.params) > 1 and message.params[1] else message.params[0]
    for nick in wanted.split(",")[: limits.TARGETS]:
        person = turn.world.find_nick(nick)
        if person is None:
            turn.reply(Numeric.ERR_NOSUCHNICK, nick or "*", "No such nick")
            turn.reply(Numeric.RPL_ENDOFWHOIS, nick or "*", "End of /WHOIS list")
        else:
            describe(turn, person)


def describe(turn: Turn, person: Session) -> None:
    """Send the WHOIS replies about one person."""
    who, config, nick = turn.who, turn.world.config, person.nick
    turn.reply(Numeric.RPL_WHOISUSER, nick, person.user, person.host, "*", person.realname)
    shared = [channel.prefixes(person) + channel.name for channel in visible_channels(turn, person)]
    for line in lines_of(shared):
        turn.reply(Numeric.RPL_WHOISCHANNELS, nick, line)
    turn.reply(Numeric.RPL_WHOISSERVER, nick, config.server_name, f"The room {config.name}")
    if person.is_operator:
        turn.reply(Numeric.RPL_WHOISOPERATOR, nick, "is an IRC operator")
    if person.away is not None:
        turn.reply(Numeric.RPL_AWAY, nick, person.away)
    if who is person or who.is_operator:
        turn.reply(Numeric.RPL_WHOISHOST, nick, f"is connecting from {person.user}@{person.host}")
        turn.reply(Numeric.RPL_WHOISMODES, nick, f"is using modes +{''.join(sorted(person.modes))}")
    idle = int(turn.now.monotonic - person.last_spoke)
    turn.reply(Numeric.RPL_WHOISIDLE, nick, str(idle), str(int(person.signed_on)), "seconds idle, signon time")
    turn.reply(Numeric.RPL_ENDOFWHOIS, nick, "End of /WHOIS list")


def visible_channels(turn: Turn, person: Session) -> list[Channel]:
    """Return a person's channels that the asking session may know of: not the secret and, of the invisible, only shared ones."""
    who = turn.who
    if who is person or who.is_operator:
        return list(person.channels.values())
    hidden = "i" in person.modes
    return [channel for channel in person.channels.values() if who in channel.members or not (hidden or "s" in channel.flags)]


def handle_whowas(turn: Turn, message: Message) -> None:
    """Tell about people who left, the last first (Modern #whowas-message)."""
    nick = message.params[0]
    count = message.params[1] if len(message.params) > 1 else ""
    most = int(count[:9]) if count.isascii() and count.isdigit() else 0
    found = [gone for gone in reversed(turn.world.departed) if gone.folded == fold(nick)]
    if not found:
        turn.reply(Numeric.ERR_WASNOSUCHNICK, nick or "*", "There was no such nickname")
    for gone in found[: most or None]:
        turn.reply(Numeric.RPL_WHOWASUSER, gone.nick, gone.user, gone.host, "*", gone.realname)
        turn.reply(Numeric.RPL_WHOISSERVER, gone.nick, turn.world.config.server_name, server_time(gone.time))
    turn.reply(Numeric.RPL_ENDOFWHOWAS, nick or "*", "End of WHOWAS")


COMMANDS = (
    Command("AWAY", handle_away, spec="Modern #away-message"),
    Command("ISON", handle_ison, min_params=1, spec="RFC 2812 4.9"),
    Command("USERHOST", handle_userhost, min_params=1, spec="Modern #userhost-message"),
    Command("WHOIS", handle_whois, min_params=1, spec="Modern #whois-message"),
    Command("WHOWAS", handle_whowas, min_params=1, spec="Modern #whowas-message"),
)
