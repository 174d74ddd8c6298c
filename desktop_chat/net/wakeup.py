"""Waking a thread that waits on sockets: on Linux, closing a socket alone wakes neither `select` nor `accept`."""

import socket


class WakeUp:
    """A pair of sockets: one side is waited on, a byte into the other ends the wait."""

    __slots__ = ("_receiver", "_sender")

    def __init__(self) -> None:
        self._receiver, self._sender = socket.socketpair()
        self._receiver.settimeout(0)
        self._sender.settimeout(0)

    def fileno(self) -> int:
        """Return what a selector waits on for reading."""
        return self._receiver.fileno()

    def wake(self) -> None:
        """End the wait. Any thread, any number of times, also after `close`."""
        try:
            self._sender.send(b"!")
        except OSError:
            pass  # Full: it is awake already. Closed: nobody waits.

    def drain(self) -> None:
        """Forget the calls so far. Only the waiting thread."""
        try:
            while self._receiver.recv(4096):
                pass
        except BlockingIOError:
            pass

    def close(self) -> None:
        """Give the sockets back."""
        self._receiver.close()
        self._sender.close()
