"""Lines that nobody said: who came and went, what changed, what the host says and refuses. No Tk."""

from collections.abc import Callable

from desktop_chat.core.client.events import (
    AwayChanged,
    ChannelRenamed,
    CommandRefused,
    Happened,
    MemberJoined,
    MemberLeft,
    MemberQuit,
    ModeChanged,
    ModesListed,
    NickChanged,
    TopicChanged,
)
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.host_lines import HostEvent, host_lines
from desktop_chat.gui.news import left_the_room, modes_sentence, remark_of
from desktop_chat.gui.room.conversation import Conversation
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.room.room_display import Part, RoomDisplay
from desktop_chat.gui.rows import LineKind
from desktop_chat.gui.times import local_time
from desktop_chat.i18n import tr

RoomEvent = MemberJoined | MemberLeft | MemberQuit | NickChanged | ChannelRenamed | TopicChanged | ModeChanged | ModesListed


class Remarks:
    """Puts each where it belongs.

    Args:
        conversations: Those of the room.
        display: Told what is to be shown anew.
        wall_clock: Gives the time in seconds since 1970.
    """

    def __init__(self, conversations: Conversations, display: RoomDisplay, *, wall_clock: Callable[[], float]) -> None:
        self._conversations, self._display, self._wall_clock = conversations, display, wall_clock

    def hear(self, event: HostEvent | RoomEvent, known: Knowledge) -> None:
        """Take what changes the lists and heads, and what the host says to us alone; *known* is the room before it."""
        if isinstance(event, HostEvent):
            self._host_said(event)
            return
        match event:
            case MemberQuit(nick, reason) if (person := self._conversations.get(nick)) is not None:
                self.line(person, LineKind.WENT, left_the_room(nick, reason), nick)
            case NickChanged(old, new) | ChannelRenamed(old, new):
                self._conversations.rename(old, new, is_channel=isinstance(event, ChannelRenamed))
                self._display.touch(Part.ROOM)
            case ModesListed(channel) if sentence := modes_sentence(event, known):
                self.line(self._conversations.get(channel) or self._conversations.here(), LineKind.EVENT, sentence)
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)

    def happened(self, event: Happened) -> None:
        """Add a line for what happened in a channel, unless it stands there."""
        conversation = self._conversations.get(event.conversation) or self._conversations.here()
        self._conversations.remark(conversation, remark_of(event.line), local_time(event.time))

    def line(self, conversation: Conversation, kind: LineKind, sentence: str, nick: str = "") -> None:
        """Add a line that nobody said and that is not kept; *nick* is who came or went."""
        self._conversations.line(conversation, kind, sentence, local_time(self._wall_clock()), nick=nick)

    def away(self, event: AwayChanged, known: Knowledge) -> None:
        """Note who is away, and say so if it is us."""
        self._display.touch(Part.LIST, Part.HEAD, Part.MEMBERS)
        if known.is_me(event.nick):
            away = tr("You are marked as away: {text}", text=event.text)
            self.line(self._conversations.here(), LineKind.EVENT, tr("You are back") if event.text is None else away)

    def _host_said(self, event: HostEvent) -> None:
        about = here = self._conversations.here()
        if isinstance(event, CommandRefused):
            about = self._conversations.get(event.subject or here.name) or here
            if about.rejoins:
                about.joined = about.rejoins = False
                self._display.touch(Part.LIST, Part.HEAD)
        for kind, sentence in host_lines(event):
            self.line(about, kind, sentence)
