"""Which items of a long list are in sight, and where: by index and offset, so that nothing above has to be measured. No Tk."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop_chat.gui.timeline.items import Splice


class Placed(NamedTuple):
    """An item in sight."""

    at: int
    """Its index."""
    y: int
    """Of its upper edge, in pixels from the upper edge of the view; less than 0 if it begins above."""


class Viewport:
    """A view on a list; it follows the end, or holds an item where it is.

    Args:
        height_of: Gives the height of the item at an index, in pixels.
        bottom_gap: Pixels between the last item and the lower edge.
    """

    def __init__(self, height_of: Callable[[int], int], *, bottom_gap: int = 0) -> None:
        self._height_of, self._gap = height_of, bottom_gap
        self.count = 0
        self.height = 1
        self.follows = True
        """The end is in sight, and stays in sight when more comes."""
        self._held = Placed(0, 0)

    def visible(self) -> list[Placed]:
        """Return what is in sight, from top to bottom."""
        if not self.count:
            return []
        if not self.follows:
            found = self._down_from(self._first())
            last = found[-1]
            if last.at < self.count - 1 or last.y + self._height_of(last.at) + self._gap > self.height:
                self._held = found[0]
                return found
            self.follows = True
        return self._up_from_end()

    def _first(self) -> Placed:
        """Return the first item in sight, with nothing empty above it."""
        index, y = self._held
        while y > 0 and index > 0:
            index -= 1
            y -= self._height_of(index)
        if index == 0:
            y = min(y, 0)
        while index < self.count - 1 and y + self._height_of(index) <= 0:
            y += self._height_of(index)
            index += 1
        return Placed(index, y)

    def _down_from(self, first: Placed) -> list[Placed]:
        found, y = [first], first.y + self._height_of(first.at)
        while y < self.height and found[-1].at < self.count - 1:
            found.append(Placed(found[-1].at + 1, y))
            y += self._height_of(found[-1].at)
        return found

    def _up_from_end(self) -> list[Placed]:
        index, y = self.count, self.height - self._gap
        found: list[Placed] = []
        while index > 0 and y > 0:
            index -= 1
            y -= self._height_of(index)
            found.append(Placed(index, y))
        return found[::-1]

    def scroll(self, by: int) -> None:
        """Move so many pixels towards the end; not beyond either end."""
        if by and self.count and not (self.follows and by > 0):
            first = self.visible()[0]
            self.follows, self._held = False, Placed(first.at, first.y - by)

    def to_end(self) -> None:
        """Follow the end."""
        self.follows = True

    def show(self, index: int, y: int) -> None:
        """Put an item at a height, as far as the ends let it."""
        self.follows, self._held = False, Placed(index, y)

    def to_fraction(self, fraction: float) -> None:
        """Go to a part of the list, from 0.0 at its start to 1.0 at its end."""
        if self.count:
            exact = min(max(fraction, 0.0), 1.0) * self.count
            index = min(int(exact), self.count - 1)
            self.show(index, -round((exact - index) * self._height_of(index)))

    def fractions(self) -> tuple[float, float]:
        """Return where in the list the view begins and ends, each from 0.0 to 1.0."""
        found = self.visible()
        if not found:
            return 0.0, 1.0
        first, last = found[0], found[-1]
        begin = first.at + max(-first.y, 0) / max(self._height_of(first.at), 1)
        hidden = max(last.y + self._height_of(last.at) - self.height, 0)
        end = last.at + 1 - hidden / max(self._height_of(last.at), 1)
        return begin / self.count, end / self.count

    def splice(self, splices: Sequence[Splice], before: Sequence[Placed]) -> None:
        """Take note that the list has changed; what was in sight and is still there stays where it is.

        Args:
            splices: What changed, in this order.
            before: What was in sight.
        """
        self.count += sum(splice.added - splice.removed for splice in splices)
        if self.follows or not self.count:
            return
        stay = (Placed(index, placed.y) for placed in before if (index := shifted(placed.at, splices)) is not None)
        first = before[0] if before else self._held
        held = next(stay, Placed(shifted(first.at, splices, nearest=True) or 0, first.y))
        self._held = Placed(min(held.at, self.count - 1), held.y)


def shifted(index: int, splices: Sequence[Splice], *, nearest: bool = False) -> int | None:
    """Return where an item stands after changes; if it is gone None, or what stands about there now if *nearest*."""
    for at, removed, added in splices:
        if at <= index < at + removed:
            if not nearest:
                return None
            index = at + max(min(index - at, added - 1), 0)
        elif index >= at + removed:
            index += added - removed
    return index
