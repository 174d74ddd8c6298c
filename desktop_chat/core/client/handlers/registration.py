"""Getting in and being sent away: CAP, welcome, 005, refused nicks and passwords, PING, ERROR (Modern #connection-registration)."""

from collections.abc import Collection
from typing import Final

from desktop_chat.core.client.events import (
    HostClosed,
    LinkProblem,
    LoggedIn,
    NickRefusal,
    NickRefused,
    Registered,
    RoomDescribed,
    ServerSaid,
)
from desktop_chat.core.client.features import features_of, update_tokens
from desktop_chat.core.client.handlers.identity import LOGIN_CAPS, end_negotiation, register_after_welcome, wanted_caps
from desktop_chat.core.client.handlers.row import Row, plain_refusal
from desktop_chat.core.client.outbox import RECEIPTS
from desktop_chat.core.client.profile import CAPABILITY, introduction
from desktop_chat.core.client.turn import Trigger, Turn
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.numerics import Numeric

WANTED_CAPS: Final = (
    "away-notify",
    "batch",
    "cap-notify",
    "chghost",
    "desktop-chat/message-edit",
    "draft/channel-rename",
    "draft/chathistory",
    "draft/event-playback",
    "draft/message-redaction",
    CAPABILITY,
    "draft/multiline",
    "echo-message",
    "extended-monitor",
    "invite-notify",
    "labeled-response",
    "message-tags",
    "multi-prefix",
    "server-time",
    "standard-replies",
    "userhost-in-names",
)
"""What this client understands, each an IRCv3 specification of that name. Of chghost it wants no more than to be spared a quit and
a join: it shows no hosts."""
LAST_OF_WELCOME: Final = (Numeric.RPL_ENDOFMOTD, Numeric.ERR_NOMOTD)
NICK_TOO_FAST: Final = "438"


def handle_cap(turn: Turn, message: Message) -> None:
    """Negotiate capabilities; an unknown subcommand means nothing to us (IRCv3 capability-negotiation)."""
    subcommand, rest = message.params[1].upper(), message.params[2:]
    words = [word.lstrip("~=").partition("=") for word in rest[-1].split()] if rest else []
    names = [name for name, _, _ in words]
    if subcommand in {"LS", "NEW"}:
        turn.me.caps.offered.update((name, value) for name, _, value in words if name in WANTED_CAPS + LOGIN_CAPS)
    if subcommand == "LS":
        if "*" not in rest[:-1]:  # Else more of the list follows.
            request_caps(turn, turn.me.caps.offered)
    elif subcommand == "NEW":
        request_caps(turn, names)
    elif subcommand == "ACK":
        take_ack(turn, names)
    elif subcommand == "NAK":
        take_nak(turn)
    elif subcommand == "DEL":
        turn.me.caps.active.difference_update(names)


def request_caps(turn: Turn, offered: Collection[str]) -> None:
    """Ask for what we want and have not asked for, all or nothing; if that is nothing the negotiation is over."""
    caps = turn.me.caps
    known = caps.active.union(*caps.asked)
    names = [name for name in WANTED_CAPS + wanted_caps(turn.me) if name in offered and name not in known]
    if not known.union(names) >= RECEIPTS and "echo-message" in names:
        names.remove("echo-message")  # An echo that does not say which message it is of could not be told from another.
    if names:
        caps.asked.append(names)
        turn.send("CAP", "REQ", " ".join(names))
    end_negotiation(turn)


def take_ack(turn: Turn, names: list[str]) -> None:
    """Note what is in force; a long answer may come in several lines (IRCv3 capability-negotiation, The CAP ACK subcommand)."""
    caps = turn.me.caps
    caps.active.difference_update(name[1:] for name in names if name.startswith("-"))
    caps.active.update(name for name in names if name in WANTED_CAPS + wanted_caps(turn.me))
    if caps.asked:
        caps.asked[0] = [name for name in caps.asked[0] if name not in caps.active]
        if not caps.asked[0]:
            caps.asked.popleft()
    end_negotiation(turn)


def take_nak(turn: Turn) -> None:
    """Ask again for each alone: a request is refused as a whole, even for one name (The CAP NAK subcommand)."""
    refused = turn.me.caps.asked.popleft() if turn.me.caps.asked else []
    for name in refused if len(refused) > 1 else ():
        turn.me.caps.asked.append([name])
        turn.send("CAP", "REQ", name)
    end_negotiation(turn)


def handle_welcome(turn: Turn, message: Message) -> None:
    """001: we are in, under the nick that the host says (Modern #rplwelcome-001)."""
    if not turn.me.is_registering:
        return
    turn.me.advance(Trigger.WELCOME)
    turn.me.refusal = None
    turn.me.nick = message.params[0] or turn.me.nick
    turn.tell(Registered(turn.me.nick, message.source or "", frozenset(turn.me.caps.active)))
    if turn.me.account:
        turn.tell(LoggedIn(turn.me.account))
    register_after_welcome(turn)
    if CAPABILITY in turn.me.caps.active:
        turn.step.send += introduction(turn.me.profile)
    for channel in turn.me.channels:
        turn.send("JOIN", channel, *turn.me.key_of(channel))


