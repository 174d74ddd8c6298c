"""Keys as people compare them: a few letters and digits in groups, the same on every screen."""

from base64 import b32encode
from typing import Final

from desktop_chat.core.client.invitation import PIN

ID_LENGTH: Final = 20
"""Characters of a room's id: 100 bits, more than anybody can search through."""
GROUP: Final = 4


def room_id(pin: str) -> str:
    """Return a room's id, as it is announced: the beginning of its pin in base32.

    Args:
        pin: 64 hexadecimal digits.
    """
    return b32encode(bytes.fromhex(pin)).decode()[:ID_LENGTH]


def key_words(key: str) -> str:
    """Return a pin, or an id, in the one form that people compare: five groups of four."""
    short = room_id(key) if PIN.fullmatch(key) else key[:ID_LENGTH]
    return " ".join(short[start : start + GROUP] for start in range(0, len(short), GROUP)) or "–"
