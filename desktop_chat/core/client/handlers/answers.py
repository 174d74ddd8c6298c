"""Answers of several lines, each told as one: about a person, the lists of a channel, who of it is away; and who is watched."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from desktop_chat.core.client.events import AwayChanged, MaskEntry, MasksListed, PersonDescribed, PresenceTold
from desktop_chat.core.client.handlers.row import Row, plain_reply
from desktop_chat.core.client.turn import ROWS_COLLECTED, Turn, nick_of
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.times import read_seconds

PEOPLE_AT_ONCE: Final = 32
"""Answers to WHOIS under way; a host that never ends one does not fill memory."""


def handle_whois(turn: Turn, message: Message) -> None:
    """311: what we hear of somebody begins (Modern #rplwhoisuser-311)."""
    _, nick, user, host, _, realname = message.params[:6]
    if len(turn.me.whois) < PEOPLE_AT_ONCE:
        turn.me.whois[turn.me.features.fold(nick)] = PersonDescribed(nick, user, host, realname)


def handle_whois_part(turn: Turn, message: Message) -> None:
    """Another line of it; WHOWAS uses some of the same numerics, and then they are words for a person."""
    if not note_whois(turn, message):
        plain_reply(turn, message)


def note_whois(turn: Turn, message: Message) -> bool:
    """Add a line to what we hear of somebody; return whether it belongs there."""
    folded = turn.me.features.fold(message.params[1])
    person = turn.me.whois.get(folded)
    if person is None:
        return False
    turn.me.whois[folded] = WHOIS_PARTS[message.command](person, message.params[2:])
    return True


def handle_end_of_whois(turn: Turn, message: Message) -> None:
    """318: that was all of those we asked about (Modern #rplendofwhois-318)."""
    for nick in message.params[1].split(","):
        person = turn.me.whois.pop(turn.me.features.fold(nick), None)
        if person is not None:
            turn.tell(person)


def handle_away_reply(turn: Turn, message: Message) -> None:
    """301: somebody we wrote to or asked about is away (Modern #rplaway-301)."""
    note_whois(turn, message)
    turn.tell(AwayChanged(message.params[1], message.params[2]))


def handle_mask(turn: Turn, message: Message) -> None:
    """346, 348, 367: one entry of a list (Modern #rplbanlist-367)."""
    _, channel, mask, by, seconds = (*message.params, "", "")[:5]
    if sum(map(len, turn.me.masks.values())) + len(turn.me.masks) < ROWS_COLLECTED:
        under_way = turn.me.masks.setdefault((turn.me.features.fold(channel), LISTS[message.command]), [])
        under_way.append(MaskEntry(mask, nick_of(by), read_seconds(seconds)))


def handle_end_of_masks(turn: Turn, message: Message) -> None:
    """347, 349, 368: that was the list (Modern #rplendofbanlist-368)."""
    channel, mode = message.params[1], LISTS[message.command]
    turn.tell(MasksListed(channel, mode, tuple(turn.me.masks.pop((turn.me.features.fold(channel), mode), ()))))


def handle_who(turn: Turn, message: Message) -> None:
    """352: of a channel that we came into it tells who is away, without the text; else somebody asked (Modern #rplwhoreply-352)."""
    channel, nick, flags = message.params[1], message.params[5], message.params[6]
    if turn.me.features.fold(channel) not in turn.me.who_asked:
        plain_reply(turn, message)
    elif flags.startswith("G") and not turn.me.is_me(nick):
        turn.tell(AwayChanged(nick, ""))


def handle_end_of_who(turn: Turn, message: Message) -> None:
    """315: that was all (Modern #rplendofwho-315)."""
    folded = turn.me.features.fold(message.params[1])
    if folded in turn.me.who_asked:
        turn.me.who_asked.discard(folded)
    else:
        plain_reply(turn, message)


def handle_online(turn: Turn, message: Message) -> None:
    """730: these are here (IRCv3 monitor, RPL_MONONLINE)."""
    tell_presence(turn, message.params[1], is_online=True)


def handle_offline(turn: Turn, message: Message) -> None:
    """731: these are not (IRCv3 monitor, RPL_MONOFFLINE)."""
    tell_presence(turn, message.params[1], is_online=False)


def tell_presence(turn: Turn, targets: str, *, is_online: bool) -> None:
    """Tell of each person of a list of `nick!user@host` or nicks."""
    for nick in filter(None, map(nick_of, targets.split(","))):
        turn.tell(PresenceTold(nick, is_online))


def _remark(person: PersonDescribed, words: Sequence[str]) -> PersonDescribed:
    return replace(person, remarks=(*person.remarks, words[-1]))


WHOIS_PARTS: Final[dict[str, Callable[[PersonDescribed, Sequence[str]], PersonDescribed]]] = {
    Numeric.RPL_WHOISCHANNELS: lambda person, words: replace(person, channels=person.channels + tuple(words[-1].split())),
    Numeric.RPL_WHOISSERVER: lambda person, _words: person,
    Numeric.RPL_WHOISOPERATOR: lambda person, _words: replace(person, is_operator=True),
    Numeric.RPL_WHOISBOT: lambda person, _words: replace(person, is_bot=True),
    Numeric.RPL_AWAY: lambda person, words: replace(person, away=words[-1]),
    Numeric.RPL_WHOISACCOUNT: lambda person, words: replace(person, account=words[0]),
    Numeric.RPL_WHOISSECURE: lambda person, _words: replace(person, is_secure=True),
    Numeric.RPL_WHOISACTUALLY: lambda person, words: replace(person, address=words[0]),
    Numeric.RPL_WHOISHOST: lambda person, words: replace(person, address=words[-1].rpartition(" ")[2]),
    Numeric.RPL_WHOISIDLE: lambda person, words: replace(
        person, idle_seconds=_whole(words[0]), signed_on=read_seconds(words[1]) if words[2:] else None
    ),
    Numeric.RPL_WHOISKEYVALUE: lambda person, words: replace(person, facts=(*person.facts, (words[0], words[-1]))),
    **dict.fromkeys((Numeric.RPL_WHOISREGNICK, Numeric.RPL_WHOISSPECIAL, Numeric.RPL_WHOISCERTFP, Numeric.RPL_WHOISMODES), _remark),
}
"""What each line of a WHOIS adds (Modern #whois-message); given what stands after the nick."""


def _whole(seconds: str) -> int | None:
    read = read_seconds(seconds)
    return None if read is None else int(read)


LISTS: Final[dict[str, str]] = {
    Numeric.RPL_BANLIST: "b",
    Numeric.RPL_ENDOFBANLIST: "b",
    Numeric.RPL_EXCEPTLIST: "e",
    Numeric.RPL_ENDOFEXCEPTLIST: "e",
    Numeric.RPL_INVEXLIST: "I",
    Numeric.RPL_ENDOFINVEXLIST: "I",
}

ROWS: Final[dict[str, Row]] = {
    Numeric.RPL_WHOISUSER: Row(handle_whois, 6),
    **dict.fromkeys(WHOIS_PARTS, Row(handle_whois_part, 3)),
    Numeric.RPL_ENDOFWHOIS: Row(handle_end_of_whois, 2),
    Numeric.RPL_AWAY: Row(handle_away_reply, 3),
    **dict.fromkeys((Numeric.RPL_BANLIST, Numeric.RPL_EXCEPTLIST, Numeric.RPL_INVEXLIST), Row(handle_mask, 3)),
    **dict.fromkeys((Numeric.RPL_ENDOFBANLIST, Numeric.RPL_ENDOFEXCEPTLIST, Numeric.RPL_ENDOFINVEXLIST), Row(handle_end_of_masks, 2)),
    Numeric.RPL_WHOREPLY: Row(handle_who, 7),
    Numeric.RPL_ENDOFWHO: Row(handle_end_of_who, 2),
    Numeric.RPL_MONONLINE: Row(handle_online, 2),
    Numeric.RPL_MONOFFLINE: Row(handle_offline, 2),
}
