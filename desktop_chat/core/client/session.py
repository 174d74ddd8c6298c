"""One connection to a host, from the first line to the last, as bytes in and events out. Not a socket: `Link` has that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from desktop_chat.core.client.catch_up import CatchUp, Seen
from desktop_chat.core.client.chronicle import Chronicle
from desktop_chat.core.client.events import ChannelRenamed, JoinedChannel, LinkClosed, LinkFailed, LinkLost, LinkProblem, MessageQueued
from desktop_chat.core.client.handlers import handle
from desktop_chat.core.client.handlers.identity import UNDER_WAY, end_negotiation, step
from desktop_chat.core.client.handlers.metadata import ask_for_postponed
from desktop_chat.core.client.long_text import as_lines, text_bytes
from desktop_chat.core.client.outbox import RECEIPTS, Outbox, Pending
from desktop_chat.core.client.own_lines import note_own
from desktop_chat.core.client.profile import NOBODY_KNOWN, Profile
from desktop_chat.core.client.turn import ConnectionState, Login, Me, Step, Trigger, Turn
from desktop_chat.core.wire.errors import PeerError
from desktop_chat.core.wire.linebuffer import TOO_LONG
from desktop_chat.core.wire.message import Message, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_chat.core.client.events import LinkEnd
    from desktop_chat.core.client.features import Features
    from desktop_chat.core.instant import Instant
    from desktop_chat.core.wire.multiline import MultilineLimits

PING_AFTER_SECONDS: Final = 45.0
"""Quiet for so long: ask. Half of what our own host waits, so that the member sees a dead link first."""
WELCOME_AFTER_SECONDS: Final = 10.0
"""The same before the welcome: somebody waits in front of the window, and it may be no chat host at all."""
LOGIN_WITHIN_SECONDS: Final = 5.0
"""A host that does not say in this time whether it knows our device lets us in without: nobody waits for a nicety."""
PONG_AT_ONCE_SECONDS: Final = 4.0
"""The same when there is reason to doubt: after a sleep, or when the network has changed."""
PONG_WITHIN_SECONDS: Final = 20.0
"""No line for so long after asking: the link is dead. A busy wireless network may stall for several seconds."""
USER_NAME: Final = "chat"
"""Hosts show it with a `~`; nobody reads it."""
PING_TOKEN: Final = "alive"  # noqa: S105
GONE: Final = frozenset({LinkProblem.CLOSED_BY_HOST, LinkProblem.BROKEN})
"""Ends of the socket that an earlier word of the host, or our own QUIT, explains better."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a member has of a room, and carries from one connection to the next."""

    outbox: Outbox = field(default_factory=Outbox)
    seen: Seen = field(default_factory=Seen)

    def rename(self, old: str, new: str, fold: Callable[[str], str]) -> None:
        """Know a channel under another name."""
        self.outbox.rename(old, new, fold)
        self.seen.rename(fold(old), fold(new))


