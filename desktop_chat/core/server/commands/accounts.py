"""REGISTER, VERIFY, UNREGISTER: make an account and give it up (IRCv3 account-registration)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop_chat.core.server.accounts import Account
from desktop_chat.core.server.commands.registration import go_on_logged_in, knows_password
from desktop_chat.core.server.effects import Keep, Send
from desktop_chat.core.server.login import log_in, log_out
from desktop_chat.core.server.passwords import SALT_BYTES, PasswordHash, hash_password, password_problem
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire.codes import NO_PASSWORD
from desktop_chat.core.wire.limits import ACCOUNTS
from desktop_chat.core.wire.message import Message
from desktop_chat.core.wire.names import fold

if TYPE_CHECKING:
    from desktop_chat.core.server.turn import Turn

OWN_NICK = "*"
NOT_NAMES = frozenset({"0"})
"""WHOX tells so that somebody has no account (IRCv3 whox)."""


def handle_register(turn: Turn, message: Message) -> None:
    """Make an account called as its owner is; an address for mail is not used, and not kept.

    It is known by the certificate that the connection shows, unless that is another account's, and by the password.
    """
    who, config = turn.who, turn.world.config
    name, _mail, password = message.params[:3]
    # "this functionality cannot be used to bypass [...] requirements that clients send a server password" (Server considerations)
    if config.password is not None and not who.registered and not knows_password(turn, config.password):
        return
    problem = name_problem(turn, name)
    if problem is not None:
        turn.fail("REGISTER", *problem)
    elif password == NO_PASSWORD and own_devices(turn):
        if is_in_time(turn):
            create(turn, None)
    elif (weakness := password_problem(password, who.nick, least=config.accounts.password_characters)) is not None:
        turn.fail("REGISTER", weakness.code, who.nick, weakness.text)
    elif is_in_time(turn):
        turn.work(partial(hash_password, password, turn.world.random_bytes(2 * SALT_BYTES)), hashed)


def name_problem(turn: Turn, name: str) -> tuple[str, str, str] | None:
    """Return the code, the name and the text of why there can be no such account, or None (Responses)."""
    who, world = turn.who, turn.world
    nick = who.nick or who.asked_nick
    shown = nick if name == OWN_NICK else name
    if who.account:
        return "ALREADY_AUTHENTICATED", shown, "You are logged in already"
    if not world.config.accounts.registration:
        return "DISALLOWED", shown, "Nobody can register an account in this room"
    if not nick:
        return "NEED_NICK", "*", "Say your nick first"
    if fold(shown) != fold(nick):
        return "ACCOUNT_NAME_MUST_BE_NICK", shown, "An account is called as your nick is"
    if shown in NOT_NAMES:
        return "BAD_ACCOUNT_NAME", shown, "No account can have this name"
    if not who.nick or world.accounts.find(nick) is not None:
        return "ACCOUNT_EXISTS", shown, "This name is taken"
    return None


def is_in_time(turn: Turn) -> bool:
    """Return whether one more account may be made from this address now; if not, say so."""
    world, now = turn.world, turn.now.monotonic
    if len(world.accounts) < ACCOUNTS and world.registrations.has(turn.who.address, 1, now):
        world.registrations.take(turn.who.address, 1, now)
        return True
    turn.fail("REGISTER", "TEMPORARILY_UNAVAILABLE", turn.who.nick, "Too many accounts were registered; please try again later")
    return False


def own_devices(turn: Turn) -> tuple[str, ...]:
    """Return the device of the session, unless it has none or that is another account's."""
    device = turn.who.security.device
    return (device,) if device and turn.world.accounts.of_device(device) is None else ()


def hashed(turn: Turn, result: object) -> None:
    """Go on when the password has been hashed."""
    if isinstance(result, PasswordHash):
        create(turn, result)
    else:
        turn.fail("REGISTER", "TEMPORARILY_UNAVAILABLE", turn.who.nick, "The password could not be hashed; please try again")


def create(turn: Turn, password: PasswordHash | None) -> None:
    """Keep a new account, say so, and log in (`REGISTER SUCCESS`: "authenticated to the `<account>` as if it used SASL")."""
    who = turn.who
    account = Account(who.nick, own_devices(turn), password, turn.now.wall)
    words = ("SUCCESS", account.name, "Account successfully registered")
    line = turn.outgoing(Message("REGISTER", words, turn.world.config.server_name))
    turn.effects += [Keep(turn.world.accounts.keep(account), who.id, line), Send(who.id, line)]
    if log_in(turn, account):
        go_on_logged_in(turn)


def handle_verify(turn: Turn, message: Message) -> None:
    """Say that there is nothing to verify: an account is complete at once."""
    account = message.params[0]
    if turn.who.account:
        turn.fail("VERIFY", "ALREADY_AUTHENTICATED", account, "You are logged in already")
    else:
        turn.fail("VERIFY", "INVALID_CODE", account, "No account of this room waits for a code")


def handle_unregister(turn: Turn, message: Message) -> None:
    """Give an account up: one's own, or any for an operator, since devices get lost and passwords forgotten. Our own command."""
    name, who, world = message.params[0], turn.who, turn.world
    account = world.accounts.find(name)
    if account is None:
        turn.fail("UNREGISTER", "NO_SUCH_ACCOUNT", name, "There is no such account")
    elif not (who.is_operator or account.is_called(who.account)):
        turn.fail("UNREGISTER", "NOT_YOURS", name, "Only its owner or an operator of the room can give an account up")
    else:
        line = turn.outgoing(Message("UNREGISTER", ("SUCCESS", account.name, "The account is gone"), world.config.server_name))
        turn.effects += [Keep(world.accounts.forget(account), who.id, line), Send(who.id, line)]
        for member in [one for one in world.sessions.values() if one.account and account.is_called(one.account)]:
            log_out(turn, member)


COMMANDS = (
    Command("REGISTER", handle_register, min_params=3, needs_welcome=False, spec="IRCv3 account-registration"),
    Command("UNREGISTER", handle_unregister, min_params=1, spec="IRCv3 standard-replies (the command is our own)"),
    Command("VERIFY", handle_verify, min_params=2, needs_welcome=False, spec="IRCv3 account-registration"),
)
