"""Every command the room understands, by theme: one row each. A new one is a function and a row in its theme's file."""

from desktop_chat.core.server.commands import (
    accounts,
    batches,
    capabilities,
    changes,
    channels,
    history,
    metadata,
    modes,
    monitor,
    operators,
    people,
    presence,
    read_markers,
    registration,
    rename,
    room,
    sasl,
    talk,
    topics,
    who,
)
from desktop_chat.core.server.table import Command

COMMANDS: dict[str, Command] = {
    row.name: row
    for theme in (
        registration,
        capabilities,
        sasl,
        accounts,
        channels,
        rename,
        topics,
        modes,
        talk,
        batches,
        changes,
        people,
        presence,
        monitor,
        metadata,
        who,
        room,
        operators,
        history,
        read_markers,
    )
    for row in theme.COMMANDS
}
