"""What happens in channels besides talk, as lines to keep: who comes, goes and is called otherwise, topics, modes.

A host may play it back with the history (IRCv3 event-playback): what comes so tells what was, and changes nothing of what is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_chat.core.client.events import ChannelRenamed, Happened, MessageArrived
from desktop_chat.core.client.events.kept import EventKind, KeptLine, event_key
from desktop_chat.core.client.handlers.channels import read_modes
from desktop_chat.core.client.handlers.people import time_of
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.core.client.turn import nick_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_chat.core.client.turn import Me, Turn
    from desktop_chat.core.wire.message import Message

KINDS: Final = {
    "JOIN": (EventKind.JOIN, 1),
    "PART": (EventKind.PART, 1),
    "KICK": (EventKind.KICK, 2),
    "TOPIC": (EventKind.TOPIC, 2),
    "MODE": (EventKind.MODE, 2),
    "QUIT": (EventKind.QUIT, 0),
    "NICK": (EventKind.NICK, 1),
}
"""By command, with the least number of its parameters. That a channel has another name, no history tells."""
OF_PERSONS: Final = frozenset({EventKind.QUIT, EventKind.NICK})
"""What happens in all channels that somebody is in."""
OWN_WAYS: Final = frozenset({EventKind.JOIN, EventKind.PART, EventKind.QUIT})
SAID: Final = frozenset({"PRIVMSG", "NOTICE", "TAGMSG", "BATCH", "REDACT", "EDIT"})
"""What means in a history what it means now."""


class What(NamedTuple):
    """What an event is about: `about` and `text` of its line."""

    about: str
    text: str


class Chronicle:
    """Reads what the host says over one connection.

    Args:
        rejoined: Channels that we were in before the last connection broke: that we are in again is no news.
    """

    def __init__(self, rejoined: Sequence[str] = ()) -> None:
        self._known = Knowledge()
        self._rejoined = rejoined
        self._past: dict[str, str] = {}
        """Batches of history that come in, each with the channel or person that it is of."""

    def take(self, turn: Turn, message: Message, handle: Callable[[Turn, Message], None]) -> None:
        """Tell what a line means, if it is one of now, and after that what happened, if it tells of that.

        Args:
            turn: Of the line.
            message: The line.
            handle: Tells what a line of now means.
        """
        lines = self._read(turn, message)  # Before it is handled: who leaves is still where they were.
        if message.command in SAID or message.tags.get("batch", "") not in self._past:
            handle(turn, message)
        for event in turn.step.events.copy():
            if not isinstance(event, MessageArrived):
                self._known.apply(event)
            if isinstance(event, ChannelRenamed):
                lines.append(_event(event.new, round(turn.now.wall * 1000), event.by, EventKind.RENAME, What(event.old, event.reason)))
        turn.step.events += map(Happened, lines)

    def _read(self, turn: Turn, message: Message) -> list[KeptLine]:
        if message.command == "BATCH":
            self._batch(*message.params[:3])
        kind, least = KINDS.get(message.command, (None, 0))
        if kind is None or not message.source or len(message.params) < least:
            return []
        past = self._past.get(message.tags.get("batch", ""))
        channels = self._places(kind, message) if past is None else [past]
        return [
            line
            for channel in channels
            if turn.me.features.is_channel(channel) and not self._is_own_way(turn.me, message, kind, channel, is_past=past is not None)
            for line in _lines(turn, message, kind, channel)
        ]

    def _batch(self, reference: str = "", kind: str = "", target: str = "") -> None:
        if reference.startswith("+") and kind == "chathistory":
            self._past[reference[1:]] = target
        else:
            self._past.pop(reference[1:], None)

    def _places(self, kind: EventKind, message: Message) -> list[str]:
        return self._known.channels_of(nick_of(message.source)) if kind in OF_PERSONS else [message.params[0]]

    def _is_own_way(self, me: Me, message: Message, kind: EventKind, channel: str, *, is_past: bool) -> bool:
        """Return whether we came or went ourselves, in a way that is no news to us."""
        if kind not in OWN_WAYS or not me.is_me(nick_of(message.source)):
            return False
        fold = me.features.fold
        return is_past or kind is not EventKind.JOIN or fold(channel) in map(fold, self._rejoined)


def _lines(turn: Turn, message: Message, kind: EventKind, channel: str) -> list[KeptLine]:
    me, sender = turn.me, nick_of(message.source)
    msgid, time_ms = message.tags.get("msgid", ""), round(time_of(message, turn.now) * 1000)
    mine = me.is_me(message.params[1] if kind is EventKind.KICK else sender)
    return [
        _event(channel, time_ms, sender, kind, what, mine=mine, key=event_key(msgid, me.features.fold(channel), number))
        for number, what in enumerate(_whats(me, kind, message.params))
    ]


def _event(channel: str, time_ms: int, sender: str, kind: EventKind, what: What, *, mine: bool = False, key: str = "") -> KeptLine:  # noqa: PLR0913  # What a line is
    is_channel = True
    return KeptLine(channel, is_channel, key, time_ms, sender, kind, what.text, mine, about=what.about)


def _whats(me: Me, kind: EventKind, params: Sequence[str]) -> list[What]:
    """Return what a line is about: of a mode, each change."""
    match kind:
        case EventKind.MODE:
            return [What("", f"{change.mode} {change.argument}".strip()) for change in read_modes(me.features, params[1:])]
        case EventKind.KICK:
            return [What(params[1], "".join(params[2:3]))]
        case EventKind.QUIT | EventKind.NICK:
            return [What("", "".join(params[:1]))]
        case EventKind.JOIN:
            return [What("", "")]
        case _:
            return [What("", "".join(params[1:2]))]
