"""What is selected in a timeline, across rows, and what is copied of it. No Tk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop_chat.gui.timeline.items import Item, Splice
from desktop_chat.gui.timeline.row_layout import head_text, read_text
from desktop_chat.gui.timeline.viewport import shifted


class Caret(NamedTuple):
    """Between two letters; places are in the order of the text."""

    at: int
    """Of the item."""
    offset: int
    """Into its text."""


@dataclass(frozen=True, slots=True)
class Selection:
    """From where the mouse was pressed to where it is; the second may be before the first."""

    anchor: Caret
    head: Caret

    @property
    def first(self) -> Caret:
        """Its start."""
        return min(self.anchor, self.head)

    @property
    def last(self) -> Caret:
        """Its end."""
        return max(self.anchor, self.head)

    def range_in(self, index: int, length: int) -> tuple[int, int]:
        """Return which part of an item is selected; both numbers are the same if none is.

        Args:
            index: Of the item.
            length: Of its text.
        """
        if not self.first.at <= index <= self.last.at:
            return 0, 0
        start = self.first.offset if index == self.first.at else 0
        return start, self.last.offset if index == self.last.at else length

    def after(self, splices: Sequence[Splice]) -> "Selection | None":
        """Return the same selection in the list as it is after changes; None where one of its ends is gone."""
        anchor, head = shifted(self.anchor.at, splices), shifted(self.head.at, splices)
        if anchor is None or head is None:
            return None
        return Selection(Caret(anchor, self.anchor.offset), Caret(head, self.head.offset))

    def text(self, items: Sequence[Item]) -> str:
        """Return what is copied: the letters of one row, or rows with who said them and when."""
        first, last = self.first, self.last
        if first.at == last.at:
            return read_text(items[first.at])[first.offset : last.offset]
        lines: list[str] = []
        for index in range(first.at, last.at + 1):
            text = read_text(items[index])
            start, end = self.range_in(index, len(text))
            head = head_text(items[index]) if not start and (end or not text) else ""
            lines += [line for line in (head, text[start:end]) if line]
        return "\n".join(lines)
