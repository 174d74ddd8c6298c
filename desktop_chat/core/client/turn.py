"""What a session knows of its connection, and the turn in which one line changes it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from desktop_chat.core.client.features import DEFAULT_FEATURES, Features
from desktop_chat.core.client.long_text import OUR_LIMITS
from desktop_chat.core.client.profile import NOBODY_KNOWN, Profile
from desktop_chat.core.wire.errors import UsageError
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.multiline import limits_in

if TYPE_CHECKING:
    from desktop_chat.core.client.events import ClientEvent, LinkEnd, LinkProblem, ListedChannel, MaskEntry, Member, PersonDescribed
    from desktop_chat.core.instant import Instant
    from desktop_chat.core.wire.multiline import Line, MultilineLimits

MULTILINE: Final = "draft/multiline"
ROWS_COLLECTED: Final = 50_000
"""Members of one NAMES, channels of one LIST: the largest networks stay below, a host that never ends does not fill memory."""


class ConnectionState(Enum):
    """How far a connection is."""

    NEW = auto()
    REGISTERING = auto()
    REGISTERED = auto()
    CLOSED = auto()


class Trigger(Enum):
    """What moves a connection on."""

    START = auto()
    WELCOME = auto()
    END = auto()


NEXT_STATE: Final = {
    (ConnectionState.NEW, Trigger.START): ConnectionState.REGISTERING,
    (ConnectionState.NEW, Trigger.END): ConnectionState.CLOSED,
    (ConnectionState.REGISTERING, Trigger.WELCOME): ConnectionState.REGISTERED,
    (ConnectionState.REGISTERING, Trigger.END): ConnectionState.CLOSED,
    (ConnectionState.REGISTERED, Trigger.END): ConnectionState.CLOSED,
}


class Login(Enum):
    """How far we are in being known by our device (IRCv3 sasl-3.1, account-registration)."""

    NEVER = auto()
    """The connection shows no certificate."""
    READY = auto()
    ASKED = auto()
    """The host looks whose certificate it is."""
    UNKNOWN = auto()
    """It is nobody's."""
    REGISTERING = auto()
    """The host makes an account of our nick."""
    DONE = auto()


@dataclass(slots=True)
class Step:
    """What came of one line or one tick."""

    events: list[ClientEvent] = field(default_factory=list)
    """For people, in order."""
    send: list[Message] = field(default_factory=list)
    """For the host, in order."""
    end: LinkEnd | None = None
    """The link is to be given up."""


@dataclass(slots=True)
class Negotiation:
    """Capabilities: those the host has, those asked for, those in force (IRCv3 capability-negotiation)."""

    offered: dict[str, str] = field(default_factory=dict)
    """Each with its value, "" for none."""
    asked: deque[list[str]] = field(default_factory=deque)
    """One list for each REQ without an answer, oldest first."""
    active: set[str] = field(default_factory=set)

    def multiline_limits(self) -> MultilineLimits | None:
        """Return what the host takes in one message of several lines (IRCv3 multiline, Dependencies); None if it has no such."""
        return limits_in(self.offered.get(MULTILINE, "")) if self.active >= {MULTILINE, "batch"} else None


