"""What `view.View` asks of the window, done with two screens of which one is seen. `window` makes them."""

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from desktop_chat.gui.messages.message_rows import Composing
from desktop_chat.gui.room.room_screen import RoomScreen
from desktop_chat.gui.rows import (
    ConversationHead,
    ConversationRow,
    MemberRow,
    Place,
    Problem,
    RoomHead,
    RoomRow,
    SearchForm,
    StartForm,
    TimelineRow,
)
from desktop_chat.gui.sheets.sheet_forms import Sheet
from desktop_chat.gui.sheets.sheet_host import SheetHost
from desktop_chat.gui.start.start_screen import StartScreen
from desktop_chat.gui.urgency import set_urgent
from desktop_chat.gui.widgets.banner import Banner


class WindowView:
    """Shows what it is told, and keeps nothing of it. Main thread only.

    Args:
        root: The window of Tk, or a part of one in tests.
    """

    start: StartScreen
    room: RoomScreen
    sheet: SheetHost
    notice: Banner

    def __init__(self, root: tk.Tk | tk.Toplevel) -> None:
        self.root = root
        self.screen: ttk.Frame | None = None
        """The one of the two that is seen."""

    def _raise(self, screen: ttk.Frame) -> None:
        if self.screen is not screen:
            if self.screen is not None:
                self.screen.pack_forget()
            screen.pack(fill="both", expand=True)
            self.screen = screen

    def show_start(self, form: StartForm) -> None:
        """Show the start screen as the form says."""
        self._raise(self.start)
        self.start.show(form)

    def show_rooms(self, rows: Sequence[RoomRow]) -> None:
        """Say on the start screen which rooms there are."""
        self.start.show_rooms(rows)

    def show_room(self) -> None:
        """Show the room screen, with the cursor in the composer."""
        self._raise(self.room)
        self.room.pane.composer.text.focus_set()

    def set_title(self, title: str) -> None:
        """Name the window."""
        self.root.title(title)

    def set_urgent(self, *, wanted: bool) -> None:
        """Let the desktop show that the window wants attention, or no longer."""
        set_urgent(self.root, wanted=wanted)

    def bell(self) -> None:
        """Make the plain sound that every desktop has."""
        self.root.bell()

    def come_forward(self) -> None:
        """Show the window in front of all others, with the keyboard."""
        self.root.deiconify()
        self.root.lift()
        self.root.focus_force()

    def set_room(self, head: RoomHead) -> None:
        """Say where we are and how it is."""
        self.room.set_room(head)

    def set_conversations(self, rows: Sequence[ConversationRow]) -> None:
        """Show channels and people, in this order."""
        self.room.side.set_conversations(rows)

    def set_conversation(self, head: ConversationHead) -> None:
        """Say what conversation is open."""
        self.room.pane.set_conversation(head)

    def set_members(self, rows: Sequence[MemberRow]) -> None:
        """Show who is in the open channel."""
        self.room.right.set_members(rows)

    def replace_timeline(self, rows: Sequence[TimelineRow], place: Place | None = None) -> None:
        """Show other lines, at their end or at a place."""
        self.room.pane.timeline.replace(rows, place)

    def append_timeline(self, rows: Sequence[TimelineRow]) -> None:
        """Show more of the same."""
        self.room.pane.timeline.append(rows)

    def replace_row(self, row: TimelineRow) -> None:
        """Show a row in place of the one with its key."""
        self.room.pane.timeline.replace_row(row)

    def set_search_text(self, text: str) -> None:
        """Put a text into the field of the search panel."""
        self.room.pane.search.set_text(text)

    def set_sheet(self, sheet: Sheet | None) -> None:
        """Lay something over the room, or put it away."""
        self.sheet.show(sheet)

    def set_unsent(self, rows: Sequence[TimelineRow]) -> None:
        """Show below the newest lines what the host does not have."""
        self.room.pane.timeline.set_unsent(rows)

    def show_row(self, key: str) -> bool:
        """Bring the row with a key into sight; return whether it is there."""
        return self.room.pane.timeline.show_row(key)

    def set_search(self, form: SearchForm | None) -> None:
        """Show the search panel and what was found, or put it away."""
        self.room.pane.set_search(form)

    def select_found(self, row: int) -> None:
        """Show which of the rows that were found is selected."""
        self.room.pane.search.select(row)

    def draft(self) -> str:
        """Return what stands in the composer."""
        return self.room.pane.composer.get()

    def set_draft(self, text: str) -> None:
        """Put a text into the composer, the cursor behind it."""
        self.room.pane.composer.set(text)

    def set_composing(self, composing: Composing | None) -> None:
        """Say above the composer what the next message answers or changes, or nothing."""
        self.room.pane.set_composing(composing)

    def set_banner(self, problem: Problem | None) -> None:
        """Say above the timeline what is wrong with the room, or nothing."""
        self.room.pane.set_banner(problem)

    def set_notice(self, problem: Problem | None) -> None:
        """Say above both screens what is wrong with the program itself, or nothing."""
        self.notice.show(problem)
        if problem is None:
            self.notice.pack_forget()
        else:
            self.notice.pack(fill="x", side="top", before=self.screen or self.start)

    def set_typing(self, sentence: str) -> None:
        """Say below the composer who is typing, or nothing."""
        self.room.pane.foot.show_typing(sentence)

    def set_hint(self, sentence: str) -> None:
        """Say one sentence below the composer, or nothing."""
        self.room.pane.set_hint(sentence)
