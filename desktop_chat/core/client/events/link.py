"""What the link to a host says of itself, and the program of the room it hosts."""

from dataclasses import dataclass

from desktop_chat.core.client.events.problems import HostProblem, LinkProblem


@dataclass(frozen=True, slots=True)
class Connecting:
    """The link looks for the host."""

    address: str


@dataclass(frozen=True, slots=True)
class LinkUp:
    """The host answers; now we introduce ourselves."""


@dataclass(frozen=True, slots=True)
class LinkFailed:
    """One of the three ends of a link: it ended before the host let us in."""

    problem: LinkProblem
    detail: str


@dataclass(frozen=True, slots=True)
class LinkLost:
    """One of the three ends of a link: it ended after the host had let us in."""

    problem: LinkProblem
    detail: str


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
