"""What a person wrote, fitted into lines: cut never inside a character, split never inside what looks like one."""

import unicodedata

ZERO_WIDTH_JOINER = "\u200d"
KEYCAP_AND_VARIATIONS = frozenset("\u20e3\ufe0e\ufe0f")


def cut(text: str, max_bytes: int) -> str:
    """Return the longest beginning of *text* that has at most *max_bytes* bytes in UTF-8, whole characters only."""
    encoded = text.encode()
    return text if len(encoded) <= max_bytes else encoded[:max_bytes].decode(errors="ignore")


def split_text(text: str, max_bytes: int) -> list[str]:
    """Split *text* into pieces of at most *max_bytes* bytes each, nothing lost but the space at a border.

    A piece ends at a space where there is one in its last half; else between two graphemes, if one fits at all.

    Args:
        text: One line of text.
        max_bytes: At least 4, the bytes of any one character.
    """
    pieces = []
    while len(text.encode()) > max_bytes:
        head = cut(text, max_bytes)
        space = head.rfind(" ") if text[len(head)] != " " else len(head)
        if space > len(head) // 2:
            pieces.append(text[:space])
            text = text[space + 1 :]
        else:
            end = grapheme_border(text, len(head))
            pieces.append(text[:end])
            text = text[end:]
    return [*pieces, text]


def grapheme_border(text: str, end: int) -> int:
    """Return the last index up to *end* (above 0) at which *text* can be cut; *end* itself if there is none."""
    at = end
    while at > 0 and continues(text, at):
        at -= 1
    return at or end


def continues(text: str, at: int) -> bool:
    """Return whether the character at *at* belongs to the grapheme before it (UAX #29, in the cases people type)."""
    char = text[at]
    if unicodedata.category(char) in {"Mn", "Mc", "Me"} or char in KEYCAP_AND_VARIATIONS or char == ZERO_WIDTH_JOINER:
        return True
    if text[at - 1] == ZERO_WIDTH_JOINER or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    if is_flag_letter(char):
        before = at
        while before > 0 and is_flag_letter(text[before - 1]):
            before -= 1
        return (at - before) % 2 == 1
    return "\u1160" <= char <= "\u11ff"


def is_flag_letter(char: str) -> bool:
    """Return whether this is half of a flag (a regional indicator)."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"
