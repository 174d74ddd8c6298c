"""Sockets as this program uses them: the one place where operating systems differ."""

import socket
import struct
import sys
from contextlib import suppress

from desktop_chat.core.server.security import PLAIN, Security
from desktop_chat.net.errors import as_net_errors
from desktop_chat.net.held_send import FLAGS, held_send

BACKLOG = 1024
"""A class that opens the program at once; the kernel cuts it to its own limit."""


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket.

    Args:
        host: A numeric address of this machine, `0.0.0.0` or `::` for all of one family.
        port: 0 for any free one.

    Raises:
        NetError: AddressInUse, AddressUnusable.
    """
    with as_net_errors(f"cannot listen on {host} port {port}"):
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, proto)
        try:
            if sys.platform == "win32":
                # SO_REUSEADDR would let any other program steal the port there.
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listener.bind(address)
            listener.listen(BACKLOG)
            listener.settimeout(0)
        except BaseException:
            listener.close()
            raise
        return listener


class PeerSocket:
    """One connection used by two threads: one only receives and may wait, all others only send and never wait.

    A Python socket object has one timeout for both directions, so each direction has an object of its own on the same
    descriptor. The descriptor itself never blocks; the receiving object waits by its timeout.

    Args:
        sock: A connected socket; it belongs to this object from here on.
        receive_seconds: How long `receive` waits at most.
    """

    __slots__ = ("_receiver", "_sender")
    rest_until = 0.0
    """The moment on the monotonic clock before which it is not read again; 0 for none."""

    def __init__(self, sock: socket.socket, *, receive_seconds: float) -> None:
        with suppress(OSError):  # A local socket pair has no such option.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(receive_seconds)
        self._receiver = sock
        self._sender = socket.socket(sock.family, sock.type, sock.proto, fileno=sock.fileno())
        self._sender.settimeout(0)

    @property
    def security(self) -> Security:
        """How it is connected."""
        return PLAIN

    def fileno(self) -> int:
        """Return the descriptor, -1 once closed."""
        return self._receiver.fileno()

    def receive(self, size: int) -> bytes:
        """Wait for bytes; b"" is the end. The receiving thread only.

        Raises:
            OSError: If the connection broke (TimeoutError: nothing came within `receive_seconds`).
        """
        return self._receiver.recv(size)

    @property
    def holds_more(self) -> bool:
        """Whether `receive` may have more although the descriptor is not ready: a wrapper that keeps bytes says so."""
        return False

    def never_wait(self) -> None:
        """From here on, let `receive` raise `BlockingIOError` when there is nothing to receive. The receiving thread only."""
        self._receiver.settimeout(0)

    def send_now(self, data: bytes | memoryview) -> int:
        """Hand the kernel what it takes at once; return how many bytes that were, 0 if it is full.

        Raises:
            OSError: If the connection broke.
        """
        if held_send is not None and isinstance(data, bytes):
            sent = held_send(self._receiver.fileno(), data, len(data), FLAGS)
            if sent >= 0:
                return sent
        try:
            return self._sender.send(data)
        except BlockingIOError:
            return 0

    def end_output(self) -> None:
        """Say that nothing more will be sent; what was sent still arrives. Never raises."""
        with suppress(OSError):
            self._sender.shutdown(socket.SHUT_WR)

    def shutdown(self) -> None:
        """End both directions; a thread that waits in `receive` returns at once. Never raises."""
        with suppress(OSError):
            self._sender.shutdown(socket.SHUT_RDWR)

    def reset(self) -> None:
        """End both directions without waiting for what was sent: for a peer that does not read. Never raises."""
        with suppress(OSError):
            self._sender.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
        self.shutdown()

    def close(self) -> None:
        """Give the descriptor back, once no other thread uses it."""
        if self._receiver.fileno() != -1:
            self._sender.detach()
            self._receiver.close()


LINGER_NOT = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
