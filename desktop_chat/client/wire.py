"""A member's connection over a socket that never blocks: TLS, or plain text for a host that has no other. `client-link` only."""

import socket
import ssl
from typing import Final, Protocol

from desktop_chat.net.certificates import proven_pins
from desktop_chat.net.tls import TlsChannel

RECEIVE_BYTES: Final = 65_536
SLICE_BYTES: Final = 16_384
"""Encrypted at once: what is not yet, can still be thought better of."""


class Wire(Protocol):
    """One connection."""

    socket: socket.socket
    pin: str
    """By which we know the host, once the handshake is done and the key is a good one; "" for plain text."""
    address: str
    """Where it is, as it was asked for."""

    @property
    def is_full(self) -> bool:
        """Whether something of what `send` took waits for the socket."""
        ...

    def version(self) -> str:
        """Return the version of TLS; "" for plain text."""
        ...

    def receive(self) -> bytes | None:
        """Return what has come, b"" at the end, None if it is not yet a whole piece.

        Raises:
            OSError: If the connection broke.
            TlsFailed: If it is no TLS.
        """
        ...

    def received_already(self) -> bytes | None:
        """Return what came together with the end of the handshake. Raises as `receive` does."""
        ...

    def send(self, data: bytes | bytearray) -> int:
        """Send what the socket takes; return how many bytes of *data* are done with.

        Raises:
            OSError: If the connection broke.
            TlsFailed: If it was ended.
        """
        ...

    def flush(self) -> bool:
        """Send what waits; return whether all is out. Raises OSError if the connection broke."""
        ...

    def end_output(self) -> None:
        """Say that nothing more will be sent. Raises OSError if the connection broke."""
        ...

    def close(self) -> None:
        """Give the socket back."""
        ...


class PlainWire:
    """A connection without TLS, which everybody on the way can read.

    Args:
        sock: A connected socket that never blocks; it belongs to this object from here on.
        address: Where it leads.
    """

    __slots__ = ("address", "pin", "socket")
    is_full = False

    def __init__(self, sock: socket.socket, address: str) -> None:
        self.socket, self.pin, self.address = sock, "", address

    def version(self) -> str:
        """Return that there is none."""
        return ""

    def receive(self) -> bytes | None:
        """Return what has come."""
        try:
            return self.socket.recv(RECEIVE_BYTES)
        except BlockingIOError:
            return None

    def received_already(self) -> bytes | None:
        """There was no handshake."""
        return None

    def send(self, data: bytes | bytearray) -> int:
        """Send what the socket takes."""
        try:
            return self.socket.send(data) if data else 0
        except BlockingIOError:
            return 0

    def flush(self) -> bool:
        """Nothing waits."""
        return True

    def end_output(self) -> None:
        """Say that nothing more will be sent."""
        self.socket.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Give the socket back."""
        self.socket.close()


class TlsWire:
    """A connection by TLS, from the handshake on.

    Args:
        sock: A connected socket that never blocks; it belongs to this object from here on.
        context: How to speak.
        address: Where it leads.
    """

    __slots__ = ("_channel", "_unsent", "address", "pin", "socket")

    def __init__(self, sock: socket.socket, context: ssl.SSLContext, address: str) -> None:
        self.socket, self.address = sock, address
        self.pin = ""
        """By which we know the host, once the handshake is done and the key is a good one."""
        self._channel = TlsChannel(context, server_side=False)
        self._unsent = b""

    @property
    def is_full(self) -> bool:
        """Whether something that is encrypted waits for the socket."""
        return bool(self._unsent)

    def begin(self) -> None:
        """Say the first word. Raises OSError if the connection broke."""
        self._channel.shake_hands(b"")
        self._unsent = self._channel.output()
        self.flush()

    def shake_hands(self) -> bool:
        """Take what has come of the handshake, and answer; return whether it is done.

        Raises:
            OSError: If the connection broke.
            TlsFailed: If this comes to nothing.
        """
        received = self.socket.recv(RECEIVE_BYTES)
        if not received:
            raise ConnectionResetError("the connection ended in the TLS handshake")
        try:
            return self._channel.shake_hands(received)
        finally:
            self._unsent += self._channel.output()
            self.flush()

    def proven_pins(self) -> list[str]:
        """Return the pins that the host has proven to hold."""
        return proven_pins(self._channel.peer_chain())

    def version(self) -> str:
        """Return the version of TLS."""
        return self._channel.version()

    def receive(self) -> bytes | None:
        """Return what has come, b"" at the end, None if it is not yet a whole piece.

        Raises:
            OSError: If the connection broke.
            TlsFailed: If it is no TLS.
        """
        try:
            received = self.socket.recv(RECEIVE_BYTES)
        except BlockingIOError:
            return None
        return self._channel.decrypt(received, 2 * RECEIVE_BYTES) if received else b""

    def received_already(self) -> bytes | None:
        """Return what came together with the end of the handshake. Raises as `receive` does."""
        return self._channel.decrypt(b"", RECEIVE_BYTES)

    def send(self, data: bytes | bytearray) -> int:
        """Encrypt and send what the socket takes; return how many bytes of *data* are done with.

        Raises:
            OSError: If the connection broke.
            TlsFailed: If it was ended.
        """
        done = 0
        while done < len(data) and self.flush():
            piece = bytes(data[done : done + SLICE_BYTES])
            self._unsent = self._channel.encrypt(piece)
            done += len(piece)
        self.flush()
        return done

    def flush(self) -> bool:
        """Send what is encrypted; return whether all is out. Raises OSError if the connection broke."""
        while self._unsent:
            try:
                sent = self.socket.send(self._unsent)
            except BlockingIOError:
                return False
            self._unsent = self._unsent[sent:]
        return True

    def end_output(self) -> None:
        """Say that nothing more will be sent. Raises OSError if the connection broke."""
        self._unsent += self._channel.goodbye()
        self.flush()
        self.socket.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Give the socket back."""
        self.socket.close()
