"""What the mouse does in the timeline: select, follow addresses, press what can be pressed, and what it shows on the way."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop_chat.gui.look.typesetter import Typesetter
from desktop_chat.gui.timeline.places import is_on_text, offset_at, spot_at, url_at, word_at
from desktop_chat.gui.timeline.selection import Caret, Selection
from desktop_chat.gui.timeline.shapes import Spot
from desktop_chat.gui.timeline.stage import Hit, Stage

SHIFT: Final = 0x1
"""In the state of an event of Tk, on every system."""
EDGE_MS: Final = 40
"""How often the view moves on while the mouse is held above or below it."""
CLICKS: Final = 3
"""One sets an end, two take a word, three a whole message; then it begins anew."""
CLICK_MS: Final = 400
"""Clicks nearer to each other count together."""
NEAR: Final = 4
"""Pixels that a hand moves while it clicks."""


@dataclass(frozen=True, slots=True)
class PointerVerbs:
    """What comes of the mouse."""

    follow: Callable[[str], None]
    """Given an address."""
    press: Callable[[Hit, Spot], None]
    scroll: Callable[[int], bool]
    hover: Callable[[Hit | None, str], bool]
    """Given the row under the mouse and the address, if it is on one; says whether something above the rows can be pressed."""
    take: Callable[[int, int], bool]
    """A place in the view was pressed; says whether something above the rows is there, and has been pressed."""


class Pointer:
    """Binds the mouse to a stage.

    Args:
        canvas: That of the stage.
        stage: What is shown.
        setter: Measures.
        verbs: What comes of it.
    """

    def __init__(self, canvas: tk.Canvas, stage: Stage, setter: Typesetter, verbs: PointerVerbs) -> None:
        self._canvas, self._stage, self._setter, self._verbs = canvas, stage, setter, verbs
        self._pressed: tuple[int, int] | None = None
        """Where the button went down, while it may still become a click."""
        self._clicks, self._last_ms = 0, 0
        self._unit: tuple[Caret, Caret] | None = None
        """The word or message with which a selection began."""
        self._edge_job = ""
        self._at = (0, 0)
        for event, do in (
            ("<Button-1>", self._press),
            ("<B1-Motion>", self._drag),
            ("<ButtonRelease-1>", self._release),
            ("<Motion>", self._motion),
            ("<Leave>", lambda _event: verbs.hover(None, "")),
        ):
            canvas.bind(event, do, add=True)

    def _place(self, hit: Hit) -> Caret:
        return Caret(hit.at, offset_at(hit.layout, hit.x, hit.y, self._setter))

    def _press(self, event: "tk.Event[tk.Canvas]") -> None:
        self._canvas.focus_set()
        if self._verbs.take(event.x, event.y):
            self._pressed = self._unit = None
            return
        near = self._pressed_near(event.x, event.y) and event.time - self._last_ms < CLICK_MS
        self._clicks = self._clicks % CLICKS + 1 if near else 1
        self._pressed, self._last_ms, self._at = (event.x, event.y), event.time, (event.x, event.y)
        hit = self._stage.hit(event.x, event.y)
        if hit is None:
            return
        place, selection = self._place(hit), self._stage.selection
        if int(event.state) & SHIFT and selection is not None:
            self._select(Selection(selection.anchor, place))
            return
        self._unit = self._unit_at(hit, place)
        self._select(Selection(*self._unit))

    def _pressed_near(self, x: int, y: int) -> bool:
        return self._pressed is not None and abs(x - self._pressed[0]) <= NEAR and abs(y - self._pressed[1]) <= NEAR

    def _unit_at(self, hit: Hit, place: Caret) -> tuple[Caret, Caret]:
        text = hit.layout.body.text
        match self._clicks:
            case 2:
                start, end = word_at(text, place.offset)
            case 3:
                start, end = 0, len(text)
            case _:
                start = end = place.offset
        return Caret(hit.at, start), Caret(hit.at, end)

    def _select(self, selection: Selection) -> None:
        if selection != self._stage.selection:
            self._stage.selection = selection
            self._stage.refresh()

    def _drag(self, event: "tk.Event[tk.Canvas]") -> None:
        self._at = event.x, event.y
        if self._clicks == 1 and self._pressed_near(event.x, event.y):
            return
        self._extend()
        if not self._edge_job and not 0 <= event.y < self._canvas.winfo_height():
            self._edge_job = self._canvas.after(EDGE_MS, self._move_on)

    def _extend(self) -> None:
        """Select up to where the mouse is, by whole words or messages if that is how it began."""
        hit = self._stage.hit(self._at[0], min(max(self._at[1], 0), self._canvas.winfo_height() - 1))
        if hit is None or self._unit is None or self._stage.selection is None:
            return
        start, end = self._unit_at(hit, self._place(hit))
        first, last = self._unit
        self._select(Selection(last, start) if start < first else Selection(first, max(end, last)))

    def _move_on(self) -> None:
        """Scroll while the mouse is held outside, the further the faster."""
        self._edge_job = ""
        height = self._canvas.winfo_height()
        beyond = self._at[1] if self._at[1] < 0 else max(self._at[1] - height + 1, 0)
        if self._pressed is not None and beyond and self._verbs.scroll(beyond):
            self._extend()
            self._edge_job = self._canvas.after(EDGE_MS, self._move_on)

    def _release(self, event: "tk.Event[tk.Canvas]") -> None:
        if self._edge_job:
            self._canvas.after_cancel(self._edge_job)
            self._edge_job = ""
        selection = self._stage.selection
        is_click = self._pressed_near(event.x, event.y) and (selection is None or selection.anchor == selection.head)
        hit = self._stage.hit(event.x, event.y)
        if not is_click or hit is None:
            return
        spot, url = spot_at(hit.layout, hit.x, hit.y), url_at(hit.layout, hit.x, hit.y)
        if spot is not None:
            self._verbs.press(hit, spot)
        elif url:
            self._verbs.follow(url)

    def _motion(self, event: "tk.Event[tk.Canvas]") -> None:
        hit = self._stage.hit(event.x, event.y)
        if hit is None:
            return
        url = url_at(hit.layout, hit.x, hit.y)
        can_press = self._verbs.hover(hit, url) or bool(url) or spot_at(hit.layout, hit.x, hit.y) is not None
        cursor = "hand2" if can_press else "xterm" if is_on_text(hit.layout, hit.x, hit.y) else "arrow"
        if str(self._canvas.cget("cursor")) != cursor:
            self._canvas.configure(cursor=cursor)
