"""About people: WHOIS WHOWAS ISON USERHOST (Modern #user-based-queries). WHO has a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.commands.room import for_another_server
from desktop_chat.core.server.commands.topics import shown_prefixes
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import param, targets_of
from desktop_chat.core.wire.capabilities import METADATA
from desktop_chat.core.wire.names import fold
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.times import server_time

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

USERHOST_NICKS = 5
"""RFC 2812 4.8."""


def handle_ison(turn: Turn, message: Message) -> None:
    """Tell which of these nicks are here (RFC 2812 4.9)."""
    here = people_called(turn, asked_nicks(message))
    for line in list(turn.lines(person.nick for person in here)) or [""]:
        turn.reply(Numeric.RPL_ISON, line)


def asked_nicks(message: Message) -> list[str]:
    """Return the nicks of parameters that may hold several each (RFC 2812 4.8, 4.9: "a list separated by a space")."""
    return " ".join(message.params).split()


def people_called(turn: Turn, nicks: list[str]) -> list[Session]:
    """Return those of these nicks who are here, each once."""
    return list(dict.fromkeys(person for nick in nicks if (person := turn.world.find_nick(nick)) is not None))


def handle_userhost(turn: Turn, message: Message) -> None:
    """Tell user and host of up to five nicks (Modern #userhost-message)."""
    here = people_called(turn, asked_nicks(message)[:USERHOST_NICKS])
    for line in list(turn.lines(userhost(person) for person in here)) or [""]:
        turn.reply(Numeric.RPL_USERHOST, line)


def userhost(person: Session) -> str:
    """Return `nick[*]=+user@host`, `-` for somebody away (Modern #rpluserhost-302)."""
    star = "*" * person.is_operator
    return f"{person.nick}{star}={'+' if person.away is None else '-'}{person.user}@{person.host}"


def handle_whois(turn: Turn, message: Message) -> None:
    """Tell about people (Modern #whois-message); their server may stand before them, as a name or as a nick."""
    server, wanted = ("", message.params[0]) if len(message.params) == 1 else message.params[:2]
    if not wanted:
        turn.reply(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given")
        return
    if server == wanted or not for_another_server(turn, server):
        for nick in targets_of(turn, wanted):
            whois(turn, nick)
    turn.reply(Numeric.RPL_ENDOFWHOIS, wanted, "End of /WHOIS list")


def whois(turn: Turn, nick: str) -> None:
    """Tell about one person, or that there is none."""
    person = turn.world.find_nick(nick)
    if person is None:
        turn.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick")
    else:
        describe(turn, person)


def describe(turn: Turn, person: Session) -> None:
    """Send what WHOIS tells of one person; the address and the modes only to itself and to operators."""
    who, config, nick = turn.who, turn.world.config, person.nick
    turn.reply(Numeric.RPL_WHOISUSER, nick, person.user, person.host, "*", person.realname)
    shared = [shown_prefixes(who, channel, person) + channel.name for channel in visible_channels(turn, person)]
    for line in turn.lines(shared, nick):
        turn.reply(Numeric.RPL_WHOISCHANNELS, nick, line)
    turn.reply(Numeric.RPL_WHOISSERVER, nick, config.server_name, config.about)
    if person.is_operator:
        turn.reply(Numeric.RPL_WHOISOPERATOR, nick, "is an IRC operator")
    if person.is_bot:
        turn.reply(Numeric.RPL_WHOISBOT, nick, f"is a bot in {config.name}")
    if person.away is not None:
        turn.reply(Numeric.RPL_AWAY, nick, person.away)
    describe_identity(turn, person)
    if who is person or who.is_operator:
        turn.reply(Numeric.RPL_WHOISHOST, nick, f"is connecting from {person.user}@{person.address}")
        turn.reply(Numeric.RPL_WHOISMODES, nick, f"is using modes +{''.join(sorted(person.modes))}")
    if who.caps & METADATA:
        for key, value in turn.world.metadata.of(person).items():
            turn.reply(Numeric.RPL_WHOISKEYVALUE, nick, key, "*", value)
    idle = int(turn.now.monotonic - person.last_spoke)
    turn.reply(Numeric.RPL_WHOISIDLE, nick, str(idle), str(int(person.signed_on)), "seconds idle, signon time")


def describe_identity(turn: Turn, person: Session) -> None:
    """Send who somebody is known to be, and how it is connected; the certificate only to itself and to operators."""
    nick, security = person.nick, person.security
    if person.account:
        turn.reply(Numeric.RPL_WHOISACCOUNT, nick, person.account, "is logged in as")
    if security.tls:
        turn.reply(Numeric.RPL_WHOISSECURE, nick, "is using a secure connection")
    if security.device and (turn.who is person or turn.who.is_operator):
        turn.reply(Numeric.RPL_WHOISCERTFP, nick, f"has client certificate fingerprint {security.device}")


def visible_channels(turn: Turn, person: Session) -> list[Channel]:
    """Return a person's channels that the asking session may know of: not the secret and, of the invisible, only shared ones."""
    who = turn.who
    if who is person or who.is_operator:
        return list(person.channels.values())
    hidden = "i" in person.modes
    return [channel for channel in person.channels.values() if who in channel.members or not (hidden or "s" in channel.flags)]


def handle_whowas(turn: Turn, message: Message) -> None:
    """Tell about people who left or changed their nick, the last first (Modern #whowas-message)."""
    nick, count = message.params[0], param(message, 1)
    if not nick:
        turn.reply(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given")
        return
    folded, most = fold(nick), number_of(count)
    found = [gone for gone in reversed(turn.world.departed) if gone.folded == folded]
    if not found:
        turn.reply(Numeric.ERR_WASNOSUCHNICK, nick, "There was no such nickname")
    for gone in found[: most or None]:
        turn.reply(Numeric.RPL_WHOWASUSER, gone.nick, gone.user, gone.host, "*", gone.realname)
        turn.reply(Numeric.RPL_WHOISSERVER, gone.nick, turn.world.config.server_name, server_time(gone.time))
    turn.reply(Numeric.RPL_ENDOFWHOWAS, nick, "End of WHOWAS")


def number_of(text: str) -> int:
    """Return a positive number from a peer, or 0 for anything else (Modern #whowas-message: then "a full search is done")."""
    return int(text[:9]) if text.isascii() and text.isdigit() else 0


COMMANDS = (
    Command("ISON", handle_ison, min_params=1, spec="RFC 2812 4.9"),
    Command("USERHOST", handle_userhost, min_params=1, spec="Modern #userhost-message"),
    Command("WHOIS", handle_whois, min_params=1, spec="Modern #whois-message"),
    Command("WHOWAS", handle_whowas, min_params=1, spec="Modern #whowas-message"),
)