@dataclass(slots=True)
class Gathering:
    """A message of several lines while they come in (IRCv3 multiline)."""

    opening: Message
    command: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Me:
    """What a session knows of itself and of its host."""

    nick: str
    channels: tuple[str, ...]
    """To join as soon as the host lets us in; from then on also those we joined later, without those we left."""
    version: str
    """The answer to CTCP VERSION; "" for none."""
    state: ConnectionState = ConnectionState.NEW
    caps: Negotiation = field(default_factory=Negotiation)
    tokens: dict[str, str] = field(default_factory=dict)
    features: Features = DEFAULT_FEATURES
    multiline: MultilineLimits | None = OUR_LIMITS
    """What the host takes in one message of several lines; None if it has no such messages."""
    login: Login = Login.NEVER
    login_since: float = 0.0
    """Monotonic seconds of its last step."""
    was_greeted: bool = False
    """The message of the day is over: numerics from here on answer something we asked."""
    names: dict[str, list[Member]] = field(default_factory=dict)
    """Members of NAMES replies under way, by folded channel."""
    rows: list[ListedChannel] = field(default_factory=list)
    """Channels of a LIST reply under way."""
    whois: dict[str, PersonDescribed] = field(default_factory=dict)
    """Answers to WHOIS under way, by folded nick."""
    masks: dict[tuple[str, str], list[MaskEntry]] = field(default_factory=dict)
    """Lists of channels under way, by folded channel and the letter of the list."""
    who_wanted: set[str] = field(default_factory=set)
    """Channels of which we ask who is away once we know how many are in them, folded."""
    who_asked: set[str] = field(default_factory=set)
    """Of which we did, and have no answer yet."""
    batches: dict[str, Gathering] = field(default_factory=dict)
    """Messages of several lines under way, by the names of their batches."""
    keys: dict[str, str] = field(default_factory=dict)
    """What we said to get into channels that have a key, by name as we wrote it."""
    joined: set[str] = field(default_factory=set)
    """Where we are on this connection, folded."""
    away_text: str = ""
    account: str = ""
    """By which the host knows us."""
    profile: Profile = NOBODY_KNOWN
    """What we tell of ourselves."""
    is_quitting: bool = False
    refusal: LinkProblem | None = None
    """Why the host is not going to let us in."""
    farewell: str = ""
    """What the host said in ERROR."""
    ctcp_answered_at: float | None = None
    sync_at: dict[str, float] = field(default_factory=dict)
    """Whose metadata the host tells later if it is asked, and the monotonic seconds from which on it may be."""

    def advance(self, trigger: Trigger) -> None:
        """Take a step of the connection.

        Raises:
            UsageError: If it is not possible now; then nothing has changed.
        """
        try:
            self.state = NEXT_STATE[self.state, trigger]
        except KeyError:
            raise UsageError(f"{trigger.name} is not possible while {self.state.name}") from None

    @property
    def is_registering(self) -> bool:
        """Whether the host has still to let us in."""
        return self.state is ConnectionState.REGISTERING

    def is_me(self, nick: str) -> bool:
        """Return whether a nick is ours, by the host's own comparison."""
        return self.features.fold(nick) == self.features.fold(self.nick)

    def note_joined(self, channel: str) -> None:
        """Know that we are in a channel, and want to be again."""
        self.joined.add(self.features.fold(channel))
        if not any(self.features.fold(one) == self.features.fold(channel) for one in self.channels):
            self.channels += (channel,)

    def may_send(self, target: str) -> bool:
        """Return whether a message to a channel or nick has a chance now."""
        is_in = self.state is ConnectionState.REGISTERED and self.was_greeted
        return is_in and (not self.features.is_channel(target) or self.features.fold(target) in self.joined)

    def key_of(self, channel: str) -> tuple[str, ...]:
        """Return the key of a channel as JOIN takes it: one parameter, or none."""
        folded = self.features.fold(channel)
        return tuple(key for name, key in self.keys.items() if self.features.fold(name) == folded)[-1:]

    def note_left(self, channel: str) -> None:
        """Know that we are no longer."""
        self.joined.discard(self.features.fold(channel))
        self.channels = tuple(one for one in self.channels if self.features.fold(one) != self.features.fold(channel))

    def note_renamed(self, old: str, new: str) -> None:
        """Know that a channel has another name: where we are, where we want to be again, and by which key."""
        folded, fold = self.features.fold(old), self.features.fold
        if folded in self.joined:
            self.joined = self.joined - {folded} | {fold(new)}
        self.channels = tuple(new if fold(one) == folded else one for one in self.channels)
        self.keys = {new if fold(name) == folded else name: key for name, key in self.keys.items()}

    def collect_names(self, channel: str, members: list[Member]) -> None:
        """Note members of a NAMES reply until its end comes."""
        if sum(map(len, self.names.values())) + len(self.names) + len(members) < ROWS_COLLECTED:
            self.names.setdefault(self.features.fold(channel), []).extend(members)


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of the host: what it meets, when, and what comes of it."""

    me: Me
    now: Instant
    step: Step = field(default_factory=Step)

    def tell(self, event: ClientEvent) -> None:
        """Let the event be known."""
        self.step.events.append(event)

    def send(self, command: str, *params: str) -> None:
        """Answer the host."""
        self.step.send.append(Message(command, params))


def nick_of(source: str | None) -> str:
    """Return the nick of nick!user@host, or the server's name; "" for a line without a source (Modern #source)."""
    return (source or "").partition("!")[0].partition("@")[0]
