"""What a session tells besides a change of the room: the line that is kept of it."""

from desktop_chat.core.client.events import (
    ChannelRenamed,
    ClientEvent,
    Happened,
    JoinedChannel,
    LeftChannel,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    ModeChanged,
    NickChanged,
    TopicChanged,
)
from desktop_chat.core.client.events.kept import EventKind, KeptLine
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.room.room_presenter import RoomPresenter


def happened(kind: EventKind, channel: str, by: str, text: str = "", *, about: str = "", mine: bool = False) -> Happened:
    """Return something that happened in a channel, without an id and at no time."""
    is_channel = True
    return Happened(KeptLine(channel, is_channel, "", 0, by, kind, text, mine, about=about))


def with_lines(event: ClientEvent, room: RoomPresenter, *, at: float) -> list[ClientEvent]:
    """Return an event, and after it what a session says happened; *room* is before it, *at* is when."""
    there = room._conversations.get(event.channel) if isinstance(event, JoinedChannel) else None
    if there is not None and there.rejoins:
        return [event]
    return [event, *(Happened(one.line._replace(time_ms=round(at * 1000))) for one in _lines(event, room.known))]


def _lines(event: ClientEvent, known: Knowledge) -> list[Happened]:  # noqa: C901  # A row for each
    match event:
        case JoinedChannel(channel):
            return [happened(EventKind.JOIN, channel, known.nick, mine=True)]
        case LeftChannel(channel, reason, by) if by:
            return [happened(EventKind.KICK, channel, by, reason, about=known.nick, mine=True)]
        case MemberJoined(channel, nick):
            return [happened(EventKind.JOIN, channel, nick)]
        case MemberLeft(channel, nick, reason, by):
            return [happened(EventKind.KICK, channel, by, reason, about=nick) if by else happened(EventKind.PART, channel, nick, reason)]
        case MemberQuit(nick, reason):
            return [happened(EventKind.QUIT, channel, nick, reason) for channel in known.channels_of(nick)]
        case NickChanged(old, new, mine):
            return [happened(EventKind.NICK, channel, old, new, mine=mine) for channel in known.channels_of(old)]
        case TopicChanged(channel, topic, by) if by:
            return [happened(EventKind.TOPIC, channel, by, topic)]
        case ModeChanged(channel, changes, by):
            return [happened(EventKind.MODE, channel, by, f"{change.mode} {change.argument}".strip()) for change in changes]
        case ChannelRenamed(old, new, by, reason):
            return [happened(EventKind.RENAME, new, by, reason, about=old)]
        case _:
            return []
