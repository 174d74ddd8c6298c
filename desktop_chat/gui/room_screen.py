"""The room: channels and people on the left, the conversation in the middle, its members on the right, the state below."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk
from typing import Final

from desktop_chat.core.client.export import ExportFormat
from desktop_chat.gui.banner import Banner
from desktop_chat.gui.composer import Composer
from desktop_chat.gui.export_dialog import ask_export_file
from desktop_chat.gui.invite_window import InviteWindow
from desktop_chat.gui.list_panel import ListPanel, ListRow
from desktop_chat.gui.people import initials_of
from desktop_chat.gui.ports import Invite
from desktop_chat.gui.rows import (
    Action,
    ConversationHead,
    ConversationRow,
    Edge,
    MemberRow,
    Place,
    Problem,
    RoomHead,
    SearchForm,
    TimelineRow,
)
from desktop_chat.gui.safe_text import Shown
from desktop_chat.gui.search_panel import SearchPanel, SearchVerbs
from desktop_chat.gui.theme import Look
from desktop_chat.gui.timeline import Timeline
from desktop_chat.i18n import ntr, tr

SIDE_WIDTH: Final = 264
MEMBERS_WIDTH: Final = 232
MEMBERS_FROM: Final = 1000
"""A narrower window shows no members, and one narrower still no channels: the conversation comes first."""
SIDE_FROM: Final = 720
PAD: Final = 16


@dataclass(frozen=True, slots=True)
class RoomVerbs:
    """What a person can do in the room."""

    send: Callable[[str], bool]
    names: Callable[[], Sequence[str]]
    choose: Callable[[str], None]
    open_person: Callable[[str], None]
    open_link: Callable[[str], None]
    act: Callable[[Action], None]
    leave: Callable[[], None]
    invite: Callable[[], Invite | None]
    scroll: Callable[[Edge], None]
    to_newest: Callable[[], None]
    search: Callable[[bool], None]
    """For the whole room, or for the open conversation."""
    export: Callable[[ExportFormat, Path], None]


class RoomScreen(ttk.Frame):
    """The room screen.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do.
        found: What a person can do in the search panel.
    """

    def __init__(self, parent: tk.Misc, look: Look, verbs: RoomVerbs, found: SearchVerbs) -> None:
        super().__init__(parent)
        self._look, self._verbs, self._found = look, verbs, found
        self.rowconfigure(0, weight=1)
        self.columnconfigure(1, weight=1)
        self._side = self._make_side()
        self._middle = self._make_middle()
        self._right = self._make_right()
        self._middle.grid(row=0, column=1, sticky="nsew")
        self._make_status().grid(row=1, column=0, columnspan=3, sticky="ew")
        self.bind("<Configure>", lambda event: self._fit(event.width) if event.widget is self else None, add=True)
        self._fit(look.px(MEMBERS_FROM))

    def _make_side(self) -> ttk.Frame:
        look = self._look
        side = ttk.Frame(self, style="Side.TFrame", width=look.px(SIDE_WIDTH))
        side.pack_propagate(flag=False)
        self.room_name = ttk.Label(side, style="Title.Side.TLabel")
        self.room_name.pack(anchor="w", padx=look.px(PAD), pady=(look.px(14), look.px(10)))
        foot = ttk.Frame(side, style="Side.TFrame")
        foot.pack(side="bottom", fill="x", padx=look.px(PAD), pady=look.px(8))
        self.me = ttk.Label(foot, style="Side.TLabel", font=look.bold)
        self.me.pack(side="left")
        ttk.Button(foot, text=tr("Leave the room"), style="Quiet.TButton", command=self._verbs.leave).pack(side="right")
        self.conversations = ListPanel(side, look, ground="side", on_choose=self._verbs.choose)
        self.conversations.pack(fill="both", expand=True)
        return side

    def _make_middle(self) -> ttk.Frame:
        look = self._look
        middle = ttk.Frame(self)
        head = ttk.Frame(middle, height=look.px(56))
        head.pack(fill="x")
        head.pack_propagate(flag=False)
        self.title = ttk.Label(head, style="Title.TLabel")
        self.title.pack(side="left", padx=(look.px(20), look.px(12)))
        self.menu = self._make_menu(head)
        self.topic = ttk.Label(head, style="Dim.TLabel")
        self.topic.pack(side="left", fill="x", expand=True)
        self._rule(middle).pack(fill="x")
        self.banner = Banner(middle, look, on_action=self._verbs.act)
        self.search = SearchPanel(middle, look, self._found)
        foot = ttk.Frame(middle)
        foot.pack(side="bottom", fill="x", padx=look.px(20), pady=(look.px(4), look.px(6)))
        self.hint = ttk.Label(foot, style="Dim.TLabel")
        self.composer = Composer(foot, look, on_send=self._verbs.send, names=self._verbs.names)
        self.composer.pack(fill="x")
        self.hint.pack(fill="x", pady=(look.px(4), 0))
        self.timeline = Timeline(middle, look, on_link=self._verbs.open_link, on_edge=self._verbs.scroll, on_newest=self._verbs.to_newest)
        self.timeline.pack(fill="both", expand=True)
        return middle

    def _make_menu(self, head: ttk.Frame) -> tk.Menu:
        """Return the menu of the open conversation, behind a button at the right of its head."""
        look, colours = self._look, self._look.palette
        menu = tk.Menu(
            self,
            tearoff=False,
            font=look.body,
            bg=colours.raised,
            fg=colours.fg,
            activebackground=colours.accent,
            activeforeground=colours.on_accent,
            bd=0,
        )
        menu.add_command(label=tr("Find here"), accelerator="Ctrl+F", command=lambda: self._verbs.search(False))  # noqa: FBT003
        menu.add_command(label=tr("Find everywhere"), accelerator="Ctrl+Shift+F", command=lambda: self._verbs.search(True))  # noqa: FBT003
        menu.add_command(label=tr("Save as a file"), command=self._export)
        button = ttk.Button(head, text="⋯", style="Quiet.TButton", width=3)
        button.configure(command=lambda: menu.tk_popup(button.winfo_rootx(), button.winfo_rooty() + button.winfo_height()))
        button.pack(side="right", padx=(0, look.px(12)))
        return menu

    def _export(self) -> None:
        """Ask for a file and write the open conversation into it."""
        chosen = ask_export_file(self, self.title.cget("text"))
        if chosen is not None:
            self._verbs.export(*chosen)

    def _make_right(self) -> ttk.Frame:
        look = self._look
        right = ttk.Frame(self, style="Panel.TFrame", width=look.px(MEMBERS_WIDTH))
        right.pack_propagate(flag=False)
        self.members_title = ttk.Label(right, style="Title.Panel.TLabel")
        self.members_title.pack(anchor="w", padx=look.px(PAD), pady=(look.px(14), look.px(10)))
        self.members = ListPanel(right, look, ground="panel", on_choose=self._verbs.open_person)
        self.members.pack(fill="both", expand=True)
        return right

    def _make_status(self) -> tk.Frame:
        look, colours = self._look, self._look.palette
        status = tk.Frame(self, bg=colours.side)
        self._rule(status).pack(fill="x")
        self.state_dot = tk.Label(status, text="●", bg=colours.side, font=look.count)
        self.state_dot.pack(side="left", padx=(look.px(PAD), look.px(6)), pady=look.px(4))
        self.state_text = ttk.Label(status, style="Dim.Side.TLabel")
        self.state_text.pack(side="left")
        self.copy_button = ttk.Button(status, text=tr("Copy the address"), style="Quiet.TButton", command=self._copy_address)
        self.invite_button = ttk.Button(status, text=tr("Invite others"), style="Quiet.TButton", command=self._show_invite)
        self.invite_window: InviteWindow | None = None
        self._address = ""
        return status

    def _rule(self, parent: tk.Misc) -> tk.Frame:
        return tk.Frame(parent, bg=self._look.palette.line, height=self._look.px(1))

    def _fit(self, width: int) -> None:
        """Show as many of the three columns as have room."""
        for column, frame, least in ((0, self._side, SIDE_FROM), (2, self._right, MEMBERS_FROM)):
            if width >= self._look.px(least):
                frame.grid(row=0, column=column, sticky="nsew")
            else:
                frame.grid_forget()

    def _copy_address(self) -> None:
        self.clipboard_clear()
        self.clipboard_append(self._address)
        self.set_hint(tr("Copied: {text}", text=self._address))

    def _show_invite(self) -> None:
        """Show the invitation, in the one window that there is for it."""
        if self.invite_window is not None:
            self.invite_window.destroy()
        invite = self._verbs.invite()
        self.invite_window = InviteWindow(self, self._look, invite) if invite else None

    def set_room(self, head: RoomHead) -> None:
        """Say where we are and how it is."""
        self.room_name.configure(text=head.name)
        self.me.configure(text=head.nick, foreground=self._look.palette.people[head.colour])
        self.state_dot.configure(fg=self._look.palette.tone(head.tone))
        self._address = head.address
        if head.address:
            address = tr("Others join with {address}", address=head.address)
            self.state_text.configure(text=f"{head.state}  ·  {address}")
            self.copy_button.pack(side="left", padx=(self._look.px(8), 0))
            self.invite_button.pack(side="left")
        else:
            self.state_text.configure(text=head.state)
            self.copy_button.pack_forget()
            self.invite_button.pack_forget()

    def set_conversations(self, rows: Sequence[ConversationRow]) -> None:
        """Show channels and people."""
        self.conversations.show([list_row(row) for row in rows])

    def set_conversation(self, head: ConversationHead) -> None:
        """Say what conversation is open."""
        self.title.configure(text=head.title)
        self.topic.configure(text=head.topic)
        placeholder = tr("Write to {name}", name=head.title) if head.writable else tr("Type a command, such as /help")
        self.composer.set_placeholder(placeholder)

    def set_members(self, rows: Sequence[MemberRow]) -> None:
        """Show who is here."""
        self.members_title.configure(text=ntr("{count} member", "{count} members", len(rows)) if rows else "")
        self.members.show([member_row(row) for row in rows])

    def replace_timeline(self, rows: Sequence[TimelineRow], place: Place | None = None) -> None:
        """Show other lines, at their end or at a place."""
        self.timeline.replace(rows, place)

    def append_timeline(self, rows: Sequence[TimelineRow]) -> None:
        """Show more of the same."""
        self.timeline.append(rows)

    def set_banner(self, problem: Problem | None) -> None:
        """Say above the timeline what is wrong, or nothing."""
        self.banner.show(problem)
        if problem is None:
            self.banner.pack_forget()
        else:
            self.banner.pack(fill="x", before=self.timeline)

    def set_search(self, form: SearchForm | None) -> None:
        """Show the search panel and what was found, or put it away."""
        if form is None:
            self.search.pack_forget()
        else:
            self.search.show(form)
            self.search.pack(fill="x", before=self.timeline)

    def set_hint(self, sentence: str) -> None:
        """Say one sentence below the composer."""
        self.hint.configure(text=sentence)


def list_row(row: ConversationRow) -> ListRow:
    """Return an entry of the list of channels and people; a channel's sign stands in front, not in its name twice."""
    title = row.title.removeprefix("#") if row.is_channel else row.title
    return ListRow(
        key=row.key,
        title=Shown(title),
        sign=("#" if row.key else "ⓘ") if row.is_channel else initials_of(row.title),
        face=None if row.is_channel else row.colour,
        selected=row.selected,
        faded=not row.present,
        badge=row.unread,
        urgent=row.mentioned,
    )


def member_row(row: MemberRow) -> ListRow:
    """Return an entry of the list of members."""
    details = [row.role, tr("you") if row.me else "", tr("away") if row.away else ""]
    detail = " · ".join(word for word in details if word)
    return ListRow(key=row.nick, title=row.title, detail=detail, sign=initials_of(row.title), face=row.colour, faded=row.away)
