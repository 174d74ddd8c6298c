"""What the word at the cursor may become: a name, a channel, a command, an emoji. No Tk.

`@`, `#`, `/` at the very beginning, and `:` with two letters ask by themselves; Tab asks for names whatever one typed.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from desktop_chat.core.wire.names import fold
from desktop_chat.gui.writing.command_texts import command_forms, command_text
from desktop_chat.gui.writing.emoji_names import by_code, find_emoji, shown_name

MOST: Final = 40
"""Rows of a list; who looks for more types one letter more."""
CODE_LETTERS: Final = 2
"""Of a short name before anything is offered: `:)` and `:D` are no names."""


class Sort(Enum):
    """What is offered."""

    PERSON = auto()
    CHANNEL = auto()
    COMMAND = auto()
    EMOJI = auto()


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that a word may become.

    Args:
        text: What stands in its place then.
        sort: What it is.
        title: What the list shows: a name, the form of a command, the short name of an emoji.
        detail: What it is about.
    """

    text: str
    sort: Sort
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """All that a word may become; one of them is chosen."""

    word: str
    """What stands before the cursor and goes."""
    rows: tuple[Offer, ...]
    at: int = 0

    @property
    def chosen(self) -> Offer:
        """The one that is chosen."""
        return self.rows[self.at]

    def step(self, by: int) -> "Offers":
        """Choose the next, round and round."""
        return replace(self, at=(self.at + by) % len(self.rows))

    def choose(self, at: int) -> "Offers":
        """Choose one by its place."""
        return replace(self, at=at)


def offers_for(before: str, names: Sequence[str]) -> Offers | None:
    """Return what the word at the cursor asks for by itself; None if it asks for nothing, or there is none.

    Args:
        before: What stands before the cursor.
        names: Nicks, those that spoke last first; channels.
    """
    word = last_word(before)
    if before.startswith("/") and word == before:
        return _offers(word, _commands(word[1:]))
    if word.startswith("@"):
        return _offers(word, _people(word[1:], names, addressed=word == before))
    if word.startswith("#"):
        return _offers(word, _channels(word, names))
    if word.startswith(":") and len(word) > CODE_LETTERS:
        return _offers(word, _emoji(word[1:]))
    return None


def offers_on_tab(before: str, names: Sequence[str]) -> Offers | None:
    """Return what Tab makes of the word at the cursor: a name, whatever one typed; None if there is none."""
    word = last_word(before)
    return offers_for(before, names) or (_offers(word, _people(word, names, addressed=word == before)) if word else None)


def last_word(before: str) -> str:
    """Return the word that ends at the cursor; "" after a space."""
    return before.rsplit(maxsplit=1)[-1] if before and not before[-1].isspace() else ""


def code_at_end(before: str) -> tuple[str, str] | None:
    """Return a short name with both its colons that ends at the cursor, and its emoji; None if there is none."""
    word = last_word(before)
    emoji = by_code().get(word[1:-1]) if word.startswith(":") and word.endswith(":") else None
    return (word, emoji) if emoji is not None else None


def _offers(word: str, rows: Sequence[Offer]) -> Offers | None:
    return Offers(word, tuple(rows[:MOST])) if rows else None


def _people(begun: str, names: Sequence[str], *, addressed: bool) -> list[Offer]:
    """Return the names that begin so; whoever is addressed first gets a colon, as the field does."""
    wanted, ending = _letters(begun), ": " if addressed else " "
    nicks = (name for name in names if not name.startswith("#"))
    return [Offer(f"{name}{ending}", Sort.PERSON, name) for name in nicks if _letters(name).startswith(wanted)]


def _channels(begun: str, names: Sequence[str]) -> list[Offer]:
    wanted = _letters(begun)
    return [Offer(f"{name} ", Sort.CHANNEL, name) for name in names if name.startswith("#") and _letters(name).startswith(wanted)]


def _commands(begun: str) -> list[Offer]:
    forms = command_forms().items()
    return [Offer(f"/{name} ", Sort.COMMAND, form, command_text(name)) for name, form in forms if name.startswith(begun.lower())]


def _emoji(begun: str) -> list[Offer]:
    """Return the emoji whose short names begin so, the shortest first, then those that are about the word."""
    codes = sorted((code for code in by_code() if code.startswith(begun.lower())), key=len)
    found = dict.fromkeys(by_code()[code] for code in codes)
    rows = [Offer(emoji, Sort.EMOJI, f":{next(code for code in codes if by_code()[code] == emoji)}:") for emoji in list(found)[:MOST]]
    others = [name for name in find_emoji(begun, MOST) if name.emoji not in found]
    return rows + [Offer(name.emoji, Sort.EMOJI, f":{name.codes[0]}:", shown_name(name)) for name in others]


def _letters(name: str) -> str:
    """Return a name as it is compared: Hangul letter by letter, so that `가` finds `각설이` as well as `가람`."""
    return unicodedata.normalize("NFD", fold(name))
