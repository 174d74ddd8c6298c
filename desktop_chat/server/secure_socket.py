"""A peer's connection that tells by its first byte whether it is TLS or plain text, and speaks it from then on.

To the rest of the server it is a `PeerSocket`. The handshake happens in `receive`, on the peer's own reader thread. Then
exactly one thread sends at any time (the engine, or the flusher after it), so bytes go out in the order they were encrypted.
"""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from desktop_chat.core.server.security import PLAIN, Security
from desktop_chat.core.wire.message import Message, encode
from desktop_chat.net.certificates import fingerprint_of
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import TlsFailed
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.net.tls import TLS_FIRST_BYTE, TlsChannel, TlsServer

HANDSHAKE_SECONDS: Final = 10.0
"""From a client's first byte to its last of the handshake, however slowly they drip in."""
RECEIVE_BYTES: Final = 16_384
SLICE_BYTES: Final = 65_536
"""Encrypted at once: a bound on what waits, already encrypted, for a socket that turns out to be full."""
LONGEST_DEBT_SECONDS: Final = 30.0
"""What somebody who talks much too fast has to wait: less than after which a silent peer is thought dead."""
REFUSED_SECONDS: Final = 2.0
REFUSED_BYTES: Final = 65_536
"""What is still read of somebody who gets no further, so that they read why."""
PLAIN_REFUSED: Final = "This room speaks TLS only: please connect with TLS on the same port"


class Mode(Enum):
    """What a connection turned out to be."""

    NEW = auto()
    PLAIN = auto()
    SHAKING = auto()
    TLS = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Manners:
    """How the door treats a connection.

    Args:
        tls: How the host speaks TLS.
        may_be_plain: Whether plain text is accepted.
        pay: Told what was read; returns the seconds to wait before more is. None: it may talk as fast as it can.
        closed: Called once, when the descriptor was given back.
        handshake_seconds: How long a handshake may take.
    """

    tls: TlsServer
    may_be_plain: bool
    pay: Callable[[bytes], float] | None = None
    closed: Callable[[], None] = lambda: None
    handshake_seconds: float = HANDSHAKE_SECONDS


