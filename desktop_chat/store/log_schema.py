"""The tables of a room's log in SQLite, version by version, and what is asked of them.

A room's messages are much alike: who wrote, where to and as whom is written once for all that somebody writes there within an hour, as
the `envelope` of what is `said`. `message` shows both as one. Where messages go by the host's rules, their envelopes go within an hour;
where the host deletes what was before a time, with them.

Which messages belong to which history is in lists of their ids (`posting_list`, of all up to the id in `indexed`).
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
POSTING_LISTS = """
CREATE TABLE posting_list (
    place TEXT NOT NULL,      -- a channel, folded, or a person and its correspondent
    first INTEGER NOT NULL,   -- the first id of the list
    ids BLOB NOT NULL,        -- of messages of the place, ascending, 64 bits each, little-endian; all less than those of the next list
    PRIMARY KEY (place, first)
) WITHOUT ROWID
"""
DROP_HISTORY = "DROP TABLE history"
LIST_ANEW = "UPDATE indexed SET id = 0"
"""What was in histories goes into posting lists when the log is opened, as what a program that was killed had in memory does."""
INDEXED = "CREATE TABLE indexed (id INTEGER NOT NULL)"
INDEXED_NONE = "INSERT INTO indexed VALUES (0)"
ENVELOPE_SPAN: Final = 3_600_000_000
"""An envelope serves messages with ids from its own up to less than this above it: an hour. So the ids tell which envelopes no message
can need any more. Never less, for the logs that are there."""
ENVELOPES = """
CREATE TABLE envelope (       -- what the messages of one person to one place have in common
    id INTEGER PRIMARY KEY,   -- of the first of them
    target TEXT NOT NULL,     -- channel or nick, as shown
    sender TEXT NOT NULL,     -- nick!user@host
    command TEXT NOT NULL,    -- PRIVMSG or NOTICE
    place TEXT NOT NULL,      -- the channel, folded, or the person it was sent to
    person TEXT NOT NULL,     -- who sent it: the account, the device or the connection
    is_bot INTEGER NOT NULL
)
"""
SAID = """
CREATE TABLE said (
    id INTEGER PRIMARY KEY,   -- sorts in the room's order
    time_ms INTEGER NOT NULL, -- since 1970, UTC
    envelope INTEGER NOT NULL, -- to whom, and from whom
    text TEXT NOT NULL,
    tags TEXT NOT NULL DEFAULT '' -- client-only tags as on the wire
)
"""
MOVE_SAID = """
INSERT INTO said
SELECT id, time_ms, min(id) OVER (PARTITION BY id / 3600000000, target, sender, command, place, person, is_bot), text, tags FROM message
"""
MOVE_ENVELOPES = """
INSERT INTO envelope SELECT id, target, sender, command, place, person, is_bot FROM message JOIN said USING (id) WHERE said.envelope = id
"""
DROP_MESSAGES = "DROP TABLE message"
MESSAGE_VIEW = """
CREATE VIEW message AS
SELECT said.id, time_ms, target, sender, command, text, tags, place, person, is_bot
FROM said CROSS JOIN envelope ON envelope.id = said.envelope
"""
"""What is read: messages as they were given. CROSS JOIN keeps SQLite from looking for envelopes first (Query Optimizer Overview)."""

STEPS: Final = (
    (MESSAGES,),
    (PLACE, PERSON, IS_BOT, FOLD_CHANNELS, EVENTS, EVENT_IDS, HISTORY, CORRESPONDENTS, INDEXED, INDEXED_NONE, KEPT, SENT, SENT_IDS),
    (ENVELOPES, SAID, MOVE_SAID, MOVE_ENVELOPES, DROP_MESSAGES, MESSAGE_VIEW, POSTING_LISTS, DROP_HISTORY, LIST_ANEW),
)
"""What makes a log of version 1 from an empty file, version 2 from one of version 1, and so on."""
SCHEMA_VERSION = len(STEPS)

ROWS_AT_ONCE = 64
"""Rows in one statement under load: each statement gives the interpreter's lock away once, and every reader wants it."""
INSERT_SAID = "INSERT INTO said (id, time_ms, envelope, text) VALUES (?, ?, ?, ?)"
INSERTS_OF_SAID: Final = tuple(INSERT_SAID + ", (?, ?, ?, ?)" * more for more in range(ROWS_AT_ONCE))
"""The first keeps one message, the second two, and so on."""
INSERT_TAGGED = "INSERT INTO said VALUES (?, ?, ?, ?, ?)"
INSERT_ENVELOPE = "INSERT OR REPLACE INTO envelope VALUES (?, ?, ?, ?, ?, ?, ?)"
"""One that is there with this id is of a message that was deleted, the room's last one: nobody needs it any more."""
INSERT_EVENT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_CORRESPONDENT = "INSERT OR IGNORE INTO correspondent VALUES (?)"
INSERT_SENT = "INSERT OR IGNORE INTO sent VALUES (?, ?, ?, ?)"
EDIT = "UPDATE said SET text = ? WHERE id = ?"
REMEMBER = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)"
FORGET = "DELETE FROM kept WHERE kind = ? AND key = ?"

