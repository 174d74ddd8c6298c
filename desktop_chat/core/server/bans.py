"""Who may not come into the room at all: by name, by device, by address, by account."""

from enum import StrEnum
from typing import NamedTuple

from desktop_chat.core.wire.masks import matches_name


class BanKind(StrEnum):
    """What a ban looks at."""

    NICK = "nick"
    """A name, or a mask with `*` and `?`."""
    DEVICE = "device"
    """The SHA-256 of a device's certificate."""
    ADDRESS = "address"
    """A numeric address, or a mask."""
    ACCOUNT = "account"
    """An account, or a mask."""


class Ban(NamedTuple):
    """One ban."""

    kind: BanKind
    value: str
    reason: str = ""
    time: float = 0.0
    """When it was set, in seconds since 1970."""
    by: str = ""
    """Who set it, "" if nobody noted it."""
    until: float = 0.0
    """When it ends by itself, in seconds since 1970; 0 for never."""


class Bans:
    """All bans of a room. Engine only."""

    def __init__(self, bans: tuple[Ban, ...] = ()) -> None:
        self._bans = {(ban.kind, ban.value): ban for ban in bans}

    def all(self) -> tuple[Ban, ...]:
        """Return them, the oldest first."""
        return tuple(self._bans.values())

    def add(self, ban: Ban) -> None:
        """Set a ban; one of the same kind and value is replaced."""
        self._bans[ban.kind, ban.value] = ban

    def remove(self, kind: BanKind, value: str) -> bool:
        """Lift a ban; return whether there was one."""
        return self._bans.pop((kind, value), None) is not None

    def expire(self, now: float) -> bool:
        """Lift the bans whose time is over at *now*, in seconds since 1970; return whether there was one."""
        over = [key for key, ban in self._bans.items() if 0 < ban.until <= now]
        for key in over:
            del self._bans[key]
        return bool(over)

    def find(self, *, nick: str = "", device: str = "", address: str = "", account: str = "") -> Ban | None:
        """Return the ban that meets somebody, as far as they are known."""
        for ban in self._bans.values():
            known = {BanKind.NICK: nick, BanKind.DEVICE: device, BanKind.ADDRESS: address, BanKind.ACCOUNT: account}[ban.kind]
            if known and (known == ban.value if ban.kind is BanKind.DEVICE else matches_name(ban.value, known)):
                return ban
        return None
