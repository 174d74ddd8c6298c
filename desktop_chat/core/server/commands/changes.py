"""What is done to messages after they were said: REDACT takes one back, EDIT lets it say something else.

IRCv3 message-redaction, and pull request 425 of the IRCv3 specifications, from which it came and which has edits too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_chat.core.server.asides import tell_aside
from desktop_chat.core.server.effects import NOBODY, Deliver, Keep
from desktop_chat.core.server.persons import is_private, person_of, persons_of, places_of
from desktop_chat.core.server.records import ChangeRecord, EventRecord, id_of, msgid_of
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.targets import SIGNS, ranked
from desktop_chat.core.server.turn import param
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.errors import PeerError
from desktop_chat.core.wire.message import NO_TAGS, Message, encode
from desktop_chat.core.wire.names import fold, is_channel, nick_problem
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.tags import EDIT_TEXT, EDITED_MSGID, REPLY, kept_text

if TYPE_CHECKING:
    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.outgoing import Outgoing
    from desktop_chat.core.server.records import MessageRecord
    from desktop_chat.core.server.turn import Turn


FORBIDDEN: Final = frozenset("\r\x01")
"""What an edit may not bring into the log: half the end of a line, and the beginning of a CTCP query."""


class Found(NamedTuple):
    """A message that somebody wants to change."""

    record: MessageRecord
    channel: Channel | None
    """Where it was said; None for a private one."""
    target: str
    """Where it is told: as the message was sent, but to a person under the nick of now."""
    audience: tuple[int, ...]
    """Who is told of the change, who makes it included."""


def handle_redact(turn: Turn, message: Message) -> None:
    """Take a message back: one's own for a time, any as an operator (IRCv3 message-redaction, Command)."""
    target, msgid, reason = message.params[0], message.params[1], param(message, 2)
    try:
        found = find(turn, target, msgid)
        check_redaction(turn, found, target, msgid)
    except PeerError as error:
        turn.fail("REDACT", error.code, *error.context, str(error))
        return
    redaction = turn.act("REDACT", found.target, msgid, *message.params[2:3])
    if len(encode(redaction)) > limits.MESSAGE_BYTES:
        turn.reply(Numeric.ERR_INPUTTOOLONG, "Input line was too long")
        return
    knowing = turn.world.with_cap(found.audience, Caps.MESSAGE_REDACTION)
    line = change(turn, found, redaction, None, knowing)
    if found.record.command != "TAGMSG":
        tell_of_redaction(turn, found, reason, knowing, line)


def check_redaction(turn: Turn, found: Found, target: str, msgid: str) -> None:
    """Raise PeerError if the session may not take a message back (Errors)."""
    who, rules = turn.who, turn.world.config.talk
    if who.is_operator or (found.channel is not None and found.channel.has_rank(who, "o")):
        return
    if found.record.by not in persons_of(who):
        raise PeerError("REDACT_FORBIDDEN", "You are not authorised to delete this message", target, msgid)
    expired = PeerError("REDACT_WINDOW_EXPIRED", "You can no longer delete this message", target, msgid)
    check_age(turn, found.record, rules.redact_seconds, expired)


def check_age(turn: Turn, record: MessageRecord, seconds: float | None, expired: PeerError) -> None:
    """Raise *expired*, with the seconds that are allowed, if a message is older than that."""
    if seconds is not None and turn.now.wall - record.time_ms / 1000 > seconds:
        raise PeerError(expired.code, str(expired), *expired.context, f"{seconds:g}")


def tell_of_redaction(turn: Turn, found: Found, reason: str, knowing: tuple[int, ...], line: Outgoing) -> None:
    """Tell those who do not know REDACT in a sentence (Fallback: "with information about the action")."""
    record, who = found.record, turn.who
    whose = "a message" if record.nick == who.nick else f"a message of {record.nick}"
    ago = age_text(turn.now.wall - record.time_ms / 1000)
    sentence = f"{who.nick} deleted {whose} from {ago} ago" + (f": {reason}" if reason else "")
    source = who.source if found.channel is None else turn.world.config.server_name
    words = Message("NOTICE", (found.target, sentence), source)
    tell_aside(turn, set(found.audience).difference(knowing), words, line)


