"""The modes this room knows, as ISUPPORT tells them, and how a mode string is read (Modern #channel-modes, #user-modes)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from desktop_chat.core.server.channel import RANKS

LIST_MODES = "beI"
"""Type A: masks; ban, exception, invite exception."""
KEY_MODE = "k"
"""Type B: always with a parameter."""
SET_ONLY_MODES = "l"
"""Type C: a parameter when set."""
FLAG_MODES = "CRimnrst"
"""Type D: no parameter; C lets no CTCP but ACTION through, R nobody without an account, r is for channels that stay when
everybody has left."""
BOT_MODE = "B"
"""Of people: says of itself that it is a program (IRCv3 bot-mode); also its flag in WHO."""
SHOWN_ONLY = "Z"
"""What only the connection decides: Z, that it is by TLS."""
USER_MODES = BOT_MODE + SHOWN_ONLY + "iow"
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


ABOUT_CHANNEL_MODES: Final[Mapping[str, tuple[str, str]]] = {
    "C": ("no CTCP but ACTION", "Ergo, InspIRCd"),
    "I": ("masks of who may come in past +i", "Modern #invite-exception-channel-mode"),
    "b": ("masks of who may neither come in nor talk", "Modern #ban-channel-mode"),
    "e": ("masks of whom no ban meets", "Modern #exception-channel-mode"),
    "h": ("half-operator, %", "Modern #halfop-prefix"),
    "i": ("only the invited come in", "Modern #invite-only-channel-mode"),
    "k": ("a key to come in", "Modern #key-channel-mode"),
    "l": ("so many people and no more", "Modern #client-limit-channel-mode"),
    "m": ("only the voiced talk", "Modern #moderated-channel-mode"),
    "n": ("only members talk", "Modern #no-external-messages-mode"),
    "o": ("operator, @", "Modern #operator-prefix"),
    "r": ("registered: stays when everybody has left, and over a restart", "InspIRCd, UnrealIRCd, Solanum"),
    "s": ("not shown to strangers", "Modern #secret-channel-mode"),
    "t": ("only operators change the topic", "Modern #protected-topic-mode"),
    "v": ("voiced, +", "Modern #voice-prefix"),
}
"""What each letter means, and where that is specified or which servers have it so."""
ABOUT_USER_MODES: Final[Mapping[str, tuple[str, str]]] = {
    "B": ("says of itself that it is a program", "IRCv3 bot-mode"),
    "i": ("invisible to who shares no channel", "Modern #invisible-user-mode"),
    "o": ("operator of the room: by OPER only", "Modern #oper-user-mode"),
    "w": ("gets WALLOPS", "Modern #wallops-user-mode"),
}
"""The same for people."""
