"""The promise of exactly once: what its sender gave an id of its own is said once, however often it comes.

A client puts such an id into the client-only tag `+desktop-chat/id`, and says the message again if no echo comes. A message
that is there already gets the first one's echo, and nobody else gets it again. It holds for what the log keeps: talk and reactions.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.effects import NOBODY, Keep
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.persons import lasts, persons_of
from desktop_chat.core.server.recorded import lines_of
from desktop_chat.core.server.records import SentRecord, msgid_of
from desktop_chat.core.server.speech import echo, forms_of
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from desktop_chat.core.server.records import MessageRecord
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.speech import Speech
    from desktop_chat.core.server.targets import Refuse
    from desktop_chat.core.server.turn import Turn

ID_TAG: Final = "+desktop-chat/id"
UUID: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""RFC 9562, 4."""


def is_answered(turn: Turn, speech: Speech, targets: list[str], refuse: Refuse) -> bool:
    """Return whether a message with an id is not to be said: it was said before, or its id is none. That has been answered."""
    client_id = id_of(speech)
    if not UUID.fullmatch(client_id):
        if speech.command != "NOTICE":
            turn.fail(speech.command, "INVALID_ID", f"The value of {ID_TAG} has to be a UUID")
        return True
    if len(targets) > 1:
        refuse(Numeric.ERR_TOOMANYTARGETS, targets[1], "A message with an id has one target")
        return True
    archive, senders = turn.world.archive, known_senders(turn.who)
    sent = archive.sent(senders, client_id)
    if sent is None:
        return False
    first = archive.find(sent.id)
    if first is not None:
        echo(turn, first.command, lines_of(first, turn.who.caps))
    elif archive.sent(senders, client_id) is None:
        return False  # The log did not take the first one, which became known only now.
    else:
        echo_of_deleted(turn, speech, targets[0], sent)
    return True


def echo_of_deleted(turn: Turn, speech: Speech, target: str, sent: SentRecord) -> None:
    """Send the receipt of a message that is not there any more, with its msgid and time, in the words of its second attempt."""
    # The middle of its millisecond, out of which no rounding leads.
    outgoing = partial(Outgoing, wall=(sent.time_ms + 0.5) / 1000, account=turn.who.account, is_bot=turn.who.is_bot)
    forms = forms_of(outgoing, speech, turn.who.source, target, msgid_of(sent.id))
    echo(turn, speech.command, forms.known_to(turn.who.caps))


def note_sent(turn: Turn, speech: Speech, record: MessageRecord) -> None:
    """Keep under which id a message was sent, for all that its sender can be known by when it comes again."""
    lasting = [person for person in persons_of(turn.who) if lasts(person)]
    for sender in lasting or [nick_at_host(turn.who)]:
        sent = SentRecord(sender, id_of(speech), record.id, record.time_ms)
        turn.effects.append(Keep(sent, NOBODY))


def known_senders(who: Session) -> list[str]:
    """Return all that a session may have sent under before: its account, its device, or its nick at its host."""
    return [*(person for person in persons_of(who) if lasts(person)), nick_at_host(who)]


def nick_at_host(who: Session) -> str:
    """Return by what somebody without account and device is known again."""
    return f"{who.folded}@{who.address}"


def id_of(speech: Speech) -> str:
    """Return the sender's own id; case makes no difference."""
    return speech.tags.get(ID_TAG, "").lower()
