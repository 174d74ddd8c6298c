"""Finding lines of the member's own history: what was typed, as an expression of SQLite's full-text index.

Everything in an expression is made here of letters and digits, in quotes; nothing of what was typed reaches its syntax.
"""

import sqlite3
from collections.abc import Sequence

from desktop_chat.core.client.search_query import SearchQuery, SearchWord
from desktop_chat.core.client.search_words import words_of
from desktop_chat.core.wire.names import fold


def places_in(database: sqlite3.Connection, room: int, beginning: str, conversation: str | None) -> list[int] | None:
    """Return the ids of the conversations of a room to look in; None for all."""
    if not beginning and conversation is None:
        return None
    found = database.execute("SELECT id, folded FROM conversation WHERE room = ?", (room,))
    return [
        place
        for place, folded in found
        if folded.startswith((beginning, f"#{beginning}")) and (conversation is None or folded == fold(conversation))
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


def match_expression(query: SearchQuery, *, room: int, conversations: Sequence[int] | None) -> str:
    """Return what MATCH takes (SQLite FTS5 3).

    Args:
        query: Not an empty one.
        room: Its id.
        conversations: Only there, at least one; None for the whole room.
    """
    places = [_room_word(room)] if conversations is None else [_place_word(one) for one in conversations]
    parts = [f"words: {_phrase(word)}" for word in query.words]
    if query.sender:
        parts.append(f'sender: "{sender_word(query.sender)}" *')
    parts.append(" OR ".join(f'place: "{place}"' for place in places))
    return " AND ".join(f"({part})" for part in parts)


def _phrase(word: SearchWord) -> str:
    return f'"{" ".join(word.words)}"{" *" if word.goes_on else ""}'
