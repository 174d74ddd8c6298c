"""CHATHISTORY: what was said, page by page (IRCv3 chathistory)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from desktop_chat.core.server.archive import END, ArchiveError, Page
from desktop_chat.core.server.history import History, channel_history, current_nicks, history_of, read, talks_of
from desktop_chat.core.server.recorded import lines_of
from desktop_chat.core.server.references import limit_of, reference_of, time_of
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.errors import PeerError
from desktop_chat.core.wire.names import fold
from desktop_chat.core.wire.times import server_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_chat.core.server.records import MessageRecord
    from desktop_chat.core.server.references import Reference
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

COULD_NOT: Final = "Messages could not be retrieved"
Value = TypeVar("Value")


class Refused(PeerError):
    """A request that cannot be answered.

    Args:
        code: Of the standard reply.
        context: What it is about, after the sub-command.
        text: For people.
    """

    def __init__(self, code: str, context: tuple[str, ...], text: str) -> None:
        super().__init__(code, text)
        self.context = context


class Border(NamedTuple):
    """Where a reference points in a history: what it refers to, if anything, lies between the two."""

    before: int
    """Ids less than this are before it."""
    after: int
    """Ids greater than this are after it."""


class Asked(NamedTuple):
    """A request: for which history, from where, how much of it at most."""

    turn: Turn
    history: History
    borders: tuple[Border, ...]
    limit: int

    def page(self, limit: int, *, after: int = 0, before: int = END, from_end: bool = False) -> list[MessageRecord]:
        """Return a part of the history, with events for who wants them (draft/event-playback)."""
        events = bool(self.turn.who.caps & Caps.EVENT_PLAYBACK)
        return read(self.turn, self.history, Page(limit, after, before, from_end, events))


def handle_chathistory(turn: Turn, message: Message) -> None:
    """Send a part of a history, or which histories there are; or say why not (chathistory, Errors and Warnings)."""
    subcommand, words = message.params[0].upper(), message.params[1:]
    try:
        check(turn, subcommand, words)
        if subcommand == "TARGETS":
            send_targets(turn, words)
        else:
            send_history(turn, subcommand, words)
    except Refused as refused:
        turn.fail("CHATHISTORY", refused.code, subcommand, *refused.context, str(refused))
    except ArchiveError:
        turn.fail("CHATHISTORY", "MESSAGE_ERROR", subcommand, words[0], COULD_NOT)


def check(turn: Turn, subcommand: str, words: tuple[str, ...]) -> None:
    """Raise Refused if there is no such sub-command, if it has too few or too many parameters, or if nothing is kept here."""
    wanted = PARAMS.get(subcommand)
    if wanted is None:
        raise Refused("INVALID_PARAMS", (), "Unknown command")
    if len(words) != wanted:
        raise Refused("INVALID_PARAMS", (), "Insufficient parameters" if len(words) < wanted else "Too many parameters")
    if not turn.world.config.history.kept:
        raise Refused("MESSAGE_ERROR", (words[0],), "This room keeps no history")


def parsed(read: Callable[[str], Value], word: str, target: str) -> Value:
    """Return what *read* makes of a parameter; raise Refused with the context that chathistory wants for its code."""
    try:
        return read(word)
    except PeerError as error:
        context = (word,) if error.code == "INVALID_PARAMS" else (target, word)
        raise Refused(error.code, context, str(error)) from error


def send_history(turn: Turn, subcommand: str, words: tuple[str, ...]) -> None:
    """Send the part of a history that was asked for, in a batch with the target as it was asked for (Ergo, irctest)."""
    target, *references, last = words
    limit = min(parsed(limit_of, last, target), limits.HISTORY_PAGE)
    everything = subcommand == "LATEST" and references == ["*"]
    places = [] if everything else [parsed(reference_of, word, target) for word in references]
    history = history_of(turn, target)
    if history is None:
        raise Refused("INVALID_TARGET", (target,), COULD_NOT)
    borders = tuple(border_of(turn, history, reference) for reference in places) or (Border(END, 0),)
    records = SELECTIONS[subcommand](Asked(turn, history, borders, limit))
    with turn.batch("chathistory", target):
        for record in records:
            for line in lines_of(record, turn.who.caps):
                turn.send_line(turn.who, line)


def border_of(turn: Turn, history: History, reference: Reference) -> Border:
    """Return where a reference points. An id points to its place also when its message is gone."""
    if reference.record_id is not None:
        return Border(reference.record_id, reference.record_id)
    position = turn.world.archive.position
    return Border(position(history.places, reference.time_ms), position(history.places, reference.time_ms + 1) - 1)


def latest(asked: Asked) -> list[MessageRecord]:
    """Return the newest, of those after a reference if there is one (chathistory, LATEST)."""
    return asked.page(asked.limit, after=asked.borders[0].after, from_end=True)


def before(asked: Asked) -> list[MessageRecord]:
    """Return the newest before a reference (chathistory, BEFORE)."""
    return asked.page(asked.limit, before=asked.borders[0].before, from_end=True)


def after(asked: Asked) -> list[MessageRecord]:
    """Return the oldest after a reference (chathistory, AFTER)."""
    return asked.page(asked.limit, after=asked.borders[0].after)


def around(asked: Asked) -> list[MessageRecord]:
    """Return up to half of them before a reference; the others begin with what it refers to (chathistory, AROUND)."""
    border, half = asked.borders[0].before, asked.limit // 2
    older = asked.page(half, before=border, from_end=True) if half else []
    return older + asked.page(asked.limit - len(older), after=border - 1)


def between(asked: Asked) -> list[MessageRecord]:
    """Return those between two references, counted from the first, which may be the later one (chathistory, BETWEEN)."""
    first, second = asked.borders
    if first.before <= second.before:
        return asked.page(asked.limit, after=first.after, before=second.before)
    return asked.page(asked.limit, after=second.after, before=first.before, from_end=True)


def send_targets(turn: Turn, words: tuple[str, ...]) -> None:
    """Send the channels and nicks whose latest message lies between two times, with its time (chathistory, TARGETS)."""
    first, second = (parsed(time_of, word, "*") for word in words[:2])
    limit = min(parsed(limit_of, words[2], "*"), limits.HISTORY_PAGE)
    latest_of = {fold(name): (record, name) for record, name in sorted(targets_of(turn))}
    found = sorted(pair for pair in latest_of.values() if min(first, second) < pair[0].time_ms < max(first, second))
    with turn.batch("draft/chathistory-targets"):
        for record, name in found[:limit] if first <= second else found[-limit:]:
            turn.from_server("CHATHISTORY", "TARGETS", name, server_time((record.time_ms + 0.5) / 1000))


def targets_of(turn: Turn) -> Iterator[tuple[MessageRecord, str]]:
    """Yield the latest message of each history that the session may read, and the history's name."""
    for channel in turn.who.channels.values():
        for record in read(turn, channel_history(turn, channel), Page(1, from_end=True)):
            yield record, channel.name
    nicks = current_nicks(turn)
    for talk in talks_of(turn):
        yield talk.last, nicks.get(talk.other, talk.nick)


SELECTIONS: Final[dict[str, Callable[[Asked], list[MessageRecord]]]] = {
    "LATEST": latest,
    "BEFORE": before,
    "AFTER": after,
    "AROUND": around,
    "BETWEEN": between,
}
PARAMS: Final = {**dict.fromkeys(SELECTIONS, 3), "BETWEEN": 4, "TARGETS": 3}
"""How many parameters each sub-command has."""

COMMANDS = (Command("CHATHISTORY", handle_chathistory, min_params=1, spec="IRCv3 chathistory"),)
