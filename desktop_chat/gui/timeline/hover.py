"""What appears while the mouse is over a row: its time, what can be done with it, and where an address leads."""

import tkinter as tk
from typing import Final

from desktop_chat.gui.links import target_of
from desktop_chat.gui.marks import Box, Icon, Mark, Words
from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.theme import Look
from desktop_chat.gui.timeline.row_layout import RIGHT, SIDE
from desktop_chat.gui.timeline.stage import Hit, Stage
from desktop_chat.gui.typesetter import Typeface

TAG: Final = "hover"
BUTTON: Final = 28
ICON: Final = 16
SPEECH: Final = frozenset({LineKind.TALK, LineKind.ACTION, LineKind.NOTICE})


class Hover:
    """Draws over the row that the mouse is on.

    Args:
        canvas: That of the stage.
        stage: What is shown.
        look: Colours, sizes, fonts.
    """

    def __init__(self, canvas: tk.Canvas, stage: Stage, look: Look) -> None:
        self._canvas, self._stage, self._look = canvas, stage, look
        self._over: tuple[TimelineRow, int] | None = None
        self.button: tuple[int, int] | None = None
        """Where the button that copies the message begins, in the view."""
        self.target = tk.Label(canvas, bg=look.palette.raised, fg=look.palette.dim, font=look.meta, padx=look.px(8), pady=look.px(3), bd=0)

    def show(self, hit: Hit | None, url: str) -> None:
        """Show what belongs to a row, and where an address leads."""
        row = hit.item if hit is not None and isinstance(hit.item, TimelineRow) and hit.item.kind in SPEECH else None
        over = (row, self._stage.origin) if row is not None else None
        if over != self._over:
            self.hide()
            self._over = over
            if hit is not None and row is not None:
                self._draw(hit, row)
        if url:
            self.target.configure(text=target_of(url))
            self.target.place(x=0, rely=1.0, anchor="sw")
        else:
            self.target.place_forget()

    def hide(self) -> None:
        """Show nothing."""
        self._canvas.delete(TAG)
        self._over = self.button = None

    def is_on_button(self, x: int, y: int) -> bool:
        """Return whether a point of the view is on the button that copies."""
        size = self._look.px(BUTTON)
        return self.button is not None and 0 <= x - self.button[0] < size and 0 <= y - self.button[1] < size

    def _draw(self, hit: Hit, row: TimelineRow) -> None:
        px, palette = self._look.px, self._look.palette
        place = self._stage.place_of(hit.at)
        if place is None:
            return
        size, icon = px(BUTTON), px(ICON)
        x, y = self._canvas.winfo_width() - px(RIGHT) - size, max(place[0] - px(8), px(2))
        self.button = (x, y)
        inset = (size - icon) // 2
        marks: list[Mark] = [
            Box(x, y, size, size, px(8), palette.raised, palette.bg, palette.line),
            Icon(x + inset, y + inset, icon, "copy", palette.dim, palette.raised),
        ]
        if row.kind is LineKind.TALK and not row.heads and not self._stage.layouts.bubbles and not row.mentioned:
            setter = self._look.setter
            top = place[0] + hit.layout.y + setter.top_of(Typeface.TINY, setter.line_height(Typeface.BODY), Typeface.BODY)
            marks.append(Words(px(SIDE), top, row.time, Typeface.TINY, palette.faint, palette.bg))
        self._stage.painter.marks.paint(marks, 0, self._stage.origin, TAG)
