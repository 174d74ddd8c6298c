"""MODE: of channels and of people (Modern #mode-message)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.channel import RANKS, ListEntry
from desktop_chat.core.server.commands.registered_channels import change_registered
from desktop_chat.core.server.commands.topics import find_visible_channel
from desktop_chat.core.server.kept_channels import keep
from desktop_chat.core.server.modes import (
    CHANGES_PER_LINE,
    FLAG_MODES,
    KEY_MODE,
    LIST_MODES,
    MODES_PER_LINE,
    SHOWN_ONLY,
    USER_MODES,
    ModeChange,
    mode_text,
    parse_changes,
)
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.masks import fold_source, normalise_mask
from desktop_chat.core.wire.names import is_channel
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
    target, *params = message.params
    changes = list(parse_changes(params[0], params[1:])) if params else []
    if len(changes) > CHANGES_PER_LINE or sum(change.argument is not None for change in changes) > MODES_PER_LINE:
        limit = f"A MODE has at most {CHANGES_PER_LINE} changes, {MODES_PER_LINE} of them with a parameter"
        turn.reply(Numeric.ERR_INPUTTOOLONG, limit)
    elif is_channel(target):
        channel_mode(turn, target, changes)
    else:
        user_mode(turn, target, changes)


def channel_mode(turn: Turn, name: str, changes: list[ModeChange]) -> None:
    """Show a channel's modes, change what the session's rank allows, show its lists."""
    channel = find_visible_channel(turn, name)
    if channel is None:
        return
    if not changes:
        show_channel_modes(turn, channel)
        return
    tell_unknown(turn, channel, changes)
    done = change_channel(turn, channel, [change for change in changes if not asks_for_list(change)])
    if any(change.letter not in RANKS for change in done):
        keep(turn, channel)
    announce(turn, channel, done)
    for letter in dict.fromkeys(change.letter for change in changes if asks_for_list(change)):
        show_list(turn, channel, letter)
    turn.world.end_if_empty(channel)


def asks_for_list(change: ModeChange) -> bool:
    """Return whether this is a list mode without a mask (Modern #mode-message, Type A)."""
    return change.letter in LIST_MODES and change.argument is None


def tell_unknown(turn: Turn, channel: Channel, changes: list[ModeChange]) -> None:
    """Answer 472 once for each letter that is no mode here."""
    for letter in dict.fromkeys(change.letter for change in changes if change.letter not in HANDLERS):
        turn.reply(Numeric.ERR_UNKNOWNMODE, letter, f"is unknown mode char to me for {channel.name}")


def change_channel(turn: Turn, channel: Channel, changes: list[ModeChange]) -> list[ModeChange]:
    """Carry out changes in order; return those that changed something, and answer 482 once if any was not allowed."""
    done: list[ModeChange | None] = []
    denied = False
    for change in changes:
        handler = HANDLERS.get(change.letter)
        if handler is not None and may_change(turn, channel, change):
            done.append(handler(turn, channel, change))
        elif handler is not None:
            denied = True
    if denied:
        turn.reply(Numeric.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
    return [change for change in done if change is not None]


def may_change(turn: Turn, channel: Channel, change: ModeChange) -> bool:
    """Return whether the session's rank is enough; what rank one has oneself anybody may give up (RFC 2812 3.1.5)."""
    if change.letter in RANKS and not change.on and turn.world.find_nick(change.argument or "") is turn.who:
        return True
    return channel.has_rank(turn.who, "o" if change.letter in "ohr" else "h")


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
    """Tell the channel what changed, in one line or as many of 512 bytes as it takes."""
    space = limits.MESSAGE_BYTES - len(f":{turn.who.source} MODE {channel.name} \r\n".encode())
    said = 0
    for end in range(1, len(done) + 1):
        if end == len(done) or len(" ".join(mode_text(done[said : end + 1])).encode()) > space:
            turn.announce(channel, turn.act("MODE", channel.name, *mode_text(done[said:end])))
            said = end


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
    argument = change.argument or ""
    mask = normalise_mask(argument)
    if not stands_alone(argument) or len(mask.encode()) > limits.MASK_BYTES:
        invalid(turn, channel, change, f"A mask has no spaces and at most {limits.MASK_BYTES} bytes")
        return None
    key = fold_source(mask)
    if not change.on:
        gone = entries.pop(key, None)
        return change._replace(argument=gone.mask) if gone else None
    if key in entries:
        return None
    if sum(map(len, channel.lists.values())) >= turn.world.config.limits.list_entries:
        turn.reply(Numeric.ERR_BANLISTFULL, channel.name, change.letter, "Channel list is full")
        return None
    entries[key] = ListEntry(mask, turn.who.nick, turn.now.wall)
    return change._replace(argument=mask)


def change_rank(turn: Turn, channel: Channel, change: ModeChange) -> ModeChange | None:
    """Give or take a member's rank."""
    if change.argument is None:
        invalid(turn, channel, change, "Say whose rank shall change")
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
    if not stands_alone(key) or "," in key or len(key.encode()) > limits.KEY_BYTES:
        invalid(turn, channel, change._replace(argument=None), f"A key has no spaces or commas and at most {limits.KEY_BYTES} bytes")
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
        invalid(turn, channel, change, f"A limit is a number from 1 to {MOST_PEOPLE}")
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


def stands_alone(argument: str) -> bool:
    """Return whether a mode's parameter may be sent on where others follow it (Modern #message-format, middle)."""
    return argument != "" and " " not in argument and not argument.startswith(":")


def invalid(turn: Turn, channel: Channel, change: ModeChange, text: str) -> None:
    """Say that a mode's parameter is wrong or lacking, for which the mode is ignored (Modern #errinvalidmodeparam-696)."""
    turn.reply(Numeric.ERR_INVALIDMODEPARAM, channel.name, change.letter, change.argument or "*", text)


HANDLERS: dict[str, Callable[[Turn, Channel, ModeChange], ModeChange | None]] = {
    **dict.fromkeys(LIST_MODES, change_list),
    **dict.fromkeys(RANKS, change_rank),
    KEY_MODE: change_key,
    "l": change_limit,
    **dict.fromkeys(FLAG_MODES, change_flag),
    "r": change_registered,
}


def user_mode(turn: Turn, nick: str, changes: list[ModeChange]) -> None:
    """Show or change one's own modes (Modern #user-modes)."""
    person = turn.world.find_nick(nick)
    if person is None:
        turn.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick")
    elif person is not turn.who:
        turn.reply(Numeric.ERR_USERSDONTMATCH, "Cant change mode for other users")
    else:
        change_user_modes(turn, changes)


def change_user_modes(turn: Turn, changes: list[ModeChange]) -> None:
    """Carry out a person's own changes and tell it what changed, or how things are; unknown letters get one 501.

    +o comes from OPER only (RFC 2812 3.1.5).
    """
    modes, done = turn.who.modes, []
    for change in changes:
        settable = change.letter in USER_MODES and change.letter not in SHOWN_ONLY and not (change.letter == "o" and change.on)
        if settable and (change.letter in modes) != change.on:
            modes ^= {change.letter}
            done.append(change._replace(argument=None))
    if done:
        turn.send(turn.who, turn.act("MODE", turn.who.nick, *mode_text(done)))
    if any(change.letter not in USER_MODES for change in changes):
        turn.reply(Numeric.ERR_UMODEUNKNOWNFLAG, "Unknown MODE flag")
    elif not done:
        turn.reply(Numeric.RPL_UMODEIS, f"+{''.join(sorted(modes))}")


COMMANDS = (Command("MODE", handle_mode, min_params=1, spec="Modern #mode-message"),)
