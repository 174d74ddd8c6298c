"""What the host says, by way of `ClientSession`."""

from dataclasses import dataclass

from desktop_chat.core.client.events.kept import KeptLine, msgid_of
from desktop_chat.core.client.events.problems import NickRefusal
from desktop_chat.core.client.features import Features


@dataclass(frozen=True, slots=True)
class Registered:
    """The host has let us in (001)."""

    nick: str
    server: str
    capabilities: frozenset[str] = frozenset()
    """Those in force (IRCv3 capability-negotiation)."""


@dataclass(frozen=True, slots=True)
class RoomDescribed:
    """The host told more of what it is and allows (005); holds everything told so far."""

    features: Features


@dataclass(frozen=True, slots=True)
class NickRefused:
    """The host did not take a nick we wanted; before `Registered` it waits for another one."""

    nick: str
    reason: NickRefusal


@dataclass(frozen=True, slots=True)
class NickChanged:
    """Somebody has another name now."""

    old: str
    new: str
    mine: bool


@dataclass(frozen=True, slots=True)
class JoinedChannel:
    """We are in a channel now; its topic and members follow."""

    channel: str


@dataclass(frozen=True, slots=True)
class LeftChannel:
    """We are no longer in a channel: we left it ourselves, or somebody (`by`) threw us out."""

    channel: str
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody invites us to a channel."""

    channel: str
    by: str


@dataclass(frozen=True, slots=True)
class ChannelRenamed:
    """A channel has another name, and is otherwise the same (IRCv3 channel-rename)."""

    old: str
    new: str
    by: str = ""
    """"" if it happened while we were elsewhere."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One person in a channel, with all prefixes known, highest first (`@+`)."""

    nick: str
    prefixes: str = ""


@dataclass(frozen=True, slots=True)
class MembersListed:
    """All who are in a channel, us included."""

    channel: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """Somebody came into a channel."""

    channel: str
    nick: str


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """Somebody left a channel, or was thrown out by another (`by`)."""

    channel: str
    nick: str
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class MemberQuit:
    """Somebody left the room, with all channels."""

    nick: str
    reason: str


@dataclass(frozen=True, slots=True)
class TopicChanged:
    """The topic of a channel: set now by somebody, or, without `by`, as it stood when we came."""

    channel: str
    topic: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class TopicSetBy:
    """Who set a topic that stood when we came, and when (333)."""

    channel: str
    by: str
    time: float


@dataclass(frozen=True, slots=True)
class ModeChange:
    """One mode set or taken away."""

    mode: str
    """Sign and letter: `+o`."""
    argument: str = ""
    prefix: str = ""
    """`@` for `+o`: what it gives to, or takes from, the member named by the argument; "" for a mode of the channel."""


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """Somebody changed modes of a channel or of its members."""

    channel: str
    changes: tuple[ModeChange, ...]
    by: str


@dataclass(frozen=True, slots=True)
class ModesListed:
    """All modes of a channel, lists and members' prefixes left out (324)."""

    channel: str
    changes: tuple[ModeChange, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """Something happened in a channel besides talk, now or while we were away: a line to be kept and shown in its place.

    What the room is like since then other events tell.
    """

    line: KeptLine

    @property
    def conversation(self) -> str:
        """The channel."""
        return self.line.conversation

    @property
    def time(self) -> float:
        """Seconds since 1970."""
        return self.line.time

    @property
    def msgid(self) -> str:
        """The host's id of it, "" if it gave none."""
        return msgid_of(self.line.key)


@dataclass(frozen=True, slots=True)
class AwayChanged:
    """Somebody, or we, went away with a text, or came back (None)."""

    nick: str
    text: str | None


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """The room knows us by an account from here on; "" for none any more (IRCv3 sasl-3.1)."""

    account: str


@dataclass(frozen=True, slots=True)
class ProfileChanged:
    """Somebody, or we, told something of themselves (IRCv3 metadata)."""

    nick: str
    key: str
    """One of `profile.FIELDS`."""
    value: str
    """"" if it was taken back."""


@dataclass(frozen=True, slots=True)
class ListedChannel:
    """One channel of the room."""

    channel: str
    members: int
    topic: str


@dataclass(frozen=True, slots=True)
class ChannelsListed:
    """All channels that the host shows us (LIST)."""

    rows: tuple[ListedChannel, ...]


@dataclass(frozen=True, slots=True)
class ServerSaid:
    """The host informs: a numeric without an event of its own, a line of the MOTD, a NOTICE that no person sent, a WARN."""

    code: str
    """The numeric or the command."""
    text: str
    params: tuple[str, ...] = ()
    """What stands between our nick and the text."""


@dataclass(frozen=True, slots=True)
class CommandRefused:
    """The host did not do what we asked."""

    code: str
    """The numeric, or the code of a FAIL."""
    subject: str
    """What it is about, as the host says it: a channel, a nick, a command; "" if it says nothing."""
    text: str
    """The host's own words."""


@dataclass(frozen=True, slots=True)
class HostClosed:
    """The host says why it is about to hang up (ERROR)."""

    reason: str
