"""Which events are of the link that was asked for last; all else that still waits in the queue is of an older one. No Tk."""

from enum import Enum, auto
from typing import Final

from desktop_chat.core.client.events import ClientEvent, Connecting, HostingFailed, HostingStarted, LinkFailed, LinkProblem, RoomRecalled

NOT_TRIED: Final = frozenset({LinkProblem.BAD_ADDRESS, LinkProblem.BAD_INVITATION, LinkProblem.EXPIRED_INVITATION})
"""Nothing was connected to: no `Connecting` comes before."""


class _Heard(Enum):
    """How far the link has come."""

    NOTHING = auto()
    """None is asked for, or it has ended."""
    FIRST_WORD = auto()
    """It has not spoken yet."""
    ALL = auto()


class Hearing:
    """Lets the events of one link through, from its first word on."""

    def __init__(self) -> None:
        self._heard = _Heard.NOTHING

    def expect(self) -> None:
        """Wait for the first word of a new link."""
        self._heard = _Heard.FIRST_WORD

    def end(self) -> None:
        """Hear nothing more."""
        self._heard = _Heard.NOTHING

    def hears(self, event: ClientEvent) -> bool:
        """Return whether an event is of the link."""
        if self._heard is _Heard.FIRST_WORD and _is_first_word(event):
            self._heard = _Heard.ALL
        return self._heard is _Heard.ALL


def _is_first_word(event: ClientEvent) -> bool:
    """Return whether a link or a room of our own begins with this; a bad address begins none and is told alone."""
    if isinstance(event, LinkFailed):
        return event.problem in NOT_TRIED
    return isinstance(event, RoomRecalled | Connecting | HostingStarted | HostingFailed)
