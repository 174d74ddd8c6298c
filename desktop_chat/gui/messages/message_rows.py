"""What stands with a message in the window, as plain values: what it answers, how people reacted, what one may do with it. No Tk."""

from dataclasses import dataclass

from desktop_chat.gui.safe_text import Shown


@dataclass(frozen=True, slots=True)
class Quote:
    """A line that another one answers."""

    key: str
    sender: Shown
    text: Shown | str
    """On one line; or in words of our own what became of it."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """One sign with which people reacted to a line."""

    value: str
    """As it is sent; never drawn."""
    sign: Shown
    count: int
    mine: bool
    who: str
    """They, in one sentence."""


@dataclass(frozen=True, slots=True)
class Composing:
    """What the next message does besides being said: it answers one, or takes the place of one."""

    title: Shown
    text: Shown
    """Of that message, on one line."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person may do with a line."""

    answer: bool = False
    react: bool = False
    edit: bool = False
    delete: bool = False
