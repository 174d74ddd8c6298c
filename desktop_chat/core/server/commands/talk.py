"""What people say: PRIVMSG NOTICE TAGMSG (Modern #sending-messages, IRCv3 message-tags)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from desktop_chat.core.server.channel import PREFIXES, RANKS
from desktop_chat.core.server.effects import NOBODY, Deliver, Send
from desktop_chat.core.server.records import MessageRecord, msgid_of
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.message import Message, encode_tags
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.outgoing import Outgoing
    from desktop_chat.core.server.turn import Turn


class Refuse(Protocol):
    """How a refusal is told: `Turn.reply` for PRIVMSG, nothing for NOTICE."""

    def __call__(self, numeric: Numeric, *params: str) -> None:
        """Tell a numeric and its parameters, or do not."""
        ...


CTCP = "\x01"
SIGNS = "".join(PREFIXES.values())
"""The prefixes of members, highest first."""


def handle_privmsg(turn: Turn, message: Message) -> None:
    """Say something to channels and people (Modern #privmsg-message)."""
    if not message.params or not message.params[0]:
        turn.reply(Numeric.ERR_NORECIPIENT, f"No recipient given ({message.command})")
    elif len(message.params) == 1 or not message.params[1]:
        turn.reply(Numeric.ERR_NOTEXTTOSEND, "No text to send")
    else:
        turn.who.last_spoke = turn.now.monotonic
        speak(turn, message, turn.reply)


def handle_notice(turn: Turn, message: Message) -> None:
    """Say something that is never answered automatically, not even by an error (Modern #notice-message)."""
    if len(message.params) > 1 and message.params[1]:
        speak(turn, message, in_silence)


def handle_tagmsg(turn: Turn, message: Message) -> None:
    """Relay client-only tags without a text to those who know tags (IRCv3 message-tags, TAGMSG)."""
    if client_only(message):
        speak(turn, message, turn.reply)


def in_silence(numeric: Numeric, *params: str) -> None:
    """Refuse without a word."""


def speak(turn: Turn, message: Message, refuse: Refuse) -> None:
    """Send a message to each of its targets; *refuse* takes a numeric and its parameters."""
    targets, most = message.params[0].split(","), turn.world.config.limits.targets
    for target in targets[most:]:
        refuse(Numeric.ERR_TOOMANYTARGETS, target, f"At most {most} targets at once")
    for target in targets[:most]:
        name = target.lstrip(SIGNS)
        if name.startswith("#"):
            to_channel(turn, message, target, name, refuse)
        else:
            to_person(turn, message, target, refuse)


def to_channel(turn: Turn, message: Message, target: str, name: str, refuse: Refuse) -> None:
    """Send to a channel, or with prefixes before its name (`@#tea`) to those of the lowest of these ranks and above."""
    channel = turn.world.find_channel(name)
    if channel is None:
        refuse(Numeric.ERR_NOSUCHCHANNEL, name, "No such channel")
        return
    if not channel.may_speak(turn.who):
        refuse(Numeric.ERR_CANNOTSENDTOCHAN, channel.name, "Cannot send to channel")
    elif "C" in channel.flags and is_ctcp(message):
        refuse(Numeric.ERR_CANNOTSENDTOCHAN, channel.name, "Cannot send CTCP to channel (+C)")
    elif target == name:
        post(turn, message, channel.name, channel.audience, refuse)
    else:
        lowest = max(target.removesuffix(name), key=SIGNS.index)
        post(turn, message, lowest + channel.name, ranked(channel, lowest), refuse)


def is_ctcp(message: Message) -> bool:
    """Return whether this is a CTCP query or answer; ACTION is talk."""
    text = message.params[1] if len(message.params) > 1 else ""
    return text.startswith(CTCP) and not text.startswith(CTCP + "ACTION ")


def ranked(channel: Channel, sign: str) -> tuple[int, ...]:
    """Return the ids of the members with the rank of this prefix or a higher one (Modern #statusmsg-parameter)."""
    wanted = set(RANKS[: SIGNS.index(sign) + 1])
    return tuple(member.id for member, ranks in channel.members.items() if wanted & set(ranks))


def to_person(turn: Turn, message: Message, target: str, refuse: Refuse) -> None:
    """Send to one nick; somebody away is said to be so."""
    person = turn.world.find_nick(target)
    if person is None:
        refuse(Numeric.ERR_NOSUCHNICK, target or "*", "No such nick")
        return
    post(turn, message, person.nick, (person.id,), refuse)
    if person.away is not None and message.command == "PRIVMSG":
        turn.reply(Numeric.RPL_AWAY, person.nick, person.away)


def post(turn: Turn, message: Message, target: str, audience: tuple[int, ...], refuse: Refuse) -> None:
    """Give a message its id and send it on; nobody gets one that is too long with its sender's name before it.

    The sender's own copy is the echo: the same line, only if it asked for echo-message, only after the commit. Who
    writes to itself gets it as a receiver too.
    """
    who, now = turn.who, turn.now
    record_id = turn.world.next_id(now)
    relayed = Message(message.command, (target, *message.params[1:2]), who.source, client_only(message))
    line = turn.outgoing(relayed, msgid=msgid_of(record_id))
    if len(line.bytes_for(0)) > limits.MESSAGE_BYTES:
        refuse(Numeric.ERR_INPUTTOOLONG, "Input line was too long")
        return
    skip = NOBODY if target == who.nick else who.id
    if message.command == "TAGMSG":
        deliver_tags(turn, audience, line, skip=skip)
        return
    record = MessageRecord(record_id, int(now.wall * 1000), target, who.source, message.command, message.params[1], tag_text(relayed))
    turn.effects.append(Deliver(audience, line, skip, record))
    if who.caps & Caps.ECHO_MESSAGE:
        turn.effects.append(Send(who.id, line))


def deliver_tags(turn: Turn, audience: tuple[int, ...], line: Outgoing, *, skip: int) -> None:
    """Send a line that is nothing but tags to those who know tags; it is not kept."""
    who = turn.who
    knowing = turn.world.with_cap(audience, Caps.MESSAGE_TAGS)
    if knowing:
        turn.effects.append(Deliver(knowing, line, skip))
    if who.caps & Caps.ECHO_MESSAGE and who.caps & Caps.MESSAGE_TAGS:
        turn.effects.append(Send(who.id, line))


def tag_text(message: Message) -> str:
    """Return a message's tags as on the wire, without `@` and space; "" for none."""
    return encode_tags(message.tags)[1:-1].decode() if message.tags else ""


def client_only(message: Message) -> dict[str, str]:
    """Return the tags that travel with a message: those of clients, `+…` (IRCv3 message-tags)."""
    return {name: value for name, value in message.tags.items() if name.startswith("+")} if message.tags else {}


COMMANDS = (
    Command("PRIVMSG", handle_privmsg, spec="Modern #privmsg-message"),
    Command("NOTICE", handle_notice, spec="Modern #notice-message"),
    Command("TAGMSG", handle_tagmsg, min_params=1, spec="IRCv3 message-tags"),
)
