"""What the member's own history tells: the answers to what the window asked of it, and what is wrong with it."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_chat.core.client.events.kept import KeptConversation, KeptLine, KeptRoom, Page, Part


class HistoryProblem(StrEnum):
    """Why something is not kept, or no longer shown."""

    LOCKED = "locked"
    """Another program has it open: what is said now is kept in memory only."""
    DAMAGED = "damaged"
    """The file was damaged, and is kept aside."""
    NEWER = "newer"
    """The file is of a newer program, and is kept aside."""
    FULL = "full"
    """The disk is full."""
    UNUSABLE = "unusable"
    """The file cannot be opened or written."""


@dataclass(frozen=True, slots=True)
class HistoryTroubled:
    """The history is not what it should be; told once."""

    problem: HistoryProblem
    detail: str
    """For what is kept aside, its new name; else what the system says."""


@dataclass(frozen=True, slots=True)
class RoomRecalled:
    """A room as it was left: comes before the host has answered, if the room is known."""

    room: KeptRoom
    conversations: tuple[KeptConversation, ...]


@dataclass(frozen=True, slots=True)
class PageRead:
    """Lines of a conversation, as asked for."""

    conversation: str
    part: Part
    key: str
    """Of the line that the page is before, after or around."""
    page: Page


@dataclass(frozen=True, slots=True)
class LineRead:
    """A line of a conversation, as asked for."""

    conversation: str
    key: str
    line: KeptLine | None
    """None for one that is not kept."""


@dataclass(frozen=True, slots=True)
class SearchAnswered:
    """What a search has found, the newest first."""

    number: int
    """Of the question."""
    lines: tuple[KeptLine, ...]
    """Those of other rooms than the one we are in are in conversations called by `name_elsewhere`."""
    has_more: bool
    others: tuple[KeptRoom, ...] = ()
    """The other rooms."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A conversation was written into a file."""

    file: str
    problem: str = ""
    """Why it was not, in the words of the system; "" if it was."""
