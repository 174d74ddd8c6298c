"""The shape of a command's row, and how a line becomes a call: preconditions are data, checked once, here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message


@dataclass(frozen=True, slots=True)
class Command:
    """One command the room understands.

    Args:
        name: The verb, upper case.
        handler: Carries it out: reads the message, changes the world, adds effects to the turn.
        min_params: Fewer is answered 461.
        needs_welcome: Before registration it is answered 451.
        early_cap: The capability with which it is carried out before registration all the same; 0 for none.
        needs_operator: Without user mode +o it is answered 481.
        spec: Where it is specified.
    """

    name: str
    handler: Callable[[Turn, Message], None]
    min_params: int = 0
    needs_welcome: bool = True
    early_cap: int = 0
    needs_operator: bool = False
    spec: str = ""


def carry_out(commands: Mapping[str, Command], turn: Turn, message: Message) -> None:
    """Run *message* for the turn's session, or tell it why not (Modern #command-sections)."""
    row = commands.get(message.command)
    who = turn.who
    if row is None:
        turn.reply(Numeric.ERR_UNKNOWNCOMMAND, shown_command(message.command), "Unknown command")
    elif row.needs_welcome and not who.registered and not who.caps & row.early_cap:
        turn.reply(Numeric.ERR_NOTREGISTERED, "You have not registered")
    elif len(message.params) < row.min_params:
        turn.reply(Numeric.ERR_NEEDMOREPARAMS, row.name, "Not enough parameters")
    elif row.needs_operator and not who.is_operator:
        turn.reply(Numeric.ERR_NOPRIVILEGES, "Permission Denied- You're not an IRC operator")
    else:
        turn.world.command_counts[row.name] += 1
        row.handler(turn, message)


def shown_command(command: str) -> str:
    """Return a command from the network, short enough to be repeated to whoever sent it."""
    return command[:32]
