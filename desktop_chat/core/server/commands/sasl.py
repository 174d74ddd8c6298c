"""AUTHENTICATE: log in to an account (IRCv3 sasl-3.1, sasl-3.2; RFC 4422, 4616, 5802, 7677)."""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING

from scramp import ScramException, ScramMechanism

from desktop_chat.core.server.commands.registration import go_on_logged_in
from desktop_chat.core.server.effects import Keep
from desktop_chat.core.server.login import log_in
from desktop_chat.core.server.passwords import SALT_BYTES, PasswordHash, check_password
from desktop_chat.core.server.sasl import EMPTY, MECHANISMS, BadBase64Error, Exchange, TooLongError
from desktop_chat.core.server.table import Command
from desktop_chat.core.wire.capabilities import Caps
from desktop_chat.core.wire.limits import SASL_CHUNK_BYTES
from desktop_chat.core.wire.names import fold
from desktop_chat.core.wire.numerics import Numeric

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_chat.core.server.accounts import Account
    from desktop_chat.core.server.passwords import ScramKeys
    from desktop_chat.core.server.sasl import ScramServer
    from desktop_chat.core.server.turn import Turn
    from desktop_chat.core.wire.message import Message

ABORT = "*"
NONCE_BYTES = 18
"""24 characters of base64: nobody sees one twice (RFC 5802 5.1)."""
PLAIN_PARTS = 3


def handle_authenticate(turn: Turn, message: Message) -> None:
    """Begin to log in, go on, or give up. After the welcome somebody may log in too, or as another (sasl-3.2, Reauthentication)."""
    who, word = turn.who, message.params[0]
    if not who.caps & Caps.SASL:
        fail(turn, "the capability sasl has to be requested first")
    elif word == ABORT:
        who.exchange = None
        turn.reply(Numeric.ERR_SASLABORTED, "SASL authentication aborted")
    elif who.exchange is None:
        begin(turn, word.upper())
    elif len(word) > SASL_CHUNK_BYTES:
        who.exchange = None
        turn.reply(Numeric.ERR_SASLTOOLONG, "SASL message too long")
    else:
        go_on(turn, who.exchange, word)


def begin(turn: Turn, mechanism: str) -> None:
    """Ask for the first response: all mechanisms here let the client speak first."""
    who = turn.who
    if who.account and not who.registered:
        turn.reply(Numeric.ERR_SASLALREADY, "You have already authenticated using SASL")
    elif mechanism not in MECHANISMS:
        turn.reply(Numeric.RPL_SASLMECHS, ",".join(MECHANISMS), "are available SASL mechanisms")
        fail(turn, "there is no such mechanism")
    else:
        who.exchange = Exchange(mechanism)
        turn.from_server("AUTHENTICATE", EMPTY)


def go_on(turn: Turn, exchange: Exchange, chunk: str) -> None:
    """Take a chunk; a whole response goes to its mechanism."""
    try:
        response = exchange.feed(chunk)
    except TooLongError:
        fail(turn, "the response is too long")
    except BadBase64Error:
        fail(turn, "the response is not base64")
    else:
        if response is not None:
            try:
                text = response.decode()
            except UnicodeDecodeError:
                fail(turn, "the response is not UTF-8")
            else:
                HANDLERS[exchange.mechanism](turn, exchange, text)


def fail(turn: Turn, why: str) -> None:
    """Say that it came to nothing; the session may try again."""
    turn.who.exchange = None
    turn.reply(Numeric.ERR_SASLFAIL, f"SASL authentication failed: {why}")


def succeed(turn: Turn, account: Account) -> None:
    """Log in; whatever was guessed wrong before is forgotten."""
    turn.who.exchange = None
    for key in attempt_keys(turn, account.name):
        turn.world.login_attempts.note_right(key)
    if log_in(turn, account, by_sasl=True):
        go_on_logged_in(turn)


def attempt_keys(turn: Turn, name: str) -> tuple[str, str]:
    """Return under what guesses are counted: the address, and the account; no name holds the `@`."""
    return f"@{turn.who.address}", fold(name)


def may_guess(turn: Turn, name: str) -> bool:
    """Return whether the session may try a password of an account now; else tell it when (sasl-3.1, 902: "locked out, held")."""
    address, account = (turn.world.login_attempts.wait_seconds(key, turn.now.monotonic) for key in attempt_keys(turn, name))
    if account:
        turn.who.exchange = None
        turn.reply(Numeric.ERR_NICKLOCKED, f"Too many wrong passwords for this account; try again in {account:.0f} seconds")
    elif address:
        fail(turn, f"too many wrong passwords; try again in {address:.0f} seconds")
    return not (account or address)


