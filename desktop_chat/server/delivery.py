"""One pass's effects as one block of bytes for each receiver.

The members of a channel usually get the same lines. They stand in one *run*: its lines are joined once and the block
is shared by all; who skips its own lines gets a block without them. A member to whom something happens alone (a reply, a
second channel) leaves the run and gets a list of its own, which begins with what the run had until then. So a line to a
channel costs one append and one more for each member outside the run, not one for each member.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop_chat.core.server.effects import Close, Deliver, Effect, Retag, Send

if TYPE_CHECKING:
    from desktop_chat.core.server.outgoing import Outgoing


class Run:
    """Lines that most of an audience gets, in order."""

    __slots__ = ("apart", "audience", "lines", "skips")

    def __init__(self, audience: tuple[int, ...]) -> None:
        self.audience = audience
        self.lines: list[Outgoing] = []
        self.skips: list[int] = []
        """For each line, who does not get it."""
        self.apart: list[int] = []
        """Members with lists of their own."""

    def without_skipped(self, member: int, blocks: list[bytes]) -> list[bytes]:
        """Return the lines, as encoded in *blocks*, that *member* gets."""
        skips = self.skips
        if skips.count(member) == 1:  # Nearly always: it said one thing, or one burst.
            at = skips.index(member)
            return blocks[:at] + blocks[at + 1 :]
        return [block for block, skip in zip(blocks, skips, strict=True) if skip != member]


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
        # No `match`: a pattern of a class costs as much as what is done here.
        for effect in effects:
            if isinstance(effect, Deliver):
                self._deliver(effect)
            elif isinstance(effect, Send | Close):
                self._leave_run(effect.to).append(effect.line.bytes_for(self._tag_caps.get(effect.to, 0)))
            elif isinstance(effect, Retag):
                self._leave_run(effect.to)
                if effect.to in self._tag_caps:
                    self._tag_caps[effect.to] = effect.tag_caps

    def _deliver(self, effect: Deliver) -> None:
        to, line, skip = effect[:3]
        run = self._runs.get(id(to)) or self._begin_run(to)
        run.lines.append(line)
        run.skips.append(skip)
        for member in run.apart:
            if member != skip:
                self._own[member].append(line.bytes_for(self._tag_caps.get(member, 0)))

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
            if run is None:
                own = self._own[member] = []
            else:
                tag_caps = self._tag_caps.get(member, 0)
                own = self._own[member] = run.without_skipped(member, [line.bytes_for(tag_caps) for line in run.lines])
                run.apart.append(member)
        return own

    def _shared_blocks(self) -> Iterator[tuple[int, bytes]]:
        for run in self._runs.values():
            lines: dict[int, list[bytes]] = {}
            blocks: dict[int, bytes] = {}
            skipping = frozenset(run.skips)
            for member in run.audience:
                tag_caps = self._tag_caps.get(member)
                if tag_caps is None or self._run_of.get(member) is not run:
                    continue
                if tag_caps not in blocks:
                    lines[tag_caps] = [line.bytes_for(tag_caps) for line in run.lines]
                    blocks[tag_caps] = b"".join(lines[tag_caps])
                if member not in skipping:
                    yield member, blocks[tag_caps]
                elif own := run.without_skipped(member, lines[tag_caps]):
                    yield member, b"".join(own)

    def _own_blocks(self) -> Iterator[tuple[int, bytes]]:
        for receiver, lines in self._own.items():
            if lines and receiver in self._tag_caps:
                yield receiver, b"".join(lines)
