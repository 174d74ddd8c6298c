"""What stands with a line of a member's history: who reacted to it how, and the message that it answers."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from desktop_chat.core.client.events.kept import KeptLine, KeptQuote, KeptReaction, Standing
from desktop_chat.core.wire.names import fold
from desktop_chat.core.wire.tags import reply_in

REACTIONS_KEPT: Final = 500
"""Of one line: everybody of a large room with one, and a bound for whoever sends one after the other."""


def keep_reaction(database: sqlite3.Connection, room: int, key: str, reaction: KeptReaction) -> None:
    """Keep a reaction to a line, once for each person and sign."""
    database.execute(
        "INSERT OR IGNORE INTO reaction (room, key, value, folded, nick, mine) SELECT ?, ?, ?, ?, ?, ? "
        "WHERE (SELECT count(*) FROM reaction WHERE room = ? AND key = ?) < ?",
        (room, key, reaction.value, fold(reaction.nick), reaction.nick, reaction.mine, room, key, REACTIONS_KEPT),
    )


def drop_reaction(database: sqlite3.Connection, room: int, key: str, reaction: KeptReaction) -> None:
    """Forget a reaction that was taken back."""
    forget = "DELETE FROM reaction WHERE room = ? AND key = ? AND value = ? AND folded = ?"
    database.execute(forget, (room, key, reaction.value, fold(reaction.nick)))


def marked(database: sqlite3.Connection, room: str, lines: Sequence[KeptLine]) -> tuple[KeptLine, ...]:
    """Return lines of a room with their reactions, in the order in which they came, and with what they answer."""
    reactions: dict[str, list[KeptReaction]] = {}
    for key, value, nick, mine in _rows(
        database, "SELECT x.key, x.value, x.nick, x.mine FROM reaction x", room, [one.key for one in lines]
    ):
        reactions.setdefault(key, []).append(KeptReaction(value, nick, bool(mine)))
    answered = {reply: "" for line in lines if (reply := reply_in(line.tags))}
    quotes = {
        key: KeptQuote(sender, text, Standing(standing))
        for key, sender, text, standing in _rows(database, "SELECT x.key, x.sender, x.text, x.standing FROM line x", room, list(answered))
    }
    return tuple(line._replace(reactions=tuple(reactions.get(line.key, ())), quoted=quotes.get(reply_in(line.tags))) for line in lines)


def _rows(database: sqlite3.Connection, select: str, room: str, keys: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """Return what a statement selects from *x* under some keys of a room."""
    marks = ", ".join("?" * len(keys))
    condition = f"WHERE x.room = (SELECT id FROM room WHERE key = ?) AND x.key IN ({marks}) ORDER BY x.id"  # noqa: S608  # Marks
    return database.execute(f"{select} {condition}", (room, *keys)).fetchall() if keys else []
