"""What a member keeps of a room, as values. Where it is kept is the store's business."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Final, NamedTuple

from desktop_chat.core.client.events.talk import MessageKind

OWN_KEYS: Final = "own-"
"""How the keys of lines begin to which the host gave no id: nothing can be said of them to it."""


class Standing(StrEnum):
    """What became of a line after it was said."""

    SAID = ""
    EDITED = "edited"
    """It says something else now."""
    DELETED = "deleted"
    """It says nothing any more."""


class KeptLine(NamedTuple):
    """One line that somebody said."""

    conversation: str
    """The channel; between two people, the nick of the other one."""
    is_channel: bool
    key: str
    """Its msgid; for a line without one, a key of our own. One line of a room has one key."""
    time_ms: int
    """As the host says it: milliseconds since 1970, UTC."""
    sender: str
    kind: MessageKind
    text: str
    mine: bool
    tags: str = ""
    """Its client-only tags as on the wire (`+a=b;+c`), without the `@`."""

    @property
    def time(self) -> float:
        """Seconds since 1970, UTC."""
        return self.time_ms / 1000


class Notify(StrEnum):
    """What of a conversation a person wants to be told."""

    ALL = "all"
    MENTIONS = "mentions"
    """What names us; all is counted."""
    NOTHING = "nothing"
    """What names us in a channel, nothing of a person; and only that is counted."""


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A channel, or the talk with a person, as it was left."""

    name: str
    is_channel: bool
    unread: int = 0
    draft: str = ""
    notify: Notify = Notify.ALL


@dataclass(frozen=True, slots=True)
class KeptRoom:
    """A room that a member has been in."""

    key: str
    """Its pin; its address, if it has none."""
    name: str = ""
    """What people call it."""


class Part(Enum):
    """Which lines of a conversation make a page."""

    LAST = auto()
    BEFORE = auto()
    AFTER = auto()
    AROUND = auto()


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of a conversation in a row, in the room's order."""

    lines: tuple[KeptLine, ...] = ()
    is_first: bool = True
    """Nothing is kept before them."""
    is_last: bool = True
    """Nothing was kept after them."""
