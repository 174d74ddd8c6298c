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


class EventKind(StrEnum):
    """What happens in a channel besides talk, named as the command that tells it. In a line of that kind `sender` is who did it."""

    JOIN = "join"
    PART = "part"
    """`text` is why, as in the next two."""
    QUIT = "quit"
    KICK = "kick"
    """`about` is who was thrown out."""
    NICK = "nick"
    """`text` is the new name."""
    TOPIC = "topic"
    """`text` is the topic, "" if it was taken away."""
    MODE = "mode"
    """`text` is one change, as on the wire: `+o bob`."""
    RENAME = "rename"
    """`about` is what the channel was called before, `text` is why."""
    GAP = "gap"
    """No command: before the next line something may be missing, which the host no longer has. Nobody did it."""


class KeptReaction(NamedTuple):
    """How somebody reacted to a line (IRCv3 react)."""

    value: str
    """An emoji, or words."""
    nick: str
    mine: bool


class KeptQuote(NamedTuple):
    """The line that another one answers (IRCv3 reply)."""

    sender: str
    text: str
    standing: Standing = Standing.SAID


class KeptLine(NamedTuple):
    """One line of a conversation: what somebody said, or something else that happened there."""

    conversation: str
    """The channel; between two people, the nick of the other one."""
    is_channel: bool
    key: str
    """Its msgid; for a line without one, a key of our own. One line of a room has one key."""
    time_ms: int
    """As the host says it: milliseconds since 1970, UTC."""
    sender: str
    kind: MessageKind | EventKind
    text: str
    mine: bool
    """We said it; or it happened to us."""
    tags: str = ""
    """Its client-only tags as on the wire (`+a=b;+c`), without the `@`."""
    about: str = ""
    """Whom or what an event is about, where its kind says so."""
    standing: Standing = Standing.SAID
    reactions: tuple[KeptReaction, ...] = ()
    """In the order in which they came."""
    quoted: KeptQuote | None = None
    """What it answers, as far as that is kept."""

    @property
    def time(self) -> float:
        """Seconds since 1970, UTC."""
        return self.time_ms / 1000


def event_key(msgid: str, channel: str, number: int = 0) -> str:
    """Return the key of an event: one message of a host may tell of several, in several channels; no id of a message is like it.

    Args:
        msgid: Of the message; "" for a host that gives none.
        channel: Folded.
        number: Of the change of a mode, among those of its message.
    """
    return f"{msgid} {channel} {number}" if msgid else ""


def name_elsewhere(conversation: str, room: str) -> str:
    """Return the one name for a conversation of another room than the one we are in; no channel or nick has a space.

    Args:
        conversation: The channel or nick.
        room: The key of its room.
    """
    return f"{conversation} {room}"


def place_of(name: str, here: str) -> tuple[str, str]:
    """Return the key of a conversation's room, and its name there.

    Args:
        name: As in the room that we are in, or by `name_elsewhere`.
        here: The key of the room that we are in.
    """
    conversation, _, room = name.partition(" ")
    return room or here, conversation


def msgid_of(key: str) -> str:
    """Return the host's id in the key of a line (IRCv3 message-ids: no id has a space)."""
    return key.partition(" ")[0]


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
    SINCE = auto()
    """Around the first line since a moment."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of a conversation in a row, in the room's order."""

    lines: tuple[KeptLine, ...] = ()
    is_first: bool = True
    """Nothing is kept before them."""
    is_last: bool = True
    """Nothing was kept after them."""
