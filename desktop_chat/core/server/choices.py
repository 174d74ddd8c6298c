"""What a host decides in the window, before a room opens and while it is open, and how the open room takes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_chat.core.server.commands.operators import end_killed, tell_changed_tokens
from desktop_chat.core.server.config import RoomLimits
from desktop_chat.core.server.flood import FLOOD_LIMIT
from desktop_chat.core.server.isupport import isupport_tokens
from desktop_chat.core.server.pace import DoorLimits, Rate
from desktop_chat.core.server.turn import Turn

if TYPE_CHECKING:
    from desktop_chat.core.instant import Instant
    from desktop_chat.core.server.config import RoomConfig
    from desktop_chat.core.server.effects import Effect
    from desktop_chat.core.server.world import World

USUAL_DOOR, USUAL_LIMITS = DoorLimits(), RoomLimits()


@dataclass(frozen=True, slots=True)
class HostChoices:
    """All that may be chosen, with what holds before anything was.

    Args:
        announce: Whether the room shows up on the local network.
        plain: Whether other machines may come in without TLS.
        connections: Open at once, of all.
        connections_per_address: Open at once, of one address.
        channels: In which one member may be.
        lines: Which one member may say at once, and each second after that; None for as fast as they like.
        days: For how many days what is said is kept; None for ever.
    """

    announce: bool = True
    plain: bool = False
    connections: int = USUAL_DOOR.connections
    connections_per_address: int = USUAL_DOOR.connections_per_address
    channels: int = USUAL_LIMITS.channels
    lines: Rate | None = FLOOD_LIMIT
    days: int | None = None

    def room(self, config: RoomConfig) -> RoomConfig:
        """Return a room's configuration with what was chosen."""
        limits, history = replace(config.limits, channels=self.channels), replace(config.history, days=self.days)
        return replace(config, limits=limits, history=history, flood_limit=self.lines)

    def door(self, limits: DoorLimits) -> DoorLimits:
        """Return the limits of a door with what was chosen."""
        return replace(limits, connections=self.connections, connections_per_address=self.connections_per_address)


def choose(world: World, choices: HostChoices, now: Instant) -> list[Effect]:
    """Let count from here on what was chosen; everybody is told the tokens of 005 that change."""
    old, world.config = world.isupport, choices.room(world.config)
    world.isupport = isupport_tokens(world.config)
    world.archive.keep_days(choices.days)
    return tell_changed_tokens(world, old, now)


def set_password(world: World, password: str) -> None:
    """Let whoever comes from here on say this password, or none (""); who is inside stays."""
    world.config = replace(world.config, password=password or None)


def put_out(world: World, session_id: int, reason: str, now: Instant) -> list[Effect]:
    """End somebody's connection, in or not yet; a session that is gone meanwhile changes nothing (Modern #kill-message)."""
    victim = world.sessions.get(session_id)
    if victim is None:
        return []
    turn, server = Turn(world, victim, now), world.config.server_name
    end_killed(turn, server, server, reason)
    return turn.effects
