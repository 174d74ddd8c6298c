"""What the log keeps, as the lines that it was: for whoever asks for history or is shown it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.persons import account_of
from desktop_chat.core.server.records import EventRecord, msgid_of
from desktop_chat.core.server.speech import forms_of, speech_of
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.message import NO_TAGS, parse, parse_tags

if TYPE_CHECKING:
    from desktop_chat.core.server.records import MessageRecord

NEEDED: Final = {
    "TAGMSG": int(Caps.MESSAGE_TAGS),
    "REDACT": int(Caps.MESSAGE_REDACTION),
    "EDIT": int(Caps.MESSAGE_EDIT | Caps.MESSAGE_TAGS),
}
"""What somebody must know to be sent these commands at all."""


def lines_of(record: MessageRecord, caps: int) -> tuple[Outgoing, ...]:
    """Return a record for somebody with these capabilities, with the time, msgid, account and client-only tags of then.

    That is one line, or a batch as one, or a message of several lines for who knows no such batches; nothing for who does
    not know the command.
    """
    needed = NEEDED.get(record.command, 0)
    if caps & needed != needed:
        return ()
    # The middle of its millisecond, out of which no rounding leads.
    wall = (record.time_ms + 0.5) / 1000
    outgoing = partial(Outgoing, wall=wall, account=account_of(record.by), is_bot=bool(record.is_bot))
    if not isinstance(record, EventRecord):
        return forms_of(outgoing, speech_of(record), record.sender, record.target, msgid_of(record.id)).known_to(caps)
    event = parse(f":{record.sender} {record.command} {record.text}".encode())
    tags = parse_tags(record.tags) if record.tags else NO_TAGS
    return (outgoing(event._replace(tags=tags), msgid=msgid_of(record.id)),)
