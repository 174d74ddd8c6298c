"""Checks one receiver's stream line by line: nothing lost, doubled, reordered or broken. The C engine does the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field

MARK = b"^"
"""Begins the text of every message of a load; nothing else on the wire holds it."""
HEAD_BYTES = 33
"""Of a text: mark, moment of sending in nanoseconds (16 hex digits), sender (5 digits), number (8 digits)."""


def text_of(moment_ns: int, sender: int, number: int, size: int) -> bytes:
    """Return a message's text of *size* bytes."""
    return (b"^%016x.%05d.%08d " % (moment_ns, sender, number)).ljust(size, b"x")


@dataclass(slots=True)
class Tally:
    """What one receiver heard.

    Args:
        size: Bytes of a message's text.
        is_timed: Whether delays are noted.
    """

    size: int
    is_timed: bool = False
    heard: int = 0
    ahead: int = 0
    """Lines before which at least one of the same sender is missing."""
    behind: int = 0
    """Lines that were heard before, or that a later one has overtaken."""
    broken: int = 0
    """Lines that are not what was sent."""
    delays_ns: list[int] = field(default_factory=list)
    _next: dict[bytes, int] = field(default_factory=dict)
    _carry: bytes = b""

    def feed(self, data: bytes, moment_ns: int) -> Iterator[bytes]:
        """Take any piece of the stream; yield the lines that are no messages of the load, without their ends."""
        *lines, self._carry = (self._carry + data).split(b"\n")
        for line in lines:
            _, mark, text = line.partition(MARK)
            if mark:
                self._check(text, moment_ns)
            else:
                yield line.rstrip(b"\r")

    def _check(self, text: bytes, moment_ns: int) -> None:
        """Check a text without its mark."""
        sender, number = text[17:22], text[23:31]
        head, body = text[: HEAD_BYTES - 1], text[HEAD_BYTES - 1 :]
        if body != b"x" * (self.size - HEAD_BYTES) + b"\r" or not (head[:16].isalnum() and sender.isdigit() and number.isdigit()):
            self.broken += 1
            return
        self.heard += 1
        expected = self._next.get(sender, 0)
        if int(number) < expected:
            self.behind += 1
        else:
            self.ahead += int(number) > expected
            self._next[sender] = int(number) + 1
        if self.is_timed:
            self.delays_ns.append(moment_ns - int(head[:16], 16))