def wrong(turn: Turn, name: str) -> None:
    """Refuse a password, and make the next guess wait, from this address and for this account."""
    for key in attempt_keys(turn, name):
        turn.world.login_attempts.note_wrong(key, turn.now.monotonic)
    fail(turn, "wrong name or password")


def external(turn: Turn, _exchange: Exchange, authzid: str) -> None:
    """EXTERNAL: the device's certificate says who it is; its key was proven in the TLS handshake (RFC 4422 appendix A)."""
    device = turn.who.security.device
    account = turn.world.accounts.of_device(device)
    if not device:
        fail(turn, "the connection shows no certificate")
    elif account is None or (authzid and not account.is_called(authzid)):
        fail(turn, "the certificate belongs to no such account")
    else:
        succeed(turn, account)


def plain(turn: Turn, _exchange: Exchange, response: str) -> None:
    """PLAIN: `[authzid] NUL authcid NUL passwd` (RFC 4616 2); nobody logs in as somebody else."""
    parts = response.split("\0")
    authzid, name, password = parts if len(parts) == PLAIN_PARTS else ("", "", "")
    if not name or not password or (authzid and fold(authzid) != fold(name)):
        fail(turn, "the response is not that of PLAIN")
        return
    if not may_guess(turn, name):
        return
    account = turn.world.accounts.find(name)
    kept = account and account.password
    if kept is None:
        wrong(turn, name)
        return
    salts = turn.world.random_bytes(2 * SALT_BYTES)
    turn.work(partial(check_password, kept, password, salts), partial(checked, name))


def checked(name: str, turn: Turn, result: object) -> None:
    """Go on when a password has been checked; an account whose hash is of an earlier version's costs gets a new one."""
    account = turn.world.accounts.find(name)
    if account is None or isinstance(result, Exception):
        fail(turn, "the password could not be checked; please try again")
    elif not isinstance(result, PasswordHash):
        wrong(turn, name)
    else:
        if result != account.password:
            account = account._replace(password=result)
            turn.effects.append(Keep(turn.world.accounts.keep(account), turn.who.id))
        succeed(turn, account)


def scram(turn: Turn, exchange: Exchange, response: str) -> None:
    """SCRAM-SHA-256: both sides prove to know the password, and neither says it (RFC 5802 3); three responses in turn."""
    if exchange.scram is None:
        scram_first(turn, exchange, response)
    elif not exchange.is_proven:
        scram_final(turn, exchange, exchange.scram, response)
    elif response or (account := turn.world.accounts.find(exchange.name)) is None:
        fail(turn, "the exchange did not end as it should")
    else:
        succeed(turn, account)


def scram_first(turn: Turn, exchange: Exchange, response: str) -> None:
    """Take who it is and answer with the account's salt (RFC 5802 7, client-first-message)."""

    def look_up(name: str) -> ScramKeys | None:
        exchange.name = name
        account = turn.world.accounts.find(name)
        return account.password.scram if account is not None and account.password is not None else None

    nonce = b64encode(turn.world.random_bytes(NONCE_BYTES)).decode()
    exchange.scram = ScramMechanism("SCRAM-SHA-256").make_server(look_up, s_nonce=nonce)
    try:
        exchange.scram.set_client_first(response)
    except ScramException:
        if exchange.name == "":
            fail(turn, "the response is not that of SCRAM-SHA-256")
        elif may_guess(turn, exchange.name):
            wrong(turn, exchange.name)
        return
    if may_guess(turn, exchange.name):
        challenge(turn, exchange.scram.get_server_first())


def scram_final(turn: Turn, exchange: Exchange, server: ScramServer, response: str) -> None:
    """Take the proof and answer with ours (RFC 5802 7, client-final-message)."""
    try:
        server.set_client_final(response)
    except ScramException:
        wrong(turn, exchange.name)
        return
    exchange.is_proven = True
    challenge(turn, server.get_server_final())


def challenge(turn: Turn, text: str) -> None:
    """Send what the client has to answer, in chunks as it sends its own."""
    data = b64encode(text.encode()).decode()
    for start in range(0, len(data) + 1, SASL_CHUNK_BYTES):
        turn.from_server("AUTHENTICATE", data[start : start + SASL_CHUNK_BYTES] or EMPTY)


HANDLERS: dict[str, Callable[[Turn, Exchange, str], None]] = {
    "EXTERNAL": external,
    "PLAIN": plain,
    "SCRAM-SHA-256": scram,
}

COMMANDS = (Command("AUTHENTICATE", handle_authenticate, min_params=1, needs_welcome=False, spec="IRCv3 sasl-3.1"),)
