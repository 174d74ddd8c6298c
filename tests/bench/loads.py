"""The loads, and what must be reached with each."""

import math
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Goal(NamedTuple):
    """A figure of ours over that of another, and its bound.

    Args:
        figure: One of `FIGURES`.
        against: A contender, or `best` for the best of all others; "" for the figure itself.
        bound: Of the ratio: at least this if more is better for the figure, else at most.
    """

    figure: str
    against: str
    bound: float


class Figure(NamedTuple):
    """Something measured.

    Args:
        title: With its unit.
        more_is_better: Whether.
    """

    title: str
    more_is_better: bool


FIGURES = {
    "per_second": Figure("deliveries/s", more_is_better=True),
    "cost_us": Figure("server µs/delivery", more_is_better=False),
    "p99_ms": Figure("p99 ms", more_is_better=False),
    "join_s": Figure("s to join", more_is_better=False),
    "kib": Figure("KiB/member", more_is_better=False),
    "grown_mib": Figure("MiB grown", more_is_better=False),
}
BOTH = ("ngircd", "inspircd")


@dataclass(frozen=True, slots=True)
class Load:
    """One load.

    Args:
        name: Chooses it on the command line.
        title: As the table names it.
        goals: Its rows in the table.
        clients: How many.
        messages: In all.
        rooms: Channels the clients are spread over.
        busy_rooms: Channels in which there are senders; 0 for all.
        senders: Of the clients.
        rate: Messages a second in all; 0 for as fast as the server takes them.
        tags: Whether all clients ask for message-tags and server-time.
        deaf: Clients that stop reading.
        parallel: Clients on their way in at once; 0 for what suits the server, where that is not what is measured.
        contenders: Beside ours; `undisturbed` is ours without the deaf.
    """

    name: str
    title: str
    goals: tuple[Goal, ...]
    clients: int
    messages: int = 0
    rooms: int = 1
    busy_rooms: int = 0
    senders: int = 4
    rate: float = 0.0
    tags: bool = False
    deaf: int = 0
    parallel: int = 0
    contenders: tuple[str, ...] = field(default=BOTH)

    def quick(self) -> "Load":
        """Return the same load with a fourth of its messages."""
        return replace(self, messages=math.ceil(self.messages / 4))


def paced(clients: int, rate: int, bound: float) -> Load:
    """Return a load at a steady rate for five seconds."""
    title = f"{clients:,} clients, paced {rate}/s"
    return Load(f"paced-{clients}-{rate}", title, (Goal("p99_ms", "best", bound),), clients, messages=5 * rate, rate=rate)


def throughput(inspircd: float, ngircd: float | None = None) -> tuple[Goal, ...]:
    """Return the goals for deliveries a second."""
    goals = (Goal("per_second", "inspircd", inspircd),)
    return goals if ngircd is None else (*goals, Goal("per_second", "ngircd", ngircd))


LOADS = (
    Load("blast-100", "100 clients, blast", throughput(1.5, 3.0), 100, messages=40_000),
    Load("tags-100", "100 clients, blast, tags", throughput(1.5), 100, messages=32_000, tags=True, contenders=("inspircd",)),
    Load("blast-500", "500 clients, blast", throughput(3.0), 500, messages=10_000),
    Load("blast-1000", "1,000 clients, blast", throughput(5.0), 1000, messages=6_000),
    Load("rooms-1000", "1,000 clients, 100 channels", throughput(0.7), 1000, messages=60_000, rooms=100, senders=100),
    Load(
        "busy-rooms-1000", "1,000 clients, 10 busy of 100 channels", throughput(0.7), 1000, 100_000, rooms=100, busy_rooms=10, senders=100
    ),
    paced(100, 100, 0.5),
    paced(100, 200, 0.5),
    paced(1000, 60, 1.5),
    paced(1000, 100, 1.5),
    Load("join-1000", "1,000 clients join", (Goal("join_s", "best", 1.0),), 1000, parallel=32),
    Load("hold-5000", "5,000 members, 100 channels", (Goal("kib", "", 25.0),), 5000, rooms=100, contenders=()),
    Load(
        "stopped-100",
        "1 of 100 stops reading",
        (Goal("per_second", "undisturbed", 0.9), Goal("grown_mib", "", 64.0)),
        100,
        messages=60_000,
        deaf=1,
        contenders=("undisturbed",),
    ),
)