class ClientSession:
    """A member's session with one host. Owned by one thread.

    Args:
        nick: The wanted nick.
        password: What the room asks for, if anything (Modern #pass-message).
        realname: Shown by WHOIS; the nick, if it is None.
        channels: Joined as soon as the host has let us in.
        version: What CTCP VERSION is told; "" answers no CTCP at all.
        has_device: Whether the connection shows a device's certificate, by which the host may know us.
        memory: What it has of this room from earlier connections.
        profile: What we tell of ourselves.
    """

    def __init__(  # noqa: PLR0913  # All but the nick have a usual value.
        self,
        nick: str,
        *,
        password: str | None = None,
        realname: str | None = None,
        channels: tuple[str, ...] = ("#general",),
        version: str = "",
        has_device: bool = False,
        memory: Memory | None = None,
        profile: Profile = NOBODY_KNOWN,
    ) -> None:
        self._me = Me(nick, channels, version, login=Login.READY if has_device else Login.NEVER, profile=profile)
        self._memory = memory or Memory()
        self._outbox = self._memory.outbox
        self._catch_up = CatchUp(self._memory.seen)
        self._chronicle = Chronicle()
        self._password, self._realname = password, realname or nick
        self._last_heard: float | None = None
        self._pinged_at: float | None = None
        self._patience_seconds = PONG_WITHIN_SECONDS

    @property
    def state(self) -> ConnectionState:
        """How far the connection is."""
        return self._me.state

    @property
    def nick(self) -> str:
        """Our nick as the host says it; the wanted one until then. Any thread may ask."""
        return self._me.nick

    @property
    def features(self) -> Features:
        """What the host said it allows. Any thread may ask."""
        return self._me.features

    @property
    def capabilities(self) -> frozenset[str]:
        """The capabilities in force."""
        return frozenset(self._me.caps.active)

    @property
    def multiline(self) -> MultilineLimits | None:
        """What the host takes in one message of several lines; None if it has no such messages. Any thread may ask."""
        return self._me.multiline

    def again(self) -> ClientSession:
        """Return a session of the same member for the next connection: under the same nick, to the channels it was in."""
        me = self._me
        session = ClientSession(
            me.nick,
            password=self._password,
            realname=self._realname,
            channels=me.channels,
            version=me.version,
            has_device=me.login is not Login.NEVER,
            memory=self._memory,
            profile=me.profile,
        )
        session._me.keys, session._me.features, session._me.multiline = me.keys, me.features, me.multiline
        session.come_back(me.channels)
        return session

    def start(self) -> list[Message]:
        """Return the lines that open a connection (Modern #connection-registration).

        Raises:
            UsageError: If it was started before.
        """
        self._me.advance(Trigger.START)
        self._outbox.begin()
        password = [] if self._password is None else [Message("PASS", (self._password,))]
        user = Message("USER", (USER_NAME, "0", "*", self._realname))
        return [Message("CAP", ("LS", "302")), *password, Message("NICK", (self.nick,)), user]

    def use_password(self, password: str) -> Step:
        """Say a password that was kept from an earlier time, or another from the next connection on; "" for none."""
        self._password = password or None
        return Step()

    def come_back(self, channels: Sequence[str]) -> None:
        """Join these too, where we were a moment ago: that we are there again is no news. Before `start`, on its thread."""
        self._chronicle = Chronicle(channels)
        self._me.channels = tuple(dict.fromkeys((*self._me.channels, *channels)))

    def receive(self, line: bytes, now: Instant) -> Step:
        """Take one line as the line buffer gives it. Whatever a host sends, nothing is raised.

        A line that cannot be read is left out: there is nobody to tell. After the end every line is.
        """
        turn = Turn(self._me, now)
        self._last_heard, self._pinged_at = now.monotonic, None
        if line is TOO_LONG or self.state is ConnectionState.CLOSED:
            return turn.step
        try:
            message = parse(line)
        except PeerError:
            return turn.step
        was_greeted = self._me.was_greeted
        self._chronicle.take(turn, message, handle)
        if self._me.was_greeted and not was_greeted:
            self._me.multiline = self._me.caps.multiline_limits()
            self._catch_up.begin(turn)
        for event in turn.step.events:
            if isinstance(event, JoinedChannel):
                self._catch_up.enter(turn, event.channel)
            elif isinstance(event, ChannelRenamed):
                self._memory.rename(event.old, event.new, self._me.features.fold)
        self._catch_up.hear(turn, message)
        if (refusal := self._outbox.hear(message)) is not None:
            turn.tell(refusal)
        self._send_pending(turn)
        return turn.step

    def post(self, pending: Pending, now: Instant) -> Step:
        """Take a message that a person sends, on whatever connection it goes out. After the end it waits for the next session."""
        turn = Turn(self._me, now)
        self._outbox.add(pending)
        turn.tell(MessageQueued(pending.shown(self.nick)))
        self._send_pending(turn)
        return turn.step

    def retry(self, message_id: str, now: Instant) -> Step:
        """Send a refused message again."""
        turn = Turn(self._me, now)
        self._outbox.retry(message_id)
        self._send_pending(turn)
        return turn.step

    def drop(self, message_id: str) -> Step:
        """Forget a refused message."""
        self._outbox.drop(message_id)
        return Step()

    def _send_pending(self, turn: Turn) -> None:
        """Send what is due; to a host that confirms nothing, sending is all there is to it."""
        if not self._outbox:
            return
        confirms, has_tags = self._me.caps.active >= RECEIPTS, "message-tags" in self._me.caps.active
        for pending in self._outbox.take(self._me.may_send):
            whole = pending.tagged() if confirms else pending.plain(has_tags=has_tags)
            line_bytes = text_bytes(self.features, self.nick, pending.command, pending.target)
            turn.step.send += as_lines(whole, pending.id, line_bytes, self._me.multiline)
            if not confirms:
                self._outbox.drop(pending.id)
                turn.tell(pending.shown(self.nick))

    def say(self, messages: Sequence[Message], now: Instant) -> Step:
        """Send lines that a person asks for; they show own words at once if the host does not echo them.

        Between two connections they are left out: a line that was meant for one must not begin the next.
        """
        if self.state is ConnectionState.CLOSED:
            return Step()
        return Step([event for message in messages for event in note_own(self._me, message, now)], list(messages))

    def tick(self, now: Instant) -> Step:
        """Ask a quiet host whether it is there; give up one that is silent. To be called about once a second."""
        if self._last_heard is None:
            self._last_heard = now.monotonic
        if self.state is ConnectionState.CLOSED:
            return Step()
        turn = Turn(self._me, now)
        if self._me.is_registering and self._me.login in UNDER_WAY and now.monotonic - self._me.login_since >= LOGIN_WITHIN_SECONDS:
            step(turn, Login.DONE)
            end_negotiation(turn)
            return turn.step
        self._catch_up.tick(turn)
        ask_for_postponed(turn)
        return self._keep_alive(turn)

    def _keep_alive(self, turn: Turn) -> Step:
        now, done = turn.now, turn.step
        quiet_seconds = WELCOME_AFTER_SECONDS if self._me.is_registering else PING_AFTER_SECONDS
        if self._pinged_at is not None:
            is_dead = now.monotonic - self._pinged_at >= self._patience_seconds
            problem = LinkProblem.TIMED_OUT if self._me.is_registering else LinkProblem.SILENT
            done.end = self.end(problem, "") if is_dead else None
        elif now.monotonic - (self._last_heard or 0.0) >= quiet_seconds:
            done.send += self._ask(now, PONG_WITHIN_SECONDS).send
        return done

    def doubt(self, now: Instant) -> Step:
        """Ask the host at once whether it is there, because the connection may be a dead one."""
        return Step() if self.state is ConnectionState.CLOSED else self._ask(now, PONG_AT_ONCE_SECONDS)

    def _ask(self, now: Instant, patience_seconds: float) -> Step:
        self._pinged_at, self._patience_seconds = now.monotonic, patience_seconds
        return Step(send=[Message("PING", (PING_TOKEN,))])

    def end(self, problem: LinkProblem, detail: str) -> LinkEnd:
        """End the connection; return how it ended, as far as it is known why.

        Args:
            problem: What the socket shows.
            detail: What the operating system says, for the log and the curious.

        Raises:
            UsageError: If it has ended before: there is one end only.
        """
        was_in = self.state is ConnectionState.REGISTERED
        self._me.advance(Trigger.END)
        if problem in GONE and self._me.is_quitting:
            return LinkClosed()
        if problem in GONE and self._me.refusal is not None:
            problem = self._me.refusal
        elif problem in GONE and self._me.farewell:
            problem, detail = LinkProblem.CLOSED_BY_HOST, self._me.farewell
        return LinkLost(problem, detail) if was_in else LinkFailed(problem, detail)

    def close(self) -> LinkEnd:
        """End the connection because we want to.

        Raises:
            UsageError: If it has ended before.
        """
        self._me.advance(Trigger.END)
        return LinkClosed()
