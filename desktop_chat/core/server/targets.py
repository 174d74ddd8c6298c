"""Where a message goes: channels, ranks in channels, people, and everybody whose host or server matches a mask."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from desktop_chat.core.server.channel import PREFIXES, RANKS
from desktop_chat.core.server.persons import person_of
from desktop_chat.core.wire.masks import matches_name
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.speech import Speech
    from desktop_chat.core.server.turn import Turn

CTCP = "\x01"
SIGNS = "".join(PREFIXES.values())
"""The prefixes of members, highest first."""
SERVER_MASK, HOST_MASK = "$", "$#"
"""What begins a mask of servers (RFC 2812 3.3.1; also `$$`), and one of hosts, which cannot be told from a channel as the RFC
writes it (Ergo, InspIRCd write it so too)."""
WILDCARDS = frozenset("*?")


class Refuse(Protocol):
    """How a refusal is told: `Turn.reply` for PRIVMSG, nothing for NOTICE."""

    def __call__(self, numeric: Numeric, *params: str) -> None:
        """Tell a numeric and its parameters, or do not."""
        ...


class Route(NamedTuple):
    """Where a message goes."""

    target: str
    """As shown to who gets it."""
    place: str
    """Whose history it belongs to, as in `MessageRecord`; "" for nobody's."""
    audience: tuple[int, ...]
    """The sessions that get it."""
    person: Session | None = None
    """Whom it is for, if that is one person."""


def route_of(turn: Turn, speech: Speech, target: str, refuse: Refuse) -> Route | None:
    """Return where a message to *target* goes; None if it may not, which was told."""
    name = target.lstrip(SIGNS)
    if name.startswith("#"):
        return to_channel(turn, speech, target, name, refuse)
    if target.startswith(SERVER_MASK):
        return to_mask(turn, target, refuse)
    person = turn.world.find_nick(target)
    if person is None:
        refuse(Numeric.ERR_NOSUCHNICK, target or "*", "No such nick")
        return None
    return Route(person.nick, person_of(person), (person.id,), person)


def to_channel(turn: Turn, speech: Speech, target: str, name: str, refuse: Refuse) -> Route | None:
    """Send to a channel, or with prefixes before its name (`@#tea`) to those of the lowest of these ranks and above."""
    channel = turn.world.find_channel(name)
    if channel is None:
        refuse(Numeric.ERR_NOSUCHCHANNEL, name, "No such channel")
    elif not channel.may_speak(turn.who):
        refuse(Numeric.ERR_CANNOTSENDTOCHAN, channel.name, "Cannot send to channel")
    elif "C" in channel.flags and is_ctcp(speech):
        refuse(Numeric.ERR_CANNOTSENDTOCHAN, channel.name, "Cannot send CTCP to channel (+C)")
    elif target == name:
        return Route(channel.name, channel.place, channel.audience)
    else:
        lowest = max(target.removesuffix(name), key=SIGNS.index)
        return Route(lowest + channel.name, lowest + channel.place, ranked(channel, lowest))
    return None


def is_ctcp(speech: Speech) -> bool:
    """Return whether there is a CTCP query or answer in it; ACTION is talk."""
    return any(line.text.startswith(CTCP) and not line.text.startswith(CTCP + "ACTION ") for line in speech.lines)


def ranked(channel: Channel, sign: str) -> tuple[int, ...]:
    """Return the ids of the members with the rank of this prefix or a higher one (Modern #statusmsg-parameter)."""
    wanted = set(RANKS[: SIGNS.index(sign) + 1])
    return tuple(member.id for member, ranks in channel.members.items() if wanted & set(ranks))


def to_mask(turn: Turn, target: str, refuse: Refuse) -> Route | None:
    """Send to everybody whose host, or whose server, matches: for operators of the room (RFC 2812 3.3.1).

    "The mask MUST have at least 1 (one) "." in it and no wildcards following the last "."".
    """
    mask = target.removeprefix(HOST_MASK) if target.startswith(HOST_MASK) else target.lstrip(SERVER_MASK)
    _, dot, top_level = mask.rpartition(".")
    if not turn.who.is_operator:
        refuse(Numeric.ERR_NOPRIVILEGES, "Permission Denied- You're not an IRC operator")
    elif not dot:
        refuse(Numeric.ERR_NOTOPLEVEL, target, "No toplevel domain specified")
    elif WILDCARDS & set(top_level):
        refuse(Numeric.ERR_WILDTOPLEVEL, target, "Wildcard in toplevel domain")
    else:
        return Route(target, "", meant(turn, mask, of_hosts=target.startswith(HOST_MASK)))
    return None


def meant(turn: Turn, mask: str, *, of_hosts: bool) -> tuple[int, ...]:
    """Return the ids of the people whose host, or whose server, matches a mask."""
    server = turn.world.config.server_name
    return tuple(person.id for person in turn.world.people() if matches_name(mask, person.host if of_hosts else server))
