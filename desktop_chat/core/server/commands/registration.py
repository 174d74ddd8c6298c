"""From the first line to the welcome, and the way out: PASS NICK USER PING PONG QUIT (Modern #connection-messages)."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from desktop_chat.core.server.channel import RANKS
from desktop_chat.core.server.commands.metadata import adopt
from desktop_chat.core.server.commands.metadata_sync import sync_own
from desktop_chat.core.server.commands.monitor import tell_came, tell_gone
from desktop_chat.core.server.commands.room import send_isupport, send_motd, send_user_counts
from desktop_chat.core.server.login import abort_login, claim_nick, refuse_nick
from desktop_chat.core.server.modes import FLAG_MODES, KEY_MODE, LIST_MODES, SET_ONLY_MODES, USER_MODES
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.codes import ACCOUNT_REQUIRED
from desktop_chat.core.wire.names import NameProblem, fold, nick_problem
from desktop_chat.core.wire.numerics import Numeric
from desktop_chat.core.wire.text import cut
from desktop_chat.core.wire.times import server_time

if TYPE_CHECKING:
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

USER_SIGNS = "-_."
"""What a user name may hold beside ASCII letters and digits."""


def handle_pass(turn: Turn, message: Message) -> None:
    """Keep the password until registration is complete (Modern #pass-message)."""
    if turn.who.registered:
        turn.reply(Numeric.ERR_ALREADYREGISTERED, "You may not reregister")
    else:
        turn.who.password = message.params[0]


def handle_nick(turn: Turn, message: Message) -> None:
    """Take a nick, or change it and tell all who share a channel (Modern #nick-message)."""
    who, world = turn.who, turn.world
    nick = message.params[0] if message.params else ""
    problem = nick_problem(nick)
    if problem is NameProblem.EMPTY:
        turn.reply(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given")
    elif problem is not None:
        turn.reply(Numeric.ERR_ERRONEUSNICKNAME, nick, f"Erroneous nickname: {problem.value}")
    elif who.registered:
        if claim_nick(turn, nick) and nick != who.nick:
            change_nick(turn, nick)
    else:
        if claim_nick(turn, nick):
            world.take_nick(who, nick)
        welcome_when_complete(turn)


def change_nick(turn: Turn, nick: str) -> None:
    """Rename a registered session: it and its neighbours see `:old NICK new`."""
    who, world = turn.who, turn.world
    line = turn.act("NICK", nick)
    msgid = turn.record(line, *who.channels.values())
    is_other = fold(nick) != who.folded
    if is_other:
        tell_gone(turn)
    world.remember(who, turn.now)
    world.take_nick(who, nick)
    turn.deliver((who.id, *world.neighbours(who)), line, msgid=msgid)
    if is_other:
        tell_came(turn)


def handle_user(turn: Turn, message: Message) -> None:
    """Take user name and real name (Modern #user-message)."""
    who = turn.who
    if who.registered:
        turn.reply(Numeric.ERR_ALREADYREGISTERED, "You may not reregister")
        return
    user, realname = message.params[0], message.params[3]
    if not user or not realname:
        turn.reply(Numeric.ERR_NEEDMOREPARAMS, "USER", "Neither user name nor real name may be empty")
        return
    who.identify(safe_user(user), who.host)
    who.realname = cut(realname, limits.REALNAME_BYTES)
    welcome_when_complete(turn)


def safe_user(user: str) -> str:
    """Return a user name as it may stand in nick!user@host; `~` says that nobody vouches for it."""
    kept = "".join(char for char in user if char.isascii() and (char.isalnum() or char in USER_SIGNS))
    return "~" + (kept[: limits.USER_LENGTH - 1] or "user")


def welcome_when_complete(turn: Turn) -> None:
    """Register the session once it has nick and user, has ended CAP and said the password (Modern #connection-registration).

    Called whenever one of these may be so; one that is registered stays as it is.
    """
    who, config = turn.who, turn.world.config
    if who.nick_waits and not who.negotiating:
        refuse_nick(turn)
    if who.registered or who.negotiating or not who.nick or not who.user:
        return
    ban = turn.world.ban_of(who)
    if ban is not None:
        turn.world.turn_away(turn, ban)
        return
    if config.password is not None and not knows_password(turn, config.password):
        return
    if config.accounts.required and not who.account:
        refuse_stranger(turn)
        return
    abort_login(turn)
    adopt(turn)
    who.password, who.registered = None, True
    welcome(turn)
    tell_came(turn)


def refuse_stranger(turn: Turn) -> None:
    """Say that an account is needed; who can still log in, or register one, may do so (IRCv3 account-registration, Responses)."""
    turn.fail("*", ACCOUNT_REQUIRED, "Only who has an account may come into this room: log in, or register one")
    if not turn.who.caps & (Caps.SASL | Caps.ACCOUNT_REGISTRATION):
        turn.world.end(turn, "An account is required")


def go_on_logged_in(turn: Turn) -> None:
    """Do what waits for a log-in: the welcome, or for who is in already that its metadata become its account's."""
    if turn.who.registered:
        adopt(turn)
    else:
        welcome_when_complete(turn)


def knows_password(turn: Turn, password: str) -> bool:
    """Return whether the session may come in; if not, end it (Modern #errpasswdmismatch-464).

    An address that guesses has to wait longer and longer, and what it says meanwhile is not even looked at.
    """
    who, attempts = turn.who, turn.world.attempts
    wait_seconds = attempts.wait_seconds(who.address, turn.now.monotonic)
    if wait_seconds:
        turn.reply(Numeric.ERR_PASSWDMISMATCH, f"Too many wrong passwords; try again in {wait_seconds:.0f} seconds")
        turn.world.end(turn, "Too many wrong passwords")
    elif compare_digest((who.password or "").encode(), password.encode()):
        attempts.note_right(who.address)
        return True
    else:
        if who.password is not None:  # Who said none has not guessed, but not been told yet that there is one.
            attempts.note_wrong(who.address, turn.now.monotonic)
        turn.reply(Numeric.ERR_PASSWDMISMATCH, "Password incorrect")
        turn.world.end(turn, "Bad Password")
    return False


def welcome(turn: Turn) -> None:
    """Send 001 to 005, the counts and the message of the day."""
    world, config = turn.world, turn.world.config
    world.count_people()
    turn.reply(Numeric.RPL_WELCOME, f"Welcome to the {config.name} Network, {turn.who.source}")
    turn.reply(Numeric.RPL_YOURHOST, f"Your host is {config.server_name}, running version {config.version}")
    turn.reply(Numeric.RPL_CREATED, f"This server was created {server_time(world.started.wall)}")
    channel_modes = "".join(sorted(LIST_MODES + KEY_MODE + SET_ONLY_MODES + FLAG_MODES + RANKS))
    with_parameter = "".join(sorted(LIST_MODES + KEY_MODE + SET_ONLY_MODES + RANKS))
    turn.reply(Numeric.RPL_MYINFO, config.server_name, config.version, USER_MODES, channel_modes, with_parameter)
    send_isupport(turn)
    send_user_counts(turn)
    sync_own(turn)
    send_motd(turn)


def handle_ping(turn: Turn, message: Message) -> None:
    """Answer with the same token (Modern #ping-message)."""
    turn.from_server("PONG", turn.world.config.server_name, message.params[0])


def handle_pong(turn: Turn, message: Message) -> None:
    """Nothing more to do: any line shows that the peer lives (Modern #pong-message)."""


def handle_quit(turn: Turn, message: Message) -> None:
    """End the session; its words are marked as its own (Modern #quit-message)."""
    words = cut(message.params[0], limits.QUIT_BYTES) if message.params else ""
    turn.world.end(turn, f"Quit: {words}" if words else "Quit")


COMMANDS = (
    Command("PASS", handle_pass, min_params=1, needs_welcome=False, spec="Modern #pass-message"),
    Command("NICK", handle_nick, needs_welcome=False, spec="Modern #nick-message"),
    Command("USER", handle_user, min_params=4, needs_welcome=False, spec="Modern #user-message"),
    Command("PING", handle_ping, min_params=1, needs_welcome=False, spec="Modern #ping-message"),
    Command("PONG", handle_pong, needs_welcome=False, spec="Modern #pong-message"),
    Command("QUIT", handle_quit, needs_welcome=False, spec="Modern #quit-message"),
)
