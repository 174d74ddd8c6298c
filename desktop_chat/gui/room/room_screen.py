"""The room: channels and people on the left, the conversation in the middle, its members on the right, the state below."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Final

from desktop_chat.gui.history.search_panel import SearchVerbs
from desktop_chat.gui.lists.menu_items import MenuItem
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.ports import Invite, Panel
from desktop_chat.gui.room.conversation_pane import ConversationPane, PaneVerbs
from desktop_chat.gui.room.members_panel import MembersPanel
from desktop_chat.gui.room.quiet_button import Quiet, QuietButton
from desktop_chat.gui.room.side_panel import SideDoors, SidePanel
from desktop_chat.gui.room.status_line import StatusLine
from desktop_chat.gui.rows import RoomHead
from desktop_chat.gui.timeline.view import TimelineVerbs
from desktop_chat.gui.widgets.column import Column, ColumnSetting
from desktop_chat.gui.widgets.list_panel import ListVerbs
from desktop_chat.gui.widgets.menus import PopUp

MEMBERS_FROM: Final = 1000
"""A narrower window shows no members, and one narrower still no channels: the conversation comes first."""
SIDE_FROM: Final = 720


@dataclass(frozen=True, slots=True)
class AroundVerbs:
    """What a person can do left and right of the conversation."""

    menu_of: Callable[[str], Sequence[MenuItem]]
    """Gives the menu of an entry of the list of channels and people."""
    menu_of_member: Callable[[str], Sequence[MenuItem]]
    close_person: Callable[[str], None]
    add: Callable[[str], None]
    """The button of a heading of the list."""
    switch: Callable[[], None]


@dataclass(frozen=True, slots=True)
class RoomVerbs:
    """What a person can do in the room, part by part."""

    choose: Callable[[str], None]
    open_person: Callable[[str], None]
    side: ColumnSetting
    members: ColumnSetting
    leave: Callable[[], None]
    around: AroundVerbs
    settings: Callable[[], None]
    quiet: Quiet
    invite: Callable[[], Invite | None]
    manage: Callable[[], None]
    profile: Callable[[], None]
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
        self.menu, around = PopUp(self, look), verbs.around
        lists = ListVerbs(verbs.choose, self._menu_by(around.menu_of), around.close_person, around.add)
        self.side = SidePanel(self, look, lists, SideDoors(around.switch, verbs.leave, verbs.settings, verbs.manage, verbs.profile))
        self.quiet_button = QuietButton(self.side.foot, look, verbs.quiet)
        self.quiet_button.pack(side="right")
        self.pane = ConversationPane(self, look, verbs.pane, verbs.reading, verbs.found, bubbles=bubbles)
        self.right = MembersPanel(self, look, ListVerbs(verbs.open_person, self._menu_by(around.menu_of_member)))
        self.pane.grid(row=0, column=1, sticky="nsew")
        self.status = StatusLine(self, look, invite=verbs.invite, say=self.pane.set_hint, panels=panels)
        self.status.grid(row=1, column=0, columnspan=3, sticky="ew")
        self.side_column = self._column(self.side, 0, SIDE_FROM, verbs.side)
        self.members_column = self._column(self.right, 2, MEMBERS_FROM, verbs.members)
        self.bind("<Configure>", lambda event: self.fit(event.width) if event.widget is self else None, add=True)
        self.fit(look.px(MEMBERS_FROM))
        self.pane.head.side_button.configure(command=self.turn_side)
        self.pane.head.members_button.configure(command=self.turn_members)

    def _menu_by(self, items_of: Callable[[str], Sequence[MenuItem]]) -> Callable[[str, tuple[int, int]], None]:
        return lambda key, place: self.menu.show(items_of(key), place)

    def _column(self, frame: ttk.Frame, at: int, least: int, setting: ColumnSetting) -> Column:
        return Column(frame, at, self.pane, least=self._look.px(least), setting=setting, on_changed=self._columns_changed)

    def _columns_changed(self) -> None:
        self.pane.head.show_side_button(wanted=not self.side_column.is_beside)

    def fit(self, width: int = 0) -> None:
        """Show as many of the three columns as have room and are wanted; without a width in that of now."""
        for column in (self.side_column, self.members_column):
            column.fit(width or self.winfo_width())

    def turn_side(self) -> None:
        """Show the channels, or put them away."""
        self.members_column.close()
        self.side_column.turn()
        if self.side_column.is_over:
            self.side.conversations.canvas.focus_set()

    def turn_members(self) -> None:
        """Show the members, or put them away."""
        self.side_column.close()
        self.members_column.turn()
        if self.members_column.is_over:
            self.right.members.canvas.focus_set()

    def put_away(self) -> None:
        """Take away what lies over the conversation."""
        self.side_column.close()
        self.members_column.close()

    def take_over(self, other: "RoomScreen") -> None:
        """Go on in place of another screen, which shows the same: what was typed there stands here, and what was read is in sight."""
        self.pane.take_over(other.pane)
        self.status.take_over(other.status)

    def set_room(self, head: RoomHead) -> None:
        """Say where we are and how it is."""
        self.side.set_room(head)
        self.status.set_room(head)
