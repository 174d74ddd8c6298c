"""A row of the table of handlers, and the two plain answers to a numeric."""

from collections.abc import Callable
from typing import NamedTuple

from desktop_chat.core.client.events import CommandRefused, ServerSaid
from desktop_chat.core.client.turn import Turn
from desktop_chat.core.wire.message import Message

Handler = Callable[[Turn, Message], None]


class Row(NamedTuple):
    """How one command of a host is taken."""

    handle: Handler
    min_params: int
    """With fewer the line is broken and means nothing."""
    from_somebody: bool = False
    """Whether it means nothing without a source."""


def plain_refusal(turn: Turn, message: Message) -> None:
    """Tell an error numeric: our nick, what it is about, the text (Modern #numeric-replies)."""
    *about, text = message.params[1:] or message.params
    turn.tell(CommandRefused(message.command, " ".join(about), text))


def plain_reply(turn: Turn, message: Message) -> None:
    """Tell any other numeric in its own words."""
    *about, text = message.params[1:] or message.params
    turn.tell(ServerSaid(message.command, text, tuple(about)))
