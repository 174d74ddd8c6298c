"""Into channels and out of them: JOIN PART KICK (Modern #channel-operations). TOPIC, NAMES, LIST, INVITE: see topics.py."""

from __future__ import annotations

from hmac import compare_digest
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING

from desktop_chat.core.server.commands.metadata_sync import introduce, sync_unasked
from desktop_chat.core.server.commands.topics import may_see, send_names, send_topic
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import items_of, param, targets_of
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.names import NameProblem, channel_problem, fold
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.turn import Turn


def handle_join(turn: Turn, message: Message) -> None:
    """Enter channels, each with its key if it has one; `0` leaves all (Modern #join-message)."""
    if message.params[0] == "0":
        for channel in list(turn.who.channels.values()):
            part(turn, channel)
        return
    names = message.params[0].split(",")
    keys = param(message, 1).split(",")
    pairs = zip_longest(names, keys[: len(names)], fillvalue="")
    for name, key in [pair for pair in pairs if pair[0]] or [("", "")]:
        join(turn, name, key)


def join(turn: Turn, name: str, key: str) -> None:
    """Enter one channel, or say why not."""
    who, world = turn.who, turn.world
    problem = channel_problem(name)
    if problem is not None:
        refuse_name(turn, name, problem)
        return
    channel = world.find_channel(name)
    if channel is not None and who in channel.members:
        return
    renamed = world.renamed.get(fold(name))
    if channel is None and renamed is not None and may_see(who, renamed):
        redirect(turn, name, renamed, key)
        return
    if len(who.channels) >= turn.world.config.limits.channels:
        turn.reply(Numeric.ERR_TOOMANYCHANNELS, name, "You have joined too many channels")
        return
    refusal = why_closed(turn, channel, key) if channel is not None else None
    if refusal is not None:
        turn.reply(refusal[0], name, refusal[1])
        return
    enter(turn, name)


def redirect(turn: Turn, name: str, channel: Channel, key: str) -> None:
    """Tell whoever looks for a channel by its former name the new one (IRCv3 channel-rename, Channel redirection)."""
    if turn.who.caps & Caps.CHANNEL_RENAME:
        turn.fail("JOIN", "CHANNEL_RENAMED", name, channel.name, "The channel has been renamed")
    else:
        turn.reply(Numeric.ERR_LINKCHANNEL, name, channel.name, "The channel has been renamed")
        join(turn, channel.name, key)


def refuse_name(turn: Turn, name: str, problem: NameProblem) -> None:
    """Say that a name cannot be a channel (Modern #errbadchanmask-476; 403 for what is no channel at all)."""
    if problem is NameProblem.NOT_A_CHANNEL:
        turn.reply(Numeric.ERR_NOSUCHCHANNEL, name, "No such channel")
    else:
        turn.reply(Numeric.ERR_BADCHANMASK, name, f"Bad channel name: {problem.value}")


def why_closed(turn: Turn, channel: Channel, key: str) -> tuple[Numeric, str] | None:
    """Return the numeric and words that keep the session out, or None.

    Operators of the room, and the founder, may always come in. So may whom an operator of the channel invited, past every mode (Modern
    #invite-message leaves this to the server; Ergo decides so).
    """
    who = turn.who
    if who.is_operator or channel.is_founder(who) or who.id in channel.invited:
        return None
    if channel.limit is not None and len(channel.members) >= channel.limit:
        return Numeric.ERR_CHANNELISFULL, "Cannot join channel (+l)"
    if channel.key is not None and not compare_digest(key.encode(), channel.key.encode()):
        return Numeric.ERR_BADCHANNELKEY, "Cannot join channel (+k)"
    if "i" in channel.flags and not channel.on_list("I", who):
        return Numeric.ERR_INVITEONLYCHAN, "Cannot join channel (+i)"
    if channel.is_unnamed(who):
        return Numeric.ERR_NEEDREGGEDNICK, "Cannot join channel (+R): log in to an account first"
    if channel.is_banned(who):
        return Numeric.ERR_BANNEDFROMCHAN, "Cannot join channel (+b)"
    return None


def enter(turn: Turn, name: str) -> None:
    """Let the session in; all see it; it gets topic and names.

    The first one becomes the channel's operator; of a registered channel that is its founder, whenever it comes.
    """
    who = turn.who
    channel = turn.world.open_channel(name, turn.now)
    is_owner = channel.is_founder(who) if channel.is_registered else not channel.members
    channel.add(who, "o" if is_owner else "")
    show_join(turn, channel, channel.audience)
    introduce(turn, channel)
    if channel.is_registered and is_owner:
        others = tuple(member_id for member_id in channel.audience if member_id != who.id)
        turn.deliver(others, Message("MODE", (channel.name, "+o", who.nick), turn.world.config.server_name))
    show_channel(turn, channel)


