"""What every experiment gets: how much to do, and whom to tell how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from desktop_chat.core.wire.errors import ChatError


class StopLab(ChatError):
    """The person wants no more of it."""


class Sizes(NamedTuple):
    """How much each experiment does."""

    threads: int
    """Started, to see what one takes."""
    forks: int
    spawns: int
    """Each of them takes a tenth of a second and the memory of a whole interpreter."""
    batches: int
    """Of hand-overs, of each kind."""
    hand_overs: int
    """In a batch."""
    compute_loops: int
    """Turns of a loop that only counts."""
    copies: int
    """Megabytes handed over."""
    crowds: tuple[int, ...]
    """Clients in a room."""
    most_spawned: int
    """Clients up to which each gets a process where a process can only be spawned."""
    room_seconds: float
    """How long a room is under load, at least."""
    victims: int
    """Processes or threads of which one fails."""


QUICK = Sizes(
    threads=20,
    forks=10,
    spawns=3,
    batches=20,
    hand_overs=20,
    compute_loops=1_000_000,
    copies=20,
    crowds=(5, 10),
    most_spawned=5,
    room_seconds=0.1,
    victims=3,
)
"""Some seconds: to see that it works."""
FULL = Sizes(
    threads=200,
    forks=100,
    spawns=15,
    batches=100,
    hand_overs=100,
    compute_loops=8_000_000,
    copies=200,
    crowds=(10, 100, 300),
    most_spawned=30,
    room_seconds=1.5,
    victims=8,
)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where an experiment runs.

    Args:
        sizes: How much to do.
        tell: Told how much of this experiment is done, 0 to 1, several times a second; raises `StopLab` to end it.
    """

    sizes: Sizes
    tell: Callable[[float], None]
