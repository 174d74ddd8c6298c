"""The room: its sessions and channels, and the only ways in: connect, receive, disconnect, tick, close.

One thread owns a world. It is not thread-safe and does not need to be. It knows no socket: what shall happen comes
back as effects.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

from desktop_chat.core.server.attempts import Attempts
from desktop_chat.core.server.bans import Ban, Bans
from desktop_chat.core.server.channel import Channel
from desktop_chat.core.server.commands import COMMANDS
from desktop_chat.core.server.commands.short_way import short_way
from desktop_chat.core.server.effects import Close, Effect, fit_to_send
from desktop_chat.core.server.isupport import isupport_tokens
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.session import Session
from desktop_chat.core.server.table import carry_out
from desktop_chat.core.server.turn import Turn
from desktop_chat.core.wire.errors import PeerError
from desktop_chat.core.wire.linebuffer import TOO_LONG
from desktop_chat.core.wire.message import Message, parse
from desktop_chat.core.wire.names import fold
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from desktop_chat.core.instant import Instant
    from desktop_chat.core.server.config import RoomConfig
    from desktop_chat.core.server.records import MessageRecord
    from desktop_chat.core.server.security import Security

WHOWAS_KEPT = 500
"""Departed people the room remembers for WHOWAS: about a day of a busy classroom."""


class Departed(NamedTuple):
    """Somebody who left, for WHOWAS."""

    nick: str
    folded: str
    user: str
    host: str
    realname: str
    time: float
    """When, in seconds since 1970, UTC."""


class World:
    """All state of one room.

    Args:
        config: What the host decided.
        last_id: The largest message id in the room's log, 0 for a new one.
        started: When the room opened.
    """

    config: RoomConfig

    def __init__(self, config: RoomConfig, *, last_id: int, started: Instant) -> None:
        self.config = config
        self.started = started
        self.sessions: dict[int, Session] = {}
        self.nicks: dict[str, Session] = {}
        self.channels: dict[str, Channel] = {}
        self.departed: deque[Departed] = deque(maxlen=WHOWAS_KEPT)
        self.isupport = isupport_tokens(config)
        self.most_people = 0
        self.command_counts: Counter[str] = Counter()
        self.attempts = Attempts()
        self.bans = Bans(config.bans)
        self._last_id = last_id

    def connect(self, session_id: int, host: str, now: Instant) -> list[Effect]:
        """Take in a new connection.

        Args:
            session_id: A number from 1 that was never used before.
            host: Its address in text, shown to others as its host; `::1` as `0::1` (Modern #rplwhoisactually-338).
            now: This moment.
        """
        who = self.sessions[session_id] = Session(session_id, f"0{host}" if host.startswith(":") else host, now)
        return self._end_banned(who, now)

    def secure(self, session_id: int, security: Security, now: Instant) -> list[Effect]:
        """Note how a session is connected, before its first line."""
        who = self.sessions.get(session_id)
        if who is None:
            return []
        who.security = security
        return self._end_banned(who, now)

    def ban(self, ban: Ban, now: Instant) -> list[Effect]:
        """Set a ban, and end all whom it meets but operators of the room."""
        self.bans.add(ban)
        return [effect for who in list(self.sessions.values()) for effect in self._end_banned(who, now)]

    def ban_of(self, who: Session) -> Ban | None:
        """Return the ban that keeps somebody out."""
        return None if who.is_operator else self.bans.find(nick=who.nick, device=who.security.device, address=who.host)

    def _end_banned(self, who: Session, now: Instant) -> list[Effect]:
        turn = Turn(self, who, now)
        ban = self.ban_of(who)
        if ban is not None:
            self.turn_away(turn, ban)
        return turn.effects

    def turn_away(self, turn: Turn, ban: Ban) -> None:
        """End the turn's session because of a ban (Modern #erryourebannedcreep-465)."""
        turn.reply(Numeric.ERR_YOUREBANNEDCREEP, "You are banned from this room" + (f": {ban.reason}" if ban.reason else ""))
        self.end(turn, "You are banned from this room")

    def receive(self, session_id: int, line: bytes, now: Instant) -> list[Effect]:
        """Carry out one line of a session, as the line buffer gives it. Never raises for what a peer sends.

        A session that the room has forgotten meanwhile has no effects any more.
        """
        who = self.sessions.get(session_id)
        if who is None:
            return []
        who.last_heard, who.pinged_at = now.monotonic, None
        turn = Turn(self, who, now)
        if line is TOO_LONG:
            turn.reply(Numeric.ERR_INPUTTOOLONG, "Input line was too long")
            return turn.effects
        try:
            message = parse(line)
        except PeerError as error:
            turn.fail("*", error.code, str(error))
        else:
            carry_out(COMMANDS, turn, message)
        return turn.effects

    def receive_all(self, session_id: int, lines: list[bytes], now: Instant, effects: list[Effect]) -> None:
        """Carry out lines of a session in turn and add what comes of them to *effects*.

        Raises:
            Exception: By an error of ours in one of the lines; the effects of those before it have been added.
        """
        turn: Turn | None = None
        who = self.sessions.get(session_id)
        if who is not None:
            who.last_heard, who.pinged_at = now.monotonic, None
            turn = Turn(self, who, now)
            turn.effects = effects
        at = 0
        while at < len(lines):
            if turn is not None:
                at = short_way(turn, lines, at)
            if at < len(lines):
                effects += fit_to_send(self.receive(session_id, lines[at], now))
                at += 1

    def disconnect(self, session_id: int, reason: str, now: Instant) -> list[Effect]:
        """Forget a session whose connection is gone, and tell those who shared a channel with it."""
        who = self.sessions.get(session_id)
        if who is None:
            return []
        turn = Turn(self, who, now)
        self.forget(turn, reason)
        return turn.effects

    def tick(self, now: Instant) -> list[Effect]:
        """Ask the quiet, end the silent. To be called about once a second."""
        effects: list[Effect] = []
        for who in list(self.sessions.values()):
            effects += self._keep_alive(Turn(self, who, now))
        return effects

    def not_stored(self, record: MessageRecord, now: Instant) -> list[Effect]:
        """Tell a message's sender that the log did not take it, so nobody got it (IRCv3 standard-replies)."""
        sender = self.find_nick(record.sender.partition("!")[0])
        if sender is None:
            return []
        turn = Turn(self, sender, now)
        turn.fail(record.command, "MESSAGE_NOT_STORED", record.target, "The host could not save this message; please try again")
        return turn.effects

    def close(self, reason: str, now: Instant) -> list[Effect]:
        """End the room: a last line for everybody."""
        effects: list[Effect] = [Close(who.id, self._error(reason, now)) for who in self.sessions.values()]
        self.sessions.clear()
        self.nicks.clear()
        self.channels.clear()
        return effects

    def is_exempt(self, session_id: int) -> bool:
        """Return whether a session may talk as fast as it likes: an operator; and one that is forgotten, as nobody hears it."""
        who = self.sessions.get(session_id)
        return who is None or who.is_operator

    def find_nick(self, nick: str) -> Session | None:
        """Return the registered session with this nick, in any case."""
        session = self.nicks.get(fold(nick))
        return session if session is not None and session.registered else None

    def find_channel(self, name: str) -> Channel | None:
        """Return the channel with this name, in any case."""
        return self.channels.get(fold(name))

    def with_cap(self, audience: tuple[int, ...], cap: int) -> tuple[int, ...]:
        """Return those of an audience that have a capability."""
        return tuple(member_id for member_id in audience if self.sessions[member_id].caps & cap)

    def open_channel(self, name: str, now: Instant) -> Channel:
        """Return the channel *name*, a valid name; make it if there is none."""
        folded = fold(name)
        channel = self.channels.get(folded)
        if channel is None:
            channel = self.channels[folded] = Channel(name, folded, now.wall)
        return channel

    def leave_channel(self, channel: Channel, who: Session) -> None:
        """Take *who* out of a channel; an empty one ends."""
        channel.remove(who)
        if not channel.members:
            del self.channels[channel.folded]

    def neighbours(self, who: Session) -> tuple[int, ...]:
        """Return the ids of all who share a channel with *who*, without itself."""
        ids = {member_id for channel in who.channels.values() for member_id in channel.audience}
        ids.discard(who.id)
        return tuple(sorted(ids))

    def take_nick(self, who: Session, nick: str) -> None:
        """Give *who* a valid, free nick."""
        if self.nicks.get(who.folded) is who:
            del self.nicks[who.folded]
        who.name(nick)
        self.nicks[who.folded] = who

    def next_id(self, now: Instant) -> int:
        """Return a new message id: larger than all before, also after the log was lost (microseconds, or one more)."""
        self._last_id = max(self._last_id + 1, int(now.wall * 1_000_000))
        return self._last_id

    def end(self, turn: Turn, reason: str) -> None:
        """End the turn's session from our side: others see it quit, it gets ERROR (Modern #error-message)."""
        self.forget(turn, reason)
        turn.effects.append(Close(turn.who.id, self._error(reason, turn.now)))

    def forget(self, turn: Turn, reason: str) -> None:
        """Take the turn's session out of the room and tell those who shared a channel with it."""
        who = turn.who
        turn.deliver(self.neighbours(who), turn.act("QUIT", reason))
        for channel in list(who.channels.values()):
            self.leave_channel(channel, who)
        for channel in self.channels.values():
            channel.invited.discard(who.id)
        if self.nicks.get(who.folded) is who:
            del self.nicks[who.folded]
        if who.registered:
            self.remember(who, turn.now)
        del self.sessions[who.id]

    def people(self) -> list[Session]:
        """Return the registered sessions, in the order they connected."""
        return [session for session in self.sessions.values() if session.registered]

    def count_people(self) -> None:
        """Note how many there are, for the greatest number that LUSERS tells."""
        self.most_people = max(self.most_people, len(self.people()))

    def remember(self, who: Session, now: Instant) -> None:
        """Keep what WHOWAS tells of a nick that is about to go."""
        self.departed.append(Departed(who.nick, who.folded, who.user, who.host, who.realname, now.wall))

    def _keep_alive(self, turn: Turn) -> list[Effect]:
        who, timing, now = turn.who, self.config.timing, turn.now.monotonic
        if not who.registered:
            if now - who.opened >= timing.register_within_seconds:
                self.end(turn, "Registration timed out")
        elif who.pinged_at is not None:
            if now - who.pinged_at >= timing.pong_within_seconds:
                self.end(turn, f"Ping timeout: {now - who.last_heard:.0f} seconds")
        elif now - who.last_heard >= timing.ping_after_seconds:
            who.pinged_at = now
            turn.from_server("PING", self.config.server_name)
        return turn.effects

    def _error(self, reason: str, now: Instant) -> Outgoing:
        return Outgoing(Message("ERROR", (reason,)), wall=now.wall)
