"""Ask the quiet, end the silent (Modern #ping-message, #connection-registration)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_chat.core.server.turn import Turn


def keep_alive(turn: Turn) -> None:
    """Do for the turn's session what its silence calls for."""
    who, world, now = turn.who, turn.world, turn.now.monotonic
    timing = world.config.timing
    if not who.registered:
        if now - who.opened >= timing.register_within_seconds:
            world.end(turn, "Registration timed out")
    elif who.pinged_at is not None:
        if now - who.pinged_at >= timing.pong_within_seconds:
            world.end(turn, f"Ping timeout: {now - who.last_heard:.0f} seconds")
    elif now - who.last_heard >= timing.ping_after_seconds:
        who.pinged_at = now
        turn.from_server("PING", world.config.server_name)
