"""Where the emoji are in a text, and where their pictures are among the program's own. No Tk.

Tk draws emoji badly (families fall apart, flags are letters) and with a libXft before 2.3.5 ends the program at the first
one, so none is ever given to it to draw: each becomes a picture.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from desktop_chat import paths

TILE: Final = 48
"""Pixels of a picture's side."""
TILES_IN_ROW: Final = 8
TILES_IN_SHEET: Final = 64
VARIATIONS = re.compile("[\ufe0e\ufe0f]")

_BASE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_ONE = f"[{_BASE}][\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
_CANDIDATE = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}"  # a flag is two letters
    f"|[0-9#*]\ufe0f?\u20e3"  # a keycap
    f"|\U0001f3f4[\U000e0061-\U000e007a]+\U000e007f"  # the flag of a region
    f"|{_ONE}(?:\u200d{_ONE})*"
)
"""What may be an emoji (UTS #51); `sequences` knows which there are."""
_TEXT_BY_DEFAULT = re.compile("[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u24c2\u25aa-\u25fc\u2934\u2935\u3030\u303d\u3297\u3299]")
"""Signs older than emoji, drawn as one only where the text asks for it (U+FE0F)."""


def bare(sequence: str) -> str:
    """Return an emoji without variation selectors, which people's keyboards set and leave out as they like."""
    return VARIATIONS.sub("", sequence)


@cache
def sequences() -> dict[str, int]:
    """Return the number of each emoji that there is a picture of."""
    listed = paths.asset("emoji/sequences.txt").read_text(encoding="utf-8").split()
    return {sequence: number for number, sequence in enumerate(listed)}


def may_hold_emoji(text: str) -> bool:
    """Return whether it is worth looking closer; for most texts it is not."""
    return not text.isascii() and _CANDIDATE.search(text) is not None


def split_emoji(text: str) -> Iterator[tuple[str, bool]]:
    """Yield pieces that make up *text*, each with whether it is one emoji that there is a picture of."""
    end = 0
    if may_hold_emoji(text):
        for found in _CANDIDATE.finditer(text):
            for start, stop in _known(found.group(), found.start()):
                if start > end:
                    yield text[end:start], False
                yield text[start:stop], True
                end = stop
    if end < len(text):
        yield text[end:], False


def _known(candidate: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the emoji in a candidate are: the whole, or what it is joined of where no font joins it."""
    if _TEXT_BY_DEFAULT.match(candidate) and "\ufe0f" not in candidate:
        return
    if "\ufe0e" not in candidate and bare(candidate) in sequences():
        yield start, start + len(candidate)
    elif "\u200d" in candidate:
        for part in candidate.split("\u200d"):
            yield from _known(part, start)
            start += len(part) + 1
