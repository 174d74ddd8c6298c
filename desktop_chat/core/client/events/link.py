"""What the link to a host says of itself, and the program of the room it hosts."""

from dataclasses import dataclass

from desktop_chat.core.client.events.problems import HostProblem, LinkProblem


@dataclass(frozen=True, slots=True)
class Connecting:
    """The link looks for the host."""

    address: str


@dataclass(frozen=True, slots=True)
class LinkUp:
    """The host answers, and has proven its key; now we introduce ourselves."""

    pin: str = ""
    """By which we know it: the SHA-256 of a public key, 64 hexadecimal digits."""
    tls: str = ""
    """The version of TLS: `TLSv1.3`."""
    is_new: bool = False
    """Nothing was known of it: the key is believed because it is the first."""
    address: str = ""
    """Where it answered."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Two keys to compare, when a host shows another one than was expected."""

    expected: str
    """Its pin, or the 20 characters of a room's id if no more was known."""
    found: str
    """The pin of whoever answered."""


@dataclass(frozen=True, slots=True)
class LinkFailed:
    """One of the three ends of a link: it ended before the host let us in."""

    problem: LinkProblem
    detail: str
    keys: Keys | None = None
    """With `KEY_CHANGED`."""


@dataclass(frozen=True, slots=True)
class LinkLost:
    """One of the three ends of a link: it ended after the host had let us in, and is not tried again."""

    problem: LinkProblem
    detail: str


@dataclass(frozen=True, slots=True)
class LinkBroken:
    """A connection broke, or could not be made anew; the link tries again by itself."""

    problem: LinkProblem
    detail: str
    seconds: float
    """Until then, unless somebody is in a hurry."""


@dataclass(frozen=True, slots=True)
class LinkClosed:
    """One of the three ends of a link: we closed it ourselves."""


@dataclass(frozen=True, slots=True)
class HostingStarted:
    """Our own room is open on a port."""

    port: int
    room: str


@dataclass(frozen=True, slots=True)
class HostingFailed:
    """Our own room could not be opened."""

    problem: HostProblem
    detail: str


@dataclass(frozen=True, slots=True)
class HostingEnded:
    """Our own room is closed."""
