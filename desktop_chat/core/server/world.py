"""The room: its sessions and channels, and the only ways in: connect, receive, disconnect, tick, close.

One thread owns a world. It is not thread-safe and does not need to be. It knows no socket: what shall happen comes
back as effects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.archive import ArchiveError
from desktop_chat.core.server.commands import COMMANDS
from desktop_chat.core.server.commands.batches import end_late_batch, is_of_batch, lose_batch, take_line
from desktop_chat.core.server.commands.monitor import tell_gone
from desktop_chat.core.server.commands.short_way import short_way
from desktop_chat.core.server.effects import Close, Deliver, Effect, Keep, Work, fit_to_send
from desktop_chat.core.server.keepalive import keep_alive
from desktop_chat.core.server.labels import label_of, labelled
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.records import BurstRecord, MessageRecord
from desktop_chat.core.server.session import Session
from desktop_chat.core.server.state import RoomState
from desktop_chat.core.server.table import carry_out
from desktop_chat.core.server.turn import Turn
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.errors import PeerError
from desktop_chat.core.wire.linebuffer import TOO_LONG
from desktop_chat.core.wire.message import Message, parse
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from desktop_chat.core.instant import Instant
    from desktop_chat.core.server.bans import Ban
    from desktop_chat.core.server.security import Security


class World(RoomState):
    """A room: its state, and what may happen to it."""

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
        who.modes |= {"Z"} if security.tls else set()
        return self._end_banned(who, now)

    def ban(self, ban: Ban, now: Instant) -> list[Effect]:
        """Set a ban, and end all whom it meets but operators of the room."""
        self.bans.add(ban)
        return [effect for who in list(self.sessions.values()) for effect in self._end_banned(who, now)]

    def ban_of(self, who: Session) -> Ban | None:
        """Return the ban that keeps somebody out."""
        if who.is_operator:
            return None
        return self.bans.find(nick=who.nick, device=who.security.device, address=who.address, account=who.account)

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
        if who.busy:
            self._hold(turn, line)
        elif line is TOO_LONG:
            turn.reply(Numeric.ERR_INPUTTOOLONG, "Input line was too long")
            lose_batch(turn)
        else:
            self._read(turn, line)
        return labelled(turn)

    def _read(self, turn: Turn, line: bytes) -> None:
        try:
            message = parse(line)
        except PeerError as error:
            turn.fail("*", error.code, str(error))
            lose_batch(turn)
            return
        turn.label = label_of(turn.who, message)
        try:
            if is_of_batch(turn.who, message):
                take_line(turn, message)
            else:
                carry_out(COMMANDS, turn, message)
        except ArchiveError:
            turn.fail(message.command, "LOG_UNREADABLE", "The host could not read its log; please try again")

    def _hold(self, turn: Turn, line: bytes) -> None:
        """Let a line wait until what is being done for its session is done."""
        turn.who.held.append(line)
        if len(turn.who.held) > limits.HELD_LINES:
            self.end(turn, "Too many lines while an answer was being worked out")

    def resume(self, work: Work, result: object, now: Instant, effects: list[Effect]) -> None:
        """Go on with a session whose work is done, and with the lines that waited for it; add what comes of it to *effects*.

        Args:
            work: What `Effect` asked for.
            result: What its `run` returned or raised.
            now: This moment.
            effects: As of `receive_all`.
        """
        who = self.sessions.get(work.to)
        if who is None:
            return
        turn = Turn(self, who, now, work.label)
        held, who.held, who.busy = who.held, [], False
        work.then(turn, result)
        effects += fit_to_send(labelled(turn))
        self.receive_all(work.to, held, now, effects)

    def receive_all(self, session_id: int, lines: list[bytes], now: Instant, effects: list[Effect]) -> None:
        """Carry out lines of a session in turn and add what comes of them to *effects*.

        Raises:
            Exception: By an error of ours in one of the lines; the effects of those before it have been added.
        """
        who = self.sessions.get(session_id)
        if who is not None and not who.busy:
            who.last_heard, who.pinged_at = now.monotonic, None
        at = 0
        while at < len(lines):
            if who is not None and not who.busy:
                at += short_way(self, who, lines[at:] if at else lines, now, effects)
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
        self.bans.expire(now.wall)
        for who in list(self.sessions.values()):
            turn = Turn(self, who, now)
            end_late_batch(turn)
            keep_alive(turn)
            effects += labelled(turn)
        return effects

    def not_stored(self, lost: Deliver | Keep, now: Instant) -> list[Effect]:
        """Tell who said or did something that the log did not take it, so nobody got it (IRCv3 standard-replies)."""
        record = lost.record
        if isinstance(lost, Deliver) and isinstance(record, MessageRecord | BurstRecord):
            who = self.find_nick(record.nick)
            words = [record.command, "MESSAGE_NOT_STORED", record.target, "The host could not save this message; please try again"]
        else:
            who = self.sessions.get(lost.by) if isinstance(lost, Keep) else None
            words = ["*", "NOT_STORED", "The host could not save this; please try again"]
        if who is None:
            return []
        turn = Turn(self, who, now, lost.label)
        for _ in range(len(record.texts) if isinstance(record, BurstRecord) else 1):
            turn.fail(*words)
        return labelled(turn)

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

    def end(self, turn: Turn, reason: str) -> None:
        """End the turn's session from our side: others see it quit, it gets ERROR (Modern #error-message)."""
        self.forget(turn, reason)
        turn.effects.append(Close(turn.who.id, self._error(reason, turn.now)))

    def forget(self, turn: Turn, reason: str) -> None:
        """Take the turn's session out of the room and tell those who shared a channel with it."""
        who = turn.who
        quit_line = turn.act("QUIT", reason)
        turn.deliver(self.neighbours(who), quit_line, msgid=turn.record(quit_line, *who.channels.values()))
        for channel in list(who.channels.values()):
            self.leave_channel(channel, who)
        for channel in self.channels.values():
            channel.invited.discard(who.id)
        if self.nicks.get(who.folded) is who:
            del self.nicks[who.folded]
        self.monitors.clear(who.id)
        if who.registered:
            tell_gone(turn)
            self.remember(who, turn.now)
        self.read_markers.forget(who.person)
        del self.sessions[who.id]

    def _error(self, reason: str, now: Instant) -> Outgoing:
        return Outgoing(Message("ERROR", (reason,)), wall=now.wall)
