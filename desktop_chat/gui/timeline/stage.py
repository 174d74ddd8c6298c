"""The canvas on which the rows in sight are drawn: scrolling moves its origin, rows that leave go, rows that enter are made.

A row once drawn keeps its place on the canvas, so most changes cost the rows that are new and nothing else.
"""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import Edge, Place, TimelineRow
from desktop_chat.gui.timeline.items import Item, Items, Splice
from desktop_chat.gui.timeline.painter import Painter, Tinted
from desktop_chat.gui.timeline.row_layout import RowLayouts
from desktop_chat.gui.timeline.shapes import RowLayout
from desktop_chat.gui.timeline.viewport import Viewport

if TYPE_CHECKING:
    from desktop_chat.gui.timeline.selection import Selection

FAR: Final = 10**8
"""How far the canvas reaches in pixels, up and down: nobody scrolls that far without a jump, and a jump begins anew in the middle."""
BOTTOM_GAP: Final = 12


class Hit(NamedTuple):
    """What is under a point of the view."""

    at: int
    """The index of the row."""
    item: Item
    layout: RowLayout
    x: int
    y: int
    """The point, from the upper left corner of the row."""


class Held(NamedTuple):
    """An item in sight, as it is found again among the same items."""

    key: str
    """Of the line, "" if it has none."""
    from_end: int
    """How many items there are from it on."""
    part: float
    """Where its upper edge is, in its own heights from the upper edge of the view."""


@dataclass(slots=True)
class Drawn:
    """A row on the canvas."""

    item: Item
    y: int
    tag: str
    tints: list[Tinted]