def handle_isupport(turn: Turn, message: Message) -> None:
    """005: what the host is and allows (Modern #rplisupport-005)."""
    turn.me.tokens = update_tokens(turn.me.tokens, message.params[1:-1])
    turn.me.features = features_of(turn.me.tokens)
    turn.tell(RoomDescribed(turn.me.features))


def handle_end_of_welcome(turn: Turn, message: Message) -> None:
    """376, 422: the greeting is over; the same numerics later end a MOTD that somebody asked for."""
    if turn.me.was_greeted:
        turn.tell(ServerSaid(message.command, message.params[-1]))
    turn.me.was_greeted = True


def handle_welcome_figure(turn: Turn, message: Message) -> None:
    """002-004, LUSERS: nothing a person wants to read while coming in, but an answer when asked for later."""
    if turn.me.was_greeted:
        turn.tell(ServerSaid(message.command, " ".join(message.params[1:])))


def handle_nick_refusal(turn: Turn, message: Message) -> None:
    """431-437: a nick is not to be had (Modern #errnicknameinuse-433); 437 is told of channels too (RFC 2812 5.2)."""
    nick = message.params[1] if message.params[2:] else ""
    if turn.me.features.is_channel(nick):
        plain_refusal(turn, message)
    else:
        turn.tell(NickRefused(nick, NICK_REFUSALS[message.command]))


def handle_bad_password(turn: Turn, message: Message) -> None:
    """464: on the way in it is the room's password; later it answers OPER (Modern #errpasswdmismatch-464)."""
    refuse_entry(turn, message, LinkProblem.BAD_PASSWORD)


def handle_banned(turn: Turn, message: Message) -> None:
    """465: the host does not want us (Modern #erryourebannedcreep-465)."""
    refuse_entry(turn, message, LinkProblem.BANNED)


def refuse_entry(turn: Turn, message: Message, problem: LinkProblem) -> None:
    """Remember why the host is about to hang up; the end of the link will say it."""
    if turn.me.is_registering:
        turn.me.refusal = problem
    else:
        plain_refusal(turn, message)


def handle_unknown_command(turn: Turn, message: Message) -> None:
    """421: to CAP it is how a host without capabilities answers, and no news (IRCv3 capability-negotiation)."""
    if not (turn.me.is_registering and "CAP" in message.params[1:2]):
        plain_refusal(turn, message)


def handle_ping(turn: Turn, message: Message) -> None:
    """Answer with the same words (Modern #ping-message)."""
    turn.send("PONG", message.params[-1])


def handle_pong(_turn: Turn, _message: Message) -> None:
    """Nothing: any line shows that the host is there (Modern #pong-message)."""


def handle_error(turn: Turn, message: Message) -> None:
    """The host is about to hang up (Modern #error-message)."""
    turn.me.farewell = message.params[-1]
    turn.tell(HostClosed(message.params[-1]))


NICK_REFUSALS: Final[dict[str, NickRefusal]] = {
    Numeric.ERR_NONICKNAMEGIVEN: NickRefusal.ERRONEOUS,
    Numeric.ERR_ERRONEUSNICKNAME: NickRefusal.ERRONEOUS,
    Numeric.ERR_NICKNAMEINUSE: NickRefusal.IN_USE,
    Numeric.ERR_NICKCOLLISION: NickRefusal.IN_USE,
    Numeric.ERR_UNAVAILRESOURCE: NickRefusal.UNAVAILABLE,
    NICK_TOO_FAST: NickRefusal.UNAVAILABLE,
}
WELCOME_FIGURES: Final = (
    Numeric.RPL_YOURHOST,
    Numeric.RPL_CREATED,
    Numeric.RPL_MYINFO,
    Numeric.RPL_LUSERCLIENT,
    Numeric.RPL_LUSEROP,
    Numeric.RPL_LUSERUNKNOWN,
    Numeric.RPL_LUSERCHANNELS,
    Numeric.RPL_LUSERME,
    Numeric.RPL_LOCALUSERS,
    Numeric.RPL_GLOBALUSERS,
    Numeric.RPL_MOTDSTART,
)

ROWS: Final[dict[str, Row]] = {
    "CAP": Row(handle_cap, 2),
    "PING": Row(handle_ping, 1),
    "PONG": Row(handle_pong, 0),
    "ERROR": Row(handle_error, 1),
    Numeric.RPL_WELCOME: Row(handle_welcome, 1),
    Numeric.RPL_ISUPPORT: Row(handle_isupport, 2),
    Numeric.ERR_PASSWDMISMATCH: Row(handle_bad_password, 1),
    Numeric.ERR_YOUREBANNEDCREEP: Row(handle_banned, 1),
    Numeric.ERR_UNKNOWNCOMMAND: Row(handle_unknown_command, 1),
    **dict.fromkeys(LAST_OF_WELCOME, Row(handle_end_of_welcome, 1)),
    **dict.fromkeys(WELCOME_FIGURES, Row(handle_welcome_figure, 1)),
    **dict.fromkeys(NICK_REFUSALS, Row(handle_nick_refusal, 1)),
}
