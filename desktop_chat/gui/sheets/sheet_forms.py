"""What lies over the room while it is asked for: lists to pick from, a question, the settings of a channel, a card. Plain values; no Tk."""

from dataclasses import dataclass

from desktop_chat.gui.lists.list_rows import ListHeading, ListRow
from desktop_chat.gui.rows import NOTHING, Presence
from desktop_chat.gui.safe_text import Shown


@dataclass(frozen=True, slots=True)
class PickForm:
    """A field, and a list that what is typed makes shorter."""

    title: str
    hint: str
    """In the empty field."""
    rows: tuple[ListRow | ListHeading, ...] = ()
    sentence: str = ""
    """Below the list."""
    active: str | None = None
    """The key of the entry that Enter chooses."""


@dataclass(frozen=True, slots=True)
class AskForm:
    """One question with a text as its answer."""

    title: str
    label: str
    button: str
    text: str = ""
    """What stands in the field at first."""
    explanation: str = ""
    is_harsh: bool = False
    """It takes something from somebody."""


@dataclass(frozen=True, slots=True)
class ModeBox:
    """A mode of a channel that is on or off."""

    letter: str
    label: str
    is_on: bool
    can_change: bool = True


@dataclass(frozen=True, slots=True)
class ChannelForm:
    """How a channel is, and what of it may be changed here."""

    title: str
    name: str
    topic: str
    key: str
    limit: str
    boxes: tuple[ModeBox, ...]
    may_name: bool = False
    may_topic: bool = False
    may_modes: bool = False
    explanation: str = ""
    """Why something cannot be changed."""


@dataclass(frozen=True, slots=True)
class ChannelWish:
    """How somebody wants a channel to be."""

    name: str
    topic: str
    key: str
    limit: str
    modes: frozenset[str]
    """Letters of those boxes that are on."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Who somebody is."""

    title: Shown
    initials: str
    colour: int
    presence: Presence
    status: Shown = NOTHING
    """What they say of themselves now."""
    lines: tuple[tuple[str, Shown], ...] = ()
    """What it is, and what it says."""
    can_message: bool = True
    """It is not ourselves."""


Sheet = PickForm | AskForm | ChannelForm | PersonCard
