"""People: what they say, their names, being away, quitting (Modern #sending-messages, ctcp)."""

from collections.abc import Callable
from typing import Final

from desktop_chat.core.client.events import (
    AwayChanged,
    MemberQuit,
    MessageArrived,
    MessageKind,
    NickChanged,
    ServerSaid,
)
from desktop_chat.core.client.handlers.row import Row
from desktop_chat.core.client.outbox import CTCP, ID_TAG, KINDS
from desktop_chat.core.client.turn import Me, Turn, nick_of
from desktop_chat.core.instant import Instant
from desktop_chat.core.wire.message import Message, encode_tags
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.times import read_server_time

CTCP_SECONDS: Final = 2.0
"""One answer in so long: a flood of queries must not become a flood of ours, which a host would end."""


def handle_talk(turn: Turn, message: Message) -> None:
    """Somebody said something (Modern #privmsg-message, #notice-message)."""
    if is_from_server(turn.me, message):
        turn.tell(ServerSaid(message.command, message.params[1], (message.params[0],)))
    elif is_talk(message):
        turn.tell(message_event(turn.me, message, turn.now))
    else:
        handle_ctcp(turn, message)


def is_from_server(me: Me, message: Message) -> bool:
    """Return whether no person said it: no source, or the host's own name and not to a channel."""
    if not message.source:
        return True
    is_public = me.features.is_channel(me.features.without_status(message.params[0]))
    return message.command == "NOTICE" and "!" not in message.source and not is_public and not me.is_me(message.source)


def is_talk(message: Message) -> bool:
    """Return whether a PRIVMSG or NOTICE is talk: words, or of CTCP an action (Modern ctcp)."""
    text = message.params[1]
    return not text.startswith(CTCP) or (message.command == "PRIVMSG" and read_ctcp(text)[0] == "ACTION")


def message_event(me: Me, message: Message, now: Instant) -> MessageArrived:
    """Return talk as an event: a PRIVMSG or NOTICE with a source, a target and a text.

    It belongs to the channel, or to the other person: who said it to us, or to whom we said it (IRCv3 echo-message).
    """
    sender, target, text = nick_of(message.source), message.params[0], message.params[1]
    kind, mine = KINDS[message.command], me.is_me(sender)
    if text.startswith(CTCP):
        kind, text = MessageKind.ACTION, read_ctcp(text)[1]
    conversation, time, msgid = conversation_of(me, sender, target), time_of(message, now), message.tags.get("msgid", "")
    own_id = message.tags.get(ID_TAG, "") if mine else ""
    return MessageArrived(conversation, sender, text, kind, time, msgid, mine, client_only_tags(message), own_id=own_id)


def conversation_of(me: Me, sender: str, target: str) -> str:
    """Return the channel that is meant by a target, or the other person."""
    channel = me.features.without_status(target)
    return channel if me.features.is_channel(channel) or me.is_me(sender) else sender


def client_only_tags(message: Message) -> str:
    """Return what other clients said beside the text, as on the wire (IRCv3 message-tags, client-only tags)."""
    tags = {name: value for name, value in message.tags.items() if name.startswith("+")}
    return encode_tags(tags).decode()[1:-1] if tags else ""


def read_ctcp(text: str) -> tuple[str, str]:
    """Return command and parameters; the closing delimiter may be missing (Modern ctcp, Message Syntax)."""
    command, _, params = text.strip(CTCP).partition(" ")
    return command.upper(), params


def handle_ctcp(turn: Turn, message: Message) -> None:
    """A query to us is answered if it is one of a few; the rest is words for a person (Modern ctcp)."""
    command, params = read_ctcp(message.params[1])
    sender = nick_of(message.source)
    if message.command == "PRIVMSG" and command in CTCP_ANSWERS:
        if turn.me.is_me(message.params[0]) and not turn.me.is_me(sender):
            answer_ctcp(turn, sender, command, params)
    elif not turn.me.is_me(sender):
        turn.tell(ServerSaid("CTCP", params, (sender, command)))


def answer_ctcp(turn: Turn, asker: str, command: str, params: str) -> None:
    """Answer a query by NOTICE, not too often, and not at all without a version to tell (Modern ctcp)."""
    me, now = turn.me, turn.now.monotonic
    if me.version and (me.ctcp_answered_at is None or now - me.ctcp_answered_at >= CTCP_SECONDS):
        me.ctcp_answered_at = now
        turn.send("NOTICE", asker, f"{CTCP}{command} {CTCP_ANSWERS[command](me, params)}{CTCP}")


def time_of(message: Message, now: Instant) -> float:
    """Return when it was said, in seconds since 1970; now, if the host does not say so properly (IRCv3 server-time)."""
    time = read_server_time(message.tags.get("time", ""))
    return now.wall if time is None else time


def handle_nick(turn: Turn, message: Message) -> None:
    """Somebody has a new name (Modern #nick-message)."""
    old, new = nick_of(message.source), message.params[0]
    mine = turn.me.is_me(old)
    if mine:
        turn.me.nick = new
    turn.tell(NickChanged(old, new, mine))


def handle_quit(turn: Turn, message: Message) -> None:
    """Somebody left the room; of our own end ERROR tells (Modern #quit-message)."""
    nick = nick_of(message.source)
    if not turn.me.is_me(nick):
        turn.tell(MemberQuit(nick, "".join(message.params[:1])))


def handle_away(turn: Turn, message: Message) -> None:
    """Somebody went away, or, without a text, came back (IRCv3 away-notify)."""
    turn.tell(AwayChanged(nick_of(message.source), message.params[0] if message.params else None))


def handle_now_away(turn: Turn, _message: Message) -> None:
    """306: we are away; the text is the one we sent (Modern #rplnowaway-306)."""
    turn.tell(AwayChanged(turn.me.nick, turn.me.away_text))


def handle_unaway(turn: Turn, _message: Message) -> None:
    """305: we are back (Modern #rplunaway-305)."""
    turn.tell(AwayChanged(turn.me.nick, None))


CTCP_ANSWERS: Final[dict[str, Callable[[Me, str], str]]] = {
    "CLIENTINFO": lambda _me, _params: "ACTION CLIENTINFO PING VERSION",
    "PING": lambda _me, params: params,
    "VERSION": lambda me, _params: me.version,
}

ROWS: Final[dict[str, Row]] = {
    "PRIVMSG": Row(handle_talk, 2),
    "NOTICE": Row(handle_talk, 2),
    "NICK": Row(handle_nick, 1, from_somebody=True),
    "QUIT": Row(handle_quit, 0, from_somebody=True),
    "AWAY": Row(handle_away, 0, from_somebody=True),
    Numeric.RPL_NOWAWAY: Row(handle_now_away, 0),
    Numeric.RPL_UNAWAY: Row(handle_unaway, 0),
}
