"""One registration with a host, from the first line to the last, without a socket."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from desktop_chat.core.client.events import LinkLost, LinkProblem, MessageArrived, MessageKind
from desktop_chat.core.client.handlers import handle_command, handle_numeric
from desktop_chat.core.client.isupport import ISupport
from desktop_chat.core.wire.errors import PeerError, UsageError
from desktop_chat.core.wire.linebuffer import TOO_LONG
from desktop_chat.core.wire.message import Message, parse
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from desktop_chat.core.client.events import ClientEvent, ListedChannel, Member
    from desktop_chat.core.instant import Instant

PING_AFTER_SECONDS = 45.0
"""Quiet for so long: ask whether the host is there. Half of what the host waits, so a dead link is seen here first."""
PONG_WITHIN_SECONDS = 20.0
CTCP = "\x01"


class State(Enum):
    """How far a registration is."""

    NEW = auto()
    REGISTERING = auto()
    REGISTERED = auto()
    CLOSED = auto()


NEXT_STATE = {
    (State.NEW, "start"): State.REGISTERING,
    (State.REGISTERING, "welcome"): State.REGISTERED,
    (State.REGISTERED, "welcome"): State.REGISTERED,
    (State.REGISTERING, "close"): State.CLOSED,
    (State.REGISTERED, "close"): State.CLOSED,
    (State.CLOSED, "close"): State.CLOSED,
}


@dataclass(slots=True)
class Step:
    """What came of one line or one tick."""

    events: list[ClientEvent] = field(default_factory=list)
    send: list[Message] = field(default_factory=list)


class ClientSession:
    """A member's session with one host. One thread owns it.

    Args:
        nick: The wanted nick.
        password: The room's password, if it has one.
        channels: Joined as soon as the host has let us in.
    """

    def __init__(self, nick: str, *, password: str | None = None, channels: tuple[str, ...] = ("#general",)) -> None:
        self.nick, self.channels = nick, channels
        self.isupport = ISupport()
        self.state = State.NEW
        self.caps: set[str] = set()
        self.offered: list[str] = []
        self.names: dict[str, list[Member]] = {}
        self.listed: list[ListedChannel] = []
        self._password = password
        self._last_heard: float | None = None
        self._pinged_at: float | None = None

    def advance(self, event: str) -> None:
        """Take a step of the registration.

        Raises:
            UsageError: If it is not possible now; then nothing has changed.
        """
        try:
            self.state = NEXT_STATE[self.state, event]
        except KeyError:
            raise UsageError(f"{event} is not possible while {self.state.name}") from None

    @property
    def is_registering(self) -> bool:
        """Whether the host has not let us in yet."""
        return self.state is State.REGISTERING

    def start(self) -> list[Message]:
        """Return the lines that open a registration (Modern #connection-registration)."""
        self.advance("start")
        word = [Message("PASS", (self._password,))] if self._password is not None else []
        user = Message("USER", ("chat", "0", "*", self.nick))
        return [Message("CAP", ("LS", "302")), *word, Message("NICK", (self.nick,)), user]

    def rename(self, nick: str) -> list[Message]:
        """Return the line that asks for another nick; before registration it becomes the wanted one."""
        if self.state is not State.REGISTERED:
            self.nick = nick
        return [Message("NICK", (nick,))]

    def receive(self, line: bytes, now: Instant) -> Step:
        """Take one line as the line buffer gives it. Never raises for what a host sends.

        A line that cannot be read is left out: there is nobody to tell.
        """
        step = Step()
        self._last_heard, self._pinged_at = now.monotonic, None
        if line is TOO_LONG:
            return step
        try:
            message = parse(line)
        except PeerError:
            return step
        if message.command.isdigit():
            handle_numeric(self, message, step)
        else:
            handle_command(self, message, step, now)
        return step

    def said(self, message: Message, now: Instant) -> list[ClientEvent]:
        """Return what a line we send shows at once: our own words, if the host does not echo them."""
        if "echo-message" in self.caps or message.command not in {"PRIVMSG", "NOTICE"}:
            return []
        return [self.message_event(message._replace(source=self.nick), now)]

    def message_event(self, message: Message, now: Instant) -> MessageArrived:
        """Return a PRIVMSG or NOTICE with a source and two parameters as an event."""
        sender = (message.source or "").partition("!")[0]
        target, text = message.params[:2]
        mine = self.is_me(sender)
        conversation = self.isupport.channel_of(target) or (target if mine else sender)
        kind = MessageKind.NOTICE if message.command == "NOTICE" else MessageKind.TALK
        if text.startswith(CTCP + "ACTION "):
            text, kind = text.removeprefix(CTCP + "ACTION ").removesuffix(CTCP), MessageKind.ACTION
        time = time_of(message, now)
        return MessageArrived(conversation, sender, text, kind, time, message.tags.get("msgid", ""), mine)

    def is_me(self, nick: str) -> bool:
        """Return whether a nick is ours, in any case."""
        return fold(nick) == fold(self.nick)

    def tick(self, now: Instant) -> Step:
        """Ask a quiet host whether it is there, and give a silent one up. To be called about once a second."""
        if self._last_heard is None or self.state is State.CLOSED:
            self._last_heard = now.monotonic
        elif self._pinged_at is not None:
            if now.monotonic - self._pinged_at >= PONG_WITHIN_SECONDS:
                self.advance("close")
                return Step([LinkLost(LinkProblem.SILENT)])
        elif now.monotonic - self._last_heard >= PING_AFTER_SECONDS:
            self._pinged_at = now.monotonic
            return Step(send=[Message("PING", ("alive",))])
        return Step()


def time_of(message: Message, now: Instant) -> float:
    """Return when a message was sent, in seconds since 1970 (IRCv3 server-time); now, if it does not say so properly."""
    try:
        told = datetime.fromisoformat(message.tags["time"])
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
    except (KeyError, ValueError, OverflowError, OSError):
        return now.wall
