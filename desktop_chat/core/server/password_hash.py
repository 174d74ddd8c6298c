"""Passwords of operators as a configuration file may hold them: in plain, or as a hash that cannot be turned back.

A hash is a PHC string, `$scrypt$ln=14,r=8,p=1$SALT$KEY` (scrypt: RFC 7914; the form: P-H-C/phc-string-format), as `desktop-chat
hash-password` writes it. Checking one takes some hundredths of a second: `Work`.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from hashlib import scrypt
from hmac import compare_digest
from typing import Final

SCHEME: Final = "$scrypt$"
COST: Final = (14, 8, 1)
"""log2 N, r, p: 16 MiB and about 40 ms, which a person does not notice and somebody who guesses does."""
KEY_BYTES: Final = 32
MOST_MEMORY: Final = 1 << 26
"""Bytes that a hash in a file may make us take (128 N r, RFC 7914 section 2)."""
PHC: Final = re.compile(r"\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})")


def hash_password(password: str, salt: bytes) -> str:
    """Return the hash of a password; *salt* is 16 random bytes."""
    log_n, r, p = COST
    key = scrypt(password.encode(), salt=salt, n=1 << log_n, r=r, p=p, maxmem=2 * MOST_MEMORY, dklen=KEY_BYTES)
    return f"{SCHEME}ln={log_n},r={r},p={p}${_text(salt)}${_text(key)}"


def is_hash(kept: str) -> bool:
    """Return whether this is meant for a hash, which takes long to check."""
    return kept.startswith(SCHEME)


def is_kept_password(kept: str) -> bool:
    """Return whether this may stand for a password: anything but nothing, and what begins like a hash must be one."""
    found = PHC.fullmatch(kept)
    if found is None:
        return kept != "" and not is_hash(kept)
    log_n, r, p = map(int, found.groups()[:3])
    return log_n > 0 and r * p > 0 and (128 * r << log_n) * p <= MOST_MEMORY and all(len(word) % 4 != 1 for word in found.groups()[3:])


def is_password(given: str, kept: str) -> bool:
    """Return whether a password is the one that is kept, in a time that does not tell how much of it is right.

    What may not be kept is nobody's password: see `is_kept_password`.
    """
    if not is_kept_password(kept):
        return False
    found = PHC.fullmatch(kept)
    if found is None:
        return compare_digest(given.encode(), kept.encode())
    log_n, r, p = map(int, found.groups()[:3])
    salt, key = map(_bytes, found.groups()[3:])
    return compare_digest(scrypt(given.encode(), salt=salt, n=1 << log_n, r=r, p=p, maxmem=2 * MOST_MEMORY, dklen=len(key)), key)


def _text(data: bytes) -> str:
    return b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return b64decode(text + "=" * (-len(text) % 4))
