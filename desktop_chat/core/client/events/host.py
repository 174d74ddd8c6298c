"""What the host's own program tells of the room it hosts, for the host's panel."""

from dataclasses import dataclass

from desktop_chat.core.server.choices import HostChoices
from desktop_chat.core.server.facts import RoomFacts


@dataclass(frozen=True, slots=True)
class HostingFacts:
    """How our own room is: an answer to the window's question."""

    room: RoomFacts
    pin: str
    turned_away: tuple[tuple[str, int], ...]
    """Why connections were not let in, and how many (`TurnedAway`)."""
    connections: tuple[tuple[str, int], ...]
    """Addresses, and how many connections each has."""
    choices: HostChoices
    """What counts now."""
    log_file: str
    """Where the room's log is."""
