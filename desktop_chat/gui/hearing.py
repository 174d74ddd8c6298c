"""Which events count: those of the link that was asked for last. What an older one left in the queue is skipped. No Tk."""

from enum import Enum, auto
from typing import Final

from desktop_chat.core.client.events import ClientEvent, Connecting, HostingFailed, HostingStarted, LinkFailed, LinkProblem

NOT_TRIED: Final = frozenset({LinkProblem.BAD_ADDRESS, LinkProblem.BAD_INVITATION, LinkProblem.EXPIRED_INVITATION})
"""Nothing was connected to: no `Connecting` comes before."""


class _Heard(Enum):
    NOTHING = auto()
    FIRST_WORD = auto()
    ALL = auto()


class Hearing:
    """How far the link that we asked for last has come."""

    def __init__(self) -> None:
        self._heard = _Heard.NOTHING

    def begin(self) -> None:
        """A link is asked for; until it speaks, all that comes is an older one's."""
        self._heard = _Heard.FIRST_WORD

    def end(self) -> None:
        """Nothing is asked for any more."""
        self._heard = _Heard.NOTHING

    def hears(self, event: ClientEvent) -> bool:
        """Return whether an event counts."""
        if self._heard is _Heard.FIRST_WORD and _is_first_word(event):
            self._heard = _Heard.ALL
        return self._heard is _Heard.ALL


def _is_first_word(event: ClientEvent) -> bool:
    """Return whether a link or a room of our own begins with this; a bad address begins none and is told alone."""
    if isinstance(event, LinkFailed):
        return event.problem in NOT_TRIED
    return isinstance(event, Connecting | HostingStarted | HostingFailed)