def age_text(seconds: float) -> str:
    """Return how long something is ago, roughly ("It might be preferable to use relative time descriptions")."""
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        count = int(seconds // size)
        if count > 0:
            return f"{count} {name}{'s' if count > 1 else ''}"
    return "a moment"


def handle_edit(turn: Turn, message: Message) -> None:
    """Let an own message say something else, for a time (pull request 425, Editing messages)."""
    target, msgid, text = message.params[0], message.tags.get(EDITED_MSGID, ""), message.tags.get(EDIT_TEXT, "")
    try:
        check_text(target, msgid, text)
        found = find(turn, target, msgid)
        check_edit(turn, found, target, msgid)
    except PeerError as error:
        turn.fail("EDIT", error.code, *error.context, str(error))
        return
    edit = turn.act("EDIT", found.target)._replace(tags={EDITED_MSGID: msgid, EDIT_TEXT: text})
    knowing = turn.world.with_cap(turn.world.with_cap(found.audience, Caps.MESSAGE_EDIT), Caps.MESSAGE_TAGS)
    line = change(turn, found, edit, text, knowing)
    words = turn.act(found.record.command, found.target, f"* edited: {text}")._replace(tags={REPLY[0]: msgid})
    tell_aside(turn, set(found.audience).difference(knowing), words, line)


def change(turn: Turn, found: Found, message: Message, text: str | None, knowing: tuple[int, ...]) -> Outgoing:
    """Let a message say something else in the log, keep who did it and when, and tell those who know how; return the line."""
    who, record = turn.who, found.record
    change_id = turn.world.next_id(turn.now)
    line = turn.outgoing(message, msgid=msgid_of(change_id))
    turn.effects.append(Keep(ChangeRecord(record.id, text), who.id, line, turn.label))
    words = encode(message._replace(source=None, tags=NO_TAGS)).decode().removeprefix(f"{message.command} ").removesuffix("\r\n")
    event = EventRecord(
        change_id,
        int(turn.now.wall * 1000),
        found.target,
        who.source,
        message.command,
        words,
        kept_text(message.tags),
        by=person_of(who),
        is_bot=int(who.is_bot),
    )
    turn.effects += [Keep(event._replace(place=place), NOBODY) for place in places_of(record)]
    turn.effects.append(Deliver(knowing, line))
    return line


def check_text(target: str, msgid: str, text: str) -> None:
    """Raise PeerError if an edit does not say what of which message (Errors)."""
    if not msgid:
        raise PeerError("INVALID_EDIT", f"Invalid edit: the tag {EDITED_MSGID} is missing", target)
    has_too_many_lines = text.count("\n") >= limits.MULTILINE_LINES
    if not text.strip() or has_too_many_lines or not FORBIDDEN.isdisjoint(text):
        raise PeerError("INVALID_EDIT", "Invalid edit text", target, msgid)


def check_edit(turn: Turn, found: Found, target: str, msgid: str) -> None:
    """Raise PeerError if the session may not edit a message: nobody puts words into another's mouth (Errors)."""
    record, channel = found.record, found.channel
    may_speak = channel is None or channel.may_speak(turn.who)
    if record.by not in persons_of(turn.who) or record.command == "TAGMSG" or not may_speak:
        raise PeerError("EDIT_FORBIDDEN", "You are not authorised to edit this message", target, msgid)
    expired = PeerError("EDIT_WINDOW_EXPIRED", "You can no longer edit this message", target, msgid)
    check_age(turn, record, turn.world.config.talk.edit_seconds, expired)


def find(turn: Turn, target: str, msgid: str) -> Found:
    """Return the message of a target that the session can see.

    Raises:
        PeerError: INVALID_TARGET or UNKNOWN_MSGID. Of what somebody cannot see it is not told that it is there.
    """
    record_id = id_of(msgid)
    name = target.lstrip(SIGNS)
    channel = turn.world.find_channel(name)
    is_inside = channel is not None and (turn.who in channel.members or turn.who.is_operator)
    if not is_inside and (is_channel(name) or nick_problem(target) is not None):
        raise PeerError("INVALID_TARGET", f"You cannot change messages of {target or '*'}", target)
    record = None if record_id is None else turn.world.archive.find(record_id)
    found = None if record is None else found_in(turn, channel, record) if channel is not None else found_between(turn, target, record)
    if found is None:
        raise PeerError("UNKNOWN_MSGID", "This message does not exist or is too old", target, msgid)
    return found


def found_in(turn: Turn, channel: Channel, record: MessageRecord) -> Found | None:
    """Return a message of a channel, if it was said there and not to a rank that the session does not have."""
    sign = record.place.removesuffix(channel.place)
    if record.place != sign + channel.place or not set(sign) <= set(SIGNS):
        return None
    audience = ranked(channel, sign) if sign else channel.audience
    if turn.who.id in audience or turn.who.is_operator or record.by in persons_of(turn.who):
        return Found(record, channel, sign + channel.name, audience if turn.who.id in audience else (*audience, turn.who.id))
    return None


def found_between(turn: Turn, nick: str, record: MessageRecord) -> Found | None:
    """Return a message of the session's private talk with whoever has this nick, or had it then."""
    own, other = set(persons_of(turn.who)), turn.world.find_nick(nick)
    persons = {fold(nick), *(persons_of(other) if other is not None else ())}
    was_sent = record.by in own and not persons.isdisjoint({record.place, fold(record.target)})
    came = record.place in own and not persons.isdisjoint({record.by, fold(record.nick)})
    if not is_private(record) or not (was_sent or came):
        return None
    both = {record.by, record.place}
    present = [one for one in turn.world.people() if not both.isdisjoint(persons_of(one))]
    nicks = [one.nick for one in present if record.place in persons_of(one)]
    return Found(record, None, next(iter(nicks), record.target), tuple(one.id for one in present))


COMMANDS = (
    Command("EDIT", handle_edit, min_params=1, spec="IRCv3 pull request 425"),
    Command("REDACT", handle_redact, min_params=2, spec="IRCv3 message-redaction"),
)
