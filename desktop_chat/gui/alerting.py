"""Gets the attention of a person who looks elsewhere, by the rules of `attention`. No Tk."""

from collections.abc import Callable

from desktop_chat.core.client.events import MessageArrived
from desktop_chat.core.client.notes import Note
from desktop_chat.gui.attention import Attention, Heard, attention, has_keyword
from desktop_chat.gui.people import is_mentioned
from desktop_chat.gui.ports import Alerts
from desktop_chat.gui.room.conversation import Conversation
from desktop_chat.gui.safe_text import shown, shown_name
from desktop_chat.gui.times import local_time
from desktop_chat.gui.view import View
from desktop_chat.settings import Settings

NOTE_CHARACTERS = 300
"""Of a message: no desktop shows more of one."""


class Alerting:
    """Between the room and the desktop.

    Args:
        view: The window.
        alerts: The desktop.
        settings: Gives what the person has chosen.
        wall_clock: Gives the time in seconds since 1970.
    """

    def __init__(self, view: View, alerts: Alerts, *, settings: Callable[[], Settings], wall_clock: Callable[[], float]) -> None:
        self._view, self._alerts, self._settings, self._wall_clock = view, alerts, settings, wall_clock
        self.has_focus = True
        """The window has the keyboard."""
        self._is_urgent = False
        self._told: set[str] = set()
        """The conversations that the desktop tells of."""

    def names_us(self, nick: str, text: str) -> bool:
        """Return whether a text has our name in it, or one of the words that count like it."""
        return is_mentioned(nick, text) or has_keyword(self._settings().keywords, text)

    def hear(self, event: MessageArrived, conversation: Conversation, *, is_named: bool, is_open: bool) -> Attention:
        """Do what a message of somebody else may do, and return it; what is told late is only counted.

        Args:
            event: The message.
            conversation: Where it stands.
            is_named: It names us.
            is_open: The window shows that conversation.
        """
        is_seen = is_open and self.has_focus and conversation.history.past is None
        heard = Heard(is_channel=conversation.is_channel, is_named=is_named, is_seen=is_seen, notify=conversation.notify)
        due = attention(heard, self._settings(), local_time(self._wall_clock()))
        if event.is_late:
            return Attention(due.is_unread, due.is_meant)
        if due.notifies:
            self._told.add(conversation.name)
            self._alerts.notify(note_of(event, conversation))
        if due.sounds and not self._alerts.sound(self._settings().volume):
            self._view.bell()
        if due.is_urgent and not (self._is_urgent or self.has_focus):
            self._is_urgent = True
            self._view.set_urgent(wanted=True)
        return due

    def focus(self, *, has_focus: bool) -> None:
        """Note whether the window has the keyboard; then it needs no attention."""
        self.has_focus = has_focus
        if has_focus and self._is_urgent:
            self._is_urgent = False
            self._view.set_urgent(wanted=False)

    def see(self, conversation: Conversation | None) -> None:
        """Let the desktop tell no more of the open conversation, if there is one, and if its end is what is seen."""
        if self.has_focus and conversation is not None and conversation.history.past is None:
            self.drop(conversation.name)

    def drop(self, name: str) -> None:
        """Let the desktop tell no more of a conversation."""
        if name in self._told:
            self._told.remove(name)
            self._alerts.withdraw(name)

    def forget(self) -> None:
        """Let the desktop tell of nothing any more: the room was left."""
        for name in list(self._told):
            self.drop(name)


def note_of(event: MessageArrived, conversation: Conversation) -> Note:
    """Return what the desktop is to tell of a message: who said it, where if not to us alone, and its beginning on one line."""
    sender, text = shown_name(event.sender), shown(" ".join(event.text.split("\n")), max_characters=NOTE_CHARACTERS)
    title = f"{sender} · {shown_name(conversation.name)}" if conversation.is_channel else sender
    return Note(conversation.name, title, text)
