"""Messages of several lines, which come as a batch and are told as one (IRCv3 batch, multiline).

Of other batches every line is taken as it comes: "Client MAY ignore the type and process messages one by one".
"""

from typing import Final

from desktop_chat.core.client.handlers.people import handle_talk
from desktop_chat.core.client.handlers.row import Row
from desktop_chat.core.client.turn import Gathering, Me, Turn
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.multiline import BATCH_TYPE, CONCAT, Line, joined

GATHERED_AT_ONCE: Final = 32
LINES_GATHERED: Final = 5_000
"""More than hosts allow; one that never ends does not fill memory."""


def gather(me: Me, message: Message) -> bool:
    """Keep a line that is part of a message of several; return whether it was."""
    gathering = me.batches.get(message.tags["batch"]) if message.tags and "batch" in message.tags else None
    if gathering is None:
        return False
    if message.command in {"PRIVMSG", "NOTICE"} and len(message.params) > 1 and len(gathering.lines) < LINES_GATHERED:
        gathering.command = message.command
        gathering.lines.append(Line(message.params[1], is_concat=CONCAT in message.tags))
    return True


def handle_batch(turn: Turn, message: Message) -> None:
    """A batch begins or ends (IRCv3 batch, The BATCH verb)."""
    sign, reference = message.params[0][:1], message.params[0][1:]
    gathered = turn.me.batches.pop(reference, None)
    if sign == "+" and message.params[1:2] == (BATCH_TYPE,) and message.params[2:] and len(turn.me.batches) < GATHERED_AT_ONCE:
        turn.me.batches[reference] = Gathering(message)
    elif sign == "-" and gathered is not None and gathered.lines:
        opening = gathered.opening
        handle_talk(turn, opening._replace(command=gathered.command, params=(opening.params[2], joined(gathered.lines))))


ROWS: Final[dict[str, Row]] = {"BATCH": Row(handle_batch, 1)}
