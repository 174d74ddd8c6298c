"""What arrives in a room, put into the conversation that it is for: what is said, what becomes of it, what else happened. No Tk."""

from collections.abc import Callable

from desktop_chat.core.client.events import Happened, MessageArrived
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.alerting import Alerting
from desktop_chat.gui.history.pages import said_of
from desktop_chat.gui.messages.quotes import Quotes
from desktop_chat.gui.room.changes import ChangeEvent, change
from desktop_chat.gui.room.conversation import Conversation
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.room.remarks import Remarks
from desktop_chat.gui.room.room_display import Part, RoomDisplay
from desktop_chat.gui.times import local_time

Arrival = MessageArrived | Happened | ChangeEvent


class Arrivals:
    """Takes what arrives.

    Args:
        conversations: Those of the room.
        display: Told what is to be shown anew.
        remarks: For lines that nobody said.
        alerting: Says what of it is to be told.
        quotes: Finds what is answered.
        known: Gives the room.
    """

    def __init__(
        self,
        conversations: Conversations,
        display: RoomDisplay,
        remarks: Remarks,
        alerting: Alerting,
        quotes: Quotes,
        *,
        known: Callable[[], Knowledge],
    ) -> None:
        self._conversations, self._display, self._remarks = conversations, display, remarks
        self._alerting, self._quotes, self._known = alerting, quotes, known

    def open(self, name: str, *, is_channel: bool | None = None) -> Conversation:
        """Return a conversation, made if it is not there; whether it is a channel, the name says."""
        found = self._conversations.get(name)
        if found is None:
            known = self._known()
            self._display.touch(Part.LIST)
            found = self._conversations.open(name, is_channel=known.features.is_channel(name) if is_channel is None else is_channel)
            found.joined = known.channel(name) is not None
        return found

    def take(self, event: Arrival) -> None:
        """Put it where it belongs."""
        match event:
            case MessageArrived():
                self._said(event)
            case Happened():
                self._remarks.happened(event)
            case _:
                change(event, self._conversations, self._quotes)

    def _said(self, event: MessageArrived) -> None:
        conversation = self.open(event.conversation)
        if conversation.knows(event.key):
            return  # A replay of what stands here, or of what came from the history.
        mentioned = not event.mine and self._alerting.names_us(self._known().nick, event.text)
        said, moment = said_of(event, mentioned=mentioned, quote=self._quotes.of(event)), local_time(event.time)
        if not (event.mine or event.is_past):
            is_open = conversation is self._conversations.current
            due = self._alerting.hear(event, conversation, is_named=mentioned, is_open=is_open)
            if due.is_unread:
                self._conversations.unread(conversation, moment, mentioned=due.is_meant)
                self._display.touch(Part.LIST)
        self._conversations.said(conversation, said, moment)
