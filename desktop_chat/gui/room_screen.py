"""The room: channels and people on the left, the conversation in the middle, its members on the right, the state below."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.conversation_pane import ConversationPane, PaneVerbs
from desktop_chat.gui.members_panel import MembersPanel
from desktop_chat.gui.ports import Invite, Panel
from desktop_chat.gui.rows import RoomHead
from desktop_chat.gui.search_panel import SearchVerbs
from desktop_chat.gui.side_panel import SidePanel
from desktop_chat.gui.status_line import StatusLine
from desktop_chat.gui.theme import Look
from desktop_chat.gui.timeline.view import TimelineVerbs

MEMBERS_FROM: Final = 1000
"""A narrower window shows no members, and one narrower still no channels: the conversation comes first."""
SIDE_FROM: Final = 720


@dataclass(frozen=True, slots=True)
class RoomVerbs:
    """What a person can do in the room, part by part."""

    choose: Callable[[str], None]
    open_person: Callable[[str], None]
    leave: Callable[[], None]
    invite: Callable[[], Invite | None]
    manage: Callable[[], None]
    pane: PaneVerbs
    reading: TimelineVerbs
    found: SearchVerbs


class RoomScreen(ttk.Frame):
    """The room screen: puts its parts side by side.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do.
        panels: Windows beside this one, with a button for each.
        bubbles: Talk stands in bubbles.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: RoomVerbs, panels: Sequence[Panel] = (), *, bubbles: bool) -> None:
        super().__init__(parent)
        self._look = look
        self.rowconfigure(0, weight=1)
        self.columnconfigure(1, weight=1)
        self.side = SidePanel(self, look, on_choose=verbs.choose, on_leave=verbs.leave, on_manage=verbs.manage)
        self.pane = ConversationPane(self, look, verbs.pane, verbs.reading, verbs.found, bubbles=bubbles)
        self.right = MembersPanel(self, look, on_choose=verbs.open_person)
        self.pane.grid(row=0, column=1, sticky="nsew")
        self.status = StatusLine(self, look, invite=verbs.invite, say=self.pane.set_hint, panels=panels)
        self.status.grid(row=1, column=0, columnspan=3, sticky="ew")
        self.bind("<Configure>", lambda event: self._fit(event.width) if event.widget is self else None, add=True)
        self._fit(look.px(MEMBERS_FROM))

    def _fit(self, width: int) -> None:
        """Show as many of the three columns as have room."""
        for column, frame, least in ((0, self.side, SIDE_FROM), (2, self.right, MEMBERS_FROM)):
            if width >= self._look.px(least):
                frame.grid(row=0, column=column, sticky="nsew")
            else:
                frame.grid_forget()

    def set_room(self, head: RoomHead) -> None:
        """Say where we are and how it is."""
        self.side.set_room(head)
        self.status.set_room(head)
