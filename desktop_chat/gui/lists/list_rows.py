"""Entries of a list of channels or people, as plain values. No Tk."""

from dataclasses import dataclass

from desktop_chat.gui.rows import Presence
from desktop_chat.gui.safe_text import Shown


@dataclass(frozen=True, slots=True)
class ListHeading:
    """What stands above the entries of one kind; it can only be chosen if something can be added to them."""

    title: Shown
    key: str = ""
    """Of the button that adds an entry; "" for none."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One entry."""

    key: str
    title: Shown
    detail: str = ""
    """Small and below, such as an away text."""
    role: str = ""
    """The same, before it, and in the accent's colour."""
    sign: str = "hash"
    """In front: the name of an icon, or one or two letters for a person."""
    face: int | None = None
    """The colour behind the letters of a person; None for an icon."""
    dot: Presence | None = None
    """Whether a person is there."""
    selected: bool = False
    faded: bool = False
    badge: int = 0
    urgent: bool = False
    """The badge counts something that names us."""
    muted: bool = False
    tail: str = ""
    """Small, at the right, such as a number of people."""
