"""The list above the composer of what a word may become, drawn in the look of the other lists."""

import tkinter as tk
from collections.abc import Callable
from typing import Final

from desktop_chat.gui.look.mark_painter import MarkPainter
from desktop_chat.gui.look.marks import Avatar, Box, Icon, Mark, Words
from desktop_chat.gui.look.screen import bind_wheel
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.people import colour_of, initials_of
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.widgets.popup import PAD, Popup
from desktop_chat.gui.writing.completion import Offer, Offers, Sort

ROW: Final = 34
ROWS: Final = 8
WIDTH: Final = 460
FACE: Final = 24
ICON: Final = 16
LEFT: Final = 46
TAG: Final = "row"


class CompletionList(Popup):
    """Shows offers, of which one is chosen; a click takes one. It has no keys: the composer has.

    Args:
        window: Over which it opens.
        look: Colours, sizes, fonts.
        on_take: Told the place of the row that was clicked.
        on_close: Called when somebody clicks elsewhere.
    """

    def __init__(self, window: tk.Tk | tk.Toplevel, look: Look, *, on_take: Callable[[int], None], on_close: Callable[[], None]) -> None:
        super().__init__(window, look, on_close=on_close)
        self._on_take = on_take
        self._offers: Offers | None = None
        self._top = 0
        """The first row that is seen."""
        self.canvas = tk.Canvas(self, bg=look.palette.raised, bd=0, highlightthickness=0, takefocus=False, cursor="hand2")
        self.canvas.pack(fill="both", expand=True)
        self._painter = MarkPainter(self.canvas, look)
        self.canvas.bind("<Configure>", lambda _event: self._draw(), add=True)
        self.canvas.bind("<ButtonRelease-1>", lambda event: self._take(event.y), add=True)
        bind_wheel(self.canvas, self._scroll)

    def show(self, near: tk.Misc, offers: Offers) -> None:
        """Show offers above a widget, as wide as it at most."""
        self._offers = offers
        self._top = min(max(self._top, offers.at - ROWS + 1), offers.at, max(len(offers.rows) - ROWS, 0))
        px = self._look.px
        width, height = min(px(WIDTH), near.winfo_width()), min(len(offers.rows), ROWS) * px(ROW) + 2 * px(PAD)
        self.open(near, width, height)
        self._draw()

    def _scroll(self, notches: float) -> None:
        if self._offers is not None:
            by = round(notches) or (1 if notches > 0 else -1)
            self._top = max(0, min(self._top + by, len(self._offers.rows) - ROWS))
            self._draw()

    def _take(self, y: int) -> None:
        at = self._top + y // self._look.px(ROW)
        if self._offers is not None and 0 <= at < len(self._offers.rows):
            self._on_take(at)

    def _draw(self) -> None:
        self.canvas.delete(TAG)
        if self._offers is not None:
            for place, offer in enumerate(self._offers.rows[self._top : self._top + ROWS]):
                marks = self._marks(offer, chosen=self._top + place == self._offers.at)
                self._painter.paint(marks, 0, place * self._look.px(ROW), TAG)

    def _marks(self, offer: Offer, *, chosen: bool) -> list[Mark]:
        look, colours, setter = self._look, self._look.palette, self._look.setter
        width, height = self.canvas.winfo_width(), look.px(ROW)
        ground = colours.selected if chosen else colours.raised
        marks: list[Mark] = [Box(0, 0, width, height, look.px(10), ground, colours.raised)] if chosen else []
        marks.append(self._sign(offer, height // 2, ground))
        left, right = look.px(LEFT), width - look.px(12)
        title = setter.fitting(Typeface.BOLD if chosen else Typeface.BODY, shown(offer.title), right - left)
        face = Typeface.BOLD if chosen else Typeface.BODY
        marks.append(Words(left, (height - setter.letters_height(face)) // 2, title, face, colours.fg, ground))
        left += setter.width(face, title) + look.px(12)
        if offer.detail and left < right:
            detail = setter.fitting(Typeface.META, offer.detail, right - left)
            top = (height - setter.letters_height(Typeface.META)) // 2 + look.px(1)
            marks.append(Words(left, top, detail, Typeface.META, colours.dim, ground))
        return marks

    def _sign(self, offer: Offer, middle: int, ground: str) -> Mark:
        look, colours = self._look, self._look.palette
        centre = look.px(LEFT) // 2
        match offer.sort:
            case Sort.PERSON:
                size = look.px(FACE)
                fill = colours.faces[colour_of(offer.title)]
                return Avatar(centre - size // 2, middle - size // 2, size, initials_of(offer.title), fill, ground, is_round=True)
            case Sort.EMOJI:
                size = look.setter.letters_height(Typeface.TITLE)
                return Words(centre - size // 2, middle - size // 2, offer.text, Typeface.TITLE, colours.fg, ground)
            case Sort.CHANNEL | Sort.COMMAND:
                size, name = look.px(ICON), "hash" if offer.sort is Sort.CHANNEL else "command"
                return Icon(centre - size // 2, middle - size // 2, size, name, colours.dim, ground)
