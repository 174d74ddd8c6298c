"""MODE: of channels and of people (Modern #mode-message)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.channel import RANKS, ListEntry
from desktop_chat.core.server.modes import (
    FLAG_MODES,
    KEY_MODE,
    LIST_MODES,
    MODES_PER_LINE,
    USER_MODES,
    ModeChange,
    mode_text,
    parse_changes,
)
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import as_middle
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.masks import normalise_mask
from desktop_chat.core.wire.names import fold, is_channel
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

LIST_REPLIES = {
    "b": (Numeric.RPL_BANLIST, Numeric.RPL_ENDOFBANLIST, "End of channel ban list"),
    "e": (Numeric.RPL_EXCEPTLIST, Numeric.RPL_ENDOFEXCEPTLIST, "End of channel exception list"),
    "I": (Numeric.RPL_INVEXLIST, Numeric.RPL_ENDOFINVEXLIST, "End of channel invite exception list"),
}
MOST_PEOPLE = 1_000_000
"""A limit above it is no limit."""


def handle_mode(turn: Turn, message: Message) -> None:
    """Show or change the modes of a channel or of oneself."""
    target = message.params[0]
    if is_channel(target):
        channel_mode(turn, target, message.params[1:])
    else:
        user_mode(turn, target, message.params[1:])


def channel_mode(turn: Turn, name: str, params: tuple[str, ...]) -> None:
    """Show a channel's modes, show its lists, or change what the session's rank allows."""
    channel = turn.world.find_channel(name)
    if channel is None:
        turn.reply(Numeric.ERR_NOSUCHCHANNEL, name, "No such channel")
        return
    if not params:
        show_channel_modes(turn, channel)
        return
    changes = list(parse_changes(params[0], params[1:]))
    tried = (apply_one(turn, channel, change) for change in changes[: MODES_PER_LINE * 2])
    done = [change for change in tried if change is not None]
    for start in range(0, len(done), MODES_PER_LINE):
        announce(turn, channel, done[start : start + MODES_PER_LINE])


def show_channel_modes(turn: Turn, channel: Channel) -> None:
    """Send 324 and 329; the key only to members."""
    inside = turn.who in channel.members or turn.who.is_operator
    letters, arguments = "".join(sorted(channel.flags)), []
    if channel.key is not None:
        letters += "k"
        arguments.append(channel.key if inside else "*")
    if channel.limit is not None:
        letters += "l"
        arguments.append(str(channel.limit))
    turn.reply(Numeric.RPL_CHANNELMODEIS, channel.name, f"+{letters}", *arguments)
    turn.reply(Numeric.RPL_CREATIONTIME, channel.name, str(int(channel.created)))


def announce(turn: Turn, channel: Channel, done: list[ModeChange]) -> None:
    """Tell the channel what changed, in as many lines of 512 bytes as it takes."""
    line = turn.act("MODE", channel.name, *mode_text(done))
    if sum(len(param.encode()) + 1 for param in line.params) + len(turn.who.source.encode()) + 10 > limits.MESSAGE_BYTES:
        announce(turn, channel, done[: len(done) // 2])
        announce(turn, channel, done[len(done) // 2 :])
    else:
        turn.deliver(channel.audience, line)


def apply_one(turn: Turn, channel: Channel, change: ModeChange) -> ModeChange | None:
    """Carry out one change; return it as it is announced, or None if nothing changed."""
    if change.letter in LIST_MODES and change.argument is None:
        show_list(turn, channel, change.letter)
        return None
    handler = HANDLERS.get(change.letter)
    if handler is None:
        turn.reply(Numeric.ERR_UNKNOWNMODE, change.letter, f"is unknown mode char to me for {channel.name}")
        return None
    if not channel.has_rank(turn.who, "o" if change.letter in "oh" else "h"):
        turn.reply(Numeric.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
        return None
    return handler(turn, channel, change)


def show_list(turn: Turn, channel: Channel, letter: str) -> None:
    """Send a list's entries, who set each and when; exceptions are the operators' business."""
    entry_numeric, end_numeric, end_text = LIST_REPLIES[letter]
    if letter != "b" and not channel.has_rank(turn.who, "h"):
        turn.reply(Numeric.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
        return
    for entry in channel.lists[letter].values():
        turn.reply(entry_numeric, channel.name, entry.mask, entry.by, str(int(entry.time)))
    turn.reply(end_numeric, channel.name, end_text)


def change_list(turn: Turn, channel: Channel, change: ModeChange) -> ModeChange | None:
    """Put a mask on a list or take it off."""
    entries = channel.lists[change.letter]
    mask = normalise_mask(as_middle(change.argument or ""))
    key = fold(mask)
    if not change.on:
        gone = entries.pop(key, None)
        return change._replace(argument=gone.mask) if gone else None
    if key in entries:
        return None
    if sum(map(len, channel.lists.values())) >= limits.LIST_ENTRIES:
        turn.reply(Numeric.ERR_BANLISTFULL, channel.name, change.letter, "Channel list is full")
        return None
    entries[key] = ListEntry(mask, turn.who.source, turn.now.wall)
    return change._replace(argument=mask)


def change_rank(turn: Turn, channel: Channel, change: ModeChange) -> ModeChange | None:
    """Give or take a member's rank."""
    if change.argument is None:
        invalid(turn, channel, change, "*", "Which member?")
        return None
    member = turn.world.find_nick(change.argument)
    if member is None:
        turn.reply(Numeric.ERR_NOSUCHNICK, change.argument, "No such nick")
    elif member not in channel.members:
        turn.reply(Numeric.ERR_USERNOTINCHANNEL, member.nick, channel.name, "They aren't on that channel")
    elif channel.set_rank(member, change.letter, on=change.on):
        return change._replace(argument=member.nick)
    return None


