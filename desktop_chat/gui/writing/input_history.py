"""What was sent, for walking through it with Up and Down. No Tk: the composer calls it."""

from collections import deque
from typing import Final

HISTORY_LINES: Final = 100


class InputHistory:
    """What was sent, walked through with Up and Down; the line being written is kept and comes back at the end."""

    def __init__(self) -> None:
        self._sent: deque[str] = deque(maxlen=HISTORY_LINES)
        self._at = 0
        self._unsent = ""

    @property
    def is_at_end(self) -> bool:
        """Whether nothing of it is shown."""
        return self._at == len(self._sent)

    def add(self, text: str) -> None:
        """Remember a line that was sent, once if it repeats the last one, and stand after it."""
        if not self._sent or self._sent[-1] != text:
            self._sent.append(text)
        self._at = len(self._sent)

    def older(self, current: str) -> str | None:
        """Return the line before, or None at the oldest; *current* is what stands in the composer."""
        if self._at == 0:
            return None
        if self.is_at_end:
            self._unsent = current
        self._at -= 1
        return self._sent[self._at]

    def newer(self) -> str | None:
        """Return the line after, the unsent one last, or None if that stands there already."""
        if self.is_at_end:
            return None
        self._at += 1
        return self._unsent if self._at == len(self._sent) else self._sent[self._at]
