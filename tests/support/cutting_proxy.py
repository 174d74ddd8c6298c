"""A wire between a member and its host that a test can cut at any byte: the end of a line does not matter to it."""

import selectors
import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from desktop_chat.net.sockets import LINGER_NOT
from desktop_chat.net.wakeup import WakeUp

PIECE: Final = 65536


class Pair:
    """Two ends of one connection, and how many bytes it may still carry."""

    def __init__(self, near: socket.socket, far: socket.socket) -> None:
        self.near, self.far = near, far
        self.left: int | None = None

    def carry(self, sock: socket.socket) -> bool:
        """Pass on what one end has; return whether the connection goes on."""
        data = sock.recv(PIECE if self.left is None else min(PIECE, max(1, self.left)))
        if not data:
            return False
        (self.far if sock is self.near else self.near).sendall(data)
        if self.left is not None:
            self.left -= len(data)
        return self.left is None or self.left > 0

    def cut(self) -> None:
        """End it at both ends, with no word more: what lies in the buffers is lost."""
        for sock in (self.near, self.far):
            with suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
            sock.close()


class CuttingProxy:
    """Passes connections to a port on; one thread.

    Args:
        port: Of the host on loopback; it may come and go.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._selector = selectors.DefaultSelector()
        self._wakeup = WakeUp()
        self._lock = threading.Lock()
        self._cut_after: int | None = None
        self._is_stopped = False
        self._pairs: list[Pair] = []
        self._thread = threading.Thread(target=self._run, name="cutting-proxy")
        self._thread.start()

    def cut(self, after_bytes: int) -> None:
        """Cut what is connected after so many more bytes in either direction; 0 for now."""
        with self._lock:
            self._cut_after = after_bytes
        self._wakeup.wake()

    def _run(self) -> None:
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._wakeup, selectors.EVENT_READ)
        while not self._is_stopped:
            ready = self._selector.select(timeout=1.0)
            self._wakeup.drain()
            self._note_cut()
            for key, _ in ready:
                if key.fileobj is self._listener:
                    self._accept()
                elif isinstance(key.data, Pair) and key.data in self._pairs:
                    self._carry(key.data, key.fileobj)
        for pair in self._pairs.copy():
            self._end(pair)

    def _note_cut(self) -> None:
        with self._lock:
            after, self._cut_after = self._cut_after, None
        for pair in self._pairs.copy() if after is not None else ():
            pair.left = after
            if not after:
                self._end(pair)

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        try:
            far = socket.create_connection(("127.0.0.1", self._target), timeout=5.0)
        except OSError:
            near.close()
            return
        pair = Pair(near, far)
        for sock in (near, far):
            sock.settimeout(5.0)
            self._selector.register(sock, selectors.EVENT_READ, pair)
        self._pairs.append(pair)

    def _carry(self, pair: Pair, sock: object) -> None:
        try:
            goes_on = isinstance(sock, socket.socket) and pair.carry(sock)
        except OSError:
            goes_on = False
        if not goes_on:
            self._end(pair)

    def _end(self, pair: Pair) -> None:
        for sock in (pair.near, pair.far):
            self._selector.unregister(sock)
        self._pairs.remove(pair)
        pair.cut()

    def close(self) -> None:
        """Cut everything and end."""
        self._is_stopped = True
        self._wakeup.wake()
        self._thread.join(20.0)
        self._selector.close()
        self._listener.close()
        self._wakeup.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
