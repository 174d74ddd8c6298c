"""Who a session is: logging in, and the nick that is kept for an account (IRCv3 sasl-3.1, account-notify)."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.turn import Turn
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.codes import TAKEN_OVER
from desktop_chat.core.wire.limits import NICK_BYTES, NICK_LENGTH
from desktop_chat.core.wire.names import fold
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.text import cut

if TYPE_CHECKING:
    from desktop_chat.core.server.accounts import Account
    from desktop_chat.core.server.session import Session
    from desktop_chat.core.server.world import World

GHOST: Final = "Your account came in again from another connection"


def log_in(turn: Turn, account: Account, *, by_sasl: bool = False) -> bool:
    """Let the turn's session be an account, with the nick it waits for; it is told, and all who want to know.

    Return whether it is still there: a banned account is turned away (Modern #erryourebannedcreep-465).
    """
    who, world = turn.who, turn.world
    who.account, who.account_mark = account.name, account.mark
    ban = world.ban_of(who)
    if ban is None and who.nick_waits and claim_nick(turn, who.asked_nick):
        world.take_nick(who, who.asked_nick)
    source = f"{who.shown}!{who.user or '*'}@{who.host}"
    turn.reply(Numeric.RPL_LOGGEDIN, source, account.name, f"You are now logged in as {account.name}")
    if by_sasl:
        turn.reply(Numeric.RPL_SASLSUCCESS, "SASL authentication successful")
    tell_account(turn, account.name)
    if ban is not None:
        world.turn_away(turn, ban)
    return ban is None


def log_out(turn: Turn, who: Session) -> None:
    """Let somebody be nobody any more: it is told, and all who want to know. Its nick stays until another claims it."""
    its_turn = Turn(turn.world, who, turn.now)
    who.account = who.account_mark = ""
    its_turn.reply(Numeric.RPL_LOGGEDOUT, who.source, "You are now logged out")
    tell_account(its_turn, "*")
    turn.effects += its_turn.effects


def tell_account(turn: Turn, account: str) -> None:
    """Tell the session itself and its observers, if they want to know (IRCv3 account-notify, extended-monitor)."""
    who, world = turn.who, turn.world
    if who.registered:
        own = world.with_cap((who.id,), Caps.ACCOUNT_NOTIFY)
        turn.deliver((*own, *world.observers(who, Caps.ACCOUNT_NOTIFY)), turn.act("ACCOUNT", account))


def abort_login(turn: Turn) -> None:
    """End a log-in that the welcome overtakes: "the server SHOULD abort it and send a 906 numeric" (sasl-3.1)."""
    if turn.who.exchange is not None:
        turn.who.exchange = None
        turn.reply(Numeric.ERR_SASLABORTED, "SASL authentication aborted")


def claim_nick(turn: Turn, nick: str) -> bool:
    """Return whether the turn's session may have a valid nick now; if not, refuse it, or note that it waits for the log-in.

    What another session of the same account holds is given back: that one has usually lost its connection without a word.
    Whoever has not yet come in, and may still log in, is not refused a name before it had the chance.
    """
    who, world = turn.who, turn.world
    holder = world.nicks.get(fold(nick), who)
    is_ghost = holder is not who and who.account != "" and holder.account == who.account
    who.asked_nick, who.nick_waits = nick, False
    if is_ghost:
        its_turn = Turn(world, holder, turn.now)
        its_turn.fail("*", TAKEN_OVER, GHOST)
        world.end(its_turn, GHOST)
        turn.effects += its_turn.effects
    if (holder is who or is_ghost) and not is_kept_for_another(world, who, nick):
        return True
    is_somebodys = holder.account != "" or is_kept_for_another(world, who, nick)
    who.nick_waits = is_somebodys and who.negotiating
    if not who.nick_waits:
        refuse_nick(turn)
    return False


def refuse_nick(turn: Turn) -> None:
    """Say that the nick the session asked for is another's (Modern #errnicknameinuse-433), or give it one like it."""
    who, world = turn.who, turn.world
    who.nick_waits = False
    is_kept = is_kept_for_another(world, who, who.asked_nick)
    if is_kept and not who.registered and world.config.accounts.renames_guests:
        nick = free_nick(world, who.asked_nick)
        world.take_nick(who, nick)
        turn.note("NICK", "NICKNAME_RESERVED", who.asked_nick, f"Nickname is registered: you are called {nick} instead")
    else:
        reason = "Nickname is registered: log in to use it" if is_kept else "Nickname is already in use"
        turn.reply(Numeric.ERR_NICKNAMEINUSE, who.asked_nick, reason)


def free_nick(world: World, nick: str) -> str:
    """Return a nick like this one that is nobody's: `ann_2`."""
    endings = (f"_{number}" for number in count(2))
    candidates = (cut(nick[: NICK_LENGTH - len(ending)], NICK_BYTES - len(ending)) + ending for ending in endings)
    return next(one for one in candidates if fold(one) not in world.nicks and world.accounts.find(one) is None)


def is_kept_for_another(world: World, who: Session, nick: str) -> bool:
    """Return whether a nick is an account's, and *who* is not that."""
    account = world.accounts.find(nick) if world.config.accounts.keeps_nicks else None
    return account is not None and not account.is_called(who.account)
