"""How a person is told from others at a glance, and whether a text names them. No Tk."""

import re
import unicodedata
import zlib
from functools import lru_cache

from desktop_chat.core.wire.limits import NICK_LENGTH
from desktop_chat.core.wire.names import fold

PERSON_COLOURS = 8
"""As many as the eye tells apart in a list."""


@lru_cache(maxsize=1024)
def colour_of(nick: str) -> int:
    """Return which of the colours of people is this one's: the same on every machine."""
    return zlib.crc32(fold(nick).encode(errors="replace")) % PERSON_COLOURS


def initials_of(name: str) -> str:
    """Return one or two characters to stand for a name: `김` for 김민수, `AK` for Alex Kim or alex_kim."""
    words = [word for word in re.split(r"[\W_]+", name) if word]
    if not words:
        return name[:1]
    first = words[0]
    if not first.isascii():
        return first[0]
    second = words[1][0] if len(words) > 1 and words[1].isascii() else first[1:2]
    return (first[0] + second).upper()


def is_mentioned(nick: str, text: str) -> bool:
    """Return whether *text* names *nick* as a word of its own, in any case.

    Korean particles may follow a name without a space (`가람아`, `ann님`), so only letters of the name's own script end the
    match; a name of one syllable must stand alone, since it begins too many words.
    """
    return bool(nick) and mention_pattern(nick).search(unicodedata.normalize("NFC", text)) is not None


@lru_cache(maxsize=128)
def mention_pattern(nick: str) -> re.Pattern[str]:
    """Return what finds a name, or another word that is not empty, in a text that is NFC."""
    nick = unicodedata.normalize("NFC", nick)
    after = r"(?![A-Za-z0-9_])" if nick[-1].isascii() else r"(?!\w)" if len(nick) == 1 else ""
    return re.compile(rf"(?<!\w){re.escape(nick)}{after}", re.IGNORECASE)


def next_nick(nick: str) -> str:
    """Return a name like *nick* to try when that is taken: 가람, 가람_2, 가람_3."""
    stem, underscore, number = nick.rpartition("_")
    counts = bool(underscore and stem) and number.isascii() and number.isdigit()
    ending = f"_{int(number[:6]) + 1}" if counts else "_2"
    return (stem if counts else nick)[: NICK_LENGTH - len(ending)] + ending
