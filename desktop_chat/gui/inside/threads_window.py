"""The Threads view: this process opened like a watch, while it runs."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import Final

from desktop_chat.gui.inside.threads_presenter import Heading, TableRow, ThreadsPresenter
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.ports import Threads
from desktop_chat.gui.pump import Pump
from desktop_chat.gui.widgets.table import Column, Table
from desktop_chat.i18n import tr

WIDTH: Final = 1040
HEIGHT: Final = 720
PAD: Final = 20
LOOK_MS: Final = 250
"""Twice as often as there is something new, so that it is never seen much later."""


class ThreadsWindow(tk.Toplevel):
    """Stays beside the room until it is closed; until then, and no longer, the process is looked at.

    Args:
        parent: The program's window.
        look: Colours, sizes, fonts.
        threads: What looks at this process.
        pump: Tells when events are drawn.
    """

    def __init__(self, parent: tk.Misc, look: Look, threads: Threads, pump: Pump) -> None:
        super().__init__(parent)
        self._parent, self._threads, self._pump, self._timer = parent, threads, pump, ""
        self.geometry(f"{look.px(WIDTH)}x{look.px(HEIGHT)}")
        self.dress_anew(look)
        self.protocol("WM_DELETE_WINDOW", self.close)
        self.bind("<Escape>", lambda _event: self.close())
        threads.open()
        pump.watch(threads.shown)
        self._tick()
        self.focus_again()

    def dress_anew(self, look: Look) -> None:
        """Make everything in the window, in a look and the language of now."""
        for child in self.winfo_children():
            child.destroy()
        self._look = look
        self.configure(bg=look.palette.bg)
        self.title(tr("Threads"))
        self._make_heading()
        self.errors = self._table(
            tr("Errors that a thread survived"),
            (
                Column(tr("Time"), 70),
                Column(tr("Thread"), 120),
                Column(tr("What was being done"), 340),
                Column(tr("Error"), 300, grows=True),
            ),
            height=3,
        )
        self.ways = self._table(
            tr("The way of the last messages, in milliseconds since they were heard"),
            (
                Column(tr("Heard by"), 150, grows=True),
                *(
                    Column(title, 120, is_number=True)
                    for title in (tr("Decided"), tr("On disk"), tr("Delivered"), tr("Receivers"), tr("Drawn here"))
                ),
            ),
            height=4,
        )
        self.table = self._table(
            tr("Threads"),
            (
                Column(tr("Name"), 120),
                Column(tr("What it is for"), 225),
                Column(tr("State"), 150),
                Column(tr("CPU s"), 60, is_number=True),
                Column(tr("CPU %"), 60, is_number=True),
                Column(tr("Calls on its stack · the top one"), 220, grows=True),
                Column(tr("Handled"), 70, is_number=True),
                Column(tr("Waiting"), 70, is_number=True),
            ),
            height=8,
            is_main=True,
        )
        self.presenter = ThreadsPresenter(self, self._threads)

    def focus_again(self) -> None:
        """Take the keyboard."""
        self.table.tree.focus_set()

    def _make_heading(self) -> None:
        look = self._look
        head = ttk.Frame(self, padding=(look.px(PAD), look.px(14), look.px(PAD), 0))
        head.pack(fill="x")
        self.process = ttk.Label(head, font=look.bold)
        self.memory = ttk.Label(head, style="Dim.TLabel")
        self.block = ttk.Label(head, style="Dim.TLabel")
        for label in (self.process, self.memory, self.block):
            label.pack(anchor="w", pady=(0, look.px(4)))

    def _table(self, title: str, columns: tuple[Column, ...], *, height: int, is_main: bool = False) -> Table:
        """Return a table under its title: the main one takes what room is left above the others."""
        look = self._look
        box = ttk.Frame(self, padding=(look.px(PAD), look.px(6)))
        box.pack(side="top" if is_main else "bottom", fill="both", expand=is_main)
        ttk.Label(box, text=title, font=look.bold).pack(anchor="w", pady=(0, look.px(4)))
        table = Table(box, look, columns, height=height)
        table.pack(fill="both", expand=True)
        return table

    def show_heading(self, heading: Heading) -> None:
        """Say how the process is."""
        for label, words in ((self.process, heading.process), (self.memory, heading.memory), (self.block, heading.block)):
            if str(label.cget("text")) != words:
                label.configure(text=words)

    def show_threads(self, rows: Sequence[TableRow]) -> None:
        """Show each thread."""
        self.table.show(rows)

    def show_ways(self, rows: Sequence[TableRow]) -> None:
        """Show messages."""
        self.ways.show(rows)

    def show_errors(self, rows: Sequence[TableRow]) -> None:
        """Show errors."""
        self.errors.show(rows)

    def close(self) -> None:
        """Look no more."""
        self._pump.watch(None)
        self._threads.close()
        self._parent.after_cancel(self._timer)
        self.destroy()

    def _tick(self) -> None:
        try:
            self.presenter.look()
        finally:
            self._timer = self._parent.after(LOOK_MS, self._tick)
