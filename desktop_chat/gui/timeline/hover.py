"""What appears while the mouse is over a row: its time, what can be done with it, who reacted, and where an address leads."""

import tkinter as tk
from collections.abc import Callable
from enum import Enum
from typing import Final, NamedTuple

from desktop_chat.gui.links import target_of
from desktop_chat.gui.look.marks import Box, Icon, Mark, Words
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.messages.message_rows import Rights
from desktop_chat.gui.rows import LineKind, TimelineRow
from desktop_chat.gui.timeline.places import spot_at
from desktop_chat.gui.timeline.row_layout import RIGHT, SIDE
from desktop_chat.gui.timeline.stage import Hit, Stage
from desktop_chat.i18n import tr

TAG: Final = "hover"
BUTTON: Final = 28
ICON: Final = 16
SPEECH: Final = frozenset({LineKind.TALK, LineKind.ACTION, LineKind.NOTICE})


class BarButton(Enum):
    """A button of the bar over a row, by the name of its sign."""

    REACT = "smile"
    ANSWER = "reply"
    COPY = "copy"
    MORE = "more"

    @property
    def title(self) -> str:
        """What it does."""
        return {
            BarButton.REACT: tr("React"),
            BarButton.ANSWER: tr("Reply"),
            BarButton.COPY: tr("Copy the message"),
            BarButton.MORE: tr("More"),
        }[self]


def buttons_for(rights: Rights) -> tuple[BarButton, ...]:
    """Return the buttons of the bar, from left to right."""
    first = ((rights.react, BarButton.REACT), (rights.answer, BarButton.ANSWER))
    return (*(button for may, button in first if may), BarButton.COPY, BarButton.MORE)


class Shown(NamedTuple):
    """The bar that is seen."""

    row: TimelineRow
    origin: int
    """Of the stage, when it was drawn."""
    x: int
    """Of its upper left corner, in the view; so is the next."""
    y: int
    buttons: tuple[BarButton, ...]


class Hover:
    """Draws over the row that the mouse is on.

    Args:
        canvas: That of the stage.
        stage: What is shown.
        look: Colours, sizes, fonts.
        rights: Says what may be done with a row, by its key.
    """

    def __init__(self, canvas: tk.Canvas, stage: Stage, look: Look, rights: Callable[[str], Rights]) -> None:
        self._canvas, self._stage, self._look, self._rights = canvas, stage, look, rights
        self.bar: Shown | None = None
        self.target, self.tip = self._label(), self._label()

    def _label(self) -> tk.Label:
        look = self._look
        colours = look.palette
        return tk.Label(self._canvas, bg=colours.raised, fg=colours.dim, font=look.meta, padx=look.px(8), pady=look.px(3), bd=0)

    def show(self, hit: Hit | None, url: str) -> bool:
        """Show what belongs to a row, and where an address leads; return whether the mouse is on a button."""
        place = self._stage.place_of(hit.at) if hit is not None else None
        x, y = (hit.x, place[0] + hit.y) if hit is not None and place is not None else (-1, -1)
        button = self.button_at(x, y)
        if button is None:
            self._over(hit)
        self._say_target(url if button is None else "")
        self._say_tip(hit, button, x, y)
        return button is not None

    def _over(self, hit: Hit | None) -> None:
        row = hit.item if hit is not None and isinstance(hit.item, TimelineRow) and hit.item.kind in SPEECH else None
        if row is None or self.bar is None or (row, self._stage.origin) != (self.bar.row, self.bar.origin):
            self.hide()
            if hit is not None and row is not None:
                self._draw(hit, row)

    def _say_target(self, url: str) -> None:
        if url:
            self.target.configure(text=target_of(url))
            self.target.place(x=0, rely=1.0, anchor="sw")
        else:
            self.target.place_forget()

    def _say_tip(self, hit: Hit | None, button: BarButton | None, x: int, y: int) -> None:
        spot = spot_at(hit.layout, hit.x, hit.y) if hit is not None and button is None else None
        text = button.title if button is not None else spot.tip if spot is not None else ""
        if not text:
            self.tip.place_forget()
        elif str(self.tip.cget("text")) != text or not self.tip.place_info():
            setter, width = self._look.setter, self._canvas.winfo_width()
            fitting = setter.fitting(Typeface.META, text, width - self._look.px(40))
            self.tip.configure(text=fitting)
            left = min(x, width - setter.words_width(Typeface.META, fitting) - self._look.px(24))
            below = y < self._look.px(2 * BUTTON)
            self.tip.place(x=max(left, 0), y=y + self._look.px(20 if below else -14), anchor="nw" if below else "sw")

    def hide(self) -> None:
        """Show nothing."""
        self._canvas.delete(TAG)
        self.bar = None
        self.tip.place_forget()

    def button_at(self, x: int, y: int) -> BarButton | None:
        """Return the button that a point of the view is on."""
        size = self._look.px(BUTTON)
        if self.bar is None or not 0 <= y - self.bar.y < size or not 0 <= x - self.bar.x < size * len(self.bar.buttons):
            return None
        return self.bar.buttons[(x - self.bar.x) // size]

    def _draw(self, hit: Hit, row: TimelineRow) -> None:
        px, palette = self._look.px, self._look.palette
        place = self._stage.place_of(hit.at)
        if place is None:
            return
        size, icon, buttons = px(BUTTON), px(ICON), buttons_for(self._rights(row.key))
        x, y = self._canvas.winfo_width() - px(RIGHT) - size * len(buttons), max(place[0] - px(12), px(2))
        self.bar = Shown(row, self._stage.origin, x, y, buttons)
        inset = (size - icon) // 2
        marks: list[Mark] = [Box(x, y, size * len(buttons), size, px(8), palette.raised, palette.bg, palette.line)]
        for number, button in enumerate(buttons):
            marks.append(Icon(x + number * size + inset, y + inset, icon, button.value, palette.dim, palette.raised))
        if row.kind is LineKind.TALK and not row.heads and not self._stage.layouts.bubbles and not row.mentioned:
            setter = self._look.setter
            top = place[0] + hit.layout.y + setter.top_of(Typeface.TINY, setter.line_height(Typeface.BODY), Typeface.BODY)
            marks.append(Words(px(SIDE), top, row.time, Typeface.TINY, palette.faint, palette.bg))
        self._stage.painter.marks.paint(marks, 0, self._stage.origin, TAG)
