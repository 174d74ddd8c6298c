"""TLS without a socket: bytes in, bytes out, under one lock a connection (`SSLObject` and memory buffers).

One `SSLSocket` used by two threads breaks (CPython issues 137583, 151508, 143756). Here a thread holds the lock only
while bytes are turned into bytes, and whoever waits for the network waits outside.
"""

import ssl
import sys
import threading
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Final, Protocol, cast

from desktop_chat.net.errors import TlsFailed

TLS_FIRST_BYTE: Final = b"\x16"
"""Of a ClientHello (RFC 8446 5.1, handshake); no line of IRC begins with it."""
NO_CHECK_TIME: Final = 0x200000
"""`X509_V_FLAG_NO_CHECK_TIME`: a device is known by its key, and clocks are often wrong."""
CERTIFICATE_MESSAGE: Final = 11
"""Type of a handshake message (RFC 8446 4)."""
TLS_1_3: Final = 0x0304


class HookedContext(Protocol):
    """A context that has the hook, called for each message of its connections; it is there since Python 3.8, for debugging."""

    _msg_callback: Callable[[object, str, int, int, int, bytes], None]


class TlsChannel:
    """One connection. Any thread may call it; no call waits.

    Args:
        context: How to speak.
        server_side: Whether we are the host.
    """

    __slots__ = ("_incoming", "_lock", "_outgoing", "_tls")

    def __init__(self, context: ssl.SSLContext, *, server_side: bool) -> None:
        self._lock = threading.Lock()
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=server_side)

    def shake_hands(self, received: bytes) -> bool:
        """Go on with the handshake; return whether it is done. `output` is to be sent after each call, also a failed one.

        Raises:
            TlsFailed: If this comes to nothing.
        """
        with self._lock:
            self._incoming.write(received)
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                return False
            except ssl.SSLError as error:
                raise TlsFailed(f"TLS: {error.reason or error}") from error
            return True

    def output(self) -> bytes:
        """Take what is to be sent beside what `encrypt` returns."""
        with self._lock:
            return self._outgoing.read()

    def encrypt(self, plain: bytes | memoryview) -> bytes:
        """Return what to send for a text that is not empty. What is returned must go out in the order of the calls.

        Raises:
            TlsFailed: If the connection has ended.
        """
        with self._lock:
            try:
                self._tls.write(plain)
            except ssl.SSLError as error:
                raise TlsFailed(f"TLS: {error.reason or error}") from error
            return self._outgoing.read()

    def decrypt(self, received: bytes, size: int) -> bytes | None:
        """Take in what was received; return plain text of at most *size*, b"" at the end, None if more has to come first.

        There may be more than *size*: call again with nothing received.

        Raises:
            TlsFailed: If it is no TLS.
        """
        parts: list[bytes] = []
        with self._lock:
            if received:
                self._incoming.write(received)
            try:
                while size > 0 and (part := self._tls.read(size)):
                    parts.append(part)
                    size -= len(part)
            except ssl.SSLWantReadError:
                return b"".join(parts) if parts else None
            except ssl.SSLZeroReturnError:
                pass
            except ssl.SSLError as error:
                if not parts:
                    raise TlsFailed(f"TLS: {error.reason or error}") from error
        return b"".join(parts)

    def goodbye(self) -> bytes:
        """Return what says that nothing more will be sent (RFC 8446 6.1, close_notify)."""
        with self._lock:
            try:
                self._tls.unwrap()
            except ssl.SSLError:
                pass  # It wants the other side's goodbye, for which nobody waits; or there is nothing left to end.
            return self._outgoing.read()

    def use(self, context: ssl.SSLContext) -> None:
        """Go on with another context, once hands are shaken."""
        with self._lock:
            self._tls.context = context

    def peer_certificate(self) -> bytes:
        """Return the other side's certificate (DER), whose key it has proven to have; b"" if it showed none."""
        with self._lock:
            return self._tls.getpeercert(binary_form=True) or b""

    def peer_chain(self) -> list[bytes]:
        """Return all certificates (DER) that a host showed, its own first; only of that one it has proven to have the key."""
        with self._lock:
            if sys.version_info >= (3, 13):
                return list(self._tls.get_unverified_chain())
            unverified = cast(Callable[[], list[object] | None], attrgetter("_sslobj.get_unverified_chain")(self._tls))
            as_der = 2  # _ssl.ENCODING_DER
            return [cast(bytes, attrgetter("public_bytes")(one)(as_der)) for one in unverified() or ()]

    def version(self) -> str:
        """Return the version in use: `TLSv1.3`."""
        with self._lock:
            return self._tls.version() or ""


def client_context(device: Path | None) -> ssl.SSLContext:
    """Return how a member speaks. Whoever connects compares the host's key itself: no authority of the wide world counts.

    Args:
        device: The member's own key and certificate, shown to hosts that ask; None to show none.
    """
    context = _context(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if device is not None:
        context.load_cert_chain(device)
    return context


class TlsServer:
    """How a host speaks: asks each client for a certificate, and takes any whose key the client has.

    OpenSSL itself refuses certificates that no authority signed, and Python has no way to change its mind but to trust
    one beforehand. So each handshake has a context of its own, which learns from the hook what the client shows and
    trusts exactly that. Afterwards all connections share one context without a hook, which costs them nothing.

    Args:
        identity: The host's key and certificates (PEM).
    """

    def __init__(self, identity: Path) -> None:
        self._identity = identity
        self._shared = self._new_context()

    def new_channel(self) -> TlsChannel:
        """Return a new connection's channel."""
        context = self._new_context()
        context.verify_mode = ssl.CERT_OPTIONAL
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | NO_CHECK_TIME

        def look(_conn: object, direction: str, version: int, _content: int, kind: int, data: bytes) -> None:
            if direction == "read" and kind == CERTIFICATE_MESSAGE and data[:1] == bytes([CERTIFICATE_MESSAGE]):
                shown = first_certificate(data, has_context=version >= TLS_1_3)
                if shown:
                    context.load_verify_locations(cadata=shown)

        cast(HookedContext, context)._msg_callback = look  # noqa: SLF001
        return TlsChannel(context, server_side=True)

    def settle(self, channel: TlsChannel) -> None:
        """Let a channel whose handshake is done go on with the shared context."""
        channel.use(self._shared)

    def _new_context(self) -> ssl.SSLContext:
        context = _context(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._identity)
        # Without tickets nothing is sent that nobody asked for, and each handshake proves the device's key again.
        context.num_tickets = 0
        context.options |= ssl.OP_NO_TICKET
        return context


def _context(protocol: "ssl._SSLMethod") -> ssl.SSLContext:
    context = ssl.SSLContext(protocol)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_RENEGOTIATION
    return context


def first_certificate(message: bytes, *, has_context: bool) -> bytes:
    """Return the first certificate (DER) of a Certificate message; b"" if it holds none.

    Args:
        message: From its type on: type, length, then the list (RFC 5246 7.4.2).
        has_context: Whether a request context stands before the list (RFC 8446 4.4.2).
    """
    at = 4
    if has_context:
        at += 1 + (message[at] if len(message) > at else 0)
    at += 3
    size = int.from_bytes(message[at : at + 3], "big")
    shown = message[at + 3 : at + 3 + size]
    return shown if len(shown) == size else b""
