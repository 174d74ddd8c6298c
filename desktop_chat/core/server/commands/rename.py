"""RENAME: another name for a channel that is otherwise the same (IRCv3 channel-rename)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.commands.channels import find_own_channel, refuse_name, show_channel, show_join
from desktop_chat.core.server.kept_channels import forget, keep
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import Turn, param
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.names import channel_problem, fold
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.wire.message import Message

RENAME_SECONDS: Final = 30.0
"""Between two new names of a channel: "to prevent abuse. For example flooding large channels with the fallback burst"."""


def handle_rename(turn: Turn, message: Message) -> None:
    """Give a channel another name, for whoever may (Messages)."""
    name = message.params[1]
    channel = find_own_channel(turn, message.params[0], also=turn.who.is_operator)
    if channel is None:
        return
    problem = channel_problem(name)
    if not channel.has_rank(turn.who, "o"):
        turn.reply(Numeric.ERR_CHANOPRIVSNEEDED, channel.name, "You're not channel operator")
    elif problem is not None:
        refuse_name(turn, name, problem)
    elif turn.world.find_channel(name) not in {None, channel}:
        turn.fail("RENAME", "CHANNEL_NAME_IN_USE", channel.name, name, "The channel name is already taken")
    elif name == channel.name:
        turn.fail("RENAME", "CANNOT_RENAME", channel.name, name, "The channel has this name already")
    elif wait_seconds := seconds_to_next(turn, channel):
        text = f"The channel has been renamed recently: try again in {wait_seconds} seconds"
        turn.fail("RENAME", "CANNOT_RENAME", channel.name, name, text)
    else:
        rename(turn, channel, name, cut(param(message, 2), limits.RENAME_BYTES))


def seconds_to_next(turn: Turn, channel: Channel) -> int:
    """Return how long the session has to wait before a channel may have another name; operators of the room do not."""
    if channel.renamed_at is None or turn.who.is_operator:
        return 0
    return max(0, ceil(RENAME_SECONDS - (turn.now.monotonic - channel.renamed_at)))


def rename(turn: Turn, channel: Channel, name: str, reason: str) -> None:
    """Carry it out and show it: "A channel rename preserves all channel state, such as membership, mode and topic"."""
    world, before = turn.world, channel.name
    if channel.is_registered:
        forget(turn, channel)
    world.rename_channel(channel, name)
    keep(turn, channel)
    channel.renamed_at = turn.now.monotonic
    line = turn.act("RENAME", before, name, reason)
    turn.deliver(world.with_cap(channel.audience, Caps.CHANNEL_RENAME), line)
    if turn.who not in channel.members and turn.who.caps & Caps.CHANNEL_RENAME:
        turn.send(turn.who, line)
    if fold(before) != channel.folded:
        for member_id in world.without_cap(channel.audience, Caps.CHANNEL_RENAME):
            fall_back(turn, member_id, channel, before, reason)


def fall_back(turn: Turn, member_id: int, channel: Channel, before: str, reason: str) -> None:
    """Show a member the new name as if it had gone from one channel to another (Fallback)."""
    member = turn.world.sessions[member_id]
    its_turn = Turn(turn.world, member, turn.now)
    its_turn.send(member, its_turn.act("PART", before, *([reason] if reason else [])))
    show_join(its_turn, channel, (member_id,))
    show_channel(its_turn, channel)
    turn.effects += its_turn.effects


COMMANDS = (Command("RENAME", handle_rename, min_params=2, spec="IRCv3 channel-rename"),)
