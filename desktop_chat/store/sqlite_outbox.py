"""The messages in a member's history that no host has confirmed yet."""

import sqlite3
from typing import TYPE_CHECKING, Final

from desktop_chat.core.client.catch_up import Place
from desktop_chat.core.client.events.kept import OWN_KEYS, msgid_of
from desktop_chat.core.client.outbox import Pending, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS: Final = "id, target, command, text, time, reply, refusal"


def keep_pending(database: sqlite3.Connection, room: int, pending: Pending) -> None:
    """Keep a message, behind all others."""
    database.execute(
        "INSERT OR IGNORE INTO pending (id, room, target, command, text, time, reply) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (pending.id, room, pending.target, pending.command, pending.text, pending.time, pending.reply),
    )


def refuse_pending(database: sqlite3.Connection, message_id: str, refusal: str | None) -> None:
    """Note that the host refused a message; None lets it be sent again, behind all others."""
    place = "" if refusal is not None else ", place = (SELECT max(place) + 1 FROM pending)"
    database.execute(f"UPDATE pending SET refusal = ?{place} WHERE id = ?", (refusal, message_id))  # noqa: S608  # No value is in it


def drop_pending(database: sqlite3.Connection, message_id: str) -> None:
    """Forget a message: it has arrived, or was given up."""
    database.execute("DELETE FROM pending WHERE id = ?", (message_id,))


def all_pending(database: sqlite3.Connection, room: int) -> list[Pending | Refused]:
    """Return what waits in a room, in the order in which it was said."""
    rows = database.execute(f"SELECT {COLUMNS} FROM pending WHERE room = ? ORDER BY place", (room,))  # noqa: S608  # Columns by name
    waiting: list[Pending | Refused] = []
    for *values, refusal in rows:
        pending = Pending(*values)
        waiting.append(pending if refusal is None else Refused(pending, refusal))
    return waiting


def last_places(database: sqlite3.Connection, room: int) -> dict[str, Place]:
    """Return the last line of each conversation of a room that has an id of the host's."""
    found: Sequence[tuple[str, int, str]] = database.execute(
        "SELECT c.folded, l.time_ms, l.key FROM conversation c JOIN line l ON l.id = (SELECT id FROM line WHERE conversation = c.id "
        "AND key NOT GLOB ? ORDER BY time_ms DESC, id DESC LIMIT 1) WHERE c.room = ?",
        (f"{OWN_KEYS}*", room),
    ).fetchall()
    return {folded: Place(time_ms / 1000, msgid_of(key)) for folded, time_ms, key in found}
