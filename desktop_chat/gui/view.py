"""What the presenter asks of a window: verbs and plain values. The real one is `window.py`; tests have one without Tk."""

from collections.abc import Sequence
from typing import Protocol

from desktop_chat.gui.messages.message_rows import Composing
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


class View(Protocol):
    """A window. Main thread only."""

    def show_start(self, form: StartForm) -> None:
        """Show the start screen as the form says."""

    def show_rooms(self, rows: Sequence[RoomRow]) -> None:
        """Say on the start screen which rooms there are."""

    def show_room(self) -> None:
        """Show the room screen, with the cursor in the composer."""

    def set_title(self, title: str) -> None:
        """Name the window."""

    def set_urgent(self, *, wanted: bool) -> None:
        """Let the desktop show that the window wants attention, or no longer."""

    def bell(self) -> None:
        """Make the plain sound that every desktop has."""

    def come_forward(self) -> None:
        """Show the window in front of all others, with the keyboard."""

    def set_room(self, head: RoomHead) -> None:
        """Say where we are and how it is."""

    def set_conversations(self, rows: Sequence[ConversationRow]) -> None:
        """Show channels and people, in this order."""

    def set_conversation(self, head: ConversationHead) -> None:
        """Say what conversation is open."""

    def set_members(self, rows: Sequence[MemberRow]) -> None:
        """Show who is in the open channel; nobody is listed for a person."""

    def replace_timeline(self, rows: Sequence[TimelineRow], place: Place | None = None) -> None:
        """Show other lines: at their end, and follow it; or at a place further back, from which one comes back to the newest."""

    def append_timeline(self, rows: Sequence[TimelineRow]) -> None:
        """Show more of the same; the view stays where it is unless it was at the end."""

    def replace_row(self, row: TimelineRow) -> None:
        """Show a row in place of the one with its key, if that is shown."""

    def show_row(self, key: str) -> bool:
        """Bring the row with a key into sight and mark it as found; return whether it is there."""

    def set_search(self, form: SearchForm | None) -> None:
        """Show the search panel and what was found, the first row selected; or put it away."""

    def set_search_text(self, text: str) -> None:
        """Put a text into the field of the search panel, and the keyboard behind it."""

    def select_found(self, row: int) -> None:
        """Show which of the rows that were found is selected, from 0."""

    def set_sheet(self, sheet: Sheet | None) -> None:
        """Lay something over the room, with the keyboard in it; or put it away, and let the person write on."""

    def set_unsent(self, rows: Sequence[TimelineRow]) -> None:
        """Show below the newest lines what we said and the host has not confirmed, in place of what stood there."""

    def draft(self) -> str:
        """Return what stands in the composer."""

    def set_draft(self, text: str) -> None:
        """Put a text into the composer, the cursor behind it."""

    def set_composing(self, composing: Composing | None) -> None:
        """Say above the composer what the next message answers or changes, or nothing."""

    def set_banner(self, problem: Problem | None) -> None:
        """Say above the timeline what is wrong with the room, or nothing."""

    def set_notice(self, problem: Problem | None) -> None:
        """Say above both screens what is wrong with the program itself, or nothing."""

    def set_typing(self, sentence: str) -> None:
        """Say below the composer who is typing, or nothing."""

    def set_hint(self, sentence: str) -> None:
        """Say one sentence below the composer, or nothing."""
