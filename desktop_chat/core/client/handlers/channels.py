"""Channels: who comes and goes, topics, modes, lists of members and of channels (Modern #channel-operations)."""

from collections.abc import Sequence
from typing import Final

from desktop_chat.core.client.events import (
    ChannelRenamed,
    ChannelsListed,
    Invited,
    JoinedChannel,
    LeftChannel,
    ListedChannel,
    Member,
    MemberJoined,
    MemberLeft,
    MembersListed,
    ModeChange,
    ModeChanged,
    ModesListed,
    ServerSaid,
    TopicChanged,
    TopicSetBy,
)
from desktop_chat.core.client.features import Features
from desktop_chat.core.client.handlers.row import Row
from desktop_chat.core.client.turn import ROWS_COLLECTED, Turn, nick_of
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.times import read_seconds

WHO_MEMBERS: Final = 250
"""Of a larger channel nobody is asked who is away: the answer has a line for each member."""


def handle_join(turn: Turn, message: Message) -> None:
    """Somebody came; if it is us, ask for the channel's modes, which the host tells only when asked (Modern #join-message)."""
    nick, channel = nick_of(message.source), message.params[0]
    if not turn.me.features.is_channel(channel):
        return
    if turn.me.is_me(nick):
        turn.me.note_joined(channel)
        turn.me.who_wanted.add(turn.me.features.fold(channel))
        turn.tell(JoinedChannel(channel))
        turn.send("MODE", channel)
    else:
        turn.tell(MemberJoined(channel, nick))


def handle_part(turn: Turn, message: Message) -> None:
    """Somebody left (Modern #part-message)."""
    channel, reason = (*message.params, "")[:2]
    tell_leaving(turn, channel, nick_of(message.source), reason=reason)


def handle_kick(turn: Turn, message: Message) -> None:
    """Somebody was thrown out (Modern #kick-message)."""
    channel, nick, reason = (*message.params, "")[:3]
    tell_leaving(turn, channel, nick, reason=reason, by=nick_of(message.source))


def tell_leaving(turn: Turn, channel: str, nick: str, *, reason: str, by: str = "") -> None:
    """Tell of us or somebody else no longer being in a channel."""
    mine = turn.me.is_me(nick)
    if mine:
        turn.me.note_left(channel)
    turn.tell(LeftChannel(channel, reason, by) if mine else MemberLeft(channel, nick, reason, by))


def handle_invite(turn: Turn, message: Message) -> None:
    """Somebody asks us in, or another one (Modern #invite-message, IRCv3 invite-notify)."""
    nick, channel = message.params[:2]
    by = nick_of(message.source)
    turn.tell(Invited(channel, by) if turn.me.is_me(nick) else ServerSaid("INVITE", channel, (nick, by)))


def handle_rename(turn: Turn, message: Message) -> None:
    """A channel has another name (IRCv3 channel-rename)."""
    old, new, reason = (*message.params, "")[:3]
    turn.me.note_renamed(old, new)
    turn.tell(ChannelRenamed(old, new, nick_of(message.source), reason))


def follow(turn: Turn, old: str, new: str) -> None:
    """The channel we want to join has another name by now: join that (IRCv3 channel-rename, Channel redirection)."""
    turn.me.note_renamed(old, new)
    turn.tell(ChannelRenamed(old, new))
    turn.send("JOIN", new)


def handle_topic(turn: Turn, message: Message) -> None:
    """Somebody set a topic (Modern #topic-message)."""
    turn.tell(TopicChanged(message.params[0], message.params[1], nick_of(message.source)))


def handle_topic_reply(turn: Turn, message: Message) -> None:
    """332: the topic as it stands (Modern #rpltopic-332)."""
    turn.tell(TopicChanged(message.params[1], message.params[2]))


def handle_no_topic(turn: Turn, message: Message) -> None:
    """331: there is none (Modern #rplnotopic-331)."""
    turn.tell(TopicChanged(message.params[1], ""))


def handle_topic_who_time(turn: Turn, message: Message) -> None:
    """333: who set the topic, and when (Modern #rpltopicwhotime-333)."""
    _, channel, by, seconds = message.params[:4]
    turn.tell(TopicSetBy(channel, nick_of(by), read_seconds(seconds) or 0.0))


def handle_mode(turn: Turn, message: Message) -> None:
    """Modes of a channel, or our own, which are words for a person only (Modern #mode-message)."""
    target, *words = message.params
    if turn.me.features.is_channel(target):
        turn.tell(ModeChanged(target, read_modes(turn.me.features, words), nick_of(message.source)))
    else:
        turn.tell(ServerSaid("MODE", " ".join(words), (target,)))


