"""Passwords as they are kept: hashed so that each guess costs (RFC 7914, RFC 5802)."""

import hashlib

import pytest
from scramp import ScramException

from desktop_chat.core.server.passwords import COST, SALT_BYTES, SCRAM_ITERATIONS, ScryptCost, check_password, password_problem, scrypt
from desktop_chat.core.wire.limits import PASSWORD_BYTES
from tests.support.identity import PASSWORD, hashed

SALTS = bytes(2 * SALT_BYTES)


def test_the_hash_is_that_of_scrypt() -> None:
    """RFC 7914 12: the third of its vectors, of which we keep 32 bytes."""
    expected = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
    assert scrypt("pleaseletmein", b"SodiumChloride", ScryptCost(16384, 8, 1)).hex() == expected


def test_a_guess_costs_memory_and_time() -> None:
    """RFC 7914 2: 128 * n * r bytes; between 16 and 64 MiB, so that a small machine can host and a thief cannot hurry."""
    assert 16 << 20 <= 128 * COST.n * COST.r <= 64 << 20
    assert hashed().is_of_today


def test_the_right_password_is_known_and_no_other() -> None:
    """Nor one that no client could have sent (RFC 4616 2: "saslprep")."""
    assert check_password(hashed(), PASSWORD, SALTS) == hashed()
    assert check_password(hashed(), PASSWORD + "!", SALTS) is None
    assert check_password(hashed(), "\ue000", SALTS) is None


def test_the_same_word_written_otherwise_is_the_same_password() -> None:
    """RFC 4013 2.2: NFKC; keyboards differ in whether they compose Hangul."""
    assert scrypt("가나", b"salt", ScryptCost(2, 1, 1)) == scrypt("\u1100\u1161\u1102\u1161", b"salt", ScryptCost(2, 1, 1))
    with pytest.raises(ScramException):
        scrypt("\ue000", b"salt", ScryptCost(2, 1, 1))


def test_the_keys_are_those_of_scram() -> None:
    """RFC 5802 3: SaltedPassword := Hi(Normalize(password), salt, i), StoredKey := H(HMAC(SaltedPassword, "Client Key"))."""
    keys = hashed().scram
    salted = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), keys.salt, SCRAM_ITERATIONS)
    client_key = hashlib.new("sha256", hmac_sha256(salted, b"Client Key")).digest()
    assert (keys.stored_key, keys.server_key) == (client_key, hmac_sha256(salted, b"Server Key"))
    assert keys.salt != hashed().salt


def hmac_sha256(key: bytes, text: bytes) -> bytes:
    """Return HMAC-SHA-256 as RFC 2104 2 writes it, for a key no longer than a block."""
    inner, outer = (bytes(byte ^ pad for byte in key.ljust(64, b"\0")) for pad in (0x36, 0x5C))
    return hashlib.sha256(outer + hashlib.sha256(inner + text).digest()).digest()


def test_a_hash_of_earlier_costs_is_made_anew_once_the_password_is_known() -> None:
    """The costs stand beside the hash, so that they can rise."""
    cost = ScryptCost(2, 1, 1)
    old = hashed()._replace(cost=cost, hash=scrypt(PASSWORD, hashed().salt, cost))
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
