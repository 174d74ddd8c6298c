"""Operators of the room: OPER KILL WALLOPS REHASH (Modern #operator-messages)."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from desktop_chat.core.server.effects import Deliver
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import Turn
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.wire.message import Message


def handle_oper(turn: Turn, message: Message) -> None:
    """Become an operator of the room (Modern #oper-message)."""
    name, password = message.params[:2]
    expected = turn.world.config.operators.get(name)
    if expected is None or not compare_digest(password.encode(), expected.encode()):
        turn.reply(Numeric.ERR_PASSWDMISMATCH, "Password incorrect")
        return
    turn.reply(Numeric.RPL_YOUREOPER, "You are now an IRC operator")
    if not turn.who.is_operator:
        turn.who.modes.add("o")
        turn.send(turn.who, turn.act("MODE", turn.who.nick, "+o"))


def handle_kill(turn: Turn, message: Message) -> None:
    """End somebody's connection; others see it quit (Modern #kill-message)."""
    victim = turn.world.find_nick(message.params[0])
    if victim is None:
        turn.reply(Numeric.ERR_NOSUCHNICK, message.params[0] or "*", "No such nick")
        return
    reason = cut(message.params[1] if len(message.params) > 1 else "", limits.KICK_BYTES) or "No reason given"
    turn.send(victim, turn.act("KILL", victim.nick, reason))
    end_of(turn, victim, f"Killed ({turn.who.nick} ({reason}))")


def end_of(turn: Turn, victim: Session, reason: str) -> None:
    """End another session than the turn's own, as part of this turn."""
    its_turn = Turn(turn.world, victim, turn.now)
    turn.world.end(its_turn, reason)
    turn.effects += its_turn.effects


def handle_wallops(turn: Turn, message: Message) -> None:
    """Say something to all who have user mode +w (Modern #wallops-message)."""
    line = Outgoing(turn.act("WALLOPS", message.params[0]), wall=turn.now.wall)
    if len(line.bytes_for(0)) > limits.MESSAGE_BYTES:
        turn.reply(Numeric.ERR_INPUTTOOLONG, "Input line was too long")
        return
    listening = tuple(who.id for who in turn.world.people() if "w" in who.modes)
    if listening:
        turn.effects.append(Deliver(listening, line))


def handle_rehash(turn: Turn, _message: Message) -> None:
    """This room has no configuration file to read again, and says so (Modern #rehash-message; IRCv3 standard-replies)."""
    turn.fail("REHASH", "NO_CONFIGURATION_FILE", "This room was opened without a configuration file")


COMMANDS = (
    Command("OPER", handle_oper, min_params=2, spec="Modern #oper-message"),
    Command("KILL", handle_kill, min_params=1, needs_operator=True, spec="Modern #kill-message"),
    Command("WALLOPS", handle_wallops, min_params=1, needs_operator=True, spec="Modern #wallops-message"),
    Command("REHASH", handle_rehash, needs_operator=True, spec="Modern #rehash-message"),
)
