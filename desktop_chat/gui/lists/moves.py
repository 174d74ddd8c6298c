"""Going from one conversation to another, and closing one. No Tk."""

from collections.abc import Callable

from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room.conversation import HOST_KEY, Conversation
from desktop_chat.gui.room.conversations import Conversations


class Moves:
    """What opens and closes conversations.

    Args:
        chat: The program behind the window.
        conversations: Those of the room.
        show: Opens a conversation.
        take_away: Takes one off the list, by its name.
        settle: Shows what changed.
    """

    def __init__(
        self,
        chat: Chat,
        conversations: Conversations,
        *,
        show: Callable[[Conversation], None],
        take_away: Callable[[str], None],
        settle: Callable[[], None],
    ) -> None:
        self._chat, self._conversations = chat, conversations
        self._show, self._take_away, self._settle = show, take_away, settle

    def go(self, name: str) -> None:
        """Open a conversation of the list; "" is the one with the host."""
        conversation = self._conversations.get(name)
        if conversation is not None and conversation is not self._conversations.current:
            self._show(conversation)
            self._settle()

    def step(self, by: int) -> None:
        """Open the next conversation of the list, or the one before (-1), round and round."""
        neighbour = self._conversations.neighbour(by)
        if neighbour is not None:
            self._show(neighbour)
            self._settle()

    def close(self, name: str) -> None:
        """Leave a channel, or put the talk with a person away; a channel that we are not in goes at once."""
        conversation = self._conversations.get(name)
        if conversation is None or conversation.name == HOST_KEY:
            return
        if conversation.is_channel and conversation.joined and self._chat.command("PART", conversation.name) is None:
            return
        self._take_away(conversation.name)
        self._settle()

    def close_current(self) -> None:
        """Close the conversation that is open."""
        if self._conversations.current is not None:
            self.close(self._conversations.current.name)

    def close_person(self, name: str) -> None:
        """Put the talk with a person away; a channel is not left by a slip of the hand."""
        conversation = self._conversations.get(name)
        if conversation is not None and not conversation.is_channel:
            self.close(name)
