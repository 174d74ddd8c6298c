"""In which of the colours of people somebody is shown: the one they chose themselves, else the one of their name. No Tk."""

from dataclasses import replace
from typing import Final

from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.look.palette import FACES
from desktop_chat.gui.people import colour_of
from desktop_chat.gui.rows import TimelineRow
from desktop_chat.gui.safe_text import shown_name

HEX_DIGITS: Final = 6


def nearest_face(colour: str) -> int | None:
    """Return which of the colours of people is nearest to `#rrggbb`; None for what is no such colour.

    Those have contrast enough on every ground, which a colour of anybody's choice may not.
    """
    wanted = _channels(colour)
    if wanted is None:
        return None
    distances = [sum((one - other) ** 2 for one, other in zip(wanted, _channels(face) or (), strict=True)) for face in FACES]
    return distances.index(min(distances))


def _channels(colour: str) -> tuple[int, int, int] | None:
    digits = colour.removeprefix("#")
    if len(digits) != HEX_DIGITS or not all(digit in "0123456789abcdefABCDEF" for digit in digits):
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def face_of(known: Knowledge, nick: str) -> int:
    """Return somebody's colour."""
    chosen = nearest_face(known.profile(nick).colour)
    return colour_of(nick) if chosen is None else chosen


class Faces:
    """The colours that people chose, by the names that stand in rows: made anew only when one has changed."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}
        self._made_of: tuple[object, int] = (None, 0)
        """Of which profiles, and of how many changes of them."""

    def update(self, known: Knowledge) -> frozenset[str]:
        """Take what people chose; return the folded names of those whose colour is not as before."""
        made_of = (known.profiles, known.profiles.changes)
        if self._made_of == made_of:
            return frozenset()
        self._made_of = made_of
        chosen = ((nick, nearest_face(profile.colour)) for nick, profile in known.profiles)
        before, self._of = self._of, {known.features.fold(shown_name(nick)): face for nick, face in chosen if face is not None}
        return frozenset(name for name, _ in before.items() ^ self._of.items())

    def coloured(self, rows: list[TimelineRow], known: Knowledge) -> list[TimelineRow]:
        """Return rows in the colours that people chose."""
        if not self._of:
            return rows
        fold = known.features.fold
        return [replace(row, colour=self._of.get(fold(row.sender), row.colour)) if row.sender else row for row in rows]
