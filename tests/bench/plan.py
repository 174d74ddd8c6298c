"""What a load is and what came of it, as an engine is told and tells."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple


class Client(NamedTuple):
    """One connection, in its channel.

    Args:
        descriptor: Of its socket.
        channel: Where it is.
        is_deaf: Whether it never reads.
    """

    descriptor: int
    channel: str
    is_deaf: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an engine shall do.

    Args:
        clients: All of them.
        senders: Places in `clients`.
        messages: How many in all, shared out evenly.
        window: Messages in flight at most; 0 for no bound.
        rate: Messages a second in all; 0 for as fast as the server takes them.
        sampled: Clients whose delays are measured.
        size: Bytes of a text.
        limit_seconds: For all of it.
        quiet_seconds: Without a delivery when all is sent: the rest is lost.
        linger_seconds: To look for lines too many, at the end.
    """

    clients: tuple[Client, ...]
    senders: tuple[int, ...]
    messages: int
    window: int = 500
    rate: float = 0.0
    sampled: int = 0
    size: int = 100
    limit_seconds: float = 120.0
    quiet_seconds: float = 5.0
    linger_seconds: float = 0.05

    def shares(self) -> list[int]:
        """Return how many messages each sender sends."""
        even, more = divmod(self.messages, len(self.senders))
        return [even + (place < more) for place in range(len(self.senders))]

    def members(self) -> Counter[str]:
        """Return how many in each channel hear."""
        return Counter(client.channel for client in self.clients if not client.is_deaf)

    def expected(self) -> int:
        """Return how many lines are to be heard in all."""
        members = self.members()
        return sum(share * (members[self.clients[place].channel] - 1) for share, place in zip(self.shares(), self.senders, strict=True))

    def is_sampled(self, place: int) -> bool:
        """Return whether this client's delays are measured."""
        return self.sampled > 0 and place % -(-len(self.clients) // self.sampled) == 0

    def as_text(self) -> str:
        """Return it as the C engine reads it."""
        members = self.members()
        head = (
            int(self.rate > 0),
            len(self.clients),
            len(self.senders),
            self.messages,
            self.window,
            self.rate or 1.0,
            self.sampled,
            self.size,
        )
        lines = [" ".join(map(str, (*head, self.limit_seconds, self.quiet_seconds, self.linger_seconds)))]
        lines += [f"{client.descriptor} {members[client.channel]} {int(client.is_deaf)} {client.channel}" for client in self.clients]
        return "\n".join([*lines, *map(str, self.senders), ""])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a plan.

    Args:
        elapsed: Seconds from the first send to the last delivery.
        sent: Messages.
        expected: Lines to be heard in all.
        delivered: Lines heard.
        ahead: Of these, those before which one is missing.
        behind: Of these, those heard before or overtaken.
        broken: Lines that are not what was sent.
        closed: Connections that the server ended.
        late_send_ms: How late the generator itself was at worst.
        p50_ms: Half of the delays measured are shorter; 0 if none was.
        p99_ms: And 99 of 100.
        max_ms: And all.
    """

    elapsed: float
    sent: int
    expected: int
    delivered: int
    ahead: int
    behind: int
    broken: int
    closed: int
    late_send_ms: float = 0.0
    p50_ms: float = 0.0
    p99_ms: float = 0.0
    max_ms: float = 0.0

    @property
    def per_second(self) -> float:
        """Deliveries a second."""
        return self.delivered / self.elapsed if self.elapsed else 0.0

    @property
    def faults(self) -> int:
        """Lines lost, doubled, reordered or broken, and connections ended."""
        return abs(self.expected - self.delivered) + self.ahead + self.behind + self.broken + self.closed
