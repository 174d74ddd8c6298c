"""What becomes of lines and conversations in a member's history after they were kept: changed, forgotten, called otherwise."""

import sqlite3

from desktop_chat.core.client.events.kept import Standing
from desktop_chat.core.wire.names import fold
from desktop_chat.store.history_conversations import SAID
from desktop_chat.store.history_search import index_row


def change_line(database: sqlite3.Connection, room: int, key: str, text: str | None) -> None:
    """Let a line say something else, or nothing any more (None): it is then found by its new words only, or not at all.

    Of a deleted line there stays that somebody said something then; what that was, what it answered and how others felt about it goes.
    """
    run = database.execute
    # Only of what was said: an event is not in the index, which must not be told to forget what it never knew.
    find = f"SELECT id, text, sender, conversation FROM line WHERE room = ? AND key = ? AND kind IN ({SAID}) AND standing <> ?"  # noqa: S608  # Kinds
    found = run(find, (room, key, Standing.DELETED)).fetchone()
    if found is None:
        return
    row, old, sender, conversation = found
    # The index keeps no text of its own, so it has to be told what it forgets (SQLite FTS5 6.2, The 'delete' Command).
    forget = "INSERT INTO search (search, rowid, words, sender, place) VALUES ('delete', ?, ?, ?, ?)"
    run(forget, (row, *index_row(old, sender, room, conversation)))
    if text is None:
        run("UPDATE line SET text = '', tags = '', standing = ? WHERE id = ?", (Standing.DELETED, row))
        run("DELETE FROM reaction WHERE room = ? AND key = ?", (room, key))
    else:
        run("UPDATE line SET text = ?, standing = ? WHERE id = ?", (text, Standing.EDITED, row))
        learn = "INSERT INTO search (rowid, words, sender, place) VALUES (?, ?, ?, ?)"
        run(learn, (row, *index_row(text, sender, room, conversation)))


def rename_conversation(database: sqlite3.Connection, room: int, old: str, new: str) -> None:
    """Carry a conversation on under another name, if that has none of its own; what waits to be said there goes there."""
    change = "UPDATE OR IGNORE conversation SET folded = ?, name = ? WHERE room = ? AND folded = ?"
    database.execute(change, (fold(new), new, room, fold(old)))
    waiting = database.execute("SELECT id, target FROM pending WHERE room = ?", (room,)).fetchall()
    moved = [(new, message_id) for message_id, target in waiting if fold(target) == fold(old)]
    database.executemany("UPDATE pending SET target = ? WHERE id = ?", moved)