class SecureSocket(PeerSocket):
    """One accepted connection.

    Args:
        sock: A connected socket; it belongs to this object from here on.
        receive_seconds: How long `receive` waits at most.
        manners: How it is treated.
    """

    __slots__ = (
        "_channel",
        "_ending",
        "_held",
        "_manners",
        "_mode",
        "_more",
        "_never_waits",
        "_receive_seconds",
        "_security",
        "_unsent",
        "rest_until",
    )

    def __init__(self, sock: socket.socket, *, receive_seconds: float, manners: Manners) -> None:
        super().__init__(sock, receive_seconds=receive_seconds)
        self._receive_seconds, self._manners = receive_seconds, manners
        self.rest_until = 0.0
        """The moment on the monotonic clock before which it is not read again, for it talks too fast; 0 for none."""
        self._never_waits = False
        self._ending = threading.Event()
        self._mode = Mode.NEW
        self._channel: TlsChannel | None = None
        self._security = PLAIN
        self._more = False
        """There may be plain text of what was received before."""
        self._unsent = b""
        """Encrypted, but the kernel was full."""
        self._held = False
        """The first byte of the next `send_now` is encrypted already, though we said it was not: its block is not out yet."""

    @property
    def security(self) -> Security:
        """How it is connected; known once `receive` has returned something."""
        return self._security

    def receive(self, size: int) -> bytes:
        """Wait for plain text; b"" is the end. The receiving thread only.

        Raises:
            OSError: If the connection broke, or there was no handshake in time (TimeoutError: nothing came).
        """
        if self.rest_until:
            self._rest()
        data = self._receiver.recv(size) if self._mode is Mode.PLAIN else self._receive(size)
        pay = self._manners.pay
        if pay is not None:
            debt_seconds = min(pay(data), LONGEST_DEBT_SECONDS)
            self.rest_until = time.monotonic() + debt_seconds if debt_seconds else 0.0
        return data

    @property
    def holds_more(self) -> bool:
        """Whether there may be plain text of what was received before: then the socket says nothing of it."""
        return self._more

    def never_wait(self) -> None:
        """From here on, let `receive` raise `BlockingIOError` when there is nothing to receive, or not yet. The receiving thread only."""
        super().never_wait()
        self._never_waits = True

    def _rest(self) -> None:
        """Let somebody who talks too fast pay for it."""
        seconds = self.rest_until - time.monotonic()
        if seconds > 0 and not self._ending.is_set():
            if self._never_waits:
                raise BlockingIOError("this one talks too fast")
            self._ending.wait(seconds)

    def _receive(self, size: int) -> bytes:
        if self._mode is Mode.NEW:
            self._decide()
        if self._mode is Mode.PLAIN:
            return super().receive(size)
        channel = self._channel
        if channel is None:
            return b""
        received = b""
        while self._more or (received := self._receiver.recv(RECEIVE_BYTES)):
            plain = decrypt(channel, received, size)
            self._more = plain is not None  # Even if it is short: a goodbye may come right behind it.
            if plain is not None:
                return plain
            received = b""
        return b""

    def _decide(self) -> None:
        """Wait for the first byte, and do as it says."""
        first = self._receiver.recv(1, socket.MSG_PEEK)
        if first == TLS_FIRST_BYTE:
            self._shake_hands()
        elif self._manners.may_be_plain:
            self._mode = Mode.PLAIN
        else:
            self._refuse()

    def _shake_hands(self) -> None:
        """Raises OSError if there are no hands to shake, or not in time."""
        self._mode = Mode.SHAKING
        channel, deadline = self._manners.tls.new_channel(), Deadline(self._manners.handshake_seconds)
        try:
            while not self._is_shaken(channel, deadline):
                pass
        except TimeoutError as error:
            raise ConnectionAbortedError("the TLS handshake took too long") from error
        except TlsFailed as error:
            raise ConnectionAbortedError(str(error)) from error
        self._receiver.settimeout(self._receive_seconds)
        self._manners.tls.settle(channel)
        certificate = channel.peer_certificate()
        self._security = Security(channel.version(), fingerprint_of(certificate) if certificate else "")
        self._channel, self._more = channel, True
        self._mode = Mode.TLS  # Last: from here on another thread sends.

    def _is_shaken(self, channel: TlsChannel, deadline: Deadline) -> bool:
        if deadline.is_over():
            raise TimeoutError
        self._receiver.settimeout(deadline.remaining())
        received = self._receiver.recv(RECEIVE_BYTES)
        if not received:
            raise ConnectionAbortedError("the connection ended in the TLS handshake")
        try:
            return channel.shake_hands(received)
        finally:
            self._unsent += channel.output()
            self._send_unsent()

    def _refuse(self) -> None:
        """Say why, and let it be read: closing with the client's words unread would throw ours away (RFC 1122 4.2.2.13)."""
        self._mode = Mode.REFUSED
        super().send_now(encode(Message("ERROR", (PLAIN_REFUSED,))))
        self.end_output()
        deadline, left = Deadline(REFUSED_SECONDS), REFUSED_BYTES
        with suppress(OSError):
            while left > 0 and not deadline.is_over():
                self._receiver.settimeout(deadline.remaining())
                received = len(self._receiver.recv(RECEIVE_BYTES))
                left = left - received if received else 0

    def send_now(self, data: bytes | memoryview) -> int:
        """Encrypt, and hand the kernel what it takes; return how many bytes of *data* are done with.

        The kernel may be full in the middle of what is encrypted. Then one byte less than that is reported, so that the
        caller comes back with it when there is room again.

        Raises:
            OSError: If the connection broke.
        """
        if self._mode is Mode.PLAIN:
            return super().send_now(data)
        channel = self._channel
        if self._mode is not Mode.TLS or channel is None:
            return super().send_now(data) if self._mode is Mode.NEW and self._manners.may_be_plain else len(data)
        if self._unsent and not self._send_unsent():
            return 0
        done = 1 if self._held else 0
        self._held = False
        while done < len(data):
            piece = data if len(data) <= SLICE_BYTES and not done else memoryview(data)[done : done + SLICE_BYTES]
            self._unsent = encrypt(channel, piece)
            done += len(piece)
            if not self._send_unsent():
                self._held = True
                return done - 1
        return done

    def _send_unsent(self) -> bool:
        """Hand the kernel what is encrypted; return whether it took all."""
        sent = super().send_now(self._unsent) if self._unsent else 0
        self._unsent = self._unsent[sent:]
        return not self._unsent

    def end_output(self) -> None:
        """Say that nothing more will be sent, in the words of TLS too. Never raises."""
        if self._mode is Mode.TLS and self._channel is not None and not self._unsent:
            with suppress(OSError):
                super().send_now(self._channel.goodbye())
        super().end_output()

    def shutdown(self) -> None:
        """End both directions; a thread that waits in `receive` returns at once. Never raises."""
        self._ending.set()
        super().shutdown()

    def close(self) -> None:
        """Give the descriptor back, once no other thread uses it."""
        if self.fileno() != -1:
            super().close()
            self._manners.closed()


def encrypt(channel: TlsChannel, plain: bytes | memoryview) -> bytes:
    """Return a channel's bytes for a text, with its errors as those of a socket."""
    try:
        return channel.encrypt(plain)
    except TlsFailed as error:
        raise ConnectionAbortedError(str(error)) from error


def decrypt(channel: TlsChannel, received: bytes, size: int) -> bytes | None:
    """Return a channel's text, with its errors as those of a socket."""
    try:
        return channel.decrypt(received, size)
    except TlsFailed as error:
        raise ConnectionAbortedError(str(error)) from error
