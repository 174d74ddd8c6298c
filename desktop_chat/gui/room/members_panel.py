"""What stands right of the conversation: who is in it."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import Final

from desktop_chat.gui.lists.list_entries import member_list
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.rows import MemberRow
from desktop_chat.gui.widgets.list_panel import ListPanel, ListVerbs
from desktop_chat.gui.widgets.rule import rule
from desktop_chat.i18n import tr

WIDTH: Final = 232
ROW_HEIGHT: Final = 44
PAD: Final = 20


class MembersPanel(ttk.Frame):
    """The right column.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do with a member.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: ListVerbs) -> None:
        super().__init__(parent, style="Panel.TFrame", width=look.px(WIDTH))
        self.pack_propagate(flag=False)
        rule(self, look).pack(side="left", fill="y")
        self.title = ttk.Label(self, style="Title.Panel.TLabel")
        self.title.pack(anchor="w", padx=look.px(PAD), pady=(look.px(16), 0))
        self.members = ListPanel(self, look, verbs, ground="panel", row_height=ROW_HEIGHT)
        self.members.pack(fill="both", expand=True)

    def set_members(self, rows: Sequence[MemberRow]) -> None:
        """Show who is here."""
        self.title.configure(text=tr("Participants {count}", count=len(rows)) if rows else "")
        self.members.show(member_list(rows))
