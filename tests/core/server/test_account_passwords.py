"""Passwords as they are kept: hashed so that each guess costs (RFC 7914, RFC 5802)."""

import hashlib
import unicodedata
from base64 import b64encode

import pytest

from desktop_chat.core.server.account_passwords import SALT_BYTES, SCRAM_ITERATIONS, check_password, password_problem
from desktop_chat.core.server.password_hash import COST
from desktop_chat.core.wire.limits import PASSWORD_BYTES
from tests.support.identity import PASSWORD, hashed, of_earlier_costs

SALTS = bytes(2 * SALT_BYTES)


def test_a_guess_costs_memory_and_time() -> None:
    """RFC 7914 2: 128 * N * r bytes; between 16 and 64 MiB, so that a small machine can host and a thief cannot hurry."""
    log_n, r, _ = COST
    assert 16 << 20 <= 128 * r << log_n <= 64 << 20
    assert hashed().is_of_today


def test_the_right_password_is_known_and_no_other() -> None:
    """Nor one that no client could have sent (RFC 4616 2: "saslprep")."""
    assert check_password(hashed(), PASSWORD, SALTS) == hashed()
    assert check_password(hashed(), PASSWORD + "!", SALTS) is None
    assert check_password(hashed(), "\ue000", SALTS) is None


def test_the_same_word_written_otherwise_is_the_same_password() -> None:
    """RFC 4013 2.2: NFKC; keyboards differ in whether they compose Hangul."""
    assert check_password(hashed(), unicodedata.normalize("NFD", PASSWORD), SALTS) == hashed()


def test_the_keys_are_those_of_scram() -> None:
    """RFC 5802 3: SaltedPassword := Hi(Normalize(password), salt, i), StoredKey := H(HMAC(SaltedPassword, "Client Key"))."""
    keys = hashed().scram
    salted = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), keys.salt, SCRAM_ITERATIONS)
    client_key = hashlib.new("sha256", hmac_sha256(salted, b"Client Key")).digest()
    assert (keys.stored_key, keys.server_key) == (client_key, hmac_sha256(salted, b"Server Key"))
    assert b64encode(keys.salt).decode().rstrip("=") not in hashed().scrypt


def hmac_sha256(key: bytes, text: bytes) -> bytes:
    """Return HMAC-SHA-256 as RFC 2104 2 writes it, for a key no longer than a block."""
    inner, outer = (bytes(byte ^ pad for byte in key.ljust(64, b"\0")) for pad in (0x36, 0x5C))
    return hashlib.sha256(outer + hashlib.sha256(inner + text).digest()).digest()


def test_a_hash_of_earlier_costs_is_made_anew_once_the_password_is_known() -> None:
    """The costs stand beside the hash, so that they can rise."""
    old = of_earlier_costs()
    assert not old.is_of_today
    renewed = check_password(old, PASSWORD, SALTS)
    assert renewed is not None
    assert renewed.is_of_today
    assert check_password(old, "wrong", SALTS) is None
    assert check_password(renewed, PASSWORD, SALTS) == renewed


@pytest.mark.parametrize(
    ("password", "code"),
    [
        (PASSWORD, None),
        ("x" * (PASSWORD_BYTES - 10) + "0123456789", None),
        ("", "WEAK_PASSWORD"),
        ("*", "WEAK_PASSWORD"),
        ("abcdefg", "WEAK_PASSWORD"),
        ("abcabcabcabc", "WEAK_PASSWORD"),
        ("Hong-Gildong", "WEAK_PASSWORD"),
        ("x" * (PASSWORD_BYTES - 9) + "0123456789", "UNACCEPTABLE_PASSWORD"),
        ("no control \x07 please", "UNACCEPTABLE_PASSWORD"),
    ],
)
def test_a_weak_password_is_not_taken(password: str, code: str | None) -> None:
    """IRCv3 account-registration, Responses: WEAK_PASSWORD, and UNACCEPTABLE_PASSWORD "for any reason other than weakness"."""
    problem = password_problem(password, "hong-gildong", least=8)
    assert (problem.code if problem is not None else None) == code
