"""A view that keeps what it was told to show."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_chat.core.client.events.kept import Standing
from desktop_chat.gui.messages.message_rows import Composing
from desktop_chat.gui.room.conversation import ROWS_KEPT
from desktop_chat.gui.rows import (
    ConversationHead,
    ConversationRow,
    LineKind,
    MemberRow,
    Place,
    Problem,
    RoomHead,
    RoomRow,
    SearchForm,
    StartForm,
    TimelineRow,
)
from desktop_chat.gui.safe_text import Shown
from desktop_chat.gui.sheets.sheet_forms import Sheet


class FakeView:
    """What the window would show now."""

    def __init__(self) -> None:
        self.screen = ""
        self.form = StartForm()
        self.title = ""
        self.urgent = False
        self.bells = self.raised = 0
        self.room: RoomHead | None = None
        self.conversations: list[ConversationRow] = []
        self.head = ConversationHead(Shown(""))
        self.members: list[MemberRow] = []
        self.rows: list[TimelineRow] = []
        self.place: Place | None = None
        self.composer = ""
        self.composing: Composing | None = None
        self.banner: Problem | None = None
        self.notice: Problem | None = None
        self.search: SearchForm | None = None
        self.selected = 0
        self.searched = ""
        self.sheet: Sheet | None = None
        self.hint = self.typing = ""
        self.rooms: list[RoomRow] = []
        self.unsent: list[TimelineRow] = []
        self.drawn = 0
        """How many rows were drawn."""

    def show_start(self, form: StartForm) -> None:
        """Show the start screen."""
        self.screen, self.form = "start", form

    def show_rooms(self, rows: Sequence[RoomRow]) -> None:
        """Say which rooms there are."""
        self.rooms = list(rows)

    def show_room(self) -> None:
        """Show the room screen."""
        self.screen = "room"

    def set_title(self, title: str) -> None:
        """Name the window."""
        self.title = title

    def set_urgent(self, *, wanted: bool) -> None:
        """Show that attention is wanted."""
        self.urgent = wanted

    def bell(self) -> None:
        """Count the bells."""
        self.bells += 1

    def come_forward(self) -> None:
        """Count how often the window came to the front."""
        self.raised += 1

    def set_room(self, head: RoomHead) -> None:
        """Say where we are."""
        self.room = head

    def set_conversations(self, rows: Sequence[ConversationRow]) -> None:
        """Show the list."""
        self.conversations = list(rows)

    def set_conversation(self, head: ConversationHead) -> None:
        """Say what is open."""
        self.head = head

    def set_members(self, rows: Sequence[MemberRow]) -> None:
        """Show who is here."""
        self.members = list(rows)

    def replace_timeline(self, rows: Sequence[TimelineRow], place: Place | None = None) -> None:
        """Show other lines."""
        self.rows, self.place = list(rows), place
        self.drawn += len(rows)

    def append_timeline(self, rows: Sequence[TimelineRow]) -> None:
        """Show more, and keep as much as the window does."""
        self.rows = [*self.rows, *rows][-ROWS_KEPT:]
        self.drawn += len(rows)

    def replace_row(self, row: TimelineRow) -> None:
        """Show a row in place of the one with its key."""
        self.rows = [row if one.key and one.key == row.key else one for one in self.rows]

    def set_unsent(self, rows: Sequence[TimelineRow]) -> None:
        """Show what is not confirmed."""
        self.unsent = list(rows)

    def show_row(self, key: str) -> bool:
        """Mark a row, if it is there."""
        self.rows = [replace(row, found=bool(key) and row.key == key) for row in self.rows]
        return any(row.found for row in self.rows)

    def set_search(self, form: SearchForm | None) -> None:
        """Show what was found."""
        self.search, self.selected = form, 0

    def set_search_text(self, text: str) -> None:
        """Put a text into the field."""
        self.searched = text

    def set_sheet(self, sheet: Sheet | None) -> None:
        """Lay something over the room."""
        self.sheet = sheet

    def select_found(self, row: int) -> None:
        """Show which row is selected."""
        self.selected = row

    def draft(self) -> str:
        """Return what stands in the composer."""
        return self.composer

    def set_draft(self, text: str) -> None:
        """Put a text into the composer."""
        self.composer = text

    def set_composing(self, composing: Composing | None) -> None:
        """Say what the next message is about."""
        self.composing = composing

    def set_banner(self, problem: Problem | None) -> None:
        """Say what is wrong."""
        self.banner = problem

    def set_notice(self, problem: Problem | None) -> None:
        """Say what is wrong with the program."""
        self.notice = problem

    def set_typing(self, sentence: str) -> None:
        """Say who is typing."""
        self.typing = sentence

    def set_hint(self, sentence: str) -> None:
        """Say one sentence below the composer."""
        self.hint = sentence

    @property
    def lines(self) -> list[str]:
        """The timeline as plain text, days left out."""
        return [text_of(row) for row in self.rows if row.kind is not LineKind.DAY]

    @property
    def badges(self) -> dict[str, tuple[int, bool]]:
        """What is unread, by conversation, and whether it is meant for us."""
        return {row.key: (row.unread, row.mentioned) for row in self.conversations if row.unread}

    @property
    def open(self) -> str | None:
        """The key of the selected conversation."""
        return next((row.key for row in self.conversations if row.selected), None)


def text_of(row: TimelineRow) -> str:
    """Return a row as plain text."""
    return f"{row.text} (edited)" if row.standing is Standing.EDITED else row.text
