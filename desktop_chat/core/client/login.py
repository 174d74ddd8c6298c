"""Logging in by a password once we are in (IRCv3 sasl-3.2, Reauthentication; RFC 4616)."""

from base64 import b64encode

from desktop_chat.core.wire.limits import SASL_CHUNK_BYTES
from desktop_chat.core.wire.message import Message


def plain_login(account: str, password: str) -> list[Message]:
    """Return the lines that log in: all at once, since the host's word between them is always the same."""
    response = b64encode(f"\0{account}\0{password}".encode()).decode()
    chunks = [response[start : start + SASL_CHUNK_BYTES] for start in range(0, len(response), SASL_CHUNK_BYTES)]
    if len(chunks[-1]) == SASL_CHUNK_BYTES:
        chunks.append("+")  # "If the last chunk was exactly 400 bytes long, it must also be followed by AUTHENTICATE +" (sasl-3.1).
    return [Message("AUTHENTICATE", (word,)) for word in ("PLAIN", *chunks)]
