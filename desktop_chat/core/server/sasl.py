"""A log-in under way: what a session has said of it so far (IRCv3 sasl-3.1, RFC 4422)."""

from __future__ import annotations

from base64 import b64decode
from typing import Final, Protocol

from desktop_chat.core.wire.limits import SASL_BYTES, SASL_CHUNK_BYTES

MECHANISMS: Final = ("EXTERNAL", "SCRAM-SHA-256", "PLAIN")
"""Those of this room, the safest first: the first says nothing that could be stolen, the second proves to know a password, the
third says it."""
EMPTY: Final = "+"
"""Stands for a response without a byte, and for the end of one whose last chunk is full (The AUTHENTICATE command)."""


class ScramServer(Protocol):
    """Our side of a SCRAM exchange, as package `scramp` has it."""

    def set_client_first(self, client_first: str) -> None:
        """Take the client's first message; raises ScramException."""

    def get_server_first(self) -> str:
        """Return our answer."""
        ...

    def set_client_final(self, client_final: str) -> None:
        """Take the client's proof; raises ScramException."""

    def get_server_final(self) -> str:
        """Return ours."""
        ...


class TooLongError(Exception):
    """A response is larger than any that could be right."""


class BadBase64Error(Exception):
    """A response is not what it should be (RFC 4648)."""


class Exchange:
    """One try of a session to log in.

    Args:
        mechanism: One of `MECHANISMS`.
    """

    __slots__ = ("_chunks", "is_proven", "mechanism", "name", "scram")

    def __init__(self, mechanism: str) -> None:
        self.mechanism = mechanism
        self.scram: ScramServer | None = None
        self.name = ""
        """Who it wants to be, once it has said so (SCRAM)."""
        self.is_proven = False
        """Whether nothing but its last, empty response is wanting (SCRAM)."""
        self._chunks = ""

    def feed(self, chunk: str) -> bytes | None:
        """Take a chunk of at most `SASL_CHUNK_BYTES`; return the whole response, or None if more of it follows.

        Raises:
            TooLongError: If it is too long in all.
            BadBase64Error: If it is not base64.
        """
        if chunk != EMPTY:
            self._chunks += chunk
        if len(self._chunks) > SASL_BYTES:
            raise TooLongError
        if len(chunk) == SASL_CHUNK_BYTES:
            return None
        chunks, self._chunks = self._chunks, ""
        try:
            return b64decode(chunks, validate=True)
        except ValueError as error:
            raise BadBase64Error from error
