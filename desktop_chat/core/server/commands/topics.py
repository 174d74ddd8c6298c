"""What a channel is and who is in it: TOPIC NAMES LIST INVITE (Modern #channel-operations)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.channel import Topic
from desktop_chat.core.server.kept_channels import keep
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import targets_of
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.masks import matches_name
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

    Condition = tuple[str, Callable[[Channel], bool]]
    """A letter of ELIST and a question about a channel."""


def find_visible_channel(turn: Turn, name: str) -> Channel | None:
    """Return a channel that the session may know of, or answer 403 and return None."""
    channel = turn.world.find_channel(name)
    if channel is not None and may_see(turn.who, channel):
        return channel
    turn.reply(Numeric.ERR_NOSUCHCHANNEL, name, "No such channel")
    return None


def may_see(who: Session, channel: Channel) -> bool:
    """Return whether a session may know of a channel (Modern #secret-channel-mode)."""
    return "s" not in channel.flags or who in channel.members or who.is_operator


def handle_topic(turn: Turn, message: Message) -> None:
    """Show a topic, or change it (Modern #topic-message)."""
    channel = find_visible_channel(turn, message.params[0])
    if channel is None:
        return
    if len(message.params) == 1:
        send_topic(turn, channel)
    elif turn.who not in channel.members and not turn.who.is_operator:
        turn.reply(Numeric.ERR_NOTONCHANNEL, channel.name, "You're not on that channel")
    elif "t" in channel.flags and not channel.has_rank(turn.who, "h"):
        turn.reply(Numeric.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
    elif len(message.params[1].encode()) > limits.TOPIC_BYTES:
        turn.reply(Numeric.ERR_INPUTTOOLONG, f"A topic has at most {limits.TOPIC_BYTES} bytes")
    else:
        set_topic(turn, channel, message.params[1])


def set_topic(turn: Turn, channel: Channel, text: str) -> None:
    """Change the topic; an empty one is none. All see it, also when it stays the same."""
    channel.topic = Topic(text, turn.who.nick, turn.now.wall) if text else None
    keep(turn, channel)
    turn.announce(channel, turn.act("TOPIC", channel.name, text))


def send_topic(turn: Turn, channel: Channel) -> None:
    """Send 332 and 333, or 331."""
    if channel.topic is None:
        turn.reply(Numeric.RPL_NOTOPIC, channel.name, "No topic is set")
        return
    turn.reply(Numeric.RPL_TOPIC, channel.name, channel.topic.text)
    turn.reply(Numeric.RPL_TOPICWHOTIME, channel.name, channel.topic.by, str(int(channel.topic.time)))


def handle_names(turn: Turn, message: Message) -> None:
    """List the members of channels (Modern #names-message); without one there is nothing to list."""
    for name in targets_of(turn, message.params[0]) if message.params else ["*"]:
        channel = turn.world.find_channel(name)
        if channel is not None and may_see(turn.who, channel):
            send_names(turn, channel)
        else:
            turn.reply(Numeric.RPL_ENDOFNAMES, name, "End of /NAMES list")


def send_names(turn: Turn, channel: Channel) -> None:
    """Send 353, as many as it takes, and 366."""
    who = turn.who
    inside = who in channel.members or who.is_operator
    words = (name_of(who, channel, member) for member in channel.members if inside or "i" not in member.modes)
    symbol = "@" if "s" in channel.flags else "="
    for line in turn.lines(words, symbol, channel.name):
        turn.reply(Numeric.RPL_NAMREPLY, symbol, channel.name, line)
    turn.reply(Numeric.RPL_ENDOFNAMES, channel.name, "End of /NAMES list")


def name_of(who: Session, channel: Channel, member: Session) -> str:
    """Return a member as NAMES shows it to *who* (IRCv3 multi-prefix, userhost-in-names)."""
    return shown_prefixes(who, channel, member) + (member.source if who.caps & Caps.USERHOST_IN_NAMES else member.nick)


def shown_prefixes(who: Session, channel: Channel, member: Session) -> str:
    """Return a member's highest prefix, or all for a client that wants them (IRCv3 multi-prefix: in NAMES, WHO, WHOIS)."""
    prefixes = channel.prefixes(member)
    return prefixes if who.caps & Caps.MULTI_PREFIX else prefixes[:1]


def handle_list(turn: Turn, message: Message) -> None:
    """List channels: all, by name, or by ISUPPORT ELIST: masks (M), not masks (N), numbers of people (U) (Modern #list-message).

    Names and conditions are understood in the first parameter and in the second; a channel must fit both.
    """
    filters = [[condition_of(word) for word in targets_of(turn, param)] for param in message.params[:2] if param]
    turn.reply(Numeric.RPL_LISTSTART, "Channel", "Users  Name")
    for channel in turn.world.channels.values():
        if may_see(turn.who, channel) and all(fits(channel, conditions) for conditions in filters):
            topic = channel.topic.text if channel.topic else ""
            turn.reply(Numeric.RPL_LIST, channel.name, str(len(channel.members)), topic)
    turn.reply(Numeric.RPL_LISTEND, "End of /LIST")


def fits(channel: Channel, conditions: list[Condition]) -> bool:
    """Return whether one of the masks matches, if there are any, and all the other conditions hold."""
    masks = [holds(channel) for kind, holds in conditions if kind == "M"]
    return (not masks or any(masks)) and all(holds(channel) for kind, holds in conditions if kind != "M")


def condition_of(word: str) -> Condition:
    """Return one word of LIST as a condition; what is none is a name or mask."""
    number = word[1:]
    if word[:1] in {"<", ">"} and number.isascii() and number.isdigit():
        people = int(number[:9])
        if word[0] == "<":
            return "U", lambda channel: len(channel.members) < people
        return "U", lambda channel: len(channel.members) > people
    if word.startswith("!"):
        return "N", lambda channel: not matches_name(number, channel.name)
    return "M", lambda channel: matches_name(word, channel.name)


def handle_invite(turn: Turn, message: Message) -> None:
    """Invite somebody into a channel; without parameters list the channels one is invited to (Modern #invite-message)."""
    world = turn.world
    if not message.params:
        list_invitations(turn)
        return
    if len(message.params) == 1:
        turn.reply(Numeric.ERR_NEEDMOREPARAMS, message.command, "Not enough parameters")
        return
    nick, name = message.params[:2]
    guest, channel = world.find_nick(nick), world.find_channel(name)
    if guest is None:
        turn.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick")
    elif channel is None:
        turn.reply(Numeric.ERR_NOSUCHCHANNEL, name, "No such channel")
    elif may_invite(turn, channel, guest):
        invite(turn, channel, guest)


def list_invitations(turn: Turn) -> None:
    """Send the channels that an invitation opens to one (Modern #rplinvitelist-336)."""
    for channel in turn.world.channels.values():
        if turn.who.id in channel.invited:
            turn.reply(Numeric.RPL_INVITELIST, channel.name)
    turn.reply(Numeric.RPL_ENDOFINVITELIST, "End of /INVITE list")


def may_invite(turn: Turn, channel: Channel, guest: Session) -> bool:
    """Return whether the session may invite *guest* here, or answer why not and return False."""
    who = turn.who
    if who not in channel.members and not who.is_operator:
        turn.reply(Numeric.ERR_NOTONCHANNEL, channel.name, "You're not on that channel")
    elif guest in channel.members:
        turn.reply(Numeric.ERR_USERONCHANNEL, guest.nick, channel.name, "is already on channel")
    elif "i" in channel.flags and not channel.has_rank(who, "h"):
        turn.reply(Numeric.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
    else:
        return True
    return False


def invite(turn: Turn, channel: Channel, guest: Session) -> None:
    """Tell the guest, and members who want to know (IRCv3 invite-notify).

    The word of a half-operator or above also opens the door (as in Ergo, past every mode).
    """
    if channel.has_rank(turn.who, "h"):
        channel.invited.add(guest.id)
    turn.reply(Numeric.RPL_INVITING, guest.nick, channel.name)
    line = turn.act("INVITE", guest.nick, channel.name)
    turn.send(guest, line)
    turn.deliver(turn.world.with_cap(channel.audience, Caps.INVITE_NOTIFY), line, skip=turn.who.id)
    if guest.away is not None:
        turn.reply(Numeric.RPL_AWAY, guest.nick, guest.away)


COMMANDS = (
    Command("TOPIC", handle_topic, min_params=1, spec="Modern #topic-message"),
    Command("NAMES", handle_names, spec="Modern #names-message"),
    Command("LIST", handle_list, spec="Modern #list-message"),
    Command("INVITE", handle_invite, spec="Modern #invite-message"),
)
