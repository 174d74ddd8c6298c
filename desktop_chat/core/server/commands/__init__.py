"""Every command the room understands, by theme: one row each. A new one is a function and a row in its theme's file."""

from desktop_chat.core.server.commands import (
    batches,
    capabilities,
    changes,
    channels,
    history,
    modes,
    operators,
    people,
    read_markers,
    registration,
    room,
    talk,
    topics,
    who,
)
from desktop_chat.core.server.table import Command

COMMANDS: dict[str, Command] = {
    row.name: row
    for theme in (
        *(registration, capabilities, channels, topics, modes, talk, batches, changes, people, who, room, operators),
        *(history, read_markers),
    )
    for row in theme.COMMANDS
}
