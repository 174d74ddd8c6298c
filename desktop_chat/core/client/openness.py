"""Said openly: who can read what, and what is kept where, as plain values for whoever shows it."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class What(StrEnum):
    """What is said in a room."""

    CHANNEL = "channel"
    PRIVATE = "private"
    PASSWORD = "password"  # noqa: S105
    """The room's."""


class Who(StrEnum):
    """Who can read it."""

    MEMBERS = "members"
    """Who is in the channel."""
    THE_TWO = "the two"
    """Who talk to each other."""
    HOST = "host"
    """Whoever runs the room: everything passes through the host's program, and is kept in its log."""
    NETWORK = "network"
    """Everybody on the way, if one of those concerned is connected without TLS from another machine."""


CAN_READ: Final = MappingProxyType(
    {
        What.CHANNEL: (Who.MEMBERS, Who.HOST),
        What.PRIVATE: (Who.THE_TWO, Who.HOST),
        What.PASSWORD: (Who.HOST,),
    }
)
"""Who can read what, as long as everybody concerned is connected by TLS or is on the host's own machine; `NETWORK` comes in addition."""


class Kept(StrEnum):
    """What this program keeps."""

    ROOM_LOG = "room log"
    """All messages of the room hosted here, private ones too, in clear."""
    ROOM_KEY = "room key"
    """By which members know the room hosted here."""
    DEVICE_KEY = "device key"
    """By which hosts know this device."""
    KNOWN_ROOMS = "known rooms"
    PASSWORDS = "passwords"
    """Of rooms, where the system has no keyring."""
    BANS = "bans"
    CHOICES = "choices"
    """Of the host, for the room hosted here."""
    SETTINGS = "settings"
    PROGRAM_LOG = "program log"
    """What the program did: addresses and names, no messages."""


class KeptThing(NamedTuple):
    """One thing that is kept."""

    what: Kept
    path: str
    is_there: bool
    """It has been written by now."""
