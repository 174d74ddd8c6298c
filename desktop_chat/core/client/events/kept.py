"""What a member keeps of a room, as values. Where it is kept is the store's business."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from desktop_chat.core.client.events.talk import MessageKind


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


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A channel, or the talk with a person, as it was left."""

    name: str
    is_channel: bool
    unread: int = 0
    draft: str = ""
    muted: bool = False
    """The person wants to hear of it only when they are named."""


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
