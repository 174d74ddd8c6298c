"""The lines of a conversation, in a `tk.Text` that holds only the last of them."""

import tkinter as tk
from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice
from tkinter import ttk
from typing import Final

from desktop_chat.gui.conversation import ROWS_KEPT
from desktop_chat.gui.rows import Edge, LineKind, Place, TimelineRow
from desktop_chat.gui.theme import Look
from desktop_chat.i18n import ntr, tr

QUIET: Final = frozenset({LineKind.EVENT, LineKind.INFO})
AT_END: Final = 0.9999
"""Of the text: Tk's fractions are not exact."""
INDENT: Final = 24
SIDE: Final = 20
MARGIN: Final = 12


class Timeline(ttk.Frame):
    """Shows lines, follows the last one as long as it is in sight, and says how many came while it was not.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_link: Told a web address that was clicked.
        on_edge: Told when the first row or the last comes in sight.
        on_newest: Told when the newest rows are wanted in place of those further back.
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        *,
        on_link: Callable[[str], None],
        on_edge: Callable[[Edge], None],
        on_newest: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._look, self._on_link, self._on_edge, self._on_newest = look, on_link, on_edge, on_newest
        self._is_past = False
        """What is shown is further back, and not followed by what comes."""
        self._is_scrolled = False
        """By a person, since these rows are shown: else no edge is told."""
        self._lines_of_rows: deque[int] = deque()
        self._unseen = 0
        self.text = tk.Text(
            self,
            wrap="word",
            state="disabled",
            cursor="arrow",
            bg=look.palette.bg,
            fg=look.palette.fg,
            font=look.body,
            bd=0,
            padx=look.px(SIDE),
            pady=look.px(MARGIN),
            highlightthickness=look.px(1),
            highlightbackground=look.palette.bg,
            highlightcolor=look.palette.line,
            selectbackground=look.palette.accent,
            selectforeground=look.palette.on_accent,
            inactiveselectbackground=look.palette.accent,
            spacing1=look.px(2),
            spacing2=look.px(2),
            spacing3=look.px(2),
            takefocus=True,
        )
        bar = ttk.Scrollbar(self, orient="vertical", command=self._drag, style="bg.Vertical.TScrollbar")
        self._bar = bar
        self.text.configure(yscrollcommand=self._scrolled)
        bar.pack(side="right", fill="y")
        self.text.pack(side="left", fill="both", expand=True)
        self.newer = ttk.Button(self, style="Accent.TButton", takefocus=False, command=self.to_end)
        self._make_tags()
        self._bind_keys()

    def _make_tags(self) -> None:
        look, colours, tag = self._look, self._look.palette, self.text.tag_configure
        for number, colour in enumerate(colours.people):
            tag(f"person-{number}", foreground=colour, font=look.bold)
        tag("head", spacing1=look.px(10), spacing3=0)
        tag("time", foreground=colours.faint, font=look.meta)
        tag("mentioned", background=colours.mention)
        tag(LineKind.ACTION, foreground=colours.dim, lmargin2=look.px(INDENT))
        tag(LineKind.NOTICE, foreground=colours.dim, lmargin2=look.px(INDENT))
        for kind in QUIET:
            tag(kind, foreground=colours.faint, font=look.meta)
        tag(LineKind.PROBLEM, foreground=colours.danger_text, font=look.meta)
        tag(LineKind.DAY, foreground=colours.dim, font=look.meta, justify="center", spacing1=look.px(14), spacing3=look.px(6))
        tag("found", background=colours.selected)
        tag("link", foreground=colours.link, underline=True)
        tag("sel")
        self.text.tag_raise("sel")

    def _bind_keys(self) -> None:
        bind = self.text.bind
        # A Text that cannot be edited gets no focus from a click on every system; without it nothing can be copied.
        bind("<Button-1>", lambda _event: self.text.focus_set(), add=True)
        bind("<Configure>", lambda _event: self._resized(), add=True)
        self.text.tag_bind("link", "<Enter>", lambda _event: self.text.configure(cursor="hand2"))
        self.text.tag_bind("link", "<Leave>", lambda _event: self.text.configure(cursor="arrow"))
        self.text.tag_bind("link", "<ButtonRelease-1>", lambda event: self._click(event.x, event.y))
        for event in ("<MouseWheel>", "<Button-4>", "<Button-5>", "<Prior>", "<Up>", "<Home>", "<Next>", "<Down>"):
            bind(event, lambda _event: self._scroll_by_key(), add=True)
        bind("<End>", lambda _event: self.to_end(), add=True)

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.text.yview()[1] >= AT_END

    def replace(self, rows: Sequence[TimelineRow], place: Place | None = None) -> None:
        """Show other rows: at their end, and follow it; or at a place further back."""
        self._is_past, self._is_scrolled = place is not None, False
        self.text.configure(state="normal")
        self.text.delete("1.0", "end")
        self._lines_of_rows.clear()
        self._insert(rows)
        self.text.configure(state="disabled")
        # Else Tk guesses the heights of lines that it has not drawn yet, and the place is beside the one that was meant.
        self.text.tk.call(str(self.text), "sync")
        if place is None:
            self.to_end()
        else:
            self._show_place(place)

    def _show_place(self, place: Place) -> None:
        """Bring a row in sight, and offer the way back."""
        self._count(0)
        above = {Edge.TOP: 0.0, Edge.MIDDLE: 1 / 3, Edge.BOTTOM: 1.0}[place.edge]
        self.text.yview(f"{sum(islice(self._lines_of_rows, place.row + (place.edge is Edge.BOTTOM))) + 1}.0")
        self.text.yview_scroll(-round(above * (self.text.winfo_height() - 2 * self._look.px(MARGIN))), "pixels")
        self._offer(tr("Back to the newest lines"))

    def append(self, rows: Sequence[TimelineRow]) -> None:
        """Show more; the view follows if it was at the end, and stays where it is else."""
        follows = self.is_at_end
        self.text.configure(state="normal")
        self._insert(rows)
        self._forget_old()
        self.text.configure(state="disabled")
        if follows:
            self.to_end()
        else:
            self._count(self._unseen + len(rows))

    def to_end(self) -> None:
        """Show the last line that there is."""
        if self._is_past:
            self._on_newest()
            return
        self.text.see("end-1c")
        self.text.yview_moveto(1.0)
        self._count(0)

    def _count(self, unseen: int) -> None:
        self._unseen = unseen
        if unseen:
            self._offer(ntr("{count} new message ↓", "{count} new messages ↓", unseen))
        else:
            self.newer.place_forget()

    def _offer(self, text: str) -> None:
        """Show the button that leads to the newest rows."""
        self.newer.configure(text=text)
        self.newer.place(relx=0.5, rely=1.0, y=-self._look.px(10), anchor="s")

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(first, last)
        if self._unseen and float(last) >= AT_END:
            self._count(0)
        if self._is_scrolled and float(first) <= 0:
            self._on_edge(Edge.TOP)
        elif self._is_scrolled and self._is_past and float(last) >= AT_END:
            self._on_edge(Edge.BOTTOM)

    def _drag(self, *where: str) -> None:
        self._is_scrolled = True
        self.text.yview(*where)

    def _scroll_by_key(self) -> None:
        self._is_scrolled = True

    def _resized(self) -> None:
        if not self._unseen and not self._is_past:
            self.text.see("end-1c")

    def _insert(self, rows: Sequence[TimelineRow]) -> None:
        for row in rows:
            lines = 0
            if row.heads:
                self._line((row.sender, ("head", f"person-{row.colour}")), (f"   {row.time}", ("head", "time")))
                lines += 1
            tags = (row.kind.value, *(["mentioned"] if row.mentioned else []), *(["found"] if row.found else []))
            self._line(*self._before(row, tags), *((span.text, (*tags, "link") if span.url else tags) for span in row.spans), end=tags)
            self._lines_of_rows.append(lines + 1)

    def _before(self, row: TimelineRow, tags: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """Return what stands before the words of a row, where there is no head above it."""
        match row.kind:
            case LineKind.ACTION:
                return [("✦ ", tags), (row.sender, (*tags, f"person-{row.colour}")), (" ", tags)]
            case LineKind.NOTICE if row.sender:
                return [(row.sender, (*tags, f"person-{row.colour}")), (" · ", tags)]
            case LineKind.EVENT | LineKind.INFO | LineKind.PROBLEM:
                return [(f"{row.time}  ", tags)]
            case _:
                return []

    def _line(self, *pieces: tuple[str, tuple[str, ...]], end: tuple[str, ...] = ("head",)) -> None:
        for text, tags in pieces:
            self.text.insert("end", text, tags)
        self.text.insert("end", "\n", end)

    def _forget_old(self) -> None:
        lines = 0
        while len(self._lines_of_rows) > ROWS_KEPT:
            lines += self._lines_of_rows.popleft()
        if lines:
            self.text.delete("1.0", f"{lines + 1}.0")

    def _click(self, x: int, y: int) -> None:
        found = self.text.tag_prevrange("link", f"@{x},{y}+1c")
        if found and not self.text.tag_ranges("sel"):
            self._on_link(self.text.get(*found))
