"""Whose metadata a METADATA is about, and whether the session may have it now (IRCv3 metadata)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from desktop_chat.core.server.channel import Channel
from desktop_chat.core.server.commands.topics import may_see
from desktop_chat.core.wire.names import fold, is_channel

if TYPE_CHECKING:
    from desktop_chat.core.server.metadata import Holder
    from desktop_chat.core.server.turn import Turn


def find_holder(turn: Turn, target: str) -> Holder | None:
    """Return whom or what a target means, as far as the session may know of it, or answer INVALID_TARGET and return None."""
    who, world = turn.who, turn.world
    if target == "*" or (who.registered and fold(target) == who.folded):
        return who
    if who.registered and is_channel(target):
        channel = world.find_channel(target)
        if channel is not None and may_see(who, channel):
            return channel
    elif who.registered and (person := world.find_nick(target)) is not None:
        return person
    turn.fail("METADATA", "INVALID_TARGET", target, "Invalid metadata target")
    return None


def find_readable(turn: Turn, target: str) -> Holder | None:
    """Return whom or what a target means if the session may read its keys, or answer why not and return None.

    Those of a channel are for its members and for operators of the room, as in Ergo.
    """
    holder, who = find_holder(turn, target), turn.who
    if isinstance(holder, Channel) and who not in holder.members and not who.is_operator:
        turn.fail("METADATA", "KEY_NO_PERMISSION", holder.name, "*", "Only members of a channel may read its metadata")
        return None
    return holder


def find_self(turn: Turn, target: str) -> bool:
    """Return whether a target is the session itself, or answer INVALID_TARGET and return False."""
    if target == "*" or (turn.who.registered and fold(target) == turn.who.folded):
        return True
    turn.fail("METADATA", "INVALID_TARGET", target, "Subscriptions are your own: the target is *")
    return False


def seconds_to_wait(turn: Turn) -> int:
    """Count one change or synchronization for the session; return how long it has to wait for it, 0 for not at all.

    Operators of the room never wait.
    """
    allowance = turn.who.metadata_allowance
    if turn.who.is_operator or allowance.take(1, turn.now.monotonic):
        return 0
    return ceil(allowance.seconds_to_next())
