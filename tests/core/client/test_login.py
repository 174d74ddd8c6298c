"""Logging in by a password (RFC 4616; IRCv3 sasl-3.1)."""

from base64 import b64decode

from desktop_chat.core.client.login import plain_login
from desktop_chat.core.wire.limits import SASL_CHUNK_BYTES


def test_the_response_is_said_in_pieces() -> None:
    """The last chunk, if it is exactly 400 bytes long, "must also be followed by AUTHENTICATE +" (sasl-3.1)."""
    first, response = plain_login("가람", "열려라 참깨")
    assert first.params == ("PLAIN",)
    assert b64decode(response.params[0]).decode() == "\0가람\0열려라 참깨"
    exact = 300 - len("\0ann\0")
    assert [len(message.params[0]) for message in plain_login("ann", "x" * exact)[1:]] == [SASL_CHUNK_BYTES, 1]
    assert [len(message.params[0]) for message in plain_login("ann", "x" * (exact + 1))[1:]] == [SASL_CHUNK_BYTES, 4]
