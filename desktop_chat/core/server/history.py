"""What was said, as a session may read it: which histories are open to it, and their lines as they were sent.

A channel's history is for its members: whoever is kept out (+i, +k, +b) reads nothing. Private talk is for its two
correspondents; `persons` says how they are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop_chat.core.server.archive import Page
from desktop_chat.core.server.persons import NICK, other_of, person_of, persons_of
from desktop_chat.core.server.records import EventRecord
from desktop_chat.core.wire.names import fold, is_channel, nick_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.records import MessageRecord
    from desktop_chat.core.server.turn import Turn


class History(NamedTuple):
    """One history that a session may read."""

    name: str
    """The channel or nick, as shown."""
    places: tuple[str, ...]
    """Where the archive has it; none if nothing was ever said."""
    since: int = 0
    """The id after which it may be read."""


def history_of(turn: Turn, target: str) -> History | None:
    """Return the history of a channel or of the talk with a nick; None if the session may not read it."""
    if not is_channel(target):
        return None if nick_problem(target) is not None else talk_with(turn, target)
    channel = turn.world.find_channel(target)
    return channel_history(turn, channel) if channel is not None and turn.who in channel.members else None


def channel_history(turn: Turn, channel: Channel) -> History:
    """Return the history of a channel that the session is in."""
    since = 0 if turn.world.config.history.newcomers_read else channel.since[turn.who]
    return History(channel.name, (channel.place,), since)


def read(turn: Turn, history: History, page: Page) -> list[MessageRecord]:
    """Return a part of a history, as far as the session may read it, under the channel's name of now."""
    page = page._replace(after=max(page.after, history.since))
    return [renamed(record, history.name) for record in turn.world.archive.page(history.places, page)]


def renamed(record: MessageRecord, name: str) -> MessageRecord:
    """Return a record of a channel that may have had another name then as one of the channel *name* (IRCv3 channel-rename)."""
    if record.target == name or not is_channel(name):
        return record
    is_named = f"{record.text} ".startswith(f"{record.target} ")
    if isinstance(record, EventRecord) and is_named:
        record = record._replace(text=name + record.text[len(record.target) :])
    return record._replace(target=name)


def talk_with(turn: Turn, nick: str) -> History:
    """Return the session's private talk with whoever has this nick, or had it when they talked."""
    person = turn.world.find_nick(nick)
    now = {other_of(one, person.nick) for one in persons_of(person)} if person is not None else set()
    folded = fold(nick)
    places = [talk.place for talk in talks_of(turn) if talk.other in now or fold(talk.nick) == folded]
    return History(person.nick if person is not None else nick, tuple(places))


class Talk(NamedTuple):
    """The session's private talk with one other."""

    place: str
    other: str
    """As in `persons.other_of`."""
    nick: str
    """The other's, when they last talked."""
    last: MessageRecord


def talks_of(turn: Turn) -> Iterator[Talk]:
    """Yield all private talk of the session in which there is still a message."""
    archive = turn.world.archive
    for own in persons_of(turn.who):
        for place in archive.correspondents(own):
            other = place.partition(" ")[2]
            for last in archive.page((place,), Page(1, from_end=True)):
                yield Talk(place, other, last.target if last.by == own else last.nick, last)


def current_nicks(turn: Turn) -> dict[str, str]:
    """Return the nicks under which others of private talk are in the room now, where they are known by more than a nick."""
    others = ((other_of(person_of(person), person.nick), person.nick) for person in turn.world.people())
    return {other: nick for other, nick in others if not other.startswith(NICK)}
