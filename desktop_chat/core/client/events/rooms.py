"""What is heard of rooms on the local network."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundRoom:
    """A room that somebody announces. Everything in it comes from the network: names are to be made harmless before they are shown.

    Two rooms of one name have different keys and different ids.
    """

    key: str
    """Tells it from all others while it is announced."""
    name: str
    """What people call the room."""
    id: str
    """The beginning of its pin in base32, 20 characters, for people to compare; "" if it says none."""
    addresses: tuple[str, ...]
    """Where it may be, as `host:port`, the likeliest first."""
    people: int | None = None
    """How many are in it, if it says so."""
    locked: bool = False
    """It asks for a password."""
    plain: bool = False
    """It lets plain text in from other machines."""
    own: bool = False
    """It is hosted by this very program."""


@dataclass(frozen=True, slots=True)
class RoomsFound:
    """All rooms that are announced now, by name; told again whenever that changes."""

    rooms: tuple[FoundRoom, ...]
