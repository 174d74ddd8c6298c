"""The tables of a room's log in SQLite, version by version, and what is asked of them.

Where a message stands in the history of its channel is written in bulk (`history`, up to the id in `indexed`), because one
entry at a time costs more than the message itself; what came after it is found by looking through the last messages.
"""

from typing import Final

MESSAGES = """
CREATE TABLE message (
    id INTEGER PRIMARY KEY,   -- sorts in the room's order
    time_ms INTEGER NOT NULL, -- since 1970, UTC
    target TEXT NOT NULL,     -- channel or nick, as shown
    sender TEXT NOT NULL,     -- nick!user@host
    command TEXT NOT NULL,    -- PRIVMSG or NOTICE
    text TEXT NOT NULL,
    tags TEXT NOT NULL        -- client-only tags as on the wire
)
"""
KEPT = """
CREATE TABLE kept (
    kind TEXT NOT NULL,       -- what it is: account, channel, ...
    key TEXT NOT NULL,        -- which one
    value TEXT NOT NULL,      -- what is known of it, as JSON
    PRIMARY KEY (kind, key)
) WITHOUT ROWID
"""
PLACE = "ALTER TABLE message ADD COLUMN place TEXT NOT NULL DEFAULT ''"
"""The channel, folded, or the person it was sent to."""
PERSON = "ALTER TABLE message ADD COLUMN person TEXT NOT NULL DEFAULT ''"
"""Who sent it: the account, the device or the connection."""
IS_BOT = "ALTER TABLE message ADD COLUMN is_bot INTEGER NOT NULL DEFAULT 0"
FOLD_CHANNELS = "UPDATE message SET place = fold(target) WHERE target LIKE '#%'"
"""Of a message of version 1; of private ones nobody knows any more whose they were, so nobody gets to read them."""
EVENTS = """
CREATE TABLE event (
    id INTEGER NOT NULL,      -- as of a message; the same for all channels that it concerns
    time_ms INTEGER NOT NULL,
    target TEXT NOT NULL,     -- the channel, as shown
    sender TEXT NOT NULL,
    command TEXT NOT NULL,    -- JOIN, PART, QUIT, KICK, NICK, TOPIC, MODE
    text TEXT NOT NULL,       -- all parameters as on the wire
    tags TEXT NOT NULL,
    place TEXT NOT NULL,
    person TEXT NOT NULL,
    is_bot INTEGER NOT NULL,
    PRIMARY KEY (place, id)
) WITHOUT ROWID
"""
EVENT_IDS = "CREATE INDEX event_id ON event (id)"
HISTORY = """
CREATE TABLE history (
    place TEXT NOT NULL,      -- a channel, folded, or a person and its correspondent
    id INTEGER NOT NULL,      -- a message in it
    PRIMARY KEY (place, id)
) WITHOUT ROWID
"""
CORRESPONDENTS = """
CREATE TABLE correspondent (
    place TEXT PRIMARY KEY    -- a person, a space, and who it has talked to privately
) WITHOUT ROWID
"""
SENT = """
CREATE TABLE sent (
    sender TEXT NOT NULL,     -- an account, a device, or a nick at a host
    client_id TEXT NOT NULL,  -- the sender's own id for a message
    id INTEGER NOT NULL,      -- the message
    time_ms INTEGER NOT NULL,
    PRIMARY KEY (sender, client_id)
) WITHOUT ROWID
"""
SENT_IDS = "CREATE INDEX sent_id ON sent (id)"
INDEXED = "CREATE TABLE indexed (id INTEGER NOT NULL)"
INDEXED_NONE = "INSERT INTO indexed VALUES (0)"

STEPS: Final = (
    (MESSAGES,),
    (PLACE, PERSON, IS_BOT, FOLD_CHANNELS, EVENTS, EVENT_IDS, HISTORY, CORRESPONDENTS, INDEXED, INDEXED_NONE, KEPT, SENT, SENT_IDS),
)
"""What makes a log of version 1 from an empty file, version 2 from one of version 1, and so on."""
SCHEMA_VERSION = len(STEPS)

INSERT = "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ROWS_AT_ONCE = 64
"""Rows in one statement under load: each statement gives the interpreter's lock away once, and every reader wants it."""
INSERT_MANY = INSERT + ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" * (ROWS_AT_ONCE - 1)
INSERT_EVENT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_PLACE = "INSERT INTO history VALUES (?, ?)"
INSERT_CORRESPONDENT = "INSERT OR IGNORE INTO correspondent VALUES (?)"
INSERT_SENT = "INSERT OR IGNORE INTO sent VALUES (?, ?, ?, ?)"
EDIT = "UPDATE message SET text = ? WHERE id = ?"
REMEMBER = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)"
FORGET = "DELETE FROM kept WHERE kind = ? AND key = ?"

INDEX = """
INSERT INTO history SELECT place, id FROM message
WHERE id > (SELECT id FROM indexed) AND place LIKE '#%' ORDER BY place, id
"""
NOTE_INDEXED = "UPDATE indexed SET id = max(id, (SELECT coalesce(max(id), 0) FROM message))"

FIND = "SELECT * FROM message WHERE id = ?"
IN_HISTORY = """
SELECT message.* FROM history CROSS JOIN message ON message.id = history.id
WHERE history.place = :place AND history.id > :after AND history.id < :before AND message.time_ms >= :time_ms {talk}
ORDER BY history.id {order} LIMIT :limit
"""
SINCE_INDEXED = """
SELECT * FROM message
WHERE id > max(:after, (SELECT id FROM indexed)) AND id < :before AND place = :place AND time_ms >= :time_ms {talk}
ORDER BY id {order} LIMIT :limit
"""
IN_EVENTS = """
SELECT * FROM event WHERE place = :place AND id > :after AND id < :before AND time_ms >= :time_ms
ORDER BY id {order} LIMIT :limit
"""
TALK = "AND command IN ('PRIVMSG', 'NOTICE')"
FIND_CORRESPONDENTS = "SELECT place FROM correspondent WHERE place > ? AND place < ?"

FIND_SENT = "SELECT * FROM sent WHERE sender = ? AND client_id = ?"

OLDEST = "SELECT * FROM message ORDER BY id LIMIT ?"
DELETE = "DELETE FROM message WHERE id = ?"
DELETE_PLACE = "DELETE FROM history WHERE place = ? AND id = ?"
DELETE_CORRESPONDENT = "DELETE FROM correspondent WHERE place = ? AND place NOT IN (SELECT place FROM history)"
DELETE_EVENTS = "DELETE FROM event WHERE (place, id) IN (SELECT place, id FROM event WHERE id < ? ORDER BY id LIMIT ?)"
DELETE_SENT = "DELETE FROM sent WHERE id = ?"
