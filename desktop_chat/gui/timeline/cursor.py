"""The row that the keyboard is on: a ring around one message, which the arrow keys move."""

import tkinter as tk
from typing import Final

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import TimelineRow
from desktop_chat.gui.timeline.hover import SPEECH
from desktop_chat.gui.timeline.stage import Hit, Stage

TAG: Final = "cursor"
RING: Final = 2


class RowCursor:
    """Is on a message, or on none. The ring is seen while the keyboard is in the timeline.

    Args:
        canvas: That of the stage.
        stage: What is shown.
        look: Colours, sizes.
    """

    def __init__(self, canvas: tk.Canvas, stage: Stage, look: Look) -> None:
        self._canvas, self._stage, self._look = canvas, stage, look
        self._row: TimelineRow | None = None
        self._has_focus = self._is_drawn = False
        canvas.bind("<FocusIn>", lambda _event: self.draw(has_focus=True), add=True)
        canvas.bind("<<TraverseIn>>", lambda _event: self._begin(), add=True)  # Of Tab, not of a click.
        canvas.bind("<FocusOut>", lambda _event: self.draw(has_focus=False), add=True)

    @property
    def at(self) -> int | None:
        """The index of the message; None for none, and for one that is not here any more."""
        row, items = self._row, self._stage.items
        if row is None:
            return None
        same = (at for at, item in enumerate(items) if item is row or (row.key and isinstance(item, TimelineRow) and item.key == row.key))
        return next(same, None)

    def step(self, by: int) -> bool:
        """Move to the next message, or the one before (-1): at first to the nearest in sight; return whether there is one."""
        at = self.at
        if at is None:
            seen = [placed.at for placed in self._stage.viewport.visible()]
            ways = seen if by > 0 else seen[::-1]
        else:
            ways = list(range(at + by, len(self._stage.items) if by > 0 else -1, by))
        found = next((index for index in ways if self._speech(index) is not None), None)
        if found is None:
            return False
        self._row = self._speech(found)
        self._show(found)
        return True

    def _begin(self) -> None:
        """Be on the last message in sight, if on none: where the keyboard is must be seen."""
        if self.at is None:
            self.step(-1)

    def _speech(self, index: int) -> TimelineRow | None:
        item = self._stage.items[index]
        return item if isinstance(item, TimelineRow) and item.kind in SPEECH else None

    def _show(self, index: int) -> None:
        """Bring a message wholly into sight, its beginning at least."""
        stage, viewport = self._stage, self._stage.viewport
        height = stage.layout_of(index).height
        place = stage.place_of(index)
        if index == len(stage.items) - 1:
            viewport.to_end()
        elif place is None or place[0] < 0 or place[1] > viewport.height:
            comes_from_above = place is None and index < viewport.visible()[0].at
            is_above = comes_from_above or (place is not None and place[0] < 0) or height >= viewport.height
            viewport.show(index, 0 if is_above else viewport.height - height)
        stage.refresh()

    def clear(self) -> bool:
        """Be on no message; return whether there was one."""
        was, self._row = self._row, None
        self.draw()
        return was is not None

    def hit(self) -> Hit | None:
        """Return the message as if a mouse were on its first word; None if there is none in sight."""
        at = self.at
        place = self._stage.place_of(at) if at is not None else None
        if at is None or place is None:
            return None
        layout = self._stage.layout_of(at)
        return Hit(at, self._stage.items[at], layout, layout.x, layout.y)

    def draw(self, *, has_focus: bool | None = None) -> None:
        """Draw the ring where the message is now."""
        self._has_focus = self._has_focus if has_focus is None else has_focus
        if self._is_drawn:
            self._canvas.delete(TAG)
        at = self.at if self._has_focus else None
        place = self._stage.place_of(at) if at is not None else None
        self._is_drawn = place is not None
        if place is not None:
            ring, origin = self._look.px(RING), self._stage.origin
            box = (ring, origin + place[0] + 1, self._canvas.winfo_width() - ring, origin + place[1] + 1)
            self._canvas.create_rectangle(*box, outline=self._look.palette.accent_text, width=ring, tags=TAG)
