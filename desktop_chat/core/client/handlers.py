"""What each line of a host means: one function for each command, one table for the numerics.

A line with too few parameters means nothing and is left out; a host's mistakes never raise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.client.events import (
    AwayChanged,
    ChannelsListed,
    CommandRefused,
    HostClosed,
    Invited,
    JoinedChannel,
    LeftChannel,
    ListedChannel,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    MembersListed,
    ModeChanged,
    NickChanged,
    NickRefusal,
    NickRefused,
    PasswordRefused,
    Registered,
    RoomNamed,
    ServerSaid,
    TopicChanged,
)
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.names import fold
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_chat.core.client.session import ClientSession, Step
    from desktop_chat.core.instant import Instant

    Handler = Callable[[ClientSession, Message, Step, Instant], None]
    NumericHandler = Callable[[ClientSession, tuple[str, ...], Step], None]

WANTED_CAPS = ("cap-notify", "echo-message", "message-tags", "multi-prefix", "server-time")
NICK_REFUSALS: dict[str, NickRefusal] = {
    Numeric.ERR_NONICKNAMEGIVEN: NickRefusal.EMPTY,
    Numeric.ERR_ERRONEUSNICKNAME: NickRefusal.NOT_ALLOWED,
    Numeric.ERR_NICKNAMEINUSE: NickRefusal.IN_USE,
    Numeric.ERR_NICKCOLLISION: NickRefusal.IN_USE,
    Numeric.ERR_UNAVAILRESOURCE: NickRefusal.UNAVAILABLE,
}
QUIET = {
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
    Numeric.RPL_LISTSTART,
    Numeric.RPL_CHANNELMODEIS,
    Numeric.RPL_CREATIONTIME,
    Numeric.RPL_TOPICWHOTIME,
    Numeric.RPL_MOTDSTART,
    Numeric.RPL_ENDOFMOTD,
    Numeric.ERR_NOMOTD,
}
"""Numerics of every welcome that tell a person nothing worth a line."""


def nick_of(message: Message) -> str:
    """Return who a line comes from: the nick of its source."""
    return (message.source or "").partition("!")[0]


def on_cap(session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """Ask for what we want of what there is, then end the negotiation (IRCv3 capability-negotiation)."""
    subcommand, rest = message.params[1].upper(), message.params[2:]
    names = [word.partition("=")[0] for word in rest[-1].split()] if rest else []
    if subcommand == "LS":
        session.offered += names
        if rest and rest[0] == "*" and len(rest) > 1:
            return  # More lines follow.
        request_caps(session, step, session.offered, or_end=True)
    elif subcommand == "NEW":
        request_caps(session, step, names, or_end=False)
    elif subcommand == "ACK":
        session.caps |= {name for name in names if not name.startswith("-")}
        end_caps(session, step)
    elif subcommand == "NAK":
        end_caps(session, step)
    elif subcommand == "DEL":
        session.caps -= set(names)


def request_caps(session: ClientSession, step: Step, offered: list[str], *, or_end: bool) -> None:
    """Ask for the wanted ones among those offered."""
    wanted = [name for name in WANTED_CAPS if name in offered]
    if wanted:
        step.send.append(Message("CAP", ("REQ", " ".join(wanted))))
    elif or_end:
        end_caps(session, step)


def end_caps(session: ClientSession, step: Step) -> None:
    """End the negotiation, if it is the one before the welcome."""
    if session.is_registering:
        step.send.append(Message("CAP", ("END",)))


def on_ping(_session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """Answer with the same words (Modern #ping-message)."""
    step.send.append(Message("PONG", message.params[-1:]))


def on_message(session: ClientSession, message: Message, step: Step, now: Instant) -> None:
    """PRIVMSG and NOTICE: talk, unless it is the host itself or a CTCP query."""
    if "!" not in (message.source or "") and message.command == "NOTICE":
        step.events.append(ServerSaid("NOTICE", message.params[:1], message.params[1]))
        return
    event = session.message_event(message, now)
    if event.sender and not event.text.startswith("\x01"):
        step.events.append(event)


def on_join(session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """Somebody enters a channel (Modern #join-message)."""
    nick, channel = nick_of(message), message.params[0]
    step.events.append(JoinedChannel(channel) if session.is_me(nick) else MemberJoined(channel, nick))


def on_part(session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """Somebody leaves a channel (Modern #part-message)."""
    channel, reason = (*message.params, "")[:2]
    leave(session, step, channel, nick_of(message), reason, "")


def on_kick(session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """Somebody is put out of a channel (Modern #kick-message)."""
    channel, nick, reason = (*message.params, "")[:3]
    leave(session, step, channel, nick, reason, nick_of(message))


def leave(session: ClientSession, step: Step, channel: str, nick: str, reason: str, by: str) -> None:
    """Tell of us or of somebody else leaving."""
    mine = session.is_me(nick)
    step.events.append(LeftChannel(channel, reason, by) if mine else MemberLeft(channel, nick, reason, by))


def on_quit(session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """Somebody leaves the room (Modern #quit-message); of ourselves ERROR tells."""
    nick = nick_of(message)
    if not session.is_me(nick):
        step.events.append(MemberQuit(nick, "".join(message.params[:1])))


def on_nick(session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """Somebody has a new nick (Modern #nick-message)."""
    old, new = nick_of(message), message.params[0]
    mine = session.is_me(old)
    if mine:
        session.nick = new
    step.events.append(NickChanged(old, new, mine))


def on_topic(_session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """A topic changes (Modern #topic-message)."""
    step.events.append(TopicChanged(message.params[0], message.params[1], nick_of(message)))


def on_mode(session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """A channel's modes change; our own are nothing to show (Modern #mode-message)."""
    if session.isupport.is_channel(message.params[0]):
        changes = tuple(session.isupport.mode_changes(message.params[1:]))
        step.events.append(ModeChanged(message.params[0], changes, nick_of(message)))


def on_invite(session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """Somebody asks us in (Modern #invite-message)."""
    if session.is_me(message.params[0]):
        step.events.append(Invited(message.params[1], nick_of(message)))


def on_error(_session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """The host ends the connection (Modern #error-message)."""
    step.events.append(HostClosed(message.params[-1]))


def on_fail(_session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """A standard reply: something was refused (IRCv3 standard-replies)."""
    step.events.append(CommandRefused(message.params[1], message.params[2:-1], message.params[-1]))


def on_note(_session: ClientSession, message: Message, step: Step, _now: Instant) -> None:
    """WARN, NOTE and WALLOPS: words for a person."""
    step.events.append(ServerSaid(message.command, message.params[:-1], message.params[-1]))


HANDLED: dict[str, tuple[int, Handler]] = {
    "CAP": (2, on_cap),
    "PING": (1, on_ping),
    "PRIVMSG": (2, on_message),
    "NOTICE": (2, on_message),
    "JOIN": (1, on_join),
    "PART": (1, on_part),
    "KICK": (2, on_kick),
    "QUIT": (0, on_quit),
    "NICK": (1, on_nick),
    "TOPIC": (2, on_topic),
    "MODE": (1, on_mode),
    "INVITE": (2, on_invite),
    "ERROR": (1, on_error),
    "FAIL": (3, on_fail),
    "WARN": (3, on_note),
    "NOTE": (3, on_note),
    "WALLOPS": (1, on_note),
}
"""Each command with the parameters it needs at least."""


def handle_command(session: ClientSession, message: Message, step: Step, now: Instant) -> None:
    """Take a command by the table; one that is not in it, or is not whole, means nothing to us."""
    needed, handler = HANDLED.get(message.command, (0, None))
    if handler is not None and len(message.params) >= needed:
        handler(session, message, step, now)


def on_welcome(session: ClientSession, params: tuple[str, ...], step: Step) -> None:
    """001: we are in, under the nick that the host says (Modern #rplwelcome-001)."""
    session.advance("welcome")
    session.nick = params[0]
    step.events.append(Registered(session.nick, params[-1]))
    step.send += [Message("JOIN", (channel,)) for channel in session.channels]


def on_isupport(session: ClientSession, params: tuple[str, ...], step: Step) -> None:
    """005: what the host knows of itself."""
    session.isupport.take(params[1:-1])
    if any(token.startswith("NETWORK=") for token in params):
        step.events.append(RoomNamed(session.isupport.tokens["NETWORK"]))


def on_names(session: ClientSession, params: tuple[str, ...], _step: Step) -> None:
    """353: some members of a channel."""
    channel, words = params[-2], params[-1].split()
    session.names.setdefault(fold(channel), []).extend(session.isupport.member(word) for word in words)


def on_end_of_names(session: ClientSession, params: tuple[str, ...], step: Step) -> None:
    """366: that was all of them."""
    channel = params[1]
    step.events.append(MembersListed(channel, tuple(session.names.pop(fold(channel), []))))


def on_topic_reply(_session: ClientSession, params: tuple[str, ...], step: Step) -> None:
    """332: a channel's topic."""
    step.events.append(TopicChanged(params[1], params[2], ""))


def on_no_topic(_session: ClientSession, params: tuple[str, ...], step: Step) -> None:
    """331: a channel has no topic."""
    step.events.append(TopicChanged(params[1], "", ""))


def on_list(session: ClientSession, params: tuple[str, ...], _step: Step) -> None:
    """322: one channel of LIST."""
    people = int(params[2][:9]) if params[2].isascii() and params[2].isdigit() else 0
    session.listed.append(ListedChannel(params[1], people, "".join(params[3:4])))


def on_end_of_list(session: ClientSession, _params: tuple[str, ...], step: Step) -> None:
    """323: that was all of LIST."""
    step.events.append(ChannelsListed(tuple(session.listed)))
    session.listed.clear()


def on_away(_session: ClientSession, _params: tuple[str, ...], step: Step) -> None:
    """306: the host noted that we are away."""
    step.events.append(AwayChanged(away=True))


def on_back(_session: ClientSession, _params: tuple[str, ...], step: Step) -> None:
    """305: the host noted that we are back."""
    step.events.append(AwayChanged(away=False))


def on_bad_password(_session: ClientSession, _params: tuple[str, ...], step: Step) -> None:
    """464: the room wants a password."""
    step.events.append(PasswordRefused())


NUMERICS: dict[str, tuple[int, NumericHandler]] = {
    Numeric.RPL_WELCOME: (1, on_welcome),
    Numeric.RPL_ISUPPORT: (2, on_isupport),
    Numeric.RPL_NAMREPLY: (3, on_names),
    Numeric.RPL_ENDOFNAMES: (2, on_end_of_names),
    Numeric.RPL_TOPIC: (3, on_topic_reply),
    Numeric.RPL_NOTOPIC: (2, on_no_topic),
    Numeric.RPL_LIST: (3, on_list),
    Numeric.RPL_LISTEND: (1, on_end_of_list),
    Numeric.RPL_NOWAWAY: (1, on_away),
    Numeric.RPL_UNAWAY: (1, on_back),
    Numeric.ERR_PASSWDMISMATCH: (1, on_bad_password),
}


def handle_numeric(session: ClientSession, message: Message, step: Step) -> None:
    """Take a numeric: by the table, or as words of the host, or as a refusal (400 to 599)."""
    code, params = message.command, message.params
    needed, handler = NUMERICS.get(code, (0, None))
    if len(params) < needed or not params or code in QUIET:
        return
    refusal = NICK_REFUSALS.get(code)
    if handler is not None:
        handler(session, params, step)
    elif refusal is not None:
        nick = params[1] if len(params) > 2 else session.nick  # noqa: PLR2004
        step.events.append(NickRefused(nick, refusal, registered=not session.is_registering))
    elif code[0] in "45":
        step.events.append(CommandRefused(code, params[1:-1], params[-1]))
    else:
        step.events.append(ServerSaid(code, params[1:-1], params[-1]))
