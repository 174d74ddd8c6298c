"""Lines of a member's own history, for tests."""

from desktop_chat.core.client.events import MessageKind
from desktop_chat.core.client.events.kept import KeptLine

ROOM = "a" * 64
"""A room's key."""
NOON_MS = 1_700_000_000_000


def kept(number: int, text: str = "", *, conversation: str = "#tea", sender: str = "bob", mine: bool = False) -> KeptLine:
    """Return the line of this number: it has its own msgid and its own second."""
    is_channel = conversation.startswith("#")
    return KeptLine(
        conversation, is_channel, f"{number:08x}", NOON_MS + number * 1000, sender, MessageKind.TALK, text or f"line {number}", mine
    )
