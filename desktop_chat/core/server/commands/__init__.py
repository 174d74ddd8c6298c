"""Every command the room understands, by theme: one row each. A new one is a function and a row in its theme's file."""

from desktop_chat.core.server.commands import (
    accounts,
    capabilities,
    channels,
    metadata,
    modes,
    monitor,
    operators,
    people,
    presence,
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
        people,
        presence,
        monitor,
        metadata,
        who,
        room,
        operators,
    )
    for row in theme.COMMANDS
}
