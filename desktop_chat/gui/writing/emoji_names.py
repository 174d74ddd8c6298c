"""What the emoji are called, and how one finds them: by group, by words in English and Korean, by short name. No Tk.

`assets/emoji/names.tsv` has the names; `tools/make_emoji_names.py` makes it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from desktop_chat import paths
from desktop_chat.gui.look.emoji import VARIATIONS, bare, sequences
from desktop_chat.i18n import tr

TONES: Final = ("", "\U0001f3fb", "\U0001f3fc", "\U0001f3fd", "\U0001f3fe", "\U0001f3ff")
"""None, and the five skin tones from light to dark (UTS #51, Emoji modifiers)."""
TONE = re.compile("[\U0001f3fb-\U0001f3ff]")
NAME, NAME_BEGINS, WORD, WORD_BEGINS, CONTAINS = range(5)
"""How well words fit, the best first: its name or short name, a word by which one may look for it, a part of one."""


@dataclass(frozen=True, slots=True)
class EmojiName:
    """One emoji, without skin tone."""

    emoji: str
    codes: tuple[str, ...]
    """Short names, such as `thumbsup`, without the colons."""
    english: str
    """Its name."""
    korean: str
    words: tuple[str, ...]
    """What else one may look for, in both languages."""


@dataclass(frozen=True, slots=True)
class EmojiGroup:
    """Emoji of one kind, in Unicode's order."""

    key: str
    names: tuple[EmojiName, ...]


@cache
def groups() -> tuple[EmojiGroup, ...]:
    """Return all emoji by group. Reading them takes a few milliseconds, once."""
    found: list[tuple[str, list[EmojiName]]] = []
    for line in paths.asset("emoji/names.tsv").read_text(encoding="utf-8").splitlines():
        emoji, *fields = line.split("\t")
        if fields:
            codes, english, korean = (tuple(field.split("|")) for field in fields)
            found[-1][1].append(EmojiName(emoji, codes, english[0], korean[0], english[1:] + korean[1:]))
        else:
            found.append((emoji, []))
    return tuple(EmojiGroup(key, tuple(names)) for key, names in found)


def shown_name(name: EmojiName) -> str:
    """Return an emoji's name in the person's language."""
    return name.korean if tr("en") == "ko" else name.english


@cache
def by_code() -> dict[str, str]:
    """Return every emoji by each of its short names."""
    found: dict[str, str] = {}
    for group in groups():
        for name in group.names:
            for code in name.codes:
                found.setdefault(code, name.emoji)
    return found


@cache
def _by_emoji() -> dict[str, EmojiName]:
    return {bare(name.emoji): name for group in groups() for name in group.names}


def named(emoji: str) -> EmojiName | None:
    """Return what an emoji is called, whatever its skin tone; None if it is none that we know."""
    return _by_emoji().get(TONE.sub("", bare(emoji)))


@cache
def _haystacks() -> tuple[tuple[str, str, EmojiName], ...]:
    """Return each emoji with its names, and with all its words, each between two line ends."""
    every = (name for group in groups() for name in group.names)
    found = ((_lines(*name.codes, name.english, name.korean), _lines(*name.words), name) for name in every)
    return tuple((names, names + words, name) for names, words, name in found)


def _lines(*words: str) -> str:
    return letters("\n".join(("", *words, "")))


def letters(text: str) -> str:
    """Return a text as words are compared: without case, Hangul letter by letter, so that an unfinished syllable finds too."""
    return unicodedata.normalize("NFD", text).casefold().replace("_", " ")


def find_emoji(text: str, most: int) -> list[EmojiName]:
    """Return the emoji that all words of a text are about, the best first; none for a text without words.

    Args:
        text: In English or Korean; a short name too.
        most: How many.
    """
    wanted = letters(text).split()
    if not wanted:
        return []
    ranked = ((_fit(names, words, wanted), name) for names, words, name in _haystacks())
    fitting = [(fit, name) for fit, name in ranked if fit is not None]
    fitting.sort(key=lambda one: one[0])
    return [name for _, name in fitting[:most]]


def _fit(names: str, words: str, wanted: list[str]) -> int | None:
    """Return how well words fit; None if one of them does not."""
    if not all(word in words for word in wanted):
        return None
    phrase = " ".join(wanted)
    if f"\n{phrase}" in names:
        return NAME if f"\n{phrase}\n" in names else NAME_BEGINS
    if f"\n{phrase}\n" in words:
        return WORD
    return WORD_BEGINS if all(f"\n{word}" in words or f" {word}" in words for word in wanted) else CONTAINS


@cache
def _toned() -> dict[str, dict[str, str]]:
    """Return the emoji with one skin tone, by the emoji without and the tone."""
    found: dict[str, dict[str, str]] = {}
    for sequence in sequences():
        tones = set(TONE.findall(sequence))
        if len(tones) == 1:
            found.setdefault(TONE.sub("", sequence), {}).setdefault(tones.pop(), sequence)
    return found


def toned(emoji: str, tone: str) -> str:
    """Return an emoji in a skin tone, one of `TONES`; as it is, if it has none."""
    found = _toned().get(bare(emoji), {}).get(tone)
    return emoji if found is None else _qualified(found, emoji)


def _qualified(sequence: str, plain: str) -> str:
    """Return a bare sequence with the selectors that it has without its tones; a tone stands in the place of one (UTS #51, ED-14)."""
    whole, at = "", 0
    for place, sign in enumerate(sequence):
        whole += sign
        if TONE.match(sign):
            continue
        at += 1
        if VARIATIONS.match(plain, at):
            at += 1
            whole += "" if TONE.match(sequence, place + 1) else "\ufe0f"
    return whole
