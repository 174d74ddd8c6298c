"""What stands left of the conversation: the room and how it is, its channels and people, and who we are."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Final

from desktop_chat.gui.list_entries import conversation_list
from desktop_chat.gui.list_panel import ListPanel
from desktop_chat.gui.people import initials_of
from desktop_chat.gui.rows import ConversationRow, RoomHead
from desktop_chat.gui.rule import rule
from desktop_chat.gui.theme import Look
from desktop_chat.gui.tile import make_tile
from desktop_chat.i18n import tr

WIDTH: Final = 264
PAD: Final = 16
FACE: Final = 32
DOT: Final = 8


class SidePanel(ttk.Frame):
    """The left column.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        on_choose: Told which conversation was chosen.
        on_leave: The person wants to leave the room.
        on_settings: The person wants to see the settings.
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        *,
        on_choose: Callable[[str], None],
        on_leave: Callable[[], None],
        on_settings: Callable[[], None],
    ) -> None:
        super().__init__(parent, style="Side.TFrame", width=look.px(WIDTH))
        self._look = look
        self.pack_propagate(flag=False)
        rule(self, look).pack(side="right", fill="y")
        self._make_head().pack(fill="x", padx=look.px(PAD), pady=(look.px(14), look.px(12)))
        self._make_foot(on_leave, on_settings).pack(side="bottom", fill="x", padx=(look.px(PAD), look.px(8)), pady=look.px(8))
        rule(self, look).pack(side="bottom", fill="x")
        self.conversations = ListPanel(self, look, ground="side", on_choose=on_choose)
        self.conversations.pack(fill="both", expand=True)

    def _make_head(self) -> ttk.Frame:
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
        return head

    def _make_foot(self, on_leave: Callable[[], None], on_settings: Callable[[], None]) -> ttk.Frame:
        """Return what stands below the channels: who we are, the settings, and the way out."""
        look, colours = self._look, self._look.palette
        foot = ttk.Frame(self, style="Side.TFrame")
        self.face = tk.Label(foot, bg=colours.side, bd=0, compound="center", fg=colours.on_accent, font=look.count)
        self.face.pack(side="left", padx=(0, look.px(10)))
        self.me = ttk.Label(foot, style="Side.TLabel", font=look.bold)
        self.me.pack(side="left")
        gear = look.images.icon("gear", look.px(18), colours.dim, colours.side)
        self.settings_button = ttk.Button(foot, text=tr("Settings"), image=gear, style="Quiet.TButton", command=on_settings)
        self.settings_button.pack(side="right")
        ttk.Button(foot, text=tr("Leave the room"), style="Quiet.TButton", command=on_leave).pack(side="right")
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

    def set_conversations(self, rows: Sequence[ConversationRow]) -> None:
        """Show channels and people."""
        self.conversations.show(conversation_list(rows))
