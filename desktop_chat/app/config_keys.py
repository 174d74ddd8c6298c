"""Every key of the file of `serve --config`: where its value goes, and what it may be. A new key is a row.

A key is named with its table, `limits.targets`. The value of each is checked by a function that returns it as our side wants
it, or raises ValueError with a sentence.
"""

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from desktop_chat.app.hosting import VERSION
from desktop_chat.core.server.config import AccountRules, RoomConfig, RoomLimits, Timing
from desktop_chat.core.server.flood import FLOOD_LIMIT
from desktop_chat.core.server.pace import DoorLimits, Rate
from desktop_chat.core.server.password_hash import is_kept_password
from desktop_chat.core.wire.limits import HOST_LENGTH, MESSAGE_BYTES
from desktop_chat.i18n import tr
from desktop_chat.net.addresses import EVERYWHERE, Network
from desktop_chat.server.flush import BACKLOG_BYTES

Read = Callable[[object], object]
MOST = 1_000_000
"""A number above it is a mistake of typing."""


@dataclass(frozen=True, slots=True)
class HostConfig:
    """Everything that a host decides before a room opens.

    Args:
        room: The room itself.
        door: How many may come in, and how fast they are read.
        bind: Numeric addresses to listen on; none for all.
        port: None for the usual one, or the next free one after it; 0 for any.
        password_file: Its first line is the room's password; None where there is no such file.
        plain: Whether other machines may come in without TLS.
        let_in: Networks from which one may come in, beside the local one.
        announce: Whether the room shows up on the local network.
        interfaces: Where to announce it; empty for every usable one.
        flood_control: Whether who talks too fast is slowed.
        backlog_bytes: What may wait for one slow reader.
    """

    room: RoomConfig = RoomConfig("", VERSION, flood_limit=FLOOD_LIMIT)  # noqa: RUF009  # Frozen, as the next.
    door: DoorLimits = DoorLimits()  # noqa: RUF009
    bind: tuple[str, ...] = ()
    port: int | None = None
    password_file: Path | None = None
    plain: bool = False
    let_in: tuple[Network, ...] = ()
    announce: bool = True
    interfaces: tuple[str, ...] = ()
    flood_control: bool = True
    backlog_bytes: int = BACKLOG_BYTES


class Key(NamedTuple):
    """What a key of the file sets."""

    owner: type
    """The class of rules."""
    field: str
    read: Read


