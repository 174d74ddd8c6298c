"""The conversations of a room in a member's history, as they were left."""

import sqlite3
from typing import Final

from desktop_chat.core.client.events.kept import KeptConversation

CONVERSATIONS_RECALLED: Final = 200
UNREAD_COUNTED: Final = 1000
"""More is only "more"."""


def recalled_conversations(database: sqlite3.Connection, room: str) -> list[KeptConversation]:
    """Return those with the newest lines, in the order in which they began.

    Args:
        database: The history.
        room: The key of the room.
    """
    found = database.execute(
        "SELECT c.id, c.name, c.is_channel, c.draft, c.muted, (SELECT count(*) FROM (SELECT 1 FROM line l "
        "WHERE l.conversation = c.id AND l.time_ms > c.read_ms AND NOT l.mine LIMIT ?)) "
        "FROM conversation c JOIN room r ON r.id = c.room WHERE r.key = ? "
        "ORDER BY (SELECT max(l.time_ms) FROM line l WHERE l.conversation = c.id) DESC LIMIT ?",
        (UNREAD_COUNTED, room, CONVERSATIONS_RECALLED),
    ).fetchall()
    return [
        KeptConversation(name, bool(is_channel), unread, draft, bool(muted)) for _, name, is_channel, draft, muted, unread in sorted(found)
    ]
