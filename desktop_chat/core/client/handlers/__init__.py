"""What each line of a host means: one function for each command, found in one table."""

from typing import Final

from desktop_chat.core.client.events import CommandRefused, ServerSaid
from desktop_chat.core.client.handlers import answers, batches, changes, channels, identity, metadata, people, registration
from desktop_chat.core.client.handlers.row import Row, plain_refusal, plain_reply
from desktop_chat.core.client.turn import Turn
from desktop_chat.core.wire.message import Message

ERROR_NUMERICS: Final = ("4", "5", "90", "696", "723", "734")
"""How the code of a refusal begins (Modern #numerics)."""


def handle_fail(turn: Turn, message: Message) -> None:
    """FAIL: command, code, what it is about, text (IRCv3 standard-replies)."""
    command, code, *about, text = message.params
    if (command, code, len(about)) == ("JOIN", "CHANNEL_RENAMED", 2):
        channels.follow(turn, *about)
    elif not identity.take_failure(turn, command, code):
        turn.tell(CommandRefused(code, " ".join(about) or command, text))


def handle_note(turn: Turn, message: Message) -> None:
    """WARN, NOTE, WALLOPS: words for a person (IRCv3 standard-replies, Modern #wallops-message)."""
    turn.tell(ServerSaid(message.command, message.params[-1], message.params[:-1]))


TABLE: Final[dict[str, Row]] = {
    **registration.ROWS,
    **identity.ROWS,
    **channels.ROWS,
    **people.ROWS,
    **answers.ROWS,
    **batches.ROWS,
    **changes.ROWS,
    **metadata.ROWS,
    "FAIL": Row(handle_fail, 3),
    "WARN": Row(handle_note, 1),
    "NOTE": Row(handle_note, 1),
    "WALLOPS": Row(handle_note, 1),
}
REFUSAL: Final = Row(plain_refusal, 1)
REPLY: Final = Row(plain_reply, 1)


def handle(turn: Turn, message: Message) -> None:
    """Take one message of the host; what is broken, or unknown and no numeric, means nothing."""
    if batches.gather(turn.me, message):
        return
    row = TABLE.get(message.command)
    if row is None and message.command.isdigit():
        row = REFUSAL if message.command.startswith(ERROR_NUMERICS) else REPLY
    if row and len(message.params) >= row.min_params and (message.source or not row.from_somebody):
        row.handle(turn, message)
