"""Tells others that we are typing, if the person wants them to know, and shows who of them is. No Tk."""

from collections.abc import Callable

from desktop_chat.core.client.events import MemberLeft, MemberQuit, MessageArrived, SessionEvent, TypingTold
from desktop_chat.core.client.typing import TYPING, OwnTyping, TypingPeople
from desktop_chat.core.wire.names import fold
from desktop_chat.gui.ports import Chat
from desktop_chat.gui.room.conversations import Conversations
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.view import View
from desktop_chat.i18n import tr


class TypingPresenter:
    """Both directions, for the open conversation.

    Args:
        view: The window.
        chat: The program behind it.
        conversations: Which one is open.
        may_tell: Says whether the person wants it told, and there is a host to tell.
        clock: Gives the time in seconds.
    """

    def __init__(
        self, view: View, chat: Chat, conversations: Conversations, *, may_tell: Callable[[], bool], clock: Callable[[], float]
    ) -> None:
        self._view, self._chat, self._conversations = view, chat, conversations
        self._may_tell, self._clock = may_tell, clock
        self._own, self._people = OwnTyping(), TypingPeople()

    def write(self, text: str) -> None:
        """Take what stands in the composer after the person changed it."""
        current = self._conversations.current
        self._tell(self._own.write(current.name, text, self._clock()) if current is not None and current.name else "")

    def rest(self) -> None:
        """Take that the person has typed nothing for a while."""
        self._tell(self._own.rest(self._clock()))

    def _tell(self, state: str) -> None:
        current = self._conversations.current
        if state and current is not None and self._may_tell():
            self._chat.command("TAGMSG", current.name, tags={TYPING: state})

    def hear(self, event: SessionEvent) -> None:
        """Learn from what happens who is typing, and who no longer is."""
        match event:
            case TypingTold(conversation, nick, state):
                self._people.hear(fold(conversation), nick, state, self._clock())
            case MessageArrived(conversation, sender, mine=mine):
                if mine:
                    self._own.sent()
                self._people.stop(sender, fold(conversation))
            case MemberLeft(channel, nick):
                self._people.stop(nick, fold(channel))
            case MemberQuit(nick):
                self._people.stop(nick)
            case _:
                return
        self.show()

    def forget(self) -> None:
        """Begin anew."""
        self._people.clear()
        self.show()

    def show(self) -> None:
        """Say who is typing here; to be called again from time to time while somebody is."""
        current = self._conversations.current
        nicks = self._people.who(fold(current.name), self._clock()) if current is not None else ()
        self._view.set_typing(typing_sentence(nicks))


def typing_sentence(nicks: tuple[str, ...]) -> str:
    """Say who is typing; "" for nobody."""
    if not nicks:
        return ""
    if len(nicks) == 1:
        return tr("{nick} is typing…", nick=shown(nicks[0]))
    if len(nicks) == 2:  # noqa: PLR2004  # Two are named, more are not.
        return tr("{nick} and {other} are typing…", nick=shown(nicks[0]), other=shown(nicks[1]))
    return tr("Several people are typing…")
