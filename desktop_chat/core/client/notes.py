"""What the desktop is asked to tell a person, and how a flood of it becomes a few notifications. Pure."""

from dataclasses import dataclass, replace
from typing import Final

SAME_SECONDS: Final = 10.0
"""Between two notifications of one conversation: long enough to read the first, and a desktop shows one about as long."""
ANY_SECONDS: Final = 2.0
"""Between any two: a room in which everybody writes to us at once must not cover the screen."""
CONVERSATIONS: Final = 32
"""Of which notifications are known at once; of more, the one that was told of first is forgotten."""


@dataclass(frozen=True, slots=True)
class Note:
    """One or more new messages of a conversation.

    Args:
        conversation: Its name, as a click on the notification gives it back.
        title: Who said the last of them, and where; safe to draw.
        text: What that one says; the same.
        count: How many there are, since the person last looked.
    """

    conversation: str
    title: str
    text: str
    count: int = 1


@dataclass(slots=True)
class _Told:
    """What is known of a conversation."""

    note: Note
    waits: bool = True
    """The last note was not shown yet."""
    at: float | None = None
    """When one was shown."""


class Bursts:
    """Lets the first note of a conversation through at once, and those that follow it soon together, later.

    Times are seconds of a clock that never goes back.
    """

    def __init__(self) -> None:
        self._told: dict[str, _Told] = {}
        self._last_at: float | None = None

    def add(self, note: Note) -> None:
        """Take a note; it is counted with those of its conversation that came before."""
        told = self._told.get(note.conversation)
        if told is not None:
            told.note, told.waits = replace(note, count=told.note.count + note.count), True
            return
        while len(self._told) >= CONVERSATIONS:
            del self._told[next(iter(self._told))]
        self._told[note.conversation] = _Told(note)

    def take(self, now: float) -> Note | None:
        """Return a note that may be shown now, once; None if there is none."""
        for told in self._told.values():
            if told.waits and self._due(told) <= now:
                told.waits, told.at, self._last_at = False, now, now
                return told.note
        return None

    def next_at(self) -> float | None:
        """Return when `take` has something the next time; None if nothing waits."""
        return min((self._due(told) for told in self._told.values() if told.waits), default=None)

    def forget(self, conversation: str) -> None:
        """Begin to count anew: the person has seen what was said there."""
        self._told.pop(conversation, None)

    def _due(self, told: _Told) -> float:
        """Return from when on a conversation's note may be shown."""
        since_any = float("-inf") if self._last_at is None else self._last_at + ANY_SECONDS
        return since_any if told.at is None else max(since_any, told.at + SAME_SECONDS)
