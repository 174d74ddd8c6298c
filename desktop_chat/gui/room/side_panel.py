"""What stands left of the conversation: the room and how it is, its channels and people, and who we are."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.lists.list_entries import conversation_list
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.people import initials_of
from desktop_chat.gui.rows import ConversationRow, RoomHead
from desktop_chat.gui.widgets.list_panel import ListPanel, ListVerbs
from desktop_chat.gui.widgets.rule import rule
from desktop_chat.gui.widgets.search_field import SearchField
from desktop_chat.gui.widgets.tile import make_tile
from desktop_chat.i18n import tr

WIDTH: Final = 264
PAD: Final = 16
ROW_HEIGHT: Final = 37
FACE: Final = 32
DOT: Final = 8
ICON: Final = 18


@dataclass(frozen=True, slots=True)
class SideDoors:
    """Where the buttons of the left column lead."""

    switch: Callable[[], None]
    """Somewhere by its name."""
    leave: Callable[[], None]
    """Out of the room."""
    settings: Callable[[], None]
    manage: Callable[[], None]
    """To the host's own panel."""
    profile: Callable[[], None]


class SidePanel(ttk.Frame):
    """The left column.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do with an entry of the list.
        doors: Where its buttons lead.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: ListVerbs, doors: SideDoors) -> None:
        super().__init__(parent, style="Side.TFrame", width=look.px(WIDTH))
        self._look = look
        self.pack_propagate(flag=False)
        rule(self, look).pack(side="right", fill="y")
        self._make_head(doors.manage).pack(fill="x", padx=look.px(PAD), pady=(look.px(14), look.px(12)))
        self._make_foot(doors).pack(side="bottom", fill="x", padx=(look.px(PAD), look.px(8)), pady=look.px(8))
        rule(self, look).pack(side="bottom", fill="x")
        self.search_field = SearchField(self, look, on_press=doors.switch)
        self.search_field.pack(fill="x", padx=look.px(12), pady=(0, look.px(6)))
        self.conversations = ListPanel(self, look, verbs, ground="side", row_height=ROW_HEIGHT)
        self.conversations.pack(fill="both", expand=True)

    def _make_head(self, on_manage: Callable[[], None]) -> ttk.Frame:
        """Return what stands above the channels: the room, and how it is."""
        look, colours = self._look, self._look.palette
        head = ttk.Frame(self, style="Side.TFrame")
        make_tile(head, look, ground=colours.side).grid(row=0, column=0, rowspan=2, padx=(0, look.px(12)))
        self.room_name = ttk.Label(head, style="Title.Side.TLabel")
        self.room_name.grid(row=0, column=1, columnspan=2, sticky="sw")
        self.state_dot = tk.Label(head, bg=colours.side, bd=0)
        self.state_dot.grid(row=1, column=1, sticky="w", padx=(0, look.px(6)))
        self.state_text = ttk.Label(head, style="Dim.Side.TLabel")
        self.state_text.grid(row=1, column=2, sticky="nw")
        head.columnconfigure(2, weight=1)
        icon = look.images.icon("sliders", look.px(ICON), colours.dim, colours.side)
        self.manage_button = ttk.Button(head, image=icon, style="Quiet.TButton", command=on_manage)
        return head

    def _make_foot(self, doors: SideDoors) -> ttk.Frame:
        """Return what stands below the channels: who we are, the settings, and the way out."""
        look, colours = self._look, self._look.palette
        self.foot = foot = ttk.Frame(self, style="Side.TFrame")
        self.face = tk.Label(foot, bg=colours.side, bd=0, compound="center", fg=colours.on_accent, font=look.count, cursor="hand2")
        self.face.bind("<Button-1>", lambda _event: doors.profile())
        self.face.pack(side="left", padx=(0, look.px(4)))
        self.me = ttk.Button(foot, style="Name.TButton", command=doors.profile)
        self.me.pack(side="left")
        gear = look.images.icon("gear", look.px(ICON), colours.dim, colours.side)
        self.settings_button = ttk.Button(foot, text=tr("Settings"), image=gear, style="Quiet.TButton", command=doors.settings)
        self.settings_button.pack(side="right")
        ttk.Button(foot, text=tr("Leave the room"), style="Quiet.TButton", command=doors.leave).pack(side="right")
        return foot

    def set_room(self, head: RoomHead) -> None:
        """Say where we are and how it is."""
        look, colours = self._look, self._look.palette
        self.room_name.configure(text=head.name)
        self.me.configure(text=head.nick)
        face = look.images.disc(look.px(FACE), colours.faces[head.colour], colours.side)
        self.face.configure(image=face if head.nick else "", text=initials_of(head.nick))
        self.state_dot.configure(image=look.images.disc(look.px(DOT), colours.tone(head.tone), colours.side))
        self.state_text.configure(text=head.state)
        if head.address:  # Only the host knows it.
            self.manage_button.grid(row=0, column=3, rowspan=2)
        else:
            self.manage_button.grid_forget()

    def set_conversations(self, rows: Sequence[ConversationRow]) -> None:
        """Show channels and people."""
        self.conversations.show(conversation_list(rows))
