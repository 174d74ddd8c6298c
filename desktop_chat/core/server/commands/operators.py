"""Operators of the room: OPER KILL WALLOPS REHASH (Modern #operator-messages)."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from desktop_chat.core.server.effects import Deliver
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import Turn, param
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.wire.message import Message


def handle_oper(turn: Turn, message: Message) -> None:
    """Become an operator of the room (Modern #oper-message)."""
    operators = turn.world.config.operators
    if not operators:
        turn.reply(Numeric.ERR_NOOPERHOST, "No O-lines for your host: this room has no operators")
        return
    name, password = message.params[:2]
    if not is_password(password, operators.get(name, "")):
        turn.reply(Numeric.ERR_PASSWDMISMATCH, "Password incorrect")
        return
    turn.reply(Numeric.RPL_YOUREOPER, "You are now an IRC operator")
    if not turn.who.is_operator:
        turn.who.modes.add("o")
        turn.send(turn.who, turn.act("MODE", turn.who.nick, "+o"))


def is_password(given: str, expected: str) -> bool:
    """Return whether a password is right, in a time that does not tell how much of it was; an empty one never is."""
    return compare_digest(given.encode(), expected.encode()) and bool(expected)


def handle_kill(turn: Turn, message: Message) -> None:
    """End somebody's connection; others see it quit (Modern #kill-message)."""
    nick, world = message.params[0], turn.world
    victim = world.find_nick(nick)
    if nick == world.config.server_name:
        turn.reply(Numeric.ERR_CANTKILLSERVER, "You cant kill a server!")
    elif victim is None:
        turn.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick")
    else:
        kill(turn, victim, cut(param(message, 1), limits.KICK_BYTES) or "No reason given")


def kill(turn: Turn, victim: Session, reason: str) -> None:
    """Show the victim who ended it and its own QUIT, everybody near it the QUIT, and end it."""
    turn.send(victim, turn.act("KILL", victim.nick, reason))
    its_turn = Turn(turn.world, victim, turn.now)
    words = f"Killed ({turn.who.nick} ({reason}))"
    its_turn.send(victim, its_turn.act("QUIT", words))
    turn.world.end(its_turn, words)
    turn.effects += its_turn.effects


def handle_wallops(turn: Turn, message: Message) -> None:
    """Say something to all who have user mode +w (Modern #wallops-message)."""
    if not message.params[0]:
        turn.reply(Numeric.ERR_NEEDMOREPARAMS, "WALLOPS", "Not enough parameters")
        return
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
