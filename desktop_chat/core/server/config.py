"""What a host decides about a room before it opens, and the room's limits with their reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

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
class RoomLimits:
    """How much of the room one member may have. What one line can hold is fixed by the protocol: see `core/wire/limits`."""

    channels: int = 100
    """In which one session may be: enough for any person; a bound on what one connection can make the room hold."""
    list_entries: int = 100
    """Masks on all lists of a channel together: more is a task for +i."""
    targets: int = 20
    """Receivers of one line, such as a PRIVMSG or KICK: a bound on what one line can set off."""
    registered_channels: int = 20
    """Channels that outlive their members, which one account may have."""
    whowas_entries: int = 500
    """People who left, for WHOWAS: a class that comes and goes for a day."""


class ConfigProblem(NamedTuple):
    """What is wrong in a configuration file."""

    line: int
    """From 1; 0 if not even that is known, as the file cannot be read."""
    key: str
    """With its table, as `limits.targets`; "" for what is no TOML at all."""


class ConfigFile(NamedTuple):
    """Where a room's configuration came from."""

    name: str
    """Of the file, without its folder."""
    read: Callable[[], RoomConfig | ConfigProblem]
    """Reads it again. Touches nothing of the room, so that it can be done as `Work`."""


REHASHED = ("description", "operators", "motd", "admin", "timing", "limits")
"""What of a room's configuration may change while people are in (REHASH): nothing that they were told or that opened with it."""


@dataclass(frozen=True, slots=True)
class AccountRules:
    """Who may have an account, and what it is good for."""

    registration: bool = True
    """Whether anybody may make one, with REGISTER."""
    required: bool = False
    """Whether nobody comes in without one."""
    keeps_nicks: bool = True
    """Whether a name that is an account's is kept for its owner."""
    renames_guests: bool = False
    """Whether who comes in under such a name without being its owner is given another, and told, rather than refused: for
    clients that know no better than to try the same again."""
    password_characters: int = 8
    """What a password has at least (NIST SP 800-63B 5.1.1.2)."""


@dataclass(frozen=True, slots=True)
class RoomConfig:
    """One room: its name, who may enter, who orders.

    Args:
        name: What people call the room; shown as NETWORK.
        version: The program and its version, for 002, 004 and VERSION.
        server_name: The source of the server's own lines; a host name by RFC 2812 2.3.1.
        description: What the room is for, in one line; "" for nothing said.
        password: What `PASS` must say, or None for an open room.
        operators: Name and password of each operator, for `OPER`; the password may be its hash (`password_hash`).
        motd: Lines of the message of the day; none gives 422.
        admin: Where to reach whoever runs the room (`ADMIN`).
        timing: When silence counts.
        limits: How much one member may have.
        bans: Who may not come in from the start.
        flood_limit: How fast a member may talk; None for as fast as it can.
        file: What REHASH reads; None for a room without a configuration file.
        accounts: Who may have an account, and what for.
    """

    name: str
    version: str
    server_name: str = "desktop.chat"
    description: str = ""
    password: str | None = None
    operators: dict[str, str] = field(default_factory=dict)
    motd: tuple[str, ...] = ()
    admin: str = ""
    timing: Timing = Timing()
    limits: RoomLimits = RoomLimits()
    bans: tuple[Ban, ...] = ()
    flood_limit: Rate | None = None
    accounts: AccountRules = AccountRules()
    file: ConfigFile | None = None

    @property
    def about(self) -> str:
        """What the room says of itself where a server says what it is (RPL_WHOISSERVER, RPL_LINKS)."""
        return self.description or f"The room {self.name}"
