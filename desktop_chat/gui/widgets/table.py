"""A table of short texts that changes twice a second: only what differs is touched, so that standing still costs nothing."""

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Literal

from desktop_chat.gui.look.theme import Look


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        title: Above it.
        width: In pixels of the design.
        is_number: Whether it is aligned to the right.
        grows: Whether it takes what room is left.
    """

    title: str
    width: int
    is_number: bool = False
    grows: bool = False


class Table(ttk.Frame):
    """A table.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        columns: From the left.
        height: Rows that are seen.
    """

    def __init__(self, parent: tk.Misc, look: Look, columns: Sequence[Column], *, height: int) -> None:
        super().__init__(parent)
        names = [str(at) for at in range(len(columns))]
        self.tree = ttk.Treeview(self, columns=names, show="headings", height=height, selectmode="browse")
        for name, column in zip(names, columns, strict=True):
            anchor: Literal["e", "w"] = "e" if column.is_number else "w"
            self.tree.heading(name, text=column.title, anchor=anchor)
            self.tree.column(name, width=look.px(column.width), minwidth=look.px(30), anchor=anchor, stretch=column.grows)
        bar = ttk.Scrollbar(self, orient="vertical", command=self.tree.yview, style="bg.Vertical.TScrollbar")
        self.tree.configure(yscrollcommand=bar.set)
        self.tree.pack(side="left", fill="both", expand=True)
        bar.pack(side="right", fill="y")
        self._rows: dict[str, tuple[str, ...]] = {}

    def show(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show rows in this order; the first word of each is its key, the others its columns."""
        wanted = {row[0]: row[1:] for row in rows}
        for key in self._rows.keys() - wanted.keys():
            self.tree.delete(key)
        places = [key for key in self._rows if key in wanted]
        for at, (key, words) in enumerate(wanted.items()):
            if key not in self._rows:
                self.tree.insert("", at, iid=key, values=words)
                places.insert(at, key)
            elif words != self._rows[key]:
                self.tree.item(key, values=words)
            if places[at] != key:
                self.tree.move(key, "", at)
                places.remove(key)
                places.insert(at, key)
        self._rows = wanted
