"""What a person wrote, fitted into lines: cut never inside a character, split never inside what looks like one."""

import unicodedata

from desktop_chat.core.wire.errors import UsageError

CHARACTER_BYTES = 4
"""The longest character in UTF-8 (RFC 3629)."""
ZERO_WIDTH_JOINER = "\u200d"
EXTENDING = frozenset(
    {
        ZERO_WIDTH_JOINER,
        *map(chr, range(0x1160, 0x1200)),  # the vowels and finals of decomposed Hangul
        *map(chr, range(0x1F3FB, 0x1F400)),  # skin tones
        *map(chr, range(0xE0020, 0xE0080)),  # the letters of a flag of a region
    }
)
"""They belong to the character before them, and no category says so (UAX #29, in the cases people type)."""


def cut(text: str, max_bytes: int) -> str:
    """Return the longest beginning of *text* that has at most *max_bytes* bytes in UTF-8, whole characters only."""
    encoded = text.encode()
    return text if len(encoded) <= max_bytes else encoded[: max(max_bytes, 0)].decode(errors="ignore")


def split_text(text: str, max_bytes: int) -> list[str]:
    """Split *text* into pieces of at most *max_bytes* bytes each, nothing lost but the space at a border.

    A piece ends at a space where there is one in its last half; else between two graphemes, if one fits at all.

    Raises:
        UsageError: If not even every single character would fit.
    """
    if max_bytes < CHARACTER_BYTES:
        raise UsageError(f"no text fits {max_bytes} bytes")
    pieces, start = [], 0
    while start < len(text):
        window = text[start : start + max_bytes + 1]
        head = cut(window, max_bytes)
        end = skip = len(head)
        if len(head) < len(window):
            end, skip = _border(window, end)
        pieces.append(window[:end])
        start += skip
    return pieces


def _border(window: str, end: int) -> tuple[int, int]:
    """Return where to end a piece of at most *end* characters, and where to go on."""
    space = window.rfind(" ", end // 2 + 1, end + 1)
    if space > 0:
        return space, space + 1
    border = grapheme_border(window, end)
    return border, border


def grapheme_border(text: str, end: int) -> int:
    """Return the last index up to *end*, which is less than the length, at which *text* can be cut; *end* itself if there is none."""
    border = end
    while border > 0 and continues_grapheme(text, border):
        border -= 1
    return border or end


def continues_grapheme(text: str, at: int) -> bool:
    """Return whether the character at *at*, which is not the first, belongs to the grapheme before it (UAX #29)."""
    char, before = text[at], text[at - 1]
    if char in EXTENDING or before == ZERO_WIDTH_JOINER or unicodedata.category(char) in {"Mn", "Mc", "Me"}:
        return True
    if not _is_flag_letter(char):
        return False
    letters = at
    while letters > 0 and _is_flag_letter(text[letters - 1]):
        letters -= 1
    return (at - letters) % 2 == 1


def _is_flag_letter(char: str) -> bool:
    """Return whether this is half of a flag (a regional indicator)."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"
