"""The timeline: a canvas with its scroll bar, what the keyboard does in it, and the button that leads to what is new."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from tkinter import ttk
from typing import Final

from desktop_chat.gui.look.screen import bind_wheel
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import Edge, Place, TimelineRow
from desktop_chat.gui.settings.key_bindings import bind_keys
from desktop_chat.gui.settings.keys import Shortcut
from desktop_chat.gui.timeline.glide import Glide
from desktop_chat.gui.timeline.hover import SPEECH
from desktop_chat.gui.timeline.items import Item, Splice
from desktop_chat.gui.timeline.menu import MenuVerbs
from desktop_chat.gui.timeline.message_verbs import MessageVerbs
from desktop_chat.gui.timeline.pointer import Pointer, PointerVerbs
from desktop_chat.gui.timeline.row_deeds import RowDeeds
from desktop_chat.gui.timeline.row_layout import read_text
from desktop_chat.gui.timeline.selection import Caret, Selection
from desktop_chat.gui.timeline.stage import Stage
from desktop_chat.i18n import ntr, tr

ROWS_KEPT: Final = 2_000
"""Rows that stay while the end is followed; older ones go, and are asked for again by whoever scrolls up to them."""
NOTCH: Final = 72
"""Pixels of the design for one notch of the wheel."""
LINE: Final = 40
"""The same for an arrow key."""


@dataclass(frozen=True, slots=True)
class TimelineVerbs:
    """What comes of the timeline."""

    open_link: Callable[[str], None]
    """Given an address that was clicked."""
    use_bubbles: Callable[[bool], None]
    """The person wants bubbles, or rows."""
    reach: Callable[[Edge], None] | None = None
    """The first row is in sight, or the last of those further back: told once for each. None where there are no others."""
    show_newest: Callable[[], None] | None = None
    """The newest rows are wanted in place of those further back."""
    send_again: Callable[[str], None] = lambda _key: None
    """A row that was refused, by its key, is to be sent again."""
    give_up: Callable[[str], None] = lambda _key: None
    """The same row is to be sent no more."""
    messages: MessageVerbs = field(default_factory=MessageVerbs)
    """What a person can do with a message."""


class Timeline(ttk.Frame):
    """Shows rows, follows the last one as long as it is in sight, and says how many came while it was not.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What comes of it.
        bubbles: Talk stands in bubbles.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: TimelineVerbs, *, bubbles: bool = False) -> None:
        super().__init__(parent)
        self.look, self._verbs = look, verbs
        self.unseen = 0
        self._is_past = False
        """What is shown is further back, and not followed by what comes."""
        self._reached: dict[Edge, Item] = {}
        """The rows that were told to be in sight."""
        colours = look.palette
        self.canvas = tk.Canvas(
            self,
            bg=colours.bg,
            bd=0,
            highlightthickness=look.px(1),
            highlightbackground=colours.bg,
            highlightcolor=colours.border,
            takefocus=True,
        )
        self.bar = ttk.Scrollbar(self, orient="vertical", command=self._drag_bar, style="bg.Vertical.TScrollbar")
        self.bar.pack(side="right", fill="y")
        self.canvas.pack(side="left", fill="both", expand=True)
        self.newer = ttk.Button(self, style="Pill.TButton", takefocus=False, command=self.to_end)
        self.stage = Stage(self.canvas, look, bubbles=bubbles, on_moved=self._moved)
        self._glide = Glide(self.canvas, self.scroll)
        menu_verbs = MenuVerbs(self.copy_text, verbs.open_link, self.use_bubbles, verbs.send_again, verbs.give_up, verbs.messages)
        self.deeds = RowDeeds(self.canvas, self.stage, look, menu_verbs, self.selected_text)
        pointer_verbs = PointerVerbs(verbs.open_link, self.deeds.press, self.scroll, self.deeds.hover.show, self.deeds.take)
        Pointer(self.canvas, self.stage, look.setter, pointer_verbs)
        self._bind_keys()

    def _bind_keys(self) -> None:
        bind, px = self.canvas.bind, self.look.px
        bind("<Configure>", lambda event: self.stage.resize(event.width, event.height), add=True)
        bind("<Escape>", lambda _event: self._let_go())
        for key in ("<Alt-Up>", "<Alt-Down>"):
            bind(key, lambda _event: None)  # The window's; without these rows Tk would take them for Up and Down.
        deeds: dict[Shortcut, Callable[[], None]] = {
            Shortcut.MENU: self.deeds.show_menu,
            Shortcut.COPY: self.copy,
            Shortcut.MARK_ALL: self.select_all,
            Shortcut.MESSAGE_UP: lambda: self._step(-1),
            Shortcut.MESSAGE_DOWN: lambda: self._step(1),
            Shortcut.LINE_UP: lambda: self._glide.by(-px(LINE)),
            Shortcut.LINE_DOWN: lambda: self._glide.by(px(LINE)),
            Shortcut.PAGE_UP: lambda: self._glide.by(-self._page()),
            Shortcut.PAGE_DOWN: lambda: self._glide.by(self._page()),
            Shortcut.FIRST: lambda: self._drag_bar("moveto", "0"),
            Shortcut.NEWEST: self.to_end,
        }
        bind_keys(self.canvas, deeds)
        bind_wheel(self.canvas, lambda steps: self._glide.by(round(steps * px(NOTCH))))

    def _step(self, by: int) -> None:
        """Go to the next message; where there is none, scroll."""
        self._glide.stop()
        if not self.deeds.cursor.step(by):
            self._glide.by(by * self.look.px(LINE))

    def _let_go(self) -> None:
        self.deeds.cursor.clear()
        self.select(None)

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.stage.viewport.follows

    def replace(self, rows: Sequence[TimelineRow], place: Place | None = None) -> None:
        """Show other rows: at their end, and follow it; or at a place further back, from which one comes back to the newest.

        A row in sight that is among the new ones too, by its key, stays where it is.
        """
        self._glide.stop()
        self._is_past, self._reached = place is not None, {}
        self._count(0)
        self.stage.replace(rows, place)
        seen = self.stage.viewport.visible() if place else []
        if seen and seen[-1].at == len(self.stage.items) - 1:
            self._reached[Edge.BOTTOM] = self.stage.items[seen[-1].at]  # Who was led here stays here until they scroll.
        self.stage.refresh()

    def append(self, rows: Sequence[TimelineRow]) -> None:
        """Show more; the view follows if it was at the end, and stays where it is else."""
        stage = self.stage
        stage.apply(lambda: self._appended(rows))
        if any(row.mine for row in rows):
            self.to_end()
        elif not self.is_at_end:
            self._count(self.unseen + sum(row.kind in SPEECH for row in rows))
        stage.refresh()

    def _appended(self, rows: Sequence[TimelineRow]) -> list[Splice]:
        items = self.stage.items
        splices = items.append(rows)
        if self.is_at_end and len(items) > ROWS_KEPT:
            splices += items.drop_first(len(items) - ROWS_KEPT)
        return splices

    def set_unsent(self, rows: Sequence[TimelineRow]) -> None:
        """Show rows after all others, and after all that come, in place of those that stood there; more of them than before are seen."""
        items = self.stage.items
        is_more = len(rows) > items.unsent
        if rows or items.unsent:
            self.stage.apply(lambda: items.set_unsent(rows))
            if is_more:
                self.to_end()
            self.stage.refresh()

    def replace_row(self, row: TimelineRow) -> None:
        """Put a row in the place of the one with its key, if that is there."""
        self.stage.apply(lambda: self.stage.items.replace(row))
        self.stage.refresh()

    def show_row(self, key: str) -> bool:
        """Bring the row with a key into the middle and mark it as found, no other one; return whether it is there."""
        self._glide.stop()
        stage = self.stage
        at = stage.mark(key)
        if at is not None and stage.place_of(at) is None:
            stage.viewport.show(at, (stage.viewport.height - stage.layout_of(at).height) // 2)
        stage.refresh()
        return at is not None

    def use_bubbles(self, *, wanted: bool) -> None:
        """Show talk in bubbles, or in rows, because the person wants it."""
        self.show_bubbles(wanted=wanted)
        self._verbs.use_bubbles(wanted)

    def show_bubbles(self, *, wanted: bool) -> None:
        """Show talk in bubbles, or in rows, because a setting says so."""
        if self.stage.layouts.bubbles is not wanted:
            self.stage.redraw(lambda: setattr(self.stage.layouts, "bubbles", wanted))

    def take_over(self, other: "Timeline") -> None:
        """Go on in place of another timeline, which shows the same rows: those in sight there are in sight here."""
        self.stage.hold(other.stage.held())
        self._count(other.unseen)
        self.stage.refresh()

    def to_end(self) -> None:
        """Show the last line that there is."""
        if self._is_past and self._verbs.show_newest is not None:
            self._verbs.show_newest()
            return
        self._glide.stop()
        self.stage.viewport.to_end()
        self.stage.refresh()

    def scroll(self, pixels: int) -> bool:
        """Scroll, downwards positive; return whether anything moved."""
        before = self.stage.origin
        if pixels > 0:
            self._reached.pop(Edge.BOTTOM, None)
        self.stage.viewport.scroll(pixels)
        self.stage.refresh()
        return self.stage.origin != before

    def _page(self) -> int:
        """Return how far a page is: the last line in sight stays in sight."""
        return self.canvas.winfo_height() * 9 // 10

    def _drag_bar(self, what: str, amount: str, unit: str = "") -> None:
        """Do what the scroll bar asks for, in Tk's words."""
        self._glide.stop()
        if what == "moveto":
            self.stage.viewport.to_fraction(float(amount))
            self.stage.refresh()
        else:
            self._glide.by(int(amount) * (self._page() if unit == "pages" else self.look.px(LINE)))

    def _moved(self) -> None:
        self.deeds.hover.hide()
        self.deeds.cursor.draw()
        self.bar.set(*self.stage.viewport.fractions())
        if self.unseen and self.is_at_end:
            self._count(0)
        placed = self.stage.viewport.visible()
        if placed and placed[0].at == 0:
            self._reach(Edge.TOP, self.stage.items[0])
        if placed and self._is_past and self.is_at_end:
            self._reach(Edge.BOTTOM, self.stage.items[placed[-1].at])

    def _reach(self, edge: Edge, item: Item) -> None:
        reach = self._verbs.reach
        if reach is not None and self._reached.get(edge) is not item:
            self._reached[edge] = item
            self.after_idle(lambda: reach(edge))  # Not now: rows may come of it, while these are being drawn.

    def _count(self, unseen: int) -> None:
        self.unseen = unseen
        text = ntr("{count} new message ↓", "{count} new messages ↓", unseen) if unseen else ""
        if self._is_past:
            text = tr("Back to the newest lines")
        if text:
            self.newer.configure(text=text)
            self.newer.place(relx=0.5, rely=1.0, y=-self.look.px(10), anchor="s")
        else:
            self.newer.place_forget()

    def select(self, selection: Selection | None) -> None:
        """Select a part of the text, or nothing."""
        self.stage.selection = selection
        self.stage.refresh()

    def select_all(self) -> None:
        """Select all that is here."""
        items = self.stage.items
        if items:
            self.select(Selection(Caret(0, 0), Caret(len(items) - 1, len(read_text(items[len(items) - 1])))))

    def selected_text(self) -> str:
        """Return what would be copied."""
        return self.stage.selection.text(self.stage.items) if self.stage.selection else ""

    def copy(self) -> None:
        """Copy what is selected, if anything is."""
        self.copy_text(self.selected_text())

    def copy_text(self, text: str) -> None:
        """Put a text into the clipboard; an empty one leaves there what there was."""
        if text:
            self.clipboard_clear()
            self.clipboard_append(text)
