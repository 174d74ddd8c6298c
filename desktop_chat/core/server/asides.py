"""One tidy line for those whose clients cannot show what happened to a message: deleted, edited, reacted to.

Such lines are a courtesy and never a flood: of each channel or person no more than a few at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.effects import Deliver
from desktop_chat.core.server.outgoing import Portion
from desktop_chat.core.server.pace import Rate
from desktop_chat.core.server.persons import person_of
from desktop_chat.core.server.records import id_of
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.tags import REACT, REPLY, value_of
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_chat.core.server.outgoing import Outgoing
    from desktop_chat.core.server.records import MessageRecord
    from desktop_chat.core.server.speech import Speech
    from desktop_chat.core.server.targets import Route
    from desktop_chat.core.server.turn import Turn

ASIDES: Final = Rate(5, 0.2)
"""Of one channel or person: five, then one in five seconds. A class that applauds does not drown what is said."""
ALL_ASIDES: Final = Rate(100, 10)
"""Of the whole room."""
QUOTED_BYTES: Final = 80
"""Of a message: enough to know it again."""
ELLIPSIS: Final = "…"


def tell_aside(turn: Turn, audience: Iterable[int], message: Message, whole: Outgoing) -> None:
    """Tell in one line what others see otherwise, unless there were too many of such lines.

    Args:
        turn: The turn in which it happened.
        audience: Who gets it; who acts does not.
        message: The line; its last parameter is a sentence, cut where it does not fit.
        whole: The line for the others: if that is lost, so is this.
    """
    others = tuple(one for one in audience if one != turn.who.id)
    *middle, sentence = message.params
    asides, place, now = turn.world.asides, middle[0], turn.now.monotonic
    if not others or not asides.has(place, 1, now):
        return
    asides.take(place, 1, now)
    head = f":{message.source} {message.command} {' '.join(middle)} :\r\n"
    fitting = shortened(sentence, limits.MESSAGE_BYTES - len(head.encode()))
    line = turn.outgoing(message._replace(params=(*middle, fitting)))
    turn.effects.append(Deliver(others, Portion(line, whole)))


def tell_of_reaction(turn: Turn, speech: Speech, route: Route, audience: Iterable[int], whole: Outgoing) -> None:
    """Tell those who know no tags of a reaction; that it was taken back they are not told."""
    reaction = value_of(speech.tags, REACT)
    if not reaction or not turn.world.config.talk.reactions_as_text:
        return
    record_id = id_of(value_of(speech.tags, REPLY))
    about = None if record_id is None else turn.world.archive.find(record_id)
    sentence = f"* reacted with {shortened(reaction, limits.REACTION_BYTES)}"
    if about is not None and about.text and is_known_there(turn, about, route):
        sentence += f" to {about.nick}: {shortened(about.text, QUOTED_BYTES)}"
    tell_aside(turn, audience, Message("PRIVMSG", (route.target, sentence), turn.who.source), whole)


def is_known_there(turn: Turn, record: MessageRecord, route: Route) -> bool:
    """Return whether those whom a route leads to know a message: else it must not be quoted to them."""
    between = {person_of(turn.who), route.place}
    return record.place == route.place if route.person is None else between == {record.by, record.place}


def shortened(text: str, max_bytes: int) -> str:
    """Return a text on one line, without control characters, cut to a size with a sign that it goes on."""
    line = " ".join("".join(max(char, " ") for char in text).split())
    return line if len(line.encode()) <= max_bytes else cut(line, max_bytes - len(ELLIPSIS.encode())) + ELLIPSIS
