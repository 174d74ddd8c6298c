"""The sheet of the emoji picker on a canvas, with a strip of its groups above: only what is seen is drawn."""

import tkinter as tk
from collections.abc import Callable, Sequence
from time import perf_counter
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.mark_painter import MarkPainter
from desktop_chat.gui.look.marks import Box
from desktop_chat.gui.look.screen import bind_wheel
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.writing.emoji_names import TONES, EmojiName, toned
from desktop_chat.gui.writing.emoji_sheet import Cell, EmojiSheet, Section, Way

COLUMNS: Final = 9
CELL: Final = 36
PICTURE: Final = 24
HEADING: Final = 28
STRIP: Final = 34
ICON: Final = 20
SHIFT: Final = 0x1
"""The key, in the state of an event of Tk."""
TAG: Final = "cell"
DRAW_SECONDS: Final = 0.008
"""For how long pictures are made in one go."""


class EmojiCanvas(ttk.Frame):
    """Shows sections of emoji, of which one emoji is reached.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_pick: Told the emoji that was clicked, and whether more are wanted.
        on_reach: Told what is reached.
    """

    def __init__(self, parent: tk.Misc, look: Look, *, on_pick: Callable[[str, bool], None], on_reach: Callable[[EmojiName], None]) -> None:
        super().__init__(parent, style="Raised.TFrame")
        self._look, self._on_pick, self._on_reach = look, on_pick, on_reach
        self._sections: Sequence[Section] = ()
        self._sheet = EmojiSheet((), columns=COLUMNS, cell=1, heading=1)
        self._tone = 0
        self._drawing = ""
        self.reached: Cell | None = None
        """The place that the arrow keys, or the mouse, have reached."""
        ground = look.palette.raised
        self.strip = tk.Canvas(self, height=look.px(STRIP), bg=ground, bd=0, highlightthickness=0, takefocus=False)
        self.strip.pack(fill="x", pady=(0, look.px(4)))
        self.canvas = tk.Canvas(
            self, width=look.px(CELL) * COLUMNS, bg=ground, bd=0, highlightthickness=0, takefocus=False, yscrollincrement=1
        )
        self._bar = ttk.Scrollbar(self, orient="vertical", command=self._scroll, style="raised.Vertical.TScrollbar")
        self.canvas.configure(yscrollcommand=self._bar.set)
        self._bar.pack(side="right", fill="y")
        self.canvas.pack(side="left", fill="both", expand=True)
        self._painter, self._strip_painter = MarkPainter(self.canvas, look), MarkPainter(self.strip, look)
        self._bind_keys()
        self.bind("<Destroy>", lambda event: self._gone(event.widget), add=True)

    def _bind_keys(self) -> None:
        self.canvas.bind("<Configure>", lambda _event: self._draw(), add=True)
        self.canvas.bind("<Motion>", lambda event: self._reach(self._cell_at(event.x, event.y)), add=True)
        self.canvas.bind("<Button-1>", self._click, add=True)
        self.strip.bind("<Button-1>", lambda event: self._go_to(event.x // self._look.px(CELL)), add=True)
        bind_wheel(self.canvas, lambda notches: self._scroll("scroll", round(notches * self._look.px(CELL) * 1.5), "units"))

    def show(self, sections: Sequence[Section], tone: int) -> None:
        """Show these sections from their beginning, in a skin tone of `TONES`."""
        px = self._look.px
        self._sections, self._tone = sections, tone
        self._sheet = EmojiSheet(sections, columns=COLUMNS, cell=px(CELL), heading=px(HEADING))
        self.canvas.configure(scrollregion=(0, 0, px(CELL) * COLUMNS, max(self._sheet.height, 1)))
        self.canvas.yview_moveto(0)
        self.reached = None
        self._reach(self._sheet.first())
        self._draw()

    @property
    def emoji(self) -> str | None:
        """The emoji that is reached; None where nothing is shown."""
        return toned(self._sheet.name_at(self.reached).emoji, TONES[self._tone]) if self.reached is not None else None

    def step(self, way: Way) -> None:
        """Go on to where a key leads."""
        if self.reached is None:
            return
        cell = self._sheet.step(self.reached, way)
        by_section = way in {Way.SECTION_BEFORE, Way.SECTION_AFTER}
        top, bottom = self._sheet.span(self._sheet.headings[self._sheet.section_of(cell.row)] if by_section else cell.row)
        height, seen = self.canvas.winfo_height(), self.canvas.canvasy(0)
        if by_section or top < seen:
            self._see(top)
        elif bottom > seen + height:
            self._see(bottom - height)
        self._reach(cell)

    def _go_to(self, section: int) -> None:
        if 0 <= section < len(self._sections):
            row = self._sheet.headings[section]
            self._see(self._sheet.span(row)[0])
            self._reach(Cell(row + bool(self._sections[section].title), 0))

    def _see(self, top: float) -> None:
        self.canvas.yview_moveto(top / max(self._sheet.height, 1))
        self._draw()

    def _scroll(self, *words: object) -> None:
        if self._sheet.height > self.canvas.winfo_height():
            self.canvas.tk.call(str(self.canvas), "yview", *words)
            self._draw()

    def _cell_at(self, x: int, y: int) -> Cell | None:
        return self._sheet.cell_at(x, int(self.canvas.canvasy(y)))

    def _click(self, event: "tk.Event[tk.Canvas]") -> None:
        self._reach(self._cell_at(event.x, event.y))
        if self._cell_at(event.x, event.y) is not None and self.emoji is not None:
            self._on_pick(self.emoji, bool(int(event.state) & SHIFT))

    def _reach(self, cell: Cell | None) -> None:
        """Show what is reached; the mouse between two emoji leaves it where it was."""
        if cell is not None and cell != self.reached:
            before, self.reached = self.reached, cell
            self._on_reach(self._sheet.name_at(cell))
            if before is None or self._sheet.section_of(before.row) != self._sheet.section_of(cell.row):
                self._draw_strip()
            self._draw()

    def _draw(self) -> None:
        """Draw what is seen. Pictures that were never made take their time: then the rest comes a moment later."""
        deadline = perf_counter() + DRAW_SECONDS
        self.canvas.delete(TAG)
        top, px, ground = int(self.canvas.canvasy(0)), self._look.px, self._look.palette.raised
        for row, title, names in self._sheet.between(top, top + self.canvas.winfo_height()):
            y = self._sheet.span(row)[0]
            if title:
                drop = px(HEADING) - self._look.setter.letters_height(Typeface.META) - px(5)
                self._painter.text(px(6), y + drop, title, Typeface.META, self._look.palette.faint, TAG)
            if perf_counter() > deadline:
                self._draw_soon()
                return
            for column, name in enumerate(names):
                is_reached = self.reached == (row, column)
                if is_reached:
                    self._painter.box(self._frame(column * px(CELL), y, ground), TAG)
                self._picture(name, column * px(CELL), y, self._look.palette.selected if is_reached else ground)

    def _draw_soon(self) -> None:
        if not self._drawing:
            self._drawing = self.after(1, self._draw_rest)

    def _draw_rest(self) -> None:
        self._drawing = ""
        self._draw()
        self._draw_strip()

    def _gone(self, widget: tk.Misc) -> None:
        """Go, with what was to be drawn later."""
        if widget is self and self._drawing:
            self.after_cancel(self._drawing)

    def _frame(self, x: int, y: int, ground: str) -> Box:
        """Return the box behind what is reached, with the ring that shows where the keyboard is."""
        size, colours = self._look.px(CELL), self._look.palette
        return Box(x, y, size, size, self._look.px(8), colours.selected, ground, colours.accent_text)

    def _picture(self, name: EmojiName, x: int, y: int, ground: str) -> None:
        size = self._look.px(PICTURE)
        inset = (self._look.px(CELL) - size) // 2
        self._painter.image(x + inset, y + inset, self._look.images.emoji(toned(name.emoji, TONES[self._tone]), size, ground), TAG)

    def _draw_strip(self) -> None:
        """Draw one emoji for each section, that of the section which is reached on a ground of its own."""
        deadline = perf_counter() + DRAW_SECONDS
        self.strip.delete(TAG)
        px, colours = self._look.px, self._look.palette
        current = self._sheet.section_of(self.reached.row) if self.reached is not None else 0
        for at, section in enumerate(self._sections if len(self._sections) > 1 else ()):
            if perf_counter() > deadline:
                self._draw_soon()
                return
            ground = colours.selected if at == current else colours.raised
            if at == current:
                self._strip_painter.box(Box(at * px(CELL), 0, px(CELL), px(STRIP), px(8), ground, colours.raised), TAG)
            picture = self._look.images.emoji(section.names[0].emoji, px(ICON), ground)
            self._strip_painter.image(at * px(CELL) + (px(CELL) - px(ICON)) // 2, (px(STRIP) - px(ICON)) // 2, picture, TAG)
