"""What is added to a line of one's own that the host does not have: a clock, or why it was refused and what can be done. No Tk."""

from dataclasses import replace
from typing import Final

from desktop_chat.gui.look.marks import Icon, Mark, Words
from desktop_chat.gui.look.palette import Palette
from desktop_chat.gui.look.typesetter import Typeface, Typesetter
from desktop_chat.gui.rows import Delivery, TimelineRow
from desktop_chat.gui.timeline.lines import Style, break_lines
from desktop_chat.gui.timeline.shapes import Deed, RowLayout, Spot
from desktop_chat.i18n import tr

CLOCK: Final = 13
GAP: Final = 6
BETWEEN: Final = 16


class DeliveryMarks:
    """Adds them to the layout of a row.

    Args:
        setter: Measures.
        palette: The colours.
        left: Where words begin, in pixels.
        right: Where they end.
        is_right: They stand at the right end, below a bubble.
    """

    def __init__(self, setter: Typesetter, palette: Palette, *, left: int, right: int, is_right: bool) -> None:
        self._setter, self._palette, self._left, self._right, self._is_right = setter, palette, left, right, is_right

    def added(self, row: TimelineRow, layout: RowLayout) -> RowLayout:
        """Return the layout with what belongs to how far the row has come."""
        match row.delivery:
            case Delivery.SENT:
                return layout
            case Delivery.PENDING:
                return replace(layout, marks=(*layout.marks, self._clock(row, layout)))
            case Delivery.FAILED:
                return self._refused(row, layout)

    def _clock(self, row: TimelineRow, layout: RowLayout) -> Icon:
        """Return a clock behind the last word; of a bubble, before its time."""
        px, size = self._setter.px, self._setter.px(CLOCK)
        last = layout.body.lines[-1]
        y = layout.y + last.y + (last.height - size) // 2
        if self._is_right:
            x = layout.x - px(BETWEEN + 2 * GAP) - self._setter.width(Typeface.TINY, row.time) - size
        else:
            x = min(layout.x + last.x + last.line.width + px(GAP), self._right + px(GAP))
        return Icon(x, y, size, "clock", self._palette.faint, self._palette.bg)

    def _refused(self, row: TimelineRow, layout: RowLayout) -> RowLayout:
        """Return the layout with the reason below it, and below that what can be done."""
        setter, palette = self._setter, self._palette
        marks: list[Mark] = list(layout.marks)
        spots = list(layout.spots)
        height, y = setter.line_height(Typeface.META), layout.height
        reason = tr("Not sent: {reason}", reason=row.refusal)
        for line in break_lines([(reason, Style(Typeface.META, palette.danger_text))], self._right - self._left, setter):
            text = "".join(piece.text for piece in line.pieces).rstrip()
            marks.append(self._words(self._start(line.width), y, text, palette.danger_text))
            y += height
        actions = ((tr("Send again"), Deed.SEND_AGAIN), (tr("Give up"), Deed.GIVE_UP))
        widths = [setter.width(Typeface.META, text) for text, _ in actions]
        x = self._start(sum(widths) + setter.px(BETWEEN))
        for (text, deed), width in zip(actions, widths, strict=True):
            marks.append(self._words(x, y, text, palette.accent_text))
            spots.append(Spot(x, y, width, height, deed, row.key))
            x += width + setter.px(BETWEEN)
        return replace(layout, height=y + height + setter.px(GAP), marks=tuple(marks), spots=tuple(spots))

    def _start(self, width: int) -> int:
        return self._right - width if self._is_right else self._left

    def _words(self, x: int, y: int, text: str, colour: str) -> Words:
        return Words(x, y, text, Typeface.META, colour, self._palette.bg)
