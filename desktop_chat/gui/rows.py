"""What the window shows, as plain values: the presenter makes them, widgets draw them and know nothing else."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from desktop_chat.core.client.events.kept import Notify, Standing
from desktop_chat.gui.messages.message_rows import Quote, Reaction
from desktop_chat.gui.safe_text import Prose, Shown

NOTHING = Shown("")


class LineKind(StrEnum):
    """How a line of the timeline looks."""

    TALK = "talk"
    ACTION = "action"
    NOTICE = "notice"
    CAME = "came"
    """A member came in; `sender` is who."""
    WENT = "went"
    """A member left by themselves; `sender` is who."""
    EVENT = "event"
    """What else changed: quiet."""
    INFO = "info"
    """What the host says."""
    PROBLEM = "problem"
    """What the host refused."""
    DAY = "day"
    """Where a day begins; `text` is the day."""
    UNREAD = "unread"
    """Above the first line that is not read; there is one at most."""


class Delivery(Enum):
    """How far a line of our own has come."""

    SENT = auto()
    """The host has it; so have all lines of others."""
    PENDING = auto()
    FAILED = auto()
    """The host did not take it; it can be sent again, or given up."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of a conversation."""

    kind: LineKind
    text: Prose
    """As it was typed, with its signs of emphasis; lines end with a newline."""
    sender: Shown = NOTHING
    colour: int = 0
    """Which of the colours of people is the sender's."""
    time: str = ""
    heads: bool = False
    """Begins a group: sender and time stand above it."""
    mine: bool = False
    mentioned: bool = False
    """Names the person at this window."""
    key: str = ""
    """By which the history knows the line; "" for what is not kept there."""
    delivery: Delivery = Delivery.SENT
    refusal: Shown = NOTHING
    """Why it was not taken, in the host's words."""
    found: bool = False
    """It is what was looked for."""
    standing: Standing = Standing.SAID
    """What became of it after it was said."""
    quote: Quote | None = None
    """What it answers."""
    reactions: tuple[Reaction, ...] = ()


class Edge(Enum):
    """Where in the timeline a row stands."""

    TOP = auto()
    MIDDLE = auto()
    BOTTOM = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """What of the timeline is seen: not its end, but a row further back."""

    row: int
    """Its number, from 0."""
    edge: Edge


@dataclass(frozen=True, slots=True)
class FoundPiece:
    """A piece of a line that was found."""

    text: Shown
    is_hit: bool = False
    """It is what was looked for."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One line that was found."""

    sender: Shown
    when: str
    """And where, if that is not clear."""
    pieces: tuple[FoundPiece, ...]


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The search panel."""

    title: str
    rows: tuple[FoundRow, ...]
    sentence: str
    """How much was found, or how to search."""


class Presence(Enum):
    """Whether somebody is there."""

    HERE = auto()
    AWAY = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One entry of the list of channels and people."""

    key: str
    title: Shown
    is_channel: bool
    selected: bool = False
    unread: int = 0
    mentioned: bool = False
    colour: int = 0
    present: bool = True
    """We are in the channel; the person is in the room."""
    notify: Notify = Notify.ALL
    """What of it the person wants to be told."""
    away: bool = False
    locked: bool = False
    """One needs a key or an invitation to come into the channel."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One entry of the list of members."""

    nick: str
    title: Shown
    role: str = ""
    colour: int = 0
    away: str | None = None
    """Of who is away, the text, "" if none is known."""
    present: bool = True
    """They are in the room."""
    me: bool = False
    status: Shown = NOTHING
    """What they call themselves and what they are at, in their own words."""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One room that the start screen offers."""

    key: str
    title: Shown
    detail: str
    is_locked: bool = False
    """It asks for a password."""
    is_near: bool = True
    """It is announced on this network now; else it was entered before."""


class Tone(Enum):
    """What a state feels like; never told by colour alone."""

    GOOD = auto()
    WAITING = auto()
    BAD = auto()


@dataclass(frozen=True, slots=True)
class RoomHead:
    """What the window says of the room as a whole."""

    name: Shown
    state: str
    tone: Tone
    nick: Shown
    colour: int = 0
    address: str = ""
    """What others type to come in; only the host knows it."""


@dataclass(frozen=True, slots=True)
class ConversationHead:
    """What stands above the timeline."""

    title: Shown
    topic: Shown = NOTHING
    sign: str = ""
    """The icon of a channel; "" for none."""
    presence: Presence | None = None
    """Of a person, whether they are there."""
    colour: int = 0
    """Which of the colours of people is the person's."""
    signs: str = ""
    """What holds in the channel that one ought to know, such as that it is read-only."""
    has_members: bool = False
    writable: bool = True
    """A text can be sent here; where it cannot, commands still can."""


class Action(StrEnum):
    """A way on, next to a problem."""

    CONNECT_AGAIN = "connect again"
    TRY_NOW = "try now"
    OTHER_PORT = "other port"
    ACCEPT_KEY = "accept key"
    HOST_INSTEAD = "host instead"
    OTHER_PROFILE = "other profile"
    FOLLOW_INVITATION = "follow invitation"
    BEGIN_ANEW = "begin anew"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class Problem:
    """One plain sentence, and what mends it."""

    sentence: Shown
    action: Action | None = None
    label: str = ""
    """What the button of the action says."""
    can_wait: bool = False
    """It may be put away without the action, too."""


class Field(StrEnum):
    """A field of the start screen."""

    NICK = "nick"
    ADDRESS = "address"
    PASSWORD = "password"  # noqa: S105


@dataclass(frozen=True, slots=True)
class HostOptions:
    """What may be said of a room before it is opened."""

    room: str = ""
    """What people call it; "" for a name made of the person's."""
    password: str = ""
    announce: bool = True
    allow_plain: bool = False
    allow_public: bool = False


@dataclass(frozen=True, slots=True)
class StartForm:
    """The start screen."""

    nick: str = ""
    address: str = ""
    focus: Field = Field.NICK
    asks_password: bool = False
    busy: str = ""
    """What the program is doing; then nothing but to cancel is offered."""
    problem: Problem | None = None
