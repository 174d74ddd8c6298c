"""The room: channels and people on the left, the conversation in the middle, its members on the right, the state below."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk
from typing import Final

from desktop_chat.core.client.export import ExportFormat
from desktop_chat.gui.banner import Banner
from desktop_chat.gui.caption import Caption
from desktop_chat.gui.composer import Composer
from desktop_chat.gui.conversation_menu import ConversationMenu
from desktop_chat.gui.export_dialog import ask_export_file
from desktop_chat.gui.invite_window import InviteWindow
from desktop_chat.gui.list_entries import conversation_list, member_row
from desktop_chat.gui.list_panel import ListPanel
from desktop_chat.gui.people import initials_of
from desktop_chat.gui.ports import Invite, Panel
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
from desktop_chat.gui.search_panel import SearchPanel, SearchVerbs
from desktop_chat.gui.theme import Look
from desktop_chat.gui.tile import make_tile
from desktop_chat.gui.timeline.view import Timeline, TimelineVerbs
from desktop_chat.gui.typesetter import Typeface
from desktop_chat.i18n import ntr, tr

SIDE_WIDTH: Final = 264
MEMBERS_WIDTH: Final = 232
MEMBERS_FROM: Final = 1000
"""A narrower window shows no members, and one narrower still no channels: the conversation comes first."""
SIDE_FROM: Final = 720
PAD: Final = 16
FACE: Final = 32
DOT: Final = 8
COMMAND_KEYS: Final = 0x4 | 0x8 | 0x20000
"""Control, Alt (Command on macOS) and Alt of Windows, in the state of an event of Tk: with one of them nothing is typed."""


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
    send_again: Callable[[str], None]
    give_up: Callable[[str], None]
    search: Callable[[bool], None]
    """For the whole room, or for the open conversation."""
    export: Callable[[ExportFormat, Path], None]
    use_bubbles: Callable[[bool], None]


class RoomScreen(ttk.Frame):
    """The room screen.

    Args:
        parent: Where it stands.
        look: Colours, sizes, fonts.
        verbs: What a person can do.
        found: What a person can do in the search panel.
        panels: Windows beside this one, with a button for each.
        bubbles: Talk stands in bubbles.
    """

    def __init__(
        self, parent: tk.Misc, look: Look, verbs: RoomVerbs, found: SearchVerbs, panels: Sequence[Panel] = (), *, bubbles: bool
    ) -> None:
        super().__init__(parent)
        self._bubbles = bubbles
        self._look, self._verbs, self._found, self._panels = look, verbs, found, panels
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
        self._rule(side).pack(side="right", fill="y")
        self._make_room_head(side).pack(fill="x", padx=look.px(PAD), pady=(look.px(14), look.px(12)))
        foot = ttk.Frame(side, style="Side.TFrame")
        foot.pack(side="bottom", fill="x", padx=(look.px(PAD), look.px(8)), pady=look.px(8))
        self._rule(side).pack(side="bottom", fill="x")
        self.face = tk.Label(foot, bg=look.palette.side, bd=0, compound="center", fg=look.palette.on_accent, font=look.count)
        self.face.pack(side="left", padx=(0, look.px(10)))
        self.me = ttk.Label(foot, style="Side.TLabel", font=look.bold)
        self.me.pack(side="left")
        ttk.Button(foot, text=tr("Leave the room"), style="Quiet.TButton", command=self._verbs.leave).pack(side="right")
        self.conversations = ListPanel(side, look, ground="side", on_choose=self._verbs.choose)
        self.conversations.pack(fill="both", expand=True)
        return side

    def _make_room_head(self, side: ttk.Frame) -> ttk.Frame:
        """Return what stands above the channels: the room, and how it is."""
        look, colours = self._look, self._look.palette
        head = ttk.Frame(side, style="Side.TFrame")
        make_tile(head, look, ground=colours.side).grid(row=0, column=0, rowspan=2, padx=(0, look.px(12)))
        self.room_name = ttk.Label(head, style="Title.Side.TLabel")
        self.room_name.grid(row=0, column=1, columnspan=2, sticky="sw")
        self.state_dot = tk.Label(head, bg=colours.side, bd=0)
        self.state_dot.grid(row=1, column=1, sticky="w", padx=(0, look.px(6)))
        self.state_text = ttk.Label(head, style="Dim.Side.TLabel")
        self.state_text.grid(row=1, column=2, sticky="nw")
        head.columnconfigure(2, weight=1)
        return head

    def _make_middle(self) -> ttk.Frame:
        look = self._look
        middle = ttk.Frame(self)
        head = ttk.Frame(middle, height=look.px(56))
        head.pack(fill="x")
        head.pack_propagate(flag=False)
        self.title = ttk.Label(head, style="Title.TLabel")
        self.title.pack(side="left", padx=(look.px(20), look.px(12)))
        self.menu = ConversationMenu(head, look, search=self._verbs.search, export=self._export).menu
        self._topic_rule = tk.Frame(head, width=look.px(1), height=look.px(18))
        self._topic_rule.pack(side="left", padx=(0, look.px(12)))
        self.topic = Caption(head, look, face=Typeface.META, colour=look.palette.dim)
        self.topic.pack(side="left", fill="x", expand=True, padx=(0, look.px(16)))
        self._rule(middle).pack(fill="x")
        self.banner = Banner(middle, look, on_action=self._verbs.act)
        self.search = SearchPanel(middle, look, self._found)
        foot = ttk.Frame(middle)
        foot.pack(side="bottom", fill="x", padx=look.px(16), pady=(look.px(4), look.px(6)))
        self.hint = ttk.Label(foot, style="Dim.TLabel")
        self.composer = Composer(foot, look, on_send=self._verbs.send, names=self._verbs.names)
        self.composer.pack(fill="x")
        self.hint.pack(fill="x", pady=(look.px(4), 0))
        do = self._verbs
        verbs = TimelineVerbs(do.open_link, do.use_bubbles, do.scroll, do.to_newest, do.send_again, do.give_up)
        self.timeline = Timeline(middle, look, verbs, bubbles=self._bubbles)
        self.timeline.pack(fill="both", expand=True)
        self.timeline.canvas.bind("<Key>", self._write_on, add=True)
        return middle

    def _export(self) -> None:
        """Ask for a file and write the open conversation into it."""
        chosen = ask_export_file(self, self.title.cget("text"))
        if chosen is not None:
            self._verbs.export(*chosen)

    def _write_on(self, event: "tk.Event[tk.Canvas]") -> None:
        """Let whoever reads and begins to type write: what is typed in the timeline goes to the composer."""
        if event.char and event.char.isprintable() and not int(event.state) & COMMAND_KEYS:
            self.composer.text.focus_set()
            self.composer.text.insert("insert", event.char)

    def _make_right(self) -> ttk.Frame:
        look = self._look
        right = ttk.Frame(self, style="Panel.TFrame", width=look.px(MEMBERS_WIDTH))
        right.pack_propagate(flag=False)
        self._rule(right).pack(side="left", fill="y")
        self.members_title = ttk.Label(right, style="Title.Panel.TLabel")
        self.members_title.pack(anchor="w", padx=look.px(PAD), pady=(look.px(14), look.px(10)))
        self.members = ListPanel(right, look, ground="panel", on_choose=self._verbs.open_person)
        self.members.pack(fill="both", expand=True)
        return right

    def _make_status(self) -> tk.Frame:
        """Return the line below everything: how others come in, which the host alone sees, and the windows beside this one."""
        look, colours = self._look, self._look.palette
        status = tk.Frame(self, bg=colours.side)
        self._status_rule = self._rule(status)
        self._status_rule.pack(fill="x")
        self.address = ttk.Label(status, style="Dim.Side.TLabel")
        self.copy_button = ttk.Button(status, text=tr("Copy the address"), style="Quiet.TButton", command=self._copy_address)
        self.invite_button = ttk.Button(status, text=tr("Invite others"), style="Quiet.TButton", command=self._show_invite)
        for panel in reversed(self._panels):
            button = ttk.Button(status, text=panel.title, style="Quiet.TButton", command=panel.open)
            button.pack(side="right", padx=(0, look.px(4)), pady=look.px(3))
        self.invite_window: InviteWindow | None = None
        self._address = ""
        return status

    def _rule(self, parent: tk.Misc) -> tk.Frame:
        """Return a thin line, to be stretched along one side or the other."""
        thickness = self._look.px(1)
        return tk.Frame(parent, bg=self._look.palette.line, width=thickness, height=thickness)

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
        look, colours = self._look, self._look.palette
        self.room_name.configure(text=head.name)
        self.me.configure(text=head.nick)
        face = look.images.disc(look.px(FACE), colours.faces[head.colour], colours.side)
        self.face.configure(image=face if head.nick else "", text=initials_of(head.nick))
        self.state_dot.configure(image=look.images.disc(look.px(DOT), colours.tone(head.tone), colours.side))
        self.state_text.configure(text=head.state)
        self._address = head.address
        if head.address:
            self.address.configure(text=tr("Others join with {address}", address=head.address))
            # Before the panels' buttons: where there is no room for all, these stay.
            self.address.pack(side="left", padx=(look.px(PAD), look.px(8)), after=self._status_rule)
            self.copy_button.pack(side="left", pady=look.px(3), after=self.address)
            self.invite_button.pack(side="left", after=self.copy_button)
        else:
            for widget in (self.address, self.copy_button, self.invite_button):
                widget.pack_forget()

    def set_conversations(self, rows: Sequence[ConversationRow]) -> None:
        """Show channels and people."""
        self.conversations.show(conversation_list(rows))

    def set_conversation(self, head: ConversationHead) -> None:
        """Say what conversation is open."""
        self.title.configure(text=head.title)
        self.topic.show(head.topic)
        self._topic_rule.configure(bg=self._look.palette.line if head.topic else self._look.palette.bg)
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
