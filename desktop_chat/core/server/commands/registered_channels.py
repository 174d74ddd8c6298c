"""Channel mode +r: a channel that stays as it is when everybody has left, and over a restart of the room.

IRC has no specification of it: servers with services show by this letter that a channel is registered (InspIRCd, UnrealIRCd,
Solanum). There are no services here, so it is set as any mode is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.kept_channels import forget
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.modes import ModeChange
    from desktop_chat.core.server.turn import Turn


def change_registered(turn: Turn, channel: Channel, change: ModeChange) -> ModeChange | None:
    """Register a channel for one's account, or end that (IRCv3 standard-replies for what is refused)."""
    if channel.is_registered == change.on:
        return None
    refusal = why_not_registered(turn) if change.on else why_registered(turn, channel)
    if refusal is not None:
        turn.fail("MODE", refusal[0], channel.name, refusal[1])
        return None
    channel.flags ^= {"r"}
    channel.founder = fold(turn.who.account) if change.on else ""
    if not change.on:
        forget(turn, channel)
    return change


def why_not_registered(turn: Turn) -> tuple[str, str] | None:
    """Return the code and words for which the session cannot register a channel, or None."""
    account, most = fold(turn.who.account), turn.world.config.limits.registered_channels
    if turn.who.is_operator:
        return None
    if not account:
        return "ACCOUNT_REQUIRED", "Log in to an account to register a channel"
    if sum(one.founder == account for one in turn.world.channels.values()) >= most:
        return "TOO_MANY_CHANNELS", f"An account has at most {most} registered channels"
    return None


def why_registered(turn: Turn, channel: Channel) -> tuple[str, str] | None:
    """Return the code and words for which the session cannot end a channel's registration, or None."""
    if turn.who.is_operator or channel.is_founder(turn.who):
        return None
    return "NOT_FOUNDER", "Only who registered this channel, and operators of the room, can end that"
