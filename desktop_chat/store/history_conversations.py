"""The conversations of a room in a member's history, as they were left."""

import sqlite3
from typing import Final

from desktop_chat.core.client.events.kept import KeptConversation, Notify, Standing
from desktop_chat.core.client.events.talk import MessageKind
from desktop_chat.core.wire.names import fold
from desktop_chat.store.history_pages import NEWEST_FIRST

CONVERSATIONS_RECALLED: Final = 200
UNREAD_COUNTED: Final = 1000
"""More is only "more"."""
SAID: Final = ", ".join(f"'{kind.value}'" for kind in MessageKind)
"""The kinds of lines that somebody said."""
NEWEST_LINE: Final = f"SELECT l.id FROM line l WHERE l.conversation = c.id {NEWEST_FIRST} LIMIT 1"  # noqa: S608  # A part of other statements


def recalled_conversations(database: sqlite3.Connection, room: str) -> list[KeptConversation]:
    """Return those with the newest lines, in the order in which they began; without those put away since their newest line.

    Args:
        database: The history.
        room: The key of the room.
    """
    found = database.execute(
        "SELECT c.id, c.name, c.is_channel, c.draft, c.notify, (SELECT count(*) FROM (SELECT 1 FROM line l "  # noqa: S608  # Kinds by name
        f"WHERE l.conversation = c.id AND l.time_ms > c.read_ms AND NOT l.mine AND l.kind IN ({SAID}) "
        f"AND l.standing <> '{Standing.DELETED}' LIMIT ?)) "
        f"FROM conversation c JOIN room r ON r.id = c.room WHERE r.key = ? AND coalesce(({NEWEST_LINE}), 0) > c.closed_line "
        "ORDER BY (SELECT max(l.time_ms) FROM line l WHERE l.conversation = c.id) DESC LIMIT ?",
        (UNREAD_COUNTED, room, CONVERSATIONS_RECALLED),
    ).fetchall()
    return [
        KeptConversation(name, bool(is_channel), unread, draft, Notify(notify))
        for _, name, is_channel, draft, notify, unread in sorted(found)
    ]


def put_away(database: sqlite3.Connection, room: int, name: str) -> None:
    """Note that a conversation of a room, by its id, is not wanted in the list until another line comes."""
    change = f"UPDATE conversation AS c SET closed_line = coalesce(({NEWEST_LINE}), 0) WHERE c.room = ? AND c.folded = ?"  # noqa: S608  # Ours
    database.execute(change, (room, fold(name)))
