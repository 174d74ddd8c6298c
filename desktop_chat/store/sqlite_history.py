"""The member's own history in a SQLite file: every line seen, what is read, what was being written.

WAL with synchronous=NORMAL, like the room's log: what was committed survives a crash of the program.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Final

from desktop_chat.core.client.catch_up import Place
from desktop_chat.core.client.events.kept import KeptConversation, KeptLine, KeptReaction, KeptRoom, Page, Part
from desktop_chat.core.client.events.talk import MessageKind
from desktop_chat.core.client.outbox import Pending, Refused
from desktop_chat.core.client.search_query import SearchQuery
from desktop_chat.core.wire.names import fold
from desktop_chat.store import history_changes, history_marks, history_pages, sqlite_outbox
from desktop_chat.store.history_conversations import put_away, recalled_conversations
from desktop_chat.store.history_schema import bring_up, check_version
from desktop_chat.store.history_search import Found, find_lines, index_row
from desktop_chat.store.sqlite_file import as_store_errors, lock_file

LINES_AT_ONCE: Final = 64
"""In one statement: each gives the interpreter's lock away once, and the window wants it."""
BUSY_SECONDS: Final = 1.0
"""Who reads the file beside us holds it for moments only: while it is opened, and closed."""


class SqliteHistory:
    """The history of all rooms in one file. All calls, and the constructor, on one thread; each raises StoreError.

    Args:
        path: The file, made if it is not there; None for a history that ends with the program.
        is_reader: It is only read, also while another program writes it.

    Raises:
        StoreLocked: If another program writes it.
        StoreOlder: If it was written by an older version, and is only to be read.
        StoreNewer: If it was written by a newer version; it is left as it is.
        StoreDamaged: If it is not ours or not whole; the same.
        StoreError: If it cannot be opened or made.
    """

    def __init__(self, path: Path | None, *, is_reader: bool = False) -> None:
        self._rooms: dict[str, int] = {}
        self._conversations: dict[tuple[int, str], int] = {}
        with ExitStack() as opened, as_store_errors():
            if path is not None and not is_reader:
                opened.enter_context(closing(lock_file(path)))
            self._database = opened.enter_context(closing(sqlite3.connect(path or ":memory:", timeout=BUSY_SECONDS, isolation_level=None)))
            if is_reader:
                self._run("PRAGMA query_only=TRUE")
                check_version(self._database)
            else:
                bring_up(self._database)
                self._run("PRAGMA journal_mode=WAL")
                self._run("PRAGMA synchronous=NORMAL")
            self._opened = opened.pop_all()

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._database.execute(statement, values)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Commit what is done inside, or nothing of it."""
        with as_store_errors():
            self._run("BEGIN IMMEDIATE")
            try:
                yield
                self._run("COMMIT")
            except BaseException:
                # What was made inside is not there.
                self._rooms.clear()
                self._conversations.clear()
                if self._database.in_transaction:
                    self._run("ROLLBACK")
                raise

    def visit(self, room: KeptRoom, time_ms: int) -> None:
        """Note that we are in a room, and what it is called, if that is known."""
        with self._writing():
            self._run(
                "UPDATE room SET seen_ms = ?, name = coalesce(nullif(?, ''), name) WHERE id = ?", time_ms, room.name, self._room(room.key)
            )

    def append(self, room: str, lines: Sequence[KeptLine]) -> None:
        """Keep lines, all or none; one that is kept already (by its key) stays as it was.

        Args:
            room: Its key.
            lines: As they came.
        """
        with self._writing():
            for start in range(0, len(lines), LINES_AT_ONCE):
                self._insert(self._room(room), lines[start : start + LINES_AT_ONCE])

    def _insert(self, room: int, lines: Sequence[KeptLine]) -> None:
        """Insert some lines with one statement, and the words of what was said and is new with another."""
        places = [self._conversation(room, line.conversation, is_channel=line.is_channel) for line in lines]
        rows = [
            (place, room, line.key, line.time_ms, line.sender, line.kind.value, line.text, line.mine, line.tags, line.about)
            for place, line in zip(places, lines, strict=True)
        ]
        by_key = {line.key: (line, place) for line, place in zip(reversed(lines), reversed(places), strict=True)}
        new = self._database.execute(
            "INSERT INTO line (conversation, room, key, time_ms, sender, kind, text, mine, tags, about) VALUES "  # noqa: S608  # Question marks only
            f"{_marks(len(rows), 10)} ON CONFLICT (room, key) DO NOTHING RETURNING id, key",
            tuple(chain.from_iterable(rows)),
        ).fetchall()
        said = [(row, *by_key[key]) for row, key in new if isinstance(by_key[key][0].kind, MessageKind)]
        if said:
            self._index(room, said)

    def _index(self, room: int, new: Sequence[tuple[int, KeptLine, int]]) -> None:
        """Let new lines be found: each with its row and the id of its conversation."""
        words = [(row, *index_row(line.text, line.sender, room, place)) for row, line, place in new]
        statement = f"INSERT INTO search (rowid, words, sender, place) VALUES {_marks(len(words), 4)}"  # noqa: S608  # Question marks only
        self._database.execute(statement, tuple(chain.from_iterable(words)))

    def _room(self, key: str) -> int:
        """Return the id of a room, made if it is not there."""
        if key not in self._rooms:
            self._run("INSERT OR IGNORE INTO room (key, seen_ms) VALUES (?, 0)", key)
            self._rooms[key] = int(self._run("SELECT id FROM room WHERE key = ?", key).fetchone()[0])
        return self._rooms[key]

    def _conversation(self, room: int, name: str, *, is_channel: bool) -> int:
        """Return the id of a conversation, made if it is not there."""
        place = room, fold(name)
        if place not in self._conversations:
            self._run("INSERT OR IGNORE INTO conversation (room, folded, name, is_channel) VALUES (?, ?, ?, ?)", *place, name, is_channel)
            found = self._run("SELECT id FROM conversation WHERE room = ? AND folded = ?", *place).fetchone()
            self._conversations[place] = int(found[0])
        return self._conversations[place]

    def rename(self, room: str, old: str, new: str) -> None:
        """Carry a conversation on under another name, if that has none of its own."""
        with self._writing():
            self._conversations.clear()
            history_changes.rename_conversation(self._database, self._room(room), old, new)

    def change(self, room: str, key: str, text: str | None) -> None:
        """Let a line say something else, or nothing any more (None)."""
        with self._writing():
            history_changes.change_line(self._database, self._room(room), key, text)

    def react(self, room: str, key: str, reaction: KeptReaction, *, is_on: bool) -> None:
        """Keep how somebody reacted to a line, or forget it where that was taken back; again changes nothing."""
        with self._writing():
            keep = history_marks.keep_reaction if is_on else history_marks.drop_reaction
            keep(self._database, self._room(room), key, reaction)

    def mark_read(self, room: str, conversation: str, time_ms: int) -> None:
        """Note that all up to a time of the host is read; one that is earlier than the last changes nothing."""
        with self._writing():
            change = "UPDATE conversation SET read_ms = max(read_ms, ?) WHERE room = ? AND folded = ?"
            self._run(change, time_ms, self._room(room), fold(conversation))

    def keep_draft(self, room: str, conversation: KeptConversation) -> None:
        """Keep what stands in the composer of a conversation."""
        with self._writing():
            place = self._conversation(self._room(room), conversation.name, is_channel=conversation.is_channel)
            self._run("UPDATE conversation SET draft = ? WHERE id = ?", conversation.draft, place)

    def keep_notify(self, room: str, conversation: KeptConversation) -> None:
        """Keep what of a conversation the person wants to be told."""
        with self._writing():
            place = self._conversation(self._room(room), conversation.name, is_channel=conversation.is_channel)
            self._run("UPDATE conversation SET notify = ? WHERE id = ?", conversation.notify.value, place)

    def put_away(self, room: str, conversation: str) -> None:
        """Let a conversation be none of those that are returned, until another line is kept in it."""
        with self._writing():
            put_away(self._database, self._room(room), conversation)

    def keep_pending(self, room: str, pending: Pending) -> None:
        """Keep a message that is on its way."""
        with self._writing():
            sqlite_outbox.keep_pending(self._database, self._room(room), pending)

    def refuse_pending(self, message_id: str, refusal: str | None) -> None:
        """Note that the host refused a message; None lets it be sent again."""
        with self._writing():
            sqlite_outbox.refuse_pending(self._database, message_id, refusal)

    def drop_pending(self, message_id: str) -> None:
        """Forget a message that has arrived, or was given up."""
        with self._writing():
            sqlite_outbox.drop_pending(self._database, message_id)

    def memory(self, room: str) -> tuple[list[Pending | Refused], dict[str, Place]]:
        """Return what waits to be sent in a room, and the last line of each conversation that the host knows too."""
        with as_store_errors():
            found = self._run("SELECT id FROM room WHERE key = ?", room).fetchone() or (0,)
            return sqlite_outbox.all_pending(self._database, *found), sqlite_outbox.last_places(self._database, *found)

    def rooms(self) -> list[KeptRoom]:
        """Return all rooms, the last one first."""
        with as_store_errors():
            return [KeptRoom(key, name) for key, name in self._run("SELECT key, name FROM room ORDER BY seen_ms DESC, id DESC")]

    def name_of(self, room: str) -> str:
        """Return what people call a room, "" if that is not known."""
        return next((one.name for one in self.rooms() if one.key == room), "")

    def conversations(self, room: str) -> list[KeptConversation]:
        """Return those with the newest lines, in the order in which they began; none that was put away since."""
        with as_store_errors():
            return recalled_conversations(self._database, room)

    def names(self, room: str) -> list[str]:
        """Return the names of all conversations in which something is kept, also of those put away, in the order in which they began."""
        with as_store_errors():
            found = self._run(
                "SELECT c.name FROM conversation c JOIN room r ON r.id = c.room WHERE r.key = ? "
                "AND EXISTS (SELECT 1 FROM line l WHERE l.conversation = c.id) ORDER BY c.id",
                room,
            )
            return [name for (name,) in found]

    def page(self, room: str, conversation: str, part: Part, *, key: str = "", most: int) -> Page:
        """Return lines of a conversation, in the room's order: by the host's time, then as they came.

        Args:
            room: Its key.
            conversation: The channel or nick.
            part: Which lines.
            key: Of the line that they are before, after or around; if it is not kept, there are none.
            most: How many at most; around a line, so many on each side.
        """
        with as_store_errors():
            page = history_pages.page(self._database, room, conversation, part, key=key, most=most)
            return replace(page, lines=history_marks.marked(self._database, room, page.lines))

    def line(self, room: str, key: str) -> KeptLine | None:
        """Return the line with a key; None if it is not kept."""
        with as_store_errors():
            return history_pages.line_with(self._database, room, key)

    def first_since(self, room: str, conversation: str, time_ms: int) -> str:
        """Return the key of the first line of a conversation since a moment of the host, in milliseconds since 1970; "" for none."""
        with as_store_errors():
            return history_pages.first_since(self._database, room, conversation, time_ms)

    def search(
        self, query: SearchQuery, *, room: str | None = None, conversation: str | None = None, most: int
    ) -> tuple[list[Found], bool]:
        """Return the lines that were found, the one that came last first, and whether there are more.

        Args:
            query: What is looked for.
            room: The key of the room; None for all rooms.
            conversation: Only there; None for the whole room.
            most: How many at most.
        """
        if query.is_empty:
            return [], False
        with as_store_errors():
            return find_lines(self._database, query, room=room, conversation=conversation, most=most)

    def lines(self, room: str, conversation: str) -> Iterator[KeptLine]:
        """Yield all lines of a conversation that were not deleted, in the room's order."""
        with as_store_errors():
            condition = "WHERE c.room = (SELECT id FROM room WHERE key = ?) AND c.folded = ? AND l.standing <> 'deleted'"
            for row in self._run(f"{history_pages.LINES} {condition} {history_pages.OLDEST_FIRST}", room, fold(conversation)):
                yield history_pages.line_of(row)

    def tidy(self) -> None:
        """Move what is in the write-ahead log into the file; done when there is nothing else to do."""
        with as_store_errors():
            self._run("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Move everything into the file and give it back."""
        with as_store_errors():
            self._opened.close()


def _marks(rows: int, columns: int) -> str:
    """Return so many rows of question marks."""
    return ", ".join([f"({', '.join('?' * columns)})"] * rows)