def show_join(turn: Turn, channel: Channel, audience: tuple[int, ...]) -> None:
    """Show an audience that the acting session is in a channel, and what else of it they want to know.

    Some want its account and real name (IRCv3 extended-join), some that it is away (IRCv3 away-notify).
    """
    who = turn.who
    extended = turn.world.with_cap(audience, Caps.EXTENDED_JOIN)
    knowing = set(extended)
    plain = tuple(member_id for member_id in audience if member_id not in knowing) if knowing else audience
    turn.deliver(plain, turn.act("JOIN", channel.name))
    turn.deliver(extended, turn.act("JOIN", channel.name, who.account or "*", who.realname))
    if who.away is not None:
        turn.deliver(turn.world.with_cap(audience, Caps.AWAY_NOTIFY), turn.act("AWAY", who.away), skip=who.id)


def show_channel(turn: Turn, channel: Channel) -> None:
    """Send what who comes in gets to know of a channel, as far as its capabilities want it (IRCv3 no-implicit-names)."""
    if channel.topic is not None:
        send_topic(turn, channel)
    if not turn.who.caps & Caps.NO_IMPLICIT_NAMES:
        send_names(turn, channel)
    sync_unasked(turn, channel)


def handle_part(turn: Turn, message: Message) -> None:
    """Leave channels (Modern #part-message)."""
    reason = cut(param(message, 1), limits.QUIT_BYTES)
    for name in items_of(message.params[0]):
        channel = find_own_channel(turn, name)
        if channel is not None:
            part(turn, channel, reason)


def part(turn: Turn, channel: Channel, reason: str = "") -> None:
    """Leave one channel; all in it see it, the leaving one too."""
    words = [reason] if reason else []
    turn.deliver(channel.audience, turn.act("PART", channel.name, *words))
    turn.world.leave_channel(channel, turn.who)


def find_own_channel(turn: Turn, name: str, *, also: bool = False) -> Channel | None:
    """Return a channel the session is in, or any if *also* is true; else answer 403 or 442 and return None."""
    channel = turn.world.find_channel(name)
    if channel is None:
        turn.reply(Numeric.ERR_NOSUCHCHANNEL, name, "No such channel")
    elif turn.who not in channel.members and not also:
        turn.reply(Numeric.ERR_NOTONCHANNEL, channel.name, "You're not on that channel")
    else:
        return channel
    return None


def handle_kick(turn: Turn, message: Message) -> None:
    """Put members out of a channel; of as many channels as members, each out of its own (Modern #kick-message, RFC 2812 3.2.8)."""
    names, nicks = items_of(message.params[0]), targets_of(turn, message.params[1])
    if len(names) == 1:
        names *= len(nicks)
    if len(names) != len(nicks):
        turn.reply(Numeric.ERR_NEEDMOREPARAMS, "KICK", "Name one channel, or as many as members")
        return
    reason = cut(param(message, 2), limits.KICK_BYTES) or turn.who.nick
    for name, pairs in groupby(zip(names, nicks, strict=True), key=itemgetter(0)):
        kick_out_of(turn, name, [nick for _, nick in pairs], reason)


def kick_out_of(turn: Turn, name: str, nicks: list[str], reason: str) -> None:
    """Put members out of one channel."""
    channel = find_own_channel(turn, name, also=turn.who.is_operator)
    if channel is None:
        return
    if not channel.has_rank(turn.who, "h"):
        turn.reply(Numeric.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
        return
    for nick in nicks:
        kick(turn, channel, nick, reason)


def kick(turn: Turn, channel: Channel, nick: str, reason: str) -> None:
    """Put one member out, if the session's rank is enough."""
    victim = turn.world.find_nick(nick)
    if victim is None or victim not in channel.members:
        turn.reply(Numeric.ERR_USERNOTINCHANNEL, nick, channel.name, "They aren't on that channel")
    elif not channel.outranks(turn.who, victim):
        turn.reply(Numeric.ERR_CHANOPRIVSNEEDED, channel.name, "They have a higher rank than you")
    else:
        turn.announce(channel, turn.act("KICK", channel.name, victim.nick, reason))
        turn.world.leave_channel(channel, victim)


COMMANDS = (
    Command("JOIN", handle_join, min_params=1, spec="Modern #join-message"),
    Command("PART", handle_part, min_params=1, spec="Modern #part-message"),
    Command("KICK", handle_kick, min_params=2, spec="Modern #kick-message"),
)
