"""The lines of a member's history, page by page."""

import sqlite3
from typing import Final

from desktop_chat.core.client.events.kept import EventKind, KeptLine, Page, Part, Standing
from desktop_chat.core.client.events.talk import MessageKind
from desktop_chat.core.wire.names import fold

LINE_COLUMNS: Final = "c.name, c.is_channel, l.key, l.time_ms, l.sender, l.kind, l.text, l.mine, l.tags, l.about, l.standing"
FROM_LINES: Final = "FROM line l JOIN conversation c ON c.id = l.conversation"
LINES: Final = f"SELECT {LINE_COLUMNS} {FROM_LINES}"  # Columns by name
NEWEST_FIRST: Final = "ORDER BY l.time_ms DESC, l.id DESC"
OLDEST_FIRST: Final = "ORDER BY l.time_ms, l.id"
KINDS: Final[dict[str, MessageKind | EventKind]] = {kind.value: kind for kind in (*MessageKind, *EventKind)}


def page(database: sqlite3.Connection, room: str, conversation: str, part: Part, *, key: str, most: int) -> Page:
    """Return lines of a conversation, as `SqliteHistory.page` does."""
    find = "SELECT c.id FROM conversation c JOIN room r ON r.id = c.room WHERE r.key = ? AND c.folded = ?"
    place = database.execute(find, (room, fold(conversation))).fetchone()
    if place is None:
        return Page()
    if part is Part.LAST:
        lines, is_first = _some(database, f"l.conversation = ? {NEWEST_FIRST}", *place, most=most)
        return Page(tuple(reversed(lines)), is_first=is_first)
    find = "SELECT l.time_ms, l.id FROM line l JOIN room r ON r.id = l.room WHERE r.key = ? AND l.key = ?"
    here = database.execute(find, (room, key)).fetchone()
    if here is None:
        return Page()
    before, is_first = _some(database, f"l.conversation = ? AND (l.time_ms, l.id) < (?, ?) {NEWEST_FIRST}", *place, *here, most=most)
    if part is Part.BEFORE:
        return Page(tuple(reversed(before)), is_first=is_first, is_last=False)
    after, is_last = _some(database, f"l.conversation = ? AND (l.time_ms, l.id) > (?, ?) {OLDEST_FIRST}", *place, *here, most=most)
    if part is Part.AFTER:
        return Page(tuple(after), is_first=False, is_last=is_last)
    this, _ = _some(database, "l.id = ?", here[1], most=1)
    return Page((*reversed(before), *this, *after), is_first=is_first, is_last=is_last)


def _some(database: sqlite3.Connection, condition: str, *values: object, most: int) -> tuple[list[KeptLine], bool]:
    """Return so many lines at most, and whether those are all."""
    found = database.execute(f"{LINES} WHERE {condition} LIMIT ?", (*values, most + 1)).fetchall()
    return [line_of(row) for row in found[:most]], len(found) <= most


def line_of(row: tuple[str, int, str, int, str, str, str, int, str, str, str]) -> KeptLine:
    """Return the line of a row of `LINE_COLUMNS`."""
    name, is_channel, key, time_ms, sender, kind, text, mine, tags, about, standing = row
    return KeptLine(name, bool(is_channel), key, time_ms, sender, KINDS[kind], text, bool(mine), tags, about, Standing(standing))


def first_since(database: sqlite3.Connection, room: str, conversation: str, time_ms: int) -> str:
    """Return the key of the first line of a conversation since a moment; "" if nothing was said since."""
    found = database.execute(
        f"SELECT l.key {FROM_LINES} WHERE c.room = (SELECT id FROM room WHERE key = ?) AND c.folded = ? AND l.time_ms >= ? "  # noqa: S608  # Ours
        f"{OLDEST_FIRST} LIMIT 1",
        (room, fold(conversation), time_ms),
    ).fetchone()
    return str(found[0]) if found is not None else ""


def line_with(database: sqlite3.Connection, room: str, key: str) -> KeptLine | None:
    """Return the line of a room that has a key; None if it is not kept."""
    find = f"{LINES} WHERE l.room = (SELECT id FROM room WHERE key = ?) AND l.key = ?"  # noqa: S608  # Columns by name
    found = database.execute(find, (room, key)).fetchone()
    return line_of(found) if found is not None else None
