"""BATCH from clients: messages of several lines, said as a whole or not at all (IRCv3 client-batch, multiline)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.commands.talk import in_silence
from desktop_chat.core.server.open_batch import OpenBatch
from desktop_chat.core.server.posting import speak
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import param
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.errors import PeerError
from desktop_chat.core.wire.multiline import BATCH_TYPE
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.tags import travelling

if TYPE_CHECKING:
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

REFERENCE: Final = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
"""IRCv3 batch: "only ASCII letters, numbers, and/or hyphen"."""
NOT_OPEN: Final = PeerError("MULTILINE_INVALID", "No batch of this name is open")


def handle_batch(turn: Turn, message: Message) -> None:
    """Begin a batch (`+name`) or end it (`-name`)."""
    sign, reference = message.params[0][:1], message.params[0][1:]
    if sign == "+":
        begin(turn, message, reference)
    elif sign == "-":
        end(turn, reference)
    else:
        fail(turn, invalid_reference(message.params[0]))


def invalid_reference(reference: str) -> PeerError:
    """Return what is wrong with a batch of such a name."""
    return PeerError("INVALID_REFTAG", "Provided batch reference tag contains disallowed characters", reference)


def begin(turn: Turn, message: Message, reference: str) -> None:
    """Begin a batch. One that cannot be is known by its name, so that its lines can be ignored."""
    who, kind, target = turn.who, param(message, 1), param(message, 2)
    earlier = who.open_batch
    tags = travelling(message.tags, turn.world.config.talk.denied_tags)
    batch = OpenBatch(reference, target, tags, turn.label, turn.now.monotonic)
    if earlier is not None and not earlier.is_lost:
        fail(turn, PeerError("MULTILINE_INVALID", "Another batch is open: both are dropped"))
        batch.lose()
    who.open_batch = batch
    if not REFERENCE.fullmatch(reference):
        fail(turn, invalid_reference(reference))
    elif kind != BATCH_TYPE or not who.caps & Caps.MULTILINE:
        fail(turn, PeerError("UNKNOWN_TYPE", "The batch type is not recognized", reference, kind))
    elif not target:
        fail(turn, PeerError("MULTILINE_INVALID", "Invalid multiline batch without a target"))
    elif not batch.is_lost:
        turn.label = ""  # The answer comes when the batch ends.


def end(turn: Turn, reference: str) -> None:
    """Say a batch, now that it is whole. Its answer bears the label of its opening (IRCv3 multiline, Labeled response)."""
    who, batch = turn.who, turn.who.open_batch
    if batch is None or batch.reference != reference:
        fail(turn, NOT_OPEN)
        return
    who.open_batch = None
    if batch.is_lost:
        return
    turn.label = batch.label or turn.label
    try:
        speech = batch.speech()
    except PeerError as error:
        fail(turn, error)
        return

    def refuse(numeric: Numeric, *params: str) -> None:
        if numeric is Numeric.ERR_INPUTTOOLONG:
            fail(turn, PeerError("MULTILINE_INVALID", "A line of the batch is too long to be passed on"))
        else:
            turn.reply(numeric, *params)

    is_notice = speech.command == "NOTICE"
    if not is_notice:
        who.last_spoke = turn.now.monotonic
    speak(turn, speech, [batch.target], in_silence if is_notice else refuse)


def is_of_batch(who: Session, message: Message) -> bool:
    """Return whether a line says that it is part of a batch, of a client that may send such or was refused one."""
    if not message.tags or "batch" not in message.tags or not who.registered:
        return False
    return who.open_batch is not None or bool(who.caps & Caps.MULTILINE)


def take_line(turn: Turn, message: Message) -> None:
    """Take a line that says that it is part of a batch."""
    batch = turn.who.open_batch
    if batch is None or message.tags["batch"] != batch.reference:
        fail(turn, NOT_OPEN)
    elif not batch.is_lost:
        try:
            batch.add(message)
        except PeerError as error:
            fail(turn, error)


def lose_batch(turn: Turn) -> None:
    """Refuse an open batch of which a line could not be read: it is said as a whole or not at all."""
    if turn.who.open_batch is not None and not turn.who.open_batch.is_lost:
        fail(turn, PeerError("MULTILINE_INVALID", "A line of the batch could not be read"))


def end_late_batch(turn: Turn) -> None:
    """Give up a batch that was left open for too long (IRCv3 client-batch, TIMEOUT)."""
    batch = turn.who.open_batch
    if batch is not None and not batch.is_lost and turn.now.monotonic - batch.opened >= limits.BATCH_SECONDS:
        fail(turn, PeerError("TIMEOUT", "The batch was left open for too long", batch.reference))


def fail(turn: Turn, error: PeerError) -> None:
    """Say why a batch is not taken, as the answer to its opening; what is open is lost."""
    batch = turn.who.open_batch
    if batch is not None and not batch.is_lost:
        turn.label = batch.label or turn.label
        batch.lose()
    turn.fail("BATCH", error.code, *error.context, str(error))


COMMANDS = (Command("BATCH", handle_batch, min_params=1, spec="IRCv3 client-batch, multiline"),)
