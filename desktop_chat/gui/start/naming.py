"""Which name we go in under, where the one that was asked for is in use: whether a person is asked, or the next one is tried. No Tk."""

from typing import Final

from desktop_chat.gui.people import next_nick

NAMES_TRIED: Final = 8
"""On the way back into a room; a host that refuses all of them does not refuse them for being in use."""


class Naming:
    """What is known of our names."""

    def __init__(self) -> None:
        self.waits = False
        """The link waits for the person to give another name."""
        self._makeshift = ""
        """The name we came back under because our own was still in use."""
        self._tried = 0

    def begin(self) -> None:
        """Go in anew; so does a link that comes back."""
        self.waits, self._tried = False, 0

    def next(self, refused: str) -> str:
        """Return the name to try in place of a refused one, on the way back; "" when enough were tried."""
        if self._tried == NAMES_TRIED:
            return ""
        self._tried += 1
        self._makeshift = next_nick(refused)
        return self._makeshift

    def chosen(self, nick: str) -> str:
        """Return the name we have, if it is one that the person has chosen; "" for a makeshift one."""
        return "" if nick == self._makeshift else nick
