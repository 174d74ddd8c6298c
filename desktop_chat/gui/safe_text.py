"""The gate between the network and Tk: whatever others wrote becomes text that can be drawn, whole and without surprise.

Only this module makes `Shown` and `Prose`, and nothing else is drawn, so mypy sees to it that nothing gets past.
"""

import re
import unicodedata
from typing import Final, NewType

from desktop_chat.core.wire.text import grapheme_border
from desktop_chat.gui.look.emoji import split_emoji

Shown = NewType("Shown", str)
"""Text that is safe to draw."""
Prose = NewType("Prose", str)
"""Text of one or more lines that is safe to lay out in the timeline: whole emoji stay in it, since there they are pictures."""

MAX_CHARACTERS: Final = 4096
"""Eight times what an IRC line can hold: never met in talk, and Tk lays it out in a few milliseconds."""
MAX_NAME_CHARACTERS: Final = 64
"""A name of a host that keeps no limit must not push the time off the screen."""
MAX_MARKS: Final = 4
"""Combining marks on one letter; written languages need three, towers of them cover the lines above."""

_FORMATTING = re.compile(r"\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[0-9A-Fa-f]{6}(?:,[0-9A-Fa-f]{6})?)?|[\x02\x0f\x11\x16\x1d\x1e\x1f]")
"""Bold, colour and their kind (modern.ircdocs.horse/formatting): left out, since they are meant for the eye, not hidden."""

_HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible, or turning the direction of the text around them
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\u2028-\u202e"  # line and paragraph separators, direction overrides
    "\u115f\u1160\u3164\uffa0\u2800"  # letters that are drawn as nothing
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of characters, and no characters at all
    "\U000e0000-\U000e00ff"  # tags: text inside the text
    "]+"
)
_JOINERS = "\u200c\u200d"
_TOWER = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")
"""What may hold a tower: signs without a letter or a space between them. No mark of any script counts as a letter to `re`."""
_EMOJI = re.compile("[\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]")
_EMOJI_GLUE = re.compile("[\u200d\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_FLAG_LETTERS = {code: chr(code - 0x1F1E6 + ord("A")) for code in range(0x1F1E6, 0x1F200)}


_screen = {"emoji": True}


def draws_emoji() -> bool:
    """Return what `allow_emoji` was told."""
    return _screen["emoji"]


def without_emoji(text: str) -> str:
    """Return a text with the names of its emoji in their place."""
    return _EMOJI.sub(_emoji_name, _EMOJI_GLUE.sub("", text.translate(_FLAG_LETTERS)))


def allow_emoji(*, possible: bool) -> None:
    """Say once whether this screen can draw colour emoji; where it cannot, their names stand for them from here on.

    A libXft before 2.3.5 ends the program at the first one, by an X error that nothing catches.
    """
    _screen["emoji"] = possible


def shown(text: str, *, max_characters: int = MAX_CHARACTERS) -> Shown:
    """Return *text* as it may be drawn.

    Control and direction characters become marks such as `␇` and `⟨U+202E⟩`, formatting codes go, letters come together
    (NFC, so that Hangul from a Mac is syllables), towers of combining marks are cut, and so is the end of what is too long.

    Args:
        text: Anything, lone surrogates and all.
        max_characters: Where to cut, before names and marks are put in.
    """
    safe = _safe(text, max_characters)
    return Shown(safe if _screen["emoji"] else without_emoji(safe))


def prose(text: str) -> Prose:
    """Return what somebody said as it may be laid out: as `shown` does, line by line, but with its emoji.

    Args:
        text: Anything, with newlines between lines.
    """
    whole = text if len(text) <= MAX_CHARACTERS else text[: grapheme_border(text, MAX_CHARACTERS)] + "…"
    safe = "\n".join(_safe(line, MAX_CHARACTERS + 1) for line in whole.split("\n"))
    if _screen["emoji"] or safe.isascii():
        return Prose(safe)
    return Prose("".join(piece if is_picture else without_emoji(piece) for piece, is_picture in split_emoji(safe)))


def shown_name(name: str) -> Shown:
    """Return the name of a person, channel or room as it may be drawn."""
    return shown(name, max_characters=MAX_NAME_CHARACTERS)


def _safe(text: str, max_characters: int) -> str:
    """Return a line without what must not be drawn."""
    if len(text) > max_characters:
        text = text[: grapheme_border(text, max_characters)] + "…"
    if text.isascii() and text.isprintable():
        return text
    text = _FORMATTING.sub("", text).replace("\t", "    ")
    text = unicodedata.normalize("NFC", _HIDDEN.sub(_mark, text))
    return _TOWER.sub(_cut_towers, text)


def _mark(found: re.Match[str]) -> str:
    """Return what stands for a run of hidden characters: a control picture each, or the code of the first."""
    run = found.group()
    if max(run) < " ":
        return run.translate(_CONTROL_PICTURES)
    return f"⟨U+{ord(run[0]):04X}{'…' if len(run) > 1 else ''}⟩"


def _cut_towers(found: re.Match[str]) -> str:
    """Return a run of signs in which no more than `MAX_MARKS` marks, of any script, stand on one of them."""
    kept, height = [], 0
    for char in found.group():
        height = height + 1 if char in _JOINERS or unicodedata.category(char) in {"Mn", "Me"} else 0
        if height <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


_CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20)}


def _emoji_name(found: re.Match[str]) -> str:
    name = unicodedata.name(found.group(), f"U+{ord(found.group()):X}")
    return f":{name.lower().replace(' ', '_')}:"
