"""What we said and the host has not confirmed: it stands below all else until it has. No Tk."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_chat.core.client.events import MessageArrived, MessageQueued, SendFailed
from desktop_chat.core.wire.names import fold
from desktop_chat.gui.history.pages import said_of
from desktop_chat.gui.messages.message_rows import Quote
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room.conversation import Conversation
from desktop_chat.gui.room.row_maker import Said
from desktop_chat.gui.rows import Delivery, TimelineRow
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.times import local_time


@dataclass(slots=True)
class Waiting:
    """One message on its way, or refused."""

    message: MessageArrived
    refusal: str | None = None


class Unsent:
    """The messages of a room that are not confirmed, in the order in which they were said.

    Args:
        chat: The program behind the window.
        touch: Told that the rows are others now.
        settle: Shows them, after a button was pressed.
        quote: Gives what a message quotes.
    """

    def __init__(
        self, chat: Chat, *, touch: Callable[[], None], settle: Callable[[], None], quote: Callable[[MessageArrived], Quote | None]
    ) -> None:
        self._chat, self._touch, self._settle, self._quote = chat, touch, settle, quote
        self._waiting: dict[str, Waiting] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def forget(self) -> None:
        """Begin anew, with none."""
        self._waiting.clear()

    def hear(self, event: MessageQueued | SendFailed) -> None:
        """Take a message that is on its way, or that the host did not take."""
        match event:
            case MessageQueued(message):
                self._waiting.setdefault(message.own_id, Waiting(message))
            case SendFailed(own_id, reason) if own_id in self._waiting:
                self._waiting[own_id].refusal = reason
        self._touch()

    def arrive(self, own_id: str) -> None:
        """Forget a message that the host has."""
        if self._waiting.pop(own_id, None) is not None:
            self._touch()

    def retry(self, own_id: str) -> None:
        """Send a message again that the host refused, behind all others."""
        waiting = self._waiting.get(own_id)
        if waiting is not None and waiting.refusal is not None:
            waiting.refusal = None
            self._waiting[own_id] = self._waiting.pop(own_id)
            self._chat.retry(own_id)
            self._touch()
            self._settle()

    def drop(self, own_id: str) -> None:
        """Give a message up that the host refused."""
        waiting = self._waiting.get(own_id)
        if waiting is not None and waiting.refusal is not None:
            self._chat.drop(own_id)
            self.arrive(own_id)
            self._settle()

    def rows(self, conversation: Conversation | None) -> list[TimelineRow]:
        """Return the rows of a conversation's messages, as they follow its newest line."""
        if conversation is None or conversation.history.past is not None:
            return []
        here = [one for one in self._waiting.values() if fold(one.message.conversation) == fold(conversation.name)]
        rows = conversation.rows_after([self._said_then(one.message) for one in here])
        refusals = {one.message.own_id: one.refusal for one in here}
        return [_marked(row, refusals[row.key]) if row.key else row for row in rows]

    def _said_then(self, message: MessageArrived) -> tuple[Said, datetime]:
        return said_of(message, mentioned=False, quote=self._quote(message)), local_time(message.time)


def _marked(row: TimelineRow, refusal: str | None) -> TimelineRow:
    if refusal is None:
        return replace(row, delivery=Delivery.PENDING)
    return replace(row, delivery=Delivery.FAILED, refusal=shown(refusal))