class Stage:
    """Shows items on a canvas.

    Args:
        canvas: Empty, and used for nothing else.
        look: Colours, sizes, fonts.
        bubbles: Talk stands in bubbles.
        on_moved: Called whenever what is in sight has changed.
    """

    def __init__(self, canvas: tk.Canvas, look: Look, *, bubbles: bool, on_moved: Callable[[], None]) -> None:
        self.items = Items()
        self.layouts = RowLayouts(look.setter, look.palette, bubbles=bubbles)
        self.viewport = Viewport(self._height_of, bottom_gap=look.px(BOTTOM_GAP))
        self.selection: Selection | None = None
        self._canvas, self._look, self._on_moved = canvas, look, on_moved
        self.painter = Painter(canvas, look)
        self._drawn: dict[int, Drawn] = {}
        self._origin = 0
        self._tags = 0
        self._width = 1
        canvas.configure(yscrollincrement=1, confine=False, scrollregion=(0, -FAR, 1, FAR))

    @property
    def origin(self) -> int:
        """Where on the canvas the upper edge of the view is."""
        return self._origin

    def _height_of(self, index: int) -> int:
        return self.layout_of(index).height

    def layout_of(self, index: int) -> RowLayout:
        """Return how an item is drawn."""
        return self.layouts.of(self.items[index], self._width)

    def resize(self, width: int, height: int) -> None:
        """Fit the view; what was first in sight stays first, or the end stays in sight."""

        def fit() -> None:
            self.viewport.height, self._width = height, width

        if width != self._width:
            self.redraw(fit)
        else:
            fit()
            self.refresh()

    def redraw(self, change: Callable[[], None]) -> None:
        """Draw everything anew after a change of how rows look; what was first in sight stays first, or the end stays in sight."""
        first = next(iter(self.viewport.visible()), None)
        part = first.y / max(self._height_of(first.at), 1) if first else 0.0
        follows = self.viewport.follows
        change()
        self.layouts.forget()
        self.clear()
        if first and not follows:
            self.viewport.show(first.at, int(part * self._height_of(first.at)))
        self.refresh()

    def held(self) -> list[Held]:
        """Return what is in sight, for another stage with the same items to `hold`; nothing if the end is followed."""
        if self.viewport.follows:
            return []
        end = len(self.items)
        return [Held(_key_of(self.items[at]), end - at, y / max(self._height_of(at), 1)) for at, y in self.viewport.visible()]

    def hold(self, held: Sequence[Held]) -> None:
        """Bring in sight what was held: the first of the rows that is here, by its key; if none is, what is as far from the end."""
        if not held:
            return
        places = {key: at for at, item in enumerate(self.items) if (key := _key_of(item))}
        one = next((one for one in held if one.key in places), held[0])
        at = places.get(one.key, max(len(self.items) - one.from_end, 0))
        self.viewport.show(at, int(one.part * self._height_of(at)))

    def clear(self) -> None:
        """Take everything off the canvas, to be drawn anew."""
        for drawn in self._drawn.values():
            self._canvas.delete(drawn.tag)
        self._drawn.clear()

    def replace(self, rows: Sequence[TimelineRow], place: Place | None) -> None:
        """Show other rows, at their end or at a place; a row in sight that is among the new ones too, by its key, stays where it is."""
        seen = ((self.items[one.at], one.y) for one in self.viewport.visible())
        kept = {item.key: y for item, y in seen if isinstance(item, TimelineRow) and item.key} if place else {}
        self.selection = None
        self.clear()
        self.items.clear()
        self.items.append(rows)
        self.viewport.count = len(self.items)
        if place is None:
            self.viewport.to_end()
            return
        known = ((at, kept[item.key]) for at, item in enumerate(self.items) if isinstance(item, TimelineRow) and item.key in kept)
        stays = next(known, None) if place.edge is not Edge.MIDDLE else None
        at, y = stays or self._at_edge(self.items.index_with(rows[place.row]), place.edge)
        self.viewport.show(at, y)

    def _at_edge(self, at: int, edge: Edge) -> tuple[int, int]:
        free = self.viewport.height - self._height_of(at)
        return at, {Edge.TOP: 0, Edge.MIDDLE: free // 2, Edge.BOTTOM: free - self._look.px(BOTTOM_GAP)}[edge]

    def apply(self, change: Callable[[], list[Splice]]) -> None:
        """Change the items; what was in sight stays where it is."""
        before = self.viewport.visible()
        splices = change()
        self.viewport.splice(splices, before)
        self.selection = self.selection.after(splices) if self.selection else None

    def mark(self, key: str) -> int | None:
        """Mark the row with a key as found, and no other; return where it stands, None if it is not here."""
        for at, item in enumerate(self.items):
            if isinstance(item, TimelineRow) and item.found != (item.key == key):
                self.apply(partial(self.items.put, at, replace(item, found=item.key == key)))
        return self.items.index_of(key)

    def refresh(self) -> None:
        """Draw what is in sight and is not drawn, take away what is no longer."""
        placed = self.viewport.visible()
        shown = [(index, y, self.items[index]) for index, y in placed]
        kept = next((self._drawn[id(item)].y - y for _, y, item in shown if id(item) in self._drawn), None)
        self._move_to(self._origin if kept is None else kept)
        here = {id(item) for _, _, item in shown}
        for key in [key for key in self._drawn if key not in here]:
            self._canvas.delete(self._drawn.pop(key).tag)
        for index, y, item in shown:
            self._put(index, item, self._origin + y)
        self._on_moved()

    def _move_to(self, origin: int) -> None:
        if abs(origin) > FAR // 2:
            self.clear()
            origin = 0
        if origin != self._origin:
            self._canvas.yview_scroll(origin - self._origin, "units")
            self._origin = origin

    def _put(self, index: int, item: Item, y: int) -> None:
        tints = self._tints(index)
        drawn = self._drawn.get(id(item))
        if drawn is not None and drawn.tints == tints:
            if drawn.y != y:
                self._canvas.move(drawn.tag, 0, y - drawn.y)
                drawn.y = y
            return
        if drawn is not None:
            self._canvas.delete(drawn.tag)
        self._tags += 1
        tag = f"row{self._tags}"
        self.painter.paint(self.layout_of(index), y, tag, tints)
        self._drawn[id(item)] = Drawn(item, y, tag, tints)

    def _tints(self, index: int) -> list[Tinted]:
        item, layout = self.items[index], self.layout_of(index)
        text, tints = layout.body.text, list[Tinted]()
        if isinstance(item, TimelineRow) and item.found:
            tints.append(Tinted(0, len(text), self._look.palette.found))
        start, end = self.selection.range_in(index, len(text)) if self.selection else (0, 0)
        return [*tints, Tinted(start, end, layout.selection)] if end > start else tints

    def hit(self, x: int, y: int) -> Hit | None:
        """Return what is under a point of the view, the nearest row if there is none; None if nothing is shown."""
        placed = self.viewport.visible()
        found = next((one for one in reversed(placed) if one.y <= y), placed[0] if placed else None)
        if found is None:
            return None
        return Hit(found.at, self.items[found.at], self.layout_of(found.at), x, y - found.y)

    def place_of(self, index: int) -> tuple[int, int] | None:
        """Return the upper and the lower edge of an item in the view; None if it is not in sight."""
        found = next((one.y for one in self.viewport.visible() if one.at == index), None)
        return None if found is None else (found, found + self._height_of(index))

    def keys(self) -> Sequence[int]:
        """Return the identities of the rows on the canvas: as many as are in sight."""
        return tuple(self._drawn)


def _key_of(item: Item) -> str:
    return item.key if isinstance(item, TimelineRow) else ""
