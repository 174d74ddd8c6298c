"""What helps while typing: lines sent before, and the rest of a name. No Tk: the composer calls them."""

import unicodedata
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop_chat.core.wire.names import fold

HISTORY_LINES: Final = 100


class InputHistory:
    """What was sent, walked through with Up and Down; the line being written is kept and comes back at the end."""

    def __init__(self) -> None:
        self._sent: deque[str] = deque(maxlen=HISTORY_LINES)
        self._at = 0
        self._unsent = ""

    def add(self, text: str) -> None:
        """Remember a line that was sent, once if it repeats the last one, and stand after it."""
        if not self._sent or self._sent[-1] != text:
            self._sent.append(text)
        self._at = len(self._sent)

    def older(self, current: str) -> str | None:
        """Return the line before, or None at the oldest; *current* is what stands in the composer."""
        if self._at == 0:
            return None
        if self._at == len(self._sent):
            self._unsent = current
        self._at -= 1
        return self._sent[self._at]

    def newer(self) -> str | None:
        """Return the line after, the unsent one last, or None if that stands there already."""
        if self._at == len(self._sent):
            return None
        self._at += 1
        return self._unsent if self._at == len(self._sent) else self._sent[self._at]


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer to Tab: the text before the cursor, and what is needed to give the next answer to the next Tab."""

    text: str
    head: str
    candidates: tuple[str, ...]
    at: int

    def next(self) -> "Completion":
        """Return the next candidate in its place, round and round."""
        return _completion(self.head, self.candidates, (self.at + 1) % len(self.candidates))


def complete(before: str, names: Sequence[str]) -> Completion | None:
    """Complete the word that ends at the cursor to one of *names*, in their order; None if there is nothing to complete.

    Hangul is compared letter by letter, so that `가` finds `각설이` as well as `가람`.

    Args:
        before: What stands in the composer before the cursor.
        names: Nicks, those that spoke last first; channels.
    """
    head, word = _split_last_word(before)
    if not word:
        return None
    wanted = _letters(word.removeprefix("@"))
    candidates = tuple(name for name in names if wanted and _letters(name).startswith(wanted))
    return _completion(head, candidates, 0) if candidates else None


def _split_last_word(before: str) -> tuple[str, str]:
    word = before.rsplit(maxsplit=1)[-1] if before and not before[-1].isspace() else ""
    return before[: len(before) - len(word)], word


def _completion(head: str, candidates: tuple[str, ...], at: int) -> Completion:
    name = candidates[at]
    addressed = not head and not name.startswith("#")
    return Completion(f"{head}{name}{': ' if addressed else ' '}", head, candidates, at)


def _letters(name: str) -> str:
    return unicodedata.normalize("NFD", fold(name))
