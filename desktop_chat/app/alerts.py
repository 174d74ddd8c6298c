"""The desktop's ways to a person who looks elsewhere."""

import queue
from contextlib import suppress

from desktop_chat.app.notifier import Notifier
from desktop_chat.app.sounds import Sounds, system_player
from desktop_chat.core.client.events import ClientEvent, NotificationClicked
from desktop_chat.core.client.notes import Note
from desktop_chat.net.worker import Crew


class DesktopAlerts:
    """What `gui.ports.Alerts` describes. Its threads start when they are needed the first time.

    Args:
        events: Where clicks are told.
        crew: Who joins the threads.
    """

    def __init__(self, events: queue.Queue[ClientEvent], *, crew: Crew) -> None:
        self._events = events
        self._notifier = Notifier(self._clicked, crew=crew)
        self._sounds = Sounds(crew=crew, player=system_player())

    def notify(self, note: Note) -> None:
        """Let the desktop tell of a message."""
        self._notifier.notify(note)

    def withdraw(self, conversation: str) -> None:
        """Take back what it tells of a conversation."""
        self._notifier.withdraw(conversation)

    def sound(self, volume: int) -> bool:
        """Make the sound of a message at a volume in percent; return whether this machine has a way to."""
        return self._sounds.play(volume)

    def stop(self) -> None:
        """End both threads."""
        self._notifier.stop()
        self._sounds.stop()

    def _clicked(self, conversation: str) -> None:
        with suppress(queue.Full):  # A window that is so far behind cannot come to the front either.
            self._events.put_nowait(NotificationClicked(conversation))
