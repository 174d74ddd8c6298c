"""How the member's own history lies in its file, and the way there from every version before."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from desktop_chat.store.room_log import StoreNewer, StoreOlder
from desktop_chat.store.sqlite_file import schema_version

APPLICATION_ID: Final = 0x44634869
"""`DcHi` (SQLite PRAGMA application_id)."""

VERSION_1: Final = """
CREATE TABLE room (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,        -- its pin; its address, if it has none
    name TEXT NOT NULL DEFAULT '',   -- what people call it
    seen_ms INTEGER NOT NULL         -- when we were last there, since 1970, UTC
);
CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    room INTEGER NOT NULL REFERENCES room,
    folded TEXT NOT NULL,            -- the name as it is compared
    name TEXT NOT NULL,              -- the channel, or the nick of the other one, as shown
    is_channel INTEGER NOT NULL,
    read_ms INTEGER NOT NULL DEFAULT 0,  -- all up to this time of the host is read (IRCv3 read-marker)
    draft TEXT NOT NULL DEFAULT '',
    UNIQUE (room, folded)
);
CREATE TABLE line (
    id INTEGER PRIMARY KEY,          -- in the order in which we saw them
    conversation INTEGER NOT NULL REFERENCES conversation,
    room INTEGER NOT NULL REFERENCES room,
    key TEXT NOT NULL,               -- its msgid, or a key of our own
    time_ms INTEGER NOT NULL,        -- as the host says it, since 1970, UTC
    sender TEXT NOT NULL,            -- the nick
    kind TEXT NOT NULL,              -- talk, action or notice
    text TEXT NOT NULL,
    mine INTEGER NOT NULL,
    tags TEXT NOT NULL               -- client-only tags as on the wire
);
CREATE UNIQUE INDEX line_once ON line (room, key);
CREATE INDEX line_order ON line (conversation, time_ms, id);  -- the room's order
CREATE TABLE pending (
    place INTEGER PRIMARY KEY,       -- in the order in which they were said
    id TEXT NOT NULL UNIQUE,         -- of our own, as the host is told it
    room INTEGER NOT NULL REFERENCES room,
    target TEXT NOT NULL,
    command TEXT NOT NULL,           -- PRIVMSG or NOTICE
    text TEXT NOT NULL,
    time REAL NOT NULL,              -- when it was said, since 1970, UTC
    refusal TEXT                     -- why the host did not take it; NULL as long as it is sent by itself
);
-- Words come cut (core/client/search_words), so the plainest tokenizer does. It keeps no copy of the text. The first
-- letters of a word are looked up as fast as a whole one (SQLite FTS5 4.2, 4.4.3).
CREATE VIRTUAL TABLE search USING fts5(words, sender, place, content='', tokenize='ascii', prefix='1 2 3');
"""

VERSION_2: Final = """
ALTER TABLE conversation ADD COLUMN notify TEXT NOT NULL DEFAULT 'all';  -- what the person wants to be told: all, mentions, nothing
"""

VERSION_3: Final = """
ALTER TABLE line ADD COLUMN about TEXT NOT NULL DEFAULT '';  -- whom or what an event is about (kind: kick, rename)
ALTER TABLE conversation ADD COLUMN closed_line INTEGER NOT NULL DEFAULT -1;  -- its newest line when it was put away
"""

VERSION_4: Final = """
ALTER TABLE line ADD COLUMN standing TEXT NOT NULL DEFAULT '';  -- edited or deleted; a deleted line has no text any more
ALTER TABLE pending ADD COLUMN reply TEXT NOT NULL DEFAULT '';  -- the msgid of what it answers
CREATE TABLE reaction (
    id INTEGER PRIMARY KEY,          -- in the order in which they came
    room INTEGER NOT NULL REFERENCES room,
    key TEXT NOT NULL,               -- of the line, which may be older than what is kept
    value TEXT NOT NULL,             -- an emoji, or words
    folded TEXT NOT NULL,            -- the nick as it is compared
    nick TEXT NOT NULL,
    mine INTEGER NOT NULL,
    UNIQUE (room, key, value, folded)
);
"""

STEPS: Final[Sequence[str]] = (VERSION_1, VERSION_2, VERSION_3, VERSION_4)
"""The step at index N leads from version N to N + 1; version 0 is an empty file. A step that was released never changes."""


def bring_up(database: sqlite3.Connection, steps: Sequence[str] = STEPS) -> None:
    """Bring a file to the newest version, each step whole or not at all.

    Args:
        database: Open, no transaction begun.
        steps: Those of this program.

    Raises:
        StoreDamaged: If the file is not ours; nothing was written then.
        StoreNewer: If it is of a newer program; nor then.
        sqlite3.DatabaseError: As SQLite does.
    """
    version = schema_version(database, APPLICATION_ID)
    if version > len(steps):
        raise StoreNewer(f"the history has version {version}, this program knows {len(steps)}")
    for number, step in enumerate(steps[version:], version + 1):
        database.executescript(f"BEGIN IMMEDIATE; {step}; PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={number}; COMMIT;")


def check_version(database: sqlite3.Connection) -> None:
    """See that a file can be read as it is.

    Raises:
        StoreDamaged: If it is not ours.
        StoreNewer: If it is of a newer program.
        StoreOlder: If it is of an older one.
    """
    version = schema_version(database, APPLICATION_ID)
    if version > len(STEPS):
        raise StoreNewer(f"the history has version {version}, this program knows {len(STEPS)}")
    if version < len(STEPS):
        raise StoreOlder(f"the history has version {version}")
