"""The modes this room knows, as ISUPPORT tells them, and how a mode string is read (Modern #channel-modes, #user-modes)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop_chat.core.server.channel import RANKS

LIST_MODES = "beI"
"""Type A: masks; ban, exception, invite exception."""
KEY_MODE = "k"
"""Type B: always with a parameter."""
SET_ONLY_MODES = "l"
"""Type C: a parameter when set."""
FLAG_MODES = "Cimnst"
"""Type D: no parameter; C lets no CTCP but ACTION through."""
BOT_MODE = "B"
"""Of people: says of itself that it is a program (IRCv3 bot-mode); also its flag in WHO."""
USER_MODES = BOT_MODE + "iow"
MODES_PER_LINE = 13
"""Changes with a parameter in one MODE: the parameters of a message without target and mode string (RFC 2812 2.3)."""
CHANGES_PER_LINE = 32
"""Changes with and without a parameter, every letter twice over: a bound on what one line can set off."""


class ModeChange(NamedTuple):
    """One letter of a mode string."""

    letter: str
    on: bool
    argument: str | None = None
    """None where the letter has no parameter, or where it was left out."""

    @property
    def sign(self) -> str:
        """`+` or `-`."""
        return "+" if self.on else "-"


def parse_changes(text: str, arguments: Sequence[str]) -> Iterator[ModeChange]:
    """Read a mode string such as `+ov-l` with its arguments (Modern #mode-message).

    Letters that this room does not know come out without an argument. Without a sign, `+` is meant.
    """
    left = iter(arguments)
    on = True
    for letter in text:
        if letter in "+-":
            on = letter == "+"
        elif letter in LIST_MODES + KEY_MODE + RANKS or (letter in SET_ONLY_MODES and on):
            yield ModeChange(letter, on, next(left, None))
        else:
            yield ModeChange(letter, on)


def mode_text(changes: Sequence[ModeChange]) -> list[str]:
    """Return changes as the parameters of a MODE: one string with as few signs as it takes, then the arguments."""
    text, sign = "", ""
    for change in changes:
        text += ("" if change.sign == sign else change.sign) + change.letter
        sign = change.sign
    return [text, *(change.argument for change in changes if change.argument is not None)]
