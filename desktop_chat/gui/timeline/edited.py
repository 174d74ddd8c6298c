"""The mark of a line that says something else than at first. No Tk."""

from dataclasses import replace
from typing import Final

from desktop_chat.core.client.events.kept import Standing
from desktop_chat.gui.look.marks import Words
from desktop_chat.gui.look.palette import Palette
from desktop_chat.gui.look.typesetter import Typeface, Typesetter
from desktop_chat.gui.rows import TimelineRow
from desktop_chat.gui.timeline.shapes import RowLayout
from desktop_chat.i18n import tr

GAP: Final = 6


def edited_mark(row: TimelineRow) -> str:
    """Return what says that a row was edited; "" for one that was not."""
    return tr("(edited)") if row.standing is Standing.EDITED else ""


def with_edited_mark(row: TimelineRow, layout: RowLayout, setter: Typesetter, palette: Palette, *, right: int) -> RowLayout:
    """Return the layout with the mark behind the last word, or below it where it has no room.

    Args:
        row: What is laid out.
        layout: As it is without the mark.
        setter: Measures.
        palette: The colours.
        right: Where words end, in pixels.
    """
    mark, face = edited_mark(row), Typeface.TINY
    if not mark or not layout.body.lines:
        return layout
    last = layout.body.lines[-1]
    x, y = layout.x + last.x + last.line.width + setter.px(GAP), layout.y + last.y
    top, height = y + setter.top_of(face, last.height, last.base), layout.height
    if x + setter.width(face, mark) > right:
        x, top = layout.x, y + last.height
        height = max(height, top + setter.line_height(face))
    return replace(layout, height=height, marks=(*layout.marks, Words(x, top, mark, face, palette.faint, last.ground)))
