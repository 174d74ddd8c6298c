"""One pass's effects as one block of bytes for each receiver.

The members of a channel usually get the same lines. They stand in one *run*: its lines are joined once and the block
is shared by all. A member to whom something happens alone (a reply, its own line skipped, a second channel) leaves the
run and gets a list of its own, which begins with what the run had until then. So a line to a channel costs one append
and one more for each member outside the run, not one for each member.
"""

from collections.abc import Iterator

from desktop_chat.core.server.effects import Close, Deliver, Effect, Retag, Send
from desktop_chat.core.server.outgoing import Outgoing


class Run:
    """Lines that most of an audience gets, in order."""

    __slots__ = ("apart", "audience", "lines")

    def __init__(self, audience: tuple[int, ...]) -> None:
        self.audience = audience
        self.lines: list[Outgoing] = []
        self.apart: list[int] = []
        """Members with lists of their own."""


class Delivery:
    """Plans passes; remembers between them only which tags each receiver wants. Engine only."""

    def __init__(self) -> None:
        self._tag_caps: dict[int, int] = {}
        self._runs: dict[int, Run] = {}
        self._run_of: dict[int, Run] = {}
        self._own: dict[int, list[bytes]] = {}

    def add(self, receiver: int) -> None:
        """Know a new receiver; it wants no tags yet."""
        self._tag_caps[receiver] = 0

    def remove(self, receiver: int) -> None:
        """Forget a receiver; what is addressed to it from here on is dropped."""
        self._tag_caps.pop(receiver, None)

    def plan(self, effects: list[Effect]) -> Iterator[tuple[int, bytes]]:
        """Yield each receiver and the block of whole lines it gets, in the order of the effects for every receiver."""
        try:
            self._follow(effects)
            yield from self._shared_blocks()
            yield from self._own_blocks()
        finally:
            self._runs.clear()
            self._run_of.clear()
            self._own.clear()

    def _follow(self, effects: list[Effect]) -> None:
        for effect in effects:
            match effect:
                case Deliver(to, line, skip):
                    self._deliver(to, line, skip)
                case Send(to, line) | Close(to, line):
                    self._send(to, line)
                case Retag(to, tag_caps):
                    self._leave_run(to)
                    if to in self._tag_caps:
                        self._tag_caps[to] = tag_caps

    def _send(self, to: int, line: Outgoing) -> None:
        self._leave_run(to).append(line.bytes_for(self._tag_caps.get(to, 0)))

    def _deliver(self, to: tuple[int, ...], line: Outgoing, skip: int) -> None:
        run = self._runs.get(id(to)) or self._begin_run(to)
        if skip in self._run_of and self._run_of[skip] is run:
            self._leave_run(skip)
        for member in run.apart:
            if member != skip:
                self._own[member].append(line.bytes_for(self._tag_caps.get(member, 0)))
        run.lines.append(line)

    def _begin_run(self, to: tuple[int, ...]) -> Run:
        run = self._runs[id(to)] = Run(to)
        run_of = self._run_of
        for member in to:
            if member in run_of or member in self._own:
                self._leave_run(member)
                run.apart.append(member)
            else:
                run_of[member] = run
        return run

    def _leave_run(self, member: int) -> list[bytes]:
        """Return a member's own list; make it from what its run had so far."""
        own = self._own.get(member)
        if own is None:
            run = self._run_of.pop(member, None)
            tag_caps = self._tag_caps.get(member, 0)
            own = self._own[member] = [line.bytes_for(tag_caps) for line in run.lines] if run else []
            if run:
                run.apart.append(member)
        return own

    def _shared_blocks(self) -> Iterator[tuple[int, bytes]]:
        for run in self._runs.values():
            blocks: dict[int, bytes] = {}
            for member in run.audience:
                tag_caps = self._tag_caps.get(member)
                if tag_caps is None or self._run_of.get(member) is not run:
                    continue
                block = blocks.get(tag_caps)
                if block is None:
                    block = blocks[tag_caps] = b"".join([line.bytes_for(tag_caps) for line in run.lines])
                yield member, block

    def _own_blocks(self) -> Iterator[tuple[int, bytes]]:
        for receiver, lines in self._own.items():
            if lines and receiver in self._tag_caps:
                yield receiver, b"".join(lines)
