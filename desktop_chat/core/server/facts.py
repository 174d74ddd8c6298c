"""What a host's panel shows of the room, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop_chat.core.server.archive import NOTHING_STORED, Stored

if TYPE_CHECKING:
    from desktop_chat.core.server.bans import Ban
    from desktop_chat.core.server.security import Security
    from desktop_chat.core.server.world import World


class PersonFacts(NamedTuple):
    """One connection."""

    id: int
    """Of its session."""
    nick: str
    """"" before it has one."""
    host: str
    security: Security
    is_registered: bool
    is_operator: bool
    signed_on: float
    """Seconds since 1970."""
    account: str = ""
    """Of whom it is known to be, "" for nobody's."""
    channels: tuple[str, ...] = ()


class RoomFacts(NamedTuple):
    """The room now."""

    people: tuple[PersonFacts, ...]
    bans: tuple[Ban, ...]
    wrong_passwords: tuple[tuple[str, int], ...]
    """Addresses, and how often each was wrong since it was last right."""
    password: str = ""
    """What whoever comes in must say, "" for an open room."""
    stored: Stored = NOTHING_STORED


def room_facts(world: World) -> RoomFacts:
    """Return how the room is."""
    people = tuple(
        PersonFacts(
            who.id,
            who.nick,
            who.address,
            who.security,
            who.registered,
            who.is_operator,
            who.signed_on,
            who.account,
            tuple(channel.name for channel in who.channels.values()),
        )
        for who in world.sessions.values()
    )
    wrong = tuple((host, wrong.times) for host, wrong in world.attempts.of.items())
    return RoomFacts(people, world.bans.all(), wrong, world.config.password or "", world.archive.stored())
