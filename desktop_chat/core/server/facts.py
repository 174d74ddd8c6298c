"""What a host's panel shows of the room, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop_chat.core.server.bans import Ban
    from desktop_chat.core.server.security import Security
    from desktop_chat.core.server.world import World


class PersonFacts(NamedTuple):
    """One connection."""

    nick: str
    """"" before it has one."""
    host: str
    security: Security
    is_registered: bool
    is_operator: bool
    signed_on: float
    """Seconds since 1970."""


class RoomFacts(NamedTuple):
    """The room now."""

    people: tuple[PersonFacts, ...]
    bans: tuple[Ban, ...]
    wrong_passwords: tuple[tuple[str, int], ...]
    """Addresses, and how often each was wrong since it was last right."""


def room_facts(world: World) -> RoomFacts:
    """Return how the room is."""
    people = tuple(
        PersonFacts(who.nick, who.address, who.security, who.registered, who.is_operator, who.signed_on) for who in world.sessions.values()
    )
    return RoomFacts(people, world.bans.all(), tuple((host, wrong.times) for host, wrong in world.attempts.of.items()))
