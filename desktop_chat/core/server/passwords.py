"""Passwords of accounts: none is kept, only what one can be checked against. Pure: salts come in, and it takes long.

Two things are kept of each: its scrypt hash (RFC 7914), for whoever says the password itself (SASL PLAIN), and its keys for
SCRAM-SHA-256 (RFC 5802 3, RFC 7677), for whoever only proves to know it.
"""

from __future__ import annotations

import hashlib
from hmac import compare_digest
from typing import Final, NamedTuple

from scramp import ScramException, ScramMechanism
from scramp.utils import saslprep

from desktop_chat.core.wire.limits import PASSWORD_BYTES
from desktop_chat.core.wire.names import fold

SALT_BYTES: Final = 16
"""Of each of the two: no two passwords share one, which is all that a salt is for (RFC 7914 2, RFC 5802 5.1)."""
HASH_BYTES: Final = 32
DISTINCT_CHARACTERS: Final = 4
"""With fewer a long password is no better than a short one; a host that allows shorter ones allows fewer."""
SCRAM_ITERATIONS: Final = 600_000
"""Of PBKDF2-HMAC-SHA256, as OWASP's Password Storage Cheat Sheet asks: of the two this is what a thief of the log would attack.
A client counts them once at each log-in, in a fraction of a second."""


class ScryptCost(NamedTuple):
    """What one guess costs (RFC 7914 2): 128 * n * r bytes of memory, and time by n * r * p."""

    n: int
    r: int
    p: int

    @property
    def memory_bytes(self) -> int:
        """What scrypt needs to run."""
        return 128 * self.r * (self.n + self.p + 2)


COST: Final = ScryptCost(1 << 15, 8, 3)
"""32 MiB and a fifth of a second of an ordinary core, one of the equal choices of OWASP's Password Storage Cheat Sheet: a graphics
card has the memory for few guesses at a time, and a host hashes one password after the other."""


class ScramKeys(NamedTuple):
    """What a host needs to be convinced by SCRAM (RFC 5802 3)."""

    salt: bytes
    stored_key: bytes
    server_key: bytes
    iterations: int


class PasswordHash(NamedTuple):
    """What is kept of a password."""

    cost: ScryptCost
    """By which it was hashed; a later version of this program may choose another."""
    salt: bytes
    hash: bytes
    scram: ScramKeys

    @property
    def is_of_today(self) -> bool:
        """Whether it costs a thief what this version of the program wants it to."""
        return (self.cost, self.scram.iterations) == (COST, SCRAM_ITERATIONS)


class PasswordProblem(NamedTuple):
    """Why a password cannot be taken."""

    code: str
    """For programs (IRCv3 account-registration, Responses)."""
    text: str
    """For people, in English for the wire."""


def password_problem(password: str, name: str, *, least: int) -> PasswordProblem | None:
    """Return why *password* cannot be that of the account *name*, or None if it can.

    Args:
        password: As it was sent.
        name: Of the account.
        least: Characters that it has to have.
    """
    if len(password.encode()) > PASSWORD_BYTES:
        return PasswordProblem("UNACCEPTABLE_PASSWORD", f"A password has at most {PASSWORD_BYTES} bytes")
    try:
        prepared = saslprep(password)
    except ScramException:
        return PasswordProblem("UNACCEPTABLE_PASSWORD", "The password has a character that cannot be used for logging in")
    if len(prepared) < least:
        return PasswordProblem("WEAK_PASSWORD", f"A password has at least {least} characters")
    if len(set(prepared)) < min(DISTINCT_CHARACTERS, least) or fold(prepared) == fold(name):
        return PasswordProblem("WEAK_PASSWORD", "This password is too easy to guess")
    return None


def hash_password(password: str, salts: bytes) -> PasswordHash:
    """Return what is kept of a password that has no problem. Takes most of a second.

    Args:
        password: As it was sent.
        salts: Twice `SALT_BYTES` from a source of chance.
    """
    salt, scram_salt = salts[:SALT_BYTES], salts[SALT_BYTES:]
    keys = ScramMechanism("SCRAM-SHA-256").make_auth_info(password, iteration_count=SCRAM_ITERATIONS, salt=scram_salt)
    return PasswordHash(COST, salt, scrypt(password, salt, COST), ScramKeys(*keys))


def check_password(kept: PasswordHash, password: str, salts: bytes) -> PasswordHash | None:
    """Return what is to be kept of a password from here on if it is right, None if it is wrong. Takes most of a second.

    Args:
        kept: What it is checked against.
        password: As it was sent.
        salts: As for a new one; used if the costs have changed since.
    """
    try:
        is_right = compare_digest(scrypt(password, kept.salt, kept.cost), kept.hash)
    except ScramException:
        return None
    if not is_right:
        return None
    return kept if kept.is_of_today else hash_password(password, salts)


def scrypt(password: str, salt: bytes, cost: ScryptCost) -> bytes:
    """Return a password's hash (RFC 7914 6). Raises ScramException for a password that SASL cannot say (RFC 4616 2, saslprep)."""
    text = saslprep(password).encode()
    return hashlib.scrypt(text, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=cost.memory_bytes, dklen=HASH_BYTES)
