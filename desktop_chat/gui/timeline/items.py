"""The rows of a timeline as they stand below each other: comings and goings folded, no day and no unread line twice. No Tk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.safe_text import Shown
from desktop_chat.i18n import ntr, tr

MOVES: Final = frozenset({LineKind.CAME, LineKind.WENT})
NAMES_TOLD: Final = 3
"""How many people a folded line names; the rest are counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """Several comings and goings in a row, told in one line until it is opened."""

    rows: tuple[TimelineRow, ...]
    is_open: bool = False

    @property
    def summary(self) -> str:
        """The one line: who came, who left, and who did both."""
        first, last = dict[Shown, LineKind](), dict[Shown, LineKind]()
        for row in self.rows:
            first.setdefault(row.sender, row.kind)
            last[row.sender] = row.kind
        came, went, both = list[Shown](), list[Shown](), list[Shown]()
        for name, kind in first.items():
            (both if kind is not last[name] else came if kind is LineKind.CAME else went).append(name)
        parts = ((came, tr("{names} joined")), (went, tr("{names} left")), (both, tr("{names} came and went")))
        return " · ".join(sentence.format(names=_names(names)) for names, sentence in parts if names)

    @property
    def text(self) -> str:
        """What is read now."""
        return "\n".join((self.summary, *(f"{row.time}  {row.text}" for row in self.rows))) if self.is_open else self.summary


def _names(names: Sequence[Shown]) -> str:
    told = ", ".join(names[:NAMES_TOLD])
    more = len(names) - NAMES_TOLD
    return ntr("{names} and {count} more", "{names} and {count} more", more, names=told) if more > 0 else told


Item = TimelineRow | Fold


class Splice(NamedTuple):
    """A change: so many items at a place went, so many stand there now."""

    at: int
    removed: int
    added: int


class Items(Sequence[Item]):
    """A list of items that is made of rows."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self.unsent = 0
        """How many of the last ones the host does not have: they stay the last."""

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, at: int) -> Item:  # type: ignore[override]  # Nobody asks for slices.
        return self._items[at]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def clear(self) -> None:
        """Forget all."""
        self._items.clear()
        self.unsent = 0

    def append(self, rows: Sequence[TimelineRow]) -> list[Splice]:
        """Add rows at the end, before those that the host does not have."""
        splices: list[Splice] = []
        if any(row.kind is LineKind.UNREAD for row in rows):
            splices += self._drop_unread()
        new = list(_folded(rows))
        at, removed = len(self._items) - self.unsent, 0
        if new and at and (joined := _joined(self._items[at - 1], new[0])) is not None:
            at, removed, new[0] = at - 1, 1, joined
        self._items[at : at + removed] = new
        return [*splices, Splice(at, removed, len(new))]

    def set_unsent(self, rows: Sequence[TimelineRow]) -> list[Splice]:
        """Let these be what the host does not have, in place of those that were."""
        at, removed = len(self._items) - self.unsent, self.unsent
        self._items[at:], self.unsent = rows, len(rows)
        return [Splice(at, removed, len(rows))]

    def replace(self, row: TimelineRow) -> list[Splice]:
        """Put a row in the place of the one with its key; nothing happens if there is none."""
        at = self.index_of(row.key)
        return [] if at is None else self.put(at, row)

    def put(self, at: int, row: TimelineRow) -> list[Splice]:
        """Put a row in the place of another."""
        self._items[at] = row
        return [Splice(at, 1, 1)]

    def index_of(self, key: str) -> int | None:
        """Return where the row with this key stands; the newest are the likeliest."""
        for at in range(len(self._items) - 1, -1, -1):
            item = self._items[at]
            if isinstance(item, TimelineRow) and item.key == key:
                return at
        return None

    def index_with(self, row: TimelineRow) -> int:
        """Return where a row stands, alone or folded with others; the first place if it is not there."""
        return next((at for at, item in enumerate(self._items) if item is row or row in _moves_of(item)), 0)

    def drop_first(self, count: int) -> list[Splice]:
        """Forget so many from the top."""
        del self._items[:count]
        return [Splice(0, count, 0)]

    def turn(self, at: int) -> list[Splice]:
        """Open a folded line, or close it."""
        item = self._items[at]
        if not isinstance(item, Fold):
            return []
        self._items[at] = replace(item, is_open=not item.is_open)
        return [Splice(at, 1, 1)]

    def _drop_unread(self) -> list[Splice]:
        for at, item in enumerate(self._items):
            if isinstance(item, TimelineRow) and item.kind is LineKind.UNREAD:
                del self._items[at]
                return [Splice(at, 1, 0)]
        return []


def _folded(rows: Sequence[TimelineRow]) -> Iterator[Item]:
    """Yield rows, those that fold together."""
    held: Item | None = None
    for row in rows:
        joined = _joined(held, row) if held is not None else None
        if joined is None and held is not None:
            yield held
        held = joined or row
    if held is not None:
        yield held


def _joined(one: Item, other: Item) -> Fold | None:
    """Return two items as one folded line, if both are comings or goings."""
    upper, lower = _moves_of(one), _moves_of(other)
    is_open = any(isinstance(item, Fold) and item.is_open for item in (one, other))
    return Fold((*upper, *lower), is_open) if upper and lower else None


def _moves_of(item: Item) -> tuple[TimelineRow, ...]:
    if isinstance(item, Fold):
        return item.rows
    return (item,) if item.kind in MOVES else ()
