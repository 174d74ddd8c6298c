"""What was said before, for a client that joins a channel and cannot ask for history: a short tail of plain messages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.archive import ArchiveError, Page
from desktop_chat.core.server.history import channel_history, read
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.persons import person_of
from desktop_chat.core.server.recorded import lines_of
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.message import Message, encode
from desktop_chat.core.wire.text import split_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_chat.core.server.channel import Channel
    from desktop_chat.core.server.records import MessageRecord
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.turn import Turn

CTCP: Final = "\x01"
ACTION: Final = f"{CTCP}ACTION "


class LeftAt:
    """Where people left channels, so that who comes back gets only what it missed; in memory, the last ones."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], int] = {}

    def note(self, who: Session, channel: Channel, last_id: int) -> None:
        """Note that somebody leaves a channel after what had this id."""
        self._ids.pop((person_of(who), channel.place), None)
        self._ids[person_of(who), channel.place] = last_id
        if len(self._ids) > limits.LEAVINGS:
            del self._ids[next(iter(self._ids))]

    def get(self, who: Session, channel: Channel) -> int:
        """Return the id after which somebody has not been in a channel; 0 for a newcomer."""
        return self._ids.get((person_of(who), channel.place), 0)


def replay(turn: Turn, channel: Channel) -> None:
    """Send the tail of a channel's talk that the session, which comes in, has not seen.

    Not to a client that may ask for it: "the server SHOULD NOT play back any history that would otherwise be sent
    automatically" (chathistory).
    """
    who, world = turn.who, turn.world
    rules = world.config.history
    if not rules.kept or not rules.replay_lines or who.caps & Caps.CHATHISTORY:
        return
    page = Page(rules.replay_lines, after=world.left.get(who, channel), from_end=True)
    try:
        records = read(turn, channel_history(turn, channel), page)
    except ArchiveError:  # Who comes in comes in; the store has told why.
        return
    lines = [line for record in records for line in plain_lines(turn, record)][-rules.replay_lines :]
    if lines:
        with turn.batch("chathistory", channel.name):
            for line in lines:
                turn.send_line(who, line)


def plain_lines(turn: Turn, record: MessageRecord) -> Iterator[Outgoing]:
    """Yield a message's line, with its time in the text where the client knows no time tag; none for a CTCP query of old."""
    is_action = record.text.startswith(ACTION)
    if record.text.startswith(CTCP) and not is_action:
        return
    if turn.who.caps & Caps.SERVER_TIME:
        yield from lines_of(record, turn.who.caps)
        return
    text = record.text.removeprefix(ACTION).removesuffix(CTCP) if is_action else record.text
    before, behind = (ACTION, CTCP) if is_action else ("", "")
    space = limits.MESSAGE_BYTES - len(encode(Message(record.command, (record.target, before + behind), record.sender)))
    # One that fills its line goes into two, rather than lose its end for the time; of several lines each stands alone.
    for line in f"{stamp(turn, record)} {text}".split("\n"):
        for piece in split_text(line, space):
            message = Message(record.command, (record.target, before + piece + behind), record.sender)
            yield Outgoing(message, wall=turn.now.wall)


def stamp(turn: Turn, record: MessageRecord) -> str:
    """Return a message's time for people, `[14:33]`; with the day if that was another one."""
    zone = turn.world.config.history.zone
    then, now = (datetime.fromtimestamp(wall, zone) for wall in (record.time_ms / 1000, turn.now.wall))
    return then.strftime("[%H:%M]" if then.date() == now.date() else "[%Y-%m-%d %H:%M]")
