"""Passwords of operators: in plain, or as scrypt hashes (RFC 7914)."""

import pytest

from desktop_chat.core.server.password_hash import hash_password, is_hash, is_kept_password, is_password

SALT = bytes(range(16))
HASH = hash_password("열려라 참깨", SALT)
RFC_7914 = (
    "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw"
)


def test_a_hash_opens_for_its_password_only() -> None:
    """It is salted, and it tells nothing of the password."""
    assert is_password("열려라 참깨", HASH)
    assert not is_password("열려라 참새", HASH)
    assert not is_password("", HASH)
    assert not is_password(HASH, HASH)
    assert hash_password("열려라 참깨", bytes(16)) != HASH
    assert is_hash(HASH)
    assert "참깨" not in HASH


def test_a_password_in_plain_works_too() -> None:
    """As a host writes it who does not mind."""
    assert is_password("secret", "secret")
    assert not is_password("secre", "secret")
    assert not is_password("", "")


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "$scrypt$",
        HASH.replace("ln=14", "ln=40"),
        HASH.replace("ln=14", "ln=0"),
        HASH.replace("r=8", "r=0"),
        HASH.replace("p=1", "p=0"),
        HASH.replace("r=8", "r=99"),
        HASH + "A" * 2,
        HASH[:-40],
        HASH.replace("ln=14,", ""),
    ],
)
def test_what_only_begins_like_a_hash_opens_nothing(kept: str) -> None:
    """A mistake in a file is no password, and no way to make us take a gigabyte."""
    assert not is_kept_password(kept)
    assert not is_password(kept, kept)


def test_a_hash_of_another_program_is_understood() -> None:
    """RFC 7914 section 12, the third test vector: password pleaseletmein, salt SodiumChloride, N 16384."""
    assert is_password("pleaseletmein", RFC_7914)
