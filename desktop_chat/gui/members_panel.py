"""What stands right of the conversation: who is in it."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Final

from desktop_chat.gui.list_entries import member_row
from desktop_chat.gui.list_panel import ListPanel
from desktop_chat.gui.rows import MemberRow
from desktop_chat.gui.rule import rule
from desktop_chat.gui.theme import Look
from desktop_chat.i18n import ntr

WIDTH: Final = 232
PAD: Final = 16


class MembersPanel(ttk.Frame):
    """The right column.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_choose: Told which person was chosen.
    """

    def __init__(self, parent: tk.Misc, look: Look, *, on_choose: Callable[[str], None]) -> None:
        super().__init__(parent, style="Panel.TFrame", width=look.px(WIDTH))
        self.pack_propagate(flag=False)
        rule(self, look).pack(side="left", fill="y")
        self.title = ttk.Label(self, style="Title.Panel.TLabel")
        self.title.pack(anchor="w", padx=look.px(PAD), pady=(look.px(14), look.px(10)))
        self.members = ListPanel(self, look, ground="panel", on_choose=on_choose)
        self.members.pack(fill="both", expand=True)

    def set_members(self, rows: Sequence[MemberRow]) -> None:
        """Show who is here."""
        self.title.configure(text=ntr("{count} member", "{count} members", len(rows)) if rows else "")
        self.members.show([member_row(row) for row in rows])
