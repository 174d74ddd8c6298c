"""What a host decides about a room before it opens, and the room's limits with their reasons."""

from dataclasses import dataclass, field

from desktop_chat.core.server.bans import Ban
from desktop_chat.core.server.pace import Rate


@dataclass(frozen=True, slots=True)
class Timing:
    """How long the room waits for a silent peer, in seconds."""

    ping_after_seconds: float = 90.0
    """Quiet for so long: ask. Shorter wakes phones and laptops for nothing."""
    pong_within_seconds: float = 30.0
    """No answer for so long: the peer is gone. Together at most two minutes with a ghost."""
    register_within_seconds: float = 30.0
    """From connect to 001: a person's client needs one second, a stuck one holds a place."""


@dataclass(frozen=True, slots=True)
class TalkRules:
    """What may be said, and taken back."""

    denied_tags: tuple[str, ...] = ()
    """Client-only tags that do not travel, as in CLIENTTAGDENY: without `+`; `*` first for all but those with a `-`."""


@dataclass(frozen=True, slots=True)
class RoomConfig:
    """One room: its name, who may enter, who orders.

    Args:
        name: What people call the room; shown as NETWORK.
        version: The program and its version, for 002, 004 and VERSION.
        server_name: The source of the server's own lines; a host name by RFC 2812 2.3.1.
        password: What `PASS` must say, or None for an open room.
        operators: Name and password of each operator, for `OPER`.
        motd: Lines of the message of the day; none gives 422.
        admin: Where to reach whoever runs the room (`ADMIN`).
        timing: When silence counts.
        bans: Who may not come in from the start.
        flood_limit: How fast a member may talk; None for as fast as it can.
        talk: What may be said.
    """

    name: str
    version: str
    server_name: str = "desktop.chat"
    password: str | None = None
    operators: dict[str, str] = field(default_factory=dict)
    motd: tuple[str, ...] = ()
    admin: str = ""
    timing: Timing = Timing()
    bans: tuple[Ban, ...] = ()
    flood_limit: Rate | None = None
    talk: TalkRules = TalkRules()