def change_key(turn: Turn, channel: Channel, change: ModeChange) -> ModeChange | None:
    """Set or remove the key (Modern #key-channel-mode); removing needs no right argument."""
    if not change.on:
        had, channel.key = channel.key, None
        return change._replace(argument="*") if had is not None else None
    key = change.argument or ""
    if not key or " " in key or "," in key or key.startswith(":") or len(key.encode()) > limits.KEY_BYTES:
        invalid(turn, channel, change, key, f"A key has no spaces or commas and at most {limits.KEY_BYTES} bytes")
        return None
    if key == channel.key:
        return None
    channel.key = key
    return change


def change_limit(turn: Turn, channel: Channel, change: ModeChange) -> ModeChange | None:
    """Set or remove the limit of people (Modern #client-limit-channel-mode)."""
    if not change.on:
        had, channel.limit = channel.limit, None
        return change if had is not None else None
    number = change.argument or ""
    if not (number.isascii() and number.isdigit() and 0 < int(number[:9]) <= MOST_PEOPLE):
        invalid(turn, channel, change, number, "A limit is a number above 0")
        return None
    if channel.limit == int(number[:9]):
        return None
    channel.limit = int(number[:9])
    return change._replace(argument=str(channel.limit))


def change_flag(_turn: Turn, channel: Channel, change: ModeChange) -> ModeChange | None:
    """Set or remove a flag."""
    if (change.letter in channel.flags) == change.on:
        return None
    channel.flags ^= {change.letter}
    return change


def invalid(turn: Turn, channel: Channel, change: ModeChange, argument: str, text: str) -> None:
    """Say that a mode's parameter is wrong (Modern #errinvalidmodeparam-696)."""
    turn.reply(Numeric.ERR_INVALIDMODEPARAM, channel.name, change.letter, argument, text)


HANDLERS: dict[str, Callable[[Turn, Channel, ModeChange], ModeChange | None]] = {
    **dict.fromkeys(LIST_MODES, change_list),
    **dict.fromkeys(RANKS, change_rank),
    KEY_MODE: change_key,
    "l": change_limit,
    **dict.fromkeys(FLAG_MODES, change_flag),
}


def user_mode(turn: Turn, nick: str, params: tuple[str, ...]) -> None:
    """Show or change one's own modes (Modern #user-modes); +o comes from OPER only."""
    who = turn.who
    person = turn.world.find_nick(nick)
    if person is None:
        turn.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick")
    elif person is not who:
        turn.reply(Numeric.ERR_USERSDONTMATCH, "Cant change mode for other users")
    elif not params:
        turn.reply(Numeric.RPL_UMODEIS, f"+{''.join(sorted(who.modes))}")
    else:
        change_user_modes(turn, params[0])


def change_user_modes(turn: Turn, text: str) -> None:
    """Carry out a person's own changes and tell it what changed; unknown letters get one 501."""
    modes, done, unknown = turn.who.modes, [], False
    for change in parse_changes(text, ()):
        if change.letter not in USER_MODES:
            unknown = True
        elif (change.letter in modes) != change.on and not (change.letter == "o" and change.on):
            turn.who.modes ^= {change.letter}
            done.append(change._replace(argument=None))
    if done:
        turn.send(turn.who, turn.act("MODE", turn.who.nick, *mode_text(done)))
    if unknown:
        turn.reply(Numeric.ERR_UMODEUNKNOWNFLAG, "Unknown MODE flag")


COMMANDS = (Command("MODE", handle_mode, min_params=1, spec="Modern #mode-message"),)