def text(value: object, *, most: int = MESSAGE_BYTES // 2) -> str:
    """Read one line of text, which may be empty."""
    if not isinstance(value, str) or len(value.encode()) > most or any(char in value for char in "\r\n\0"):
        raise ValueError(tr("this must be a text of one line and at most {most} bytes, in quotation marks", most=most))
    return value


def server_name(value: object) -> str:
    """Read what the server calls itself: a host name with a dot (RFC 2812 2.3.1)."""
    name = text(value)
    labels = name.split(".")
    usable = all(label.isascii() and label.replace("-", "a").isalnum() for label in labels)
    if len(labels) == 1 or len(name) > HOST_LENGTH or not usable:
        raise ValueError(tr("this must look like the name of a computer, with a dot in it"))
    return name


def texts(value: object) -> tuple[str, ...]:
    """Read a list of texts."""
    if not isinstance(value, list):
        raise ValueError(tr("this must be a list of texts, in square brackets"))  # noqa: TRY004  # The one error of a wrong value.
    return tuple(text(one) for one in value)


def optional(value: object) -> str | None:
    """Read a text; an empty one is none."""
    return text(value) or None


def file(value: object) -> Path | None:
    """Read the name of a file; an empty one is none."""
    return Path(text(value)) if value != "" else None


def truth(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ValueError(tr("this must be true or false"))  # noqa: TRY004  # As above.
    return value


def whole(least: int, most: int = MOST) -> Read:
    """Return what reads a whole number between two others."""

    def read(value: object) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(tr("this must be a whole number from {least} to {most}", least=least, most=most))
        return value

    return read


def port(value: object) -> int | None:
    """Read a port; "" is the usual one, or the next free one after it."""
    return None if value == "" else int(str(whole(0, 65535)(value)))


def seconds(value: object) -> float:
    """Read how long to wait."""
    return number(value, least=1)


def number(value: object, *, least: float = 0.001) -> float:
    """Read a number that may have a fraction."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= MOST * MOST:
        raise ValueError(tr("this must be a number of at least {least}", least=least))
    return float(value)


def rate(value: object) -> Rate:
    """Read how much at once, and how much each second after that."""
    if not isinstance(value, dict) or set(value) != {"burst", "per-second"}:
        raise ValueError(tr("this must be burst and per-second, as {usual}", usual="{ burst = 60, per-second = 10 }"))
    return Rate(number(value["burst"], least=1), number(value["per-second"]))


def networks(value: object) -> tuple[Network, ...]:
    """Read which addresses are let in beside the local network's: `everybody`, or networks such as 203.0.113.0/24."""
    try:
        return tuple(net for one in texts(value) for net in (EVERYWHERE if one == "everybody" else (ipaddress.ip_network(one),)))
    except ValueError as error:
        raise ValueError(tr('each of these must be "everybody" or a network such as "203.0.113.0/24"')) from error


def kept_password(value: object) -> str:
    """Read a password of an operator, in plain or as a hash."""
    if not isinstance(value, str) or not is_kept_password(value):
        raise ValueError(tr("this must be a password, or what “desktop-chat hash-password” makes of one"))
    return value


KEYS: Mapping[str, Key] = {
    "room.name": Key(RoomConfig, "name", text),
    "room.description": Key(RoomConfig, "description", text),
    "room.server-name": Key(RoomConfig, "server_name", server_name),
    "room.motd": Key(RoomConfig, "motd", texts),
    "room.admin": Key(RoomConfig, "admin", text),
    "room.password": Key(RoomConfig, "password", optional),
    "room.password-file": Key(HostConfig, "password_file", file),
    "operators.*": Key(RoomConfig, "operators", kept_password),
    "network.bind": Key(HostConfig, "bind", texts),
    "network.port": Key(HostConfig, "port", port),
    "network.plain": Key(HostConfig, "plain", truth),
    "network.let-in": Key(HostConfig, "let_in", networks),
    "network.announce": Key(HostConfig, "announce", truth),
    "network.interfaces": Key(HostConfig, "interfaces", texts),
    "network.backlog-bytes": Key(HostConfig, "backlog_bytes", whole(1 << 16, 1 << 30)),
    "flood.control": Key(HostConfig, "flood_control", truth),
    "flood.lines": Key(RoomConfig, "flood_limit", rate),
    "timing.ping-after-seconds": Key(Timing, "ping_after_seconds", seconds),
    "timing.pong-within-seconds": Key(Timing, "pong_within_seconds", seconds),
    "timing.register-within-seconds": Key(Timing, "register_within_seconds", seconds),
    "accounts.registration": Key(AccountRules, "registration", truth),
    "accounts.required": Key(AccountRules, "required", truth),
    "accounts.keep-nicks": Key(AccountRules, "keeps_nicks", truth),
    "accounts.rename-guests": Key(AccountRules, "renames_guests", truth),
    "accounts.password-characters": Key(AccountRules, "password_characters", whole(1, 100)),
    "limits.channels": Key(RoomLimits, "channels", whole(1)),
    "limits.list-entries": Key(RoomLimits, "list_entries", whole(1)),
    "limits.targets": Key(RoomLimits, "targets", whole(1, 100)),
    "limits.registered-channels": Key(RoomLimits, "registered_channels", whole(0)),
    "limits.whowas-entries": Key(RoomLimits, "whowas_entries", whole(0)),
    "door.connections": Key(DoorLimits, "connections", whole(1)),
    "door.connections-per-address": Key(DoorLimits, "connections_per_address", whole(1)),
    "door.arrivals": Key(DoorLimits, "arrivals", rate),
    "door.arrivals-per-address": Key(DoorLimits, "arrivals_per_address", rate),
    "door.lines": Key(DoorLimits, "lines", rate),
    "door.lines-per-address": Key(DoorLimits, "lines_per_address", rate),
    "door.data": Key(DoorLimits, "data", rate),
    "door.data-per-address": Key(DoorLimits, "data_per_address", rate),
}
"""The keys of a table whose key here is `*` are names of the host's own choice."""

PARTS: Mapping[type, tuple[type, str]] = {
    RoomConfig: (HostConfig, "room"),
    Timing: (RoomConfig, "timing"),
    AccountRules: (RoomConfig, "accounts"),
    RoomLimits: (RoomConfig, "limits"),
    DoorLimits: (HostConfig, "door"),
}
"""Each class of rules, and the field of which other class it is."""

ELSEWHERE: Mapping[str, str] = {
    "RoomConfig.version": "the program's own",
    "RoomConfig.bans": "in a file of their own, which the window and the room write",
    "RoomConfig.file": "the file itself",
}
"""What no key sets, and why."""
