"""How what is said gets its id, goes into the log and out to whom it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.asides import tell_of_reaction
from desktop_chat.core.server.effects import NOBODY, Deliver
from desktop_chat.core.server.once import ID_TAG, is_answered, note_sent
from desktop_chat.core.server.persons import person_of
from desktop_chat.core.server.records import MessageRecord, msgid_of
from desktop_chat.core.server.speech import echo, forms_of
from desktop_chat.core.server.targets import route_of
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.tags import is_reaction, kept_text

if TYPE_CHECKING:
    from desktop_chat.core.server.speech import Forms, Speech
    from desktop_chat.core.server.targets import Refuse, Route
    from desktop_chat.core.server.turn import Turn


def speak(turn: Turn, speech: Speech, targets: list[str], refuse: Refuse) -> None:
    """Say something to each of its targets; *refuse* takes a numeric and its parameters."""
    if ID_TAG in speech.tags and is_answered(turn, speech, targets, refuse):
        return
    most = turn.world.config.limits.targets
    for target in targets[most:]:
        refuse(Numeric.ERR_TOOMANYTARGETS, target, f"At most {most} targets at once")
    for target in targets[:most]:
        route = route_of(turn, speech, target, refuse)
        if route is not None:
            post(turn, speech, route, refuse)
            if route.person is not None and route.person.away is not None and speech.command == "PRIVMSG":
                turn.reply(Numeric.RPL_AWAY, route.person.nick, route.person.away)


def post(turn: Turn, speech: Speech, route: Route, refuse: Refuse) -> None:
    """Give a message its id and send it on; nobody gets one that is too long with its sender's name before it.

    The sender's own copy is the echo: the same line, only if it asked for echo-message, only after the commit. Who
    writes to itself gets it as a receiver too.
    """
    who, now = turn.who, turn.now
    record_id = turn.world.next_id(now)
    forms = forms_of(turn.outgoing, speech, who.source, route.target, msgid_of(record_id))
    if forms.are_too_long():
        refuse(Numeric.ERR_INPUTTOOLONG, "Input line was too long")
        return
    record = None
    if route.place and (speech.command != "TAGMSG" or is_reaction(speech.tags)):
        record = MessageRecord(
            record_id,
            int(now.wall * 1000),
            route.target,
            who.source,
            speech.command,
            speech.text,
            kept_text(speech.tags),
            route.place,
            person_of(who),
            int(who.is_bot),
        )
        if ID_TAG in speech.tags:
            note_sent(turn, speech, record)
    deliver(turn, speech, route, forms, record)
    echo(turn, speech.command, forms.known_to(who.caps))


def deliver(turn: Turn, speech: Speech, route: Route, forms: Forms, record: MessageRecord | None) -> None:
    """Send a message to its audience, each in the form it knows; the log has it before anybody."""
    world, audience = turn.world, route.audience
    skip = NOBODY if route.person is turn.who else turn.who.id
    others: tuple[int, ...] = ()
    if speech.command == "TAGMSG":  # "Servers MUST NOT deliver TAGMSG to clients that haven't negotiated" tags.
        audience = world.with_cap(audience, Caps.MESSAGE_TAGS)
    elif speech.is_batch:
        knowing = world.with_cap(world.with_cap(audience, Caps.BATCH), Caps.MULTILINE)
        others = tuple(sorted(set(audience).difference(knowing)))
        audience = knowing
    if audience or record is not None:
        turn.effects.append(Deliver(audience, forms.whole, skip, record))
    turn.effects += [Deliver(others, line, skip) for line in forms.lines if others]
    if record is not None and speech.command == "TAGMSG":
        tell_of_reaction(turn, speech, route, set(route.audience).difference(audience), forms.whole)
