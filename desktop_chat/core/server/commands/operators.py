"""Operators of the room: OPER KILL WALLOPS REHASH (Modern #operator-messages)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop_chat.core.server.config import REHASHED, ConfigProblem, RoomConfig
from desktop_chat.core.server.effects import Deliver, Effect
from desktop_chat.core.server.isupport import isupport_tokens
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.password_hash import is_hash, is_password
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import Turn, param
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from desktop_chat.core.instant import Instant
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.world import World


def handle_oper(turn: Turn, message: Message) -> None:
    """Become an operator of the room (Modern #oper-message)."""
    operators = turn.world.config.operators
    if not operators:
        turn.reply(Numeric.ERR_NOOPERHOST, "No O-lines for your host: this room has no operators")
        return
    wait_seconds = turn.world.oper_attempts.wait_seconds(turn.who.address, turn.now.monotonic)
    if wait_seconds:
        turn.reply(Numeric.ERR_PASSWDMISMATCH, f"Too many wrong passwords; try again in {wait_seconds:.0f} seconds")
        return
    name, password = message.params[:2]
    check = partial(is_password, password, operators.get(name, ""))
    if is_hash(operators.get(name, "")):
        turn.work(check, become_operator)
    else:
        become_operator(turn, check())


def become_operator(turn: Turn, is_right: object) -> None:
    """Make the session an operator if its password was right; who guesses has to wait longer and longer."""
    attempts = turn.world.oper_attempts
    if is_right is not True:
        attempts.note_wrong(turn.who.address, turn.now.monotonic)
        turn.reply(Numeric.ERR_PASSWDMISMATCH, "Password incorrect")
        return
    attempts.note_right(turn.who.address)
    turn.reply(Numeric.RPL_YOUREOPER, "You are now an IRC operator")
    if not turn.who.is_operator:
        turn.who.modes.add("o")
        turn.send(turn.who, turn.act("MODE", turn.who.nick, "+o"))


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
    """End somebody in the name of the acting session."""
    its_turn = Turn(turn.world, victim, turn.now)
    end_killed(its_turn, turn.who.source, turn.who.nick, reason)
    turn.effects += its_turn.effects


def end_killed(turn: Turn, source: str, name: str, reason: str) -> None:
    """Show the turn's session who ended it and its own QUIT, everybody near it the QUIT, and end it.

    Args:
        turn: Of whom it meets.
        source: Of the KILL: an operator, or the server itself.
        name: Of whoever that is.
        reason: Why.
    """
    victim, words = turn.who, f"Killed ({name} ({reason}))"
    turn.send(victim, Message("KILL", (victim.shown, reason), source))
    turn.send(victim, turn.act("QUIT", words))
    turn.world.end(turn, words)


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
    """Read the configuration file again (Modern #rehash-message); a room without one says so (IRCv3 standard-replies)."""
    file = turn.world.config.file
    if file is None:
        turn.fail("REHASH", "NO_CONFIGURATION_FILE", "This room was opened without a configuration file")
    else:
        turn.work(file.read, take_configuration)


def take_configuration(turn: Turn, found: object) -> None:
    """Let count from here on what may change while people are in, or say what is wrong and change nothing."""
    world = turn.world
    if isinstance(found, RoomConfig):
        old, world.config = world.isupport, replace(world.config, **{name: getattr(found, name) for name in REHASHED})
        world.isupport = isupport_tokens(world.config)
        turn.reply(Numeric.RPL_REHASHING, found.file.name if found.file else "*", "Rehashing")
        turn.effects += tell_changed_tokens(world, old, turn.now)
    elif isinstance(found, ConfigProblem) and found.line:
        where = f"line {found.line}, {found.key}" if found.key else f"line {found.line}"
        words = f"The configuration file is wrong in {where}; nothing was changed. The log of the host says why"
        turn.fail("REHASH", "INVALID_CONFIGURATION", str(found.line), found.key, words)
    else:
        turn.fail("REHASH", "CONFIGURATION_UNREADABLE", "The configuration file could not be read; nothing was changed")


def tell_changed_tokens(world: World, old: tuple[str, ...], now: Instant) -> list[Effect]:
    """Return what sends everybody the tokens of 005 that are not as before (Modern #rplisupport-005: later ones replace earlier ones)."""
    changed, effects = [token for token in world.isupport if token not in old], list[Effect]()
    for person in world.people() if changed else ():
        its_turn = Turn(world, person, now)
        its_turn.reply(Numeric.RPL_ISUPPORT, *changed, "are supported by this server")
        effects += its_turn.effects
    return effects


COMMANDS = (
    Command("OPER", handle_oper, min_params=2, spec="Modern #oper-message"),
    Command("KILL", handle_kill, min_params=1, needs_operator=True, spec="Modern #kill-message"),
    Command("WALLOPS", handle_wallops, min_params=1, needs_operator=True, spec="Modern #wallops-message"),
    Command("REHASH", handle_rehash, needs_operator=True, spec="Modern #rehash-message"),
)