UNLISTED = "SELECT * FROM message WHERE id > (SELECT id FROM indexed) AND place <> '' ORDER BY id"
"""Private messages of version 1 have no place."""
NOTE_INDEXED = "UPDATE indexed SET id = (SELECT coalesce(max(id), 0) FROM said)"
"""Also a lesser id, if the last messages were deleted: theirs may be given again."""
WRITE_LIST = "INSERT OR REPLACE INTO posting_list VALUES (?, ?, ?)"
DELETE_LIST = "DELETE FROM posting_list WHERE place = ? AND first = ?"
LAST_LIST = "SELECT ids FROM posting_list WHERE place = ? ORDER BY first DESC LIMIT 1"
LISTS = """
SELECT first, ids FROM posting_list
WHERE place = :place AND first < :before
AND first >= coalesce((SELECT max(first) FROM posting_list WHERE place = :place AND first <= :after), 0)
ORDER BY first {order}
"""
"""From the one on that may have ids on both sides of :after."""

FIND = "SELECT * FROM message WHERE id = ?"
FOUND_AT_ONCE: Final = 64
"""Messages looked for in one statement: one at a time costs twice as much. Where they are fewer, 0 stands, which is no message's id."""
FIND_SOME = f"SELECT * FROM message WHERE id IN ({', '.join('?' * FOUND_AT_ONCE)}) AND time_ms >= ?"  # noqa: S608  # Only question marks.
IN_EVENTS = """
SELECT * FROM event WHERE place = :place AND id > :after AND id < :before AND time_ms >= :time_ms
ORDER BY id {order} LIMIT :limit
"""
FIND_CORRESPONDENTS = "SELECT place FROM correspondent WHERE place > ? AND place < ?"

FIND_SENT = "SELECT * FROM sent WHERE sender = ? AND client_id = ?"

COUNT = "SELECT count(*) FROM said"
LAST_ID = "SELECT coalesce(max(id), 0) FROM said"
EARLIEST = "SELECT time_ms FROM said ORDER BY id LIMIT 1"

OLDEST = "SELECT * FROM message ORDER BY id LIMIT ?"
DELETE = "DELETE FROM said WHERE id = ?"
DELETE_ENVELOPES = "DELETE FROM envelope WHERE id <= (SELECT coalesce(min(id), 9223372036854775807) FROM said) - ?"
"""Those that are so much older than the oldest message: all of them if there is no message."""
DELETE_UNUSED_ENVELOPES = """
DELETE FROM envelope WHERE id < (SELECT min(id) FROM said)
AND id NOT IN (SELECT envelope FROM said WHERE id < (SELECT min(id) FROM said) + ?)
"""
"""Of the others those older than the oldest message that it and those after it, for so long, do not use."""
DELETE_CORRESPONDENT = "DELETE FROM correspondent WHERE place = ?1 AND NOT EXISTS (SELECT 1 FROM posting_list WHERE place = ?1)"
DELETE_EVENTS = "DELETE FROM event WHERE (place, id) IN (SELECT place, id FROM event WHERE id < ? ORDER BY id LIMIT ?)"
DELETE_SENT = "DELETE FROM sent WHERE id = ?"