def handle_modes_reply(turn: Turn, message: Message) -> None:
    """324: the modes as they stand (Modern #rplchannelmodeis-324)."""
    turn.tell(ModesListed(message.params[1], read_modes(turn.me.features, message.params[2:])))


def read_modes(features: Features, words: Sequence[str]) -> tuple[ModeChange, ...]:
    """Return the changes of a mode string and its arguments; a missing argument is "" (Modern #chanmodes-parameter)."""
    with_argument = features.list_modes + features.argument_modes + features.prefix_modes
    sign, arguments, changes = "+", iter(words[1:]), []
    for char in words[0] if words else "":
        if char in "+-":
            sign = char
            continue
        takes_one = char in with_argument or (sign == "+" and char in features.set_only_modes)
        changes.append(ModeChange(sign + char, next(arguments, "") if takes_one else "", features.prefix_of(char)))
    return tuple(changes)


def handle_names(turn: Turn, message: Message) -> None:
    """353: some of the members (Modern #rplnamreply-353); one symbol less is how old servers say it."""
    channel, words = message.params[-2], message.params[-1].split()
    turn.me.collect_names(channel, [member for word in words if (member := read_member(turn.me.features, word)).nick])


def read_member(features: Features, word: str) -> Member:
    """Read one word of NAMES: prefixes, nick, and perhaps user and host (IRCv3 multi-prefix, userhost-in-names)."""
    nick = word.lstrip(features.prefix_signs)
    return Member(nick_of(nick), features.sort_prefixes(word[: len(word) - len(nick)]))


def handle_end_of_names(turn: Turn, message: Message) -> None:
    """366: that was all of them (Modern #rplendofnames-366); of a channel we just came into, ask who is away (#who-message)."""
    channel = message.params[1]
    folded = turn.me.features.fold(channel)
    members = tuple(turn.me.names.pop(folded, ()))
    turn.tell(MembersListed(channel, members))
    if folded in turn.me.who_wanted:
        turn.me.who_wanted.discard(folded)
        if 1 < len(members) <= WHO_MEMBERS and "away-notify" in turn.me.caps.active:
            turn.me.who_asked.add(folded)
            turn.send("WHO", channel)


def handle_list_start(turn: Turn, _message: Message) -> None:
    """321: a list begins; many servers leave it out (Modern #rplliststart-321)."""
    turn.me.rows.clear()


def handle_list(turn: Turn, message: Message) -> None:
    """322: one channel (Modern #rpllist-322)."""
    _, channel, members, topic = (*message.params, "")[:4]
    if len(turn.me.rows) < ROWS_COLLECTED:
        turn.me.rows.append(ListedChannel(channel, count(members), topic))


def handle_end_of_list(turn: Turn, _message: Message) -> None:
    """323: that was all (Modern #rpllistend-323)."""
    turn.tell(ChannelsListed(tuple(turn.me.rows)))
    turn.me.rows.clear()


def handle_creation_time(_turn: Turn, _message: Message) -> None:
    """329: how old a channel is; it comes with 324, nobody asked (Modern #rplcreationtime-329)."""


def count(text: str) -> int:
    """Return a number of a numeric, 0 for what is none."""
    return int(text[:12]) if text.isascii() and text.isdigit() else 0


ROWS: Final[dict[str, Row]] = {
    "JOIN": Row(handle_join, 1, from_somebody=True),
    "PART": Row(handle_part, 1, from_somebody=True),
    "KICK": Row(handle_kick, 2, from_somebody=True),
    "INVITE": Row(handle_invite, 2, from_somebody=True),
    "RENAME": Row(handle_rename, 2, from_somebody=True),
    "TOPIC": Row(handle_topic, 2, from_somebody=True),
    "MODE": Row(handle_mode, 2),
    Numeric.RPL_TOPIC: Row(handle_topic_reply, 3),
    Numeric.RPL_NOTOPIC: Row(handle_no_topic, 2),
    Numeric.RPL_TOPICWHOTIME: Row(handle_topic_who_time, 4),
    Numeric.RPL_CHANNELMODEIS: Row(handle_modes_reply, 2),
    Numeric.RPL_CREATIONTIME: Row(handle_creation_time, 0),
    Numeric.RPL_NAMREPLY: Row(handle_names, 3),
    Numeric.RPL_ENDOFNAMES: Row(handle_end_of_names, 2),
    Numeric.RPL_LISTSTART: Row(handle_list_start, 0),
    Numeric.RPL_LIST: Row(handle_list, 3),
    Numeric.RPL_LISTEND: Row(handle_end_of_list, 0),
}
