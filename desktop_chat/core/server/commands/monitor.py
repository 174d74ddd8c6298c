"""MONITOR: when nicks come and go (IRCv3 monitor)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.core.server.commands.metadata_sync import sync_unasked, sync_watchers
from desktop_chat.core.server.table import Command
from desktop_chat.core.server.turn import param
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.names import nick_problem
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop_chat.core.server.turn import Turn


def handle_monitor(turn: Turn, message: Message) -> None:
    """Change or show the list of nicks that are watched (IRCv3 monitor, MONITOR Command)."""
    modifier = message.params[0]
    handler = MODIFIERS.get(modifier.upper())
    if handler is None:
        turn.fail("MONITOR", "INVALID_PARAMS", modifier, "MONITOR understands +, -, C, L and S")
        return
    targets = [nick for nick in param(message, 1).split(",") if nick]
    if modifier in CHANGES and not targets:
        turn.reply(Numeric.ERR_NEEDMOREPARAMS, "MONITOR", "Not enough parameters")
    else:
        handler(turn, targets)


def add(turn: Turn, targets: list[str]) -> None:
    """Put nicks on the list and tell which of them are here; what cannot be a nick, and what does not fit, is told too."""
    wrong = [nick for nick in targets if nick_problem(nick)]
    valid = [nick for nick in targets if nick not in wrong]
    full = [nick for nick in valid if not turn.world.monitors.add(turn.who.id, nick)]
    tell_presence(turn, [nick for nick in valid if nick not in full])
    if wrong:
        turn.reply(Numeric.ERR_ERRONEUSNICKNAME, ",".join(wrong), "Erroneous nickname")
    limit, words = str(limits.MONITOR_TARGETS), "Monitor list is full."
    for line in turn.lines(full, limit, words, by=","):
        turn.from_server(Numeric.ERR_MONLISTFULL, turn.who.shown, limit, line, words)


def remove(turn: Turn, targets: list[str]) -> None:
    """Take nicks off the list, without a word."""
    for nick in targets:
        turn.world.monitors.remove(turn.who.id, nick)


def clear(turn: Turn, _: list[str]) -> None:
    """Empty the list, without a word."""
    turn.world.monitors.clear(turn.who.id)


def show(turn: Turn, _: list[str]) -> None:
    """Send the list."""
    send_list(turn, Numeric.RPL_MONLIST, turn.world.monitors.targets(turn.who.id))
    turn.reply(Numeric.RPL_ENDOFMONLIST, "End of MONITOR list")


def show_presence(turn: Turn, _: list[str]) -> None:
    """Tell of the whole list who is here and who is not."""
    tell_presence(turn, turn.world.monitors.targets(turn.who.id))


def tell_presence(turn: Turn, nicks: list[str]) -> None:
    """Tell which of these nicks are here, as nick!user@host, and which are not; each once."""
    found = {nick: turn.world.find_nick(nick) for nick in nicks}
    here = dict.fromkeys(person for person in found.values() if person)
    send_list(turn, Numeric.RPL_MONONLINE, (person.source for person in here))
    for person in here:
        sync_unasked(turn, person)
    send_list(turn, Numeric.RPL_MONOFFLINE, [nick for nick, person in found.items() if person is None])


def send_list(turn: Turn, numeric: Numeric, targets: Iterable[str]) -> None:
    """Send targets in as many numerics as they need."""
    for line in turn.lines(targets, by=","):
        turn.reply(numeric, line)


def tell_came(turn: Turn) -> None:
    """Tell those who monitor the acting session's nick that it is here now."""
    tell_watchers(turn, Numeric.RPL_MONONLINE, turn.who.source)
    sync_watchers(turn)


def tell_gone(turn: Turn) -> None:
    """Tell those who monitor the acting session's nick that it is no longer here."""
    tell_watchers(turn, Numeric.RPL_MONOFFLINE, turn.who.nick)


def tell_watchers(turn: Turn, numeric: Numeric, target: str) -> None:
    """Send one line to all of them: "The server may send "*" instead of the nick"."""
    world = turn.world
    turn.deliver(world.monitors.watchers(turn.who.folded), Message(numeric, ("*", target), world.config.server_name))


CHANGES = "+-"
"""The modifiers that need targets."""
MODIFIERS: dict[str, Callable[[Turn, list[str]], None]] = {
    "+": add,
    "-": remove,
    "C": clear,
    "L": show,
    "S": show_presence,
}

COMMANDS = (Command("MONITOR", handle_monitor, min_params=1, spec="IRCv3 monitor"),)
