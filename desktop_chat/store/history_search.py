"""Finding lines of the member's own history: what was typed, as an expression of SQLite's full-text index.

Everything in an expression is made here of letters and digits, in quotes; nothing of what was typed reaches its syntax.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from desktop_chat.core.client.events.kept import KeptLine, KeptRoom
from desktop_chat.core.client.search_query import SearchQuery, SearchWord
from desktop_chat.core.client.search_words import words_of
from desktop_chat.core.wire.names import fold
from desktop_chat.store.history_pages import LINE_COLUMNS, line_of


class Found(NamedTuple):
    """A line, and where it was said."""

    room: KeptRoom
    line: KeptLine


def find_lines(
    database: sqlite3.Connection, query: SearchQuery, *, room: str | None, conversation: str | None, most: int
) -> tuple[list[Found], bool]:
    """Return lines, as `SqliteHistory.search` does."""
    places = _places_in(database, room, query.place, conversation)
    if places == []:
        return [], False
    rows = database.execute(
        f"SELECT r.key, r.name, {LINE_COLUMNS} FROM search JOIN line l ON l.id = search.rowid "  # noqa: S608  # Columns by name
        "JOIN conversation c ON c.id = l.conversation JOIN room r ON r.id = l.room WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?",
        (match_expression(query, conversations=places), most + 1),
    ).fetchall()
    return [Found(KeptRoom(key, name), line_of(tuple(line))) for key, name, *line in rows[:most]], len(rows) > most


def _places_in(database: sqlite3.Connection, room: str | None, beginning: str, conversation: str | None) -> list[int] | None:
    """Return the ids of the conversations to look in; None for all of all rooms."""
    if room is None and not beginning:
        return None
    found = database.execute("SELECT c.id, c.folded, r.key FROM conversation c JOIN room r ON r.id = c.room")
    return [
        place
        for place, folded, key in found
        if room in {None, key} and folded.startswith((beginning, f"#{beginning}")) and (not conversation or folded == fold(conversation))
    ]


def index_row(text: str, sender: str, room: int, conversation: int) -> tuple[str, str, str]:
    """Return the columns `words`, `sender` and `place` of a line."""
    return " ".join(words_of(text)), sender_word(fold(sender)), f"{_room_word(room)} {_place_word(conversation)}"


def sender_word(folded: str) -> str:
    """Return a nick, or its beginning, as one word; a nick may hold signs that would cut it."""
    return folded.encode(errors="replace").hex()


def _room_word(room: int) -> str:
    return f"r{room}"


def _place_word(conversation: int) -> str:
    return f"c{conversation}"


def match_expression(query: SearchQuery, *, conversations: Sequence[int] | None) -> str:
    """Return what MATCH takes (SQLite FTS5 3).

    Args:
        query: Not an empty one.
        conversations: Only there, at least one; None for everywhere.
    """
    parts = [f"words: {_phrase(word)}" for word in query.words]
    if query.sender:
        parts.append(f'sender: "{sender_word(query.sender)}" *')
    if conversations is not None:
        parts.append(" OR ".join(f'place: "{_place_word(one)}"' for one in conversations))
    return " AND ".join(f"({part})" for part in parts)


def _phrase(word: SearchWord) -> str:
    return f'"{" ".join(word.words)}"{" *" if word.goes_on else ""}'
