"""Everything that can happen to a member, as one closed union of values: `ClientEvent`.

Session, link and program make them; the window matches them exhaustively. Times are seconds since 1970, UTC. A text or
name that is not known is "". Texts come from the network as they are: whoever shows them makes them harmless.
"""

from desktop_chat.core.client.events.desktop import InvitationOpened, NotificationClicked
from desktop_chat.core.client.events.history import (
    Exported,
    HistoryProblem,
    HistoryTroubled,
    LineRead,
    PageRead,
    RoomRecalled,
    SearchAnswered,
)
from desktop_chat.core.client.events.host import HostingFacts
from desktop_chat.core.client.events.link import (
    Connecting,
    HostingEnded,
    HostingFailed,
    HostingStarted,
    Keys,
    LinkBroken,
    LinkClosed,
    LinkFailed,
    LinkLost,
    LinkUp,
)
from desktop_chat.core.client.events.people import MaskEntry, MasksListed, PersonDescribed, PresenceTold
from desktop_chat.core.client.events.problems import (
    HostProblem,
    LinkProblem,
    NickRefusal,
)
from desktop_chat.core.client.events.room import (
    AwayChanged,
    ChannelRenamed,
    ChannelsListed,
    CommandRefused,
    Happened,
    HostClosed,
    Invited,
    JoinedChannel,
    LeftChannel,
    ListedChannel,
    LoggedIn,
    Member,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    MembersListed,
    ModeChange,
    ModeChanged,
    ModesListed,
    NickChanged,
    NickRefused,
    ProfileChanged,
    Registered,
    RoomDescribed,
    ServerSaid,
    TopicChanged,
    TopicSetBy,
)
from desktop_chat.core.client.events.rooms import FoundRoom, RoomsFound
from desktop_chat.core.client.events.talk import (
    MessageArrived,
    MessageEdited,
    MessageKind,
    MessageQueued,
    MessageRedacted,
    Reacted,
    SendFailed,
    TypingTold,
)

__all__ = [
    "AwayChanged",
    "ChannelRenamed",
    "ChannelsListed",
    "ClientEvent",
    "CommandRefused",
    "Connecting",
    "Exported",
    "FoundRoom",
    "Happened",
    "HistoryEvent",
    "HistoryProblem",
    "HistoryTroubled",
    "HostClosed",
    "HostProblem",
    "HostingEnded",
    "HostingEvent",
    "HostingFacts",
    "HostingFailed",
    "HostingStarted",
    "InsideEvent",
    "InvitationOpened",
    "Invited",
    "JoinedChannel",
    "Keys",
    "LeftChannel",
    "LineRead",
    "LinkBroken",
    "LinkClosed",
    "LinkEnd",
    "LinkEvent",
    "LinkFailed",
    "LinkLost",
    "LinkProblem",
    "LinkUp",
    "ListedChannel",
    "LoggedIn",
    "MaskEntry",
    "MasksListed",
    "Member",
    "MemberJoined",
    "MemberLeft",
    "MemberQuit",
    "MembersListed",
    "MessageArrived",
    "MessageEdited",
    "MessageKind",
    "MessageQueued",
    "MessageRedacted",
    "ModeChange",
    "ModeChanged",
    "ModesListed",
    "NickChanged",
    "NickRefusal",
    "NickRefused",
    "NotificationClicked",
    "OutsideEvent",
    "PageRead",
    "PersonDescribed",
    "PresenceTold",
    "ProfileChanged",
    "Reacted",
    "Registered",
    "RoomDescribed",
    "RoomRecalled",
    "RoomsFound",
    "SearchAnswered",
    "SendFailed",
    "ServerSaid",
    "SessionEvent",
    "TopicChanged",
    "TopicSetBy",
    "TypingTold",
]

SessionEvent = (
    Registered
    | RoomDescribed
    | NickRefused
    | NickChanged
    | JoinedChannel
    | LeftChannel
    | Invited
    | ChannelRenamed
    | MembersListed
    | MemberJoined
    | MemberLeft
    | MemberQuit
    | TopicChanged
    | TopicSetBy
    | ModeChanged
    | ModesListed
    | AwayChanged
    | ProfileChanged
    | LoggedIn
    | MessageArrived
    | Happened
    | MessageQueued
    | SendFailed
    | MessageRedacted
    | MessageEdited
    | Reacted
    | TypingTold
    | ChannelsListed
    | PersonDescribed
    | PresenceTold
    | MasksListed
    | ServerSaid
    | CommandRefused
    | HostClosed
)
"""What the host says, by way of `ClientSession`."""
LinkEnd = LinkFailed | LinkLost | LinkClosed
"""How a link ends: with exactly one of these."""
LinkEvent = Connecting | LinkUp | LinkBroken | LinkEnd
"""What `Link` says."""
HostingEvent = HostingStarted | HostingFailed | HostingEnded
"""What the program says of the room it hosts."""
HistoryEvent = RoomRecalled | PageRead | LineRead | SearchAnswered | Exported
"""What the member's own history answers; that it is troubled (`HistoryTroubled`) has no question."""

InsideEvent = SessionEvent | LinkEvent | HostingEvent | HostingFacts | HistoryEvent
"""What is of a link, or of the room that is hosted here."""
OutsideEvent = RoomsFound | HistoryTroubled | NotificationClicked | InvitationOpened
"""What comes to the window and is of no link."""

ClientEvent = InsideEvent | OutsideEvent
