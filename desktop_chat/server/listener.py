"""`server-accept`: takes connections and hands them to the engine."""

import logging
import selectors
import socket

from desktop_chat.net.addresses import is_local_network
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.net.wakeup import WakeUp
from desktop_chat.server.inbox import Arrived, Inbox
from desktop_chat.server.peer import RECEIVE_SECONDS

log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.5
"""After an error of accept (no descriptors left): trying again at once would only burn the processor."""


class Listener:
    """The listening sockets of a room.

    Args:
        sockets: They belong to this object from here on.
        inbox: Where new connections go.
    """

    def __init__(self, sockets: list[socket.socket], inbox: Inbox) -> None:
        self._sockets, self._inbox = sockets, inbox
        self._wakeup = WakeUp()
        self._stopping = False

    def stop(self) -> None:
        """End `run`. Any thread, any number of times."""
        self._stopping = True
        self._wakeup.wake()

    def run(self) -> None:
        """Accept until stopped; then close the listening sockets. The thread `server-accept`."""
        try:
            while not self._stopping:
                self._accept_until_error()
        finally:
            self.close()

    def close(self) -> None:
        """Give the sockets back."""
        for listener in self._sockets:
            listener.close()
        self._wakeup.close()

    def _accept_until_error(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._wakeup, selectors.EVENT_READ)
            for listener in self._sockets:
                selector.register(listener, selectors.EVENT_READ, listener)
            try:
                self._accept_all(selector)
            except OSError as error:
                log.warning("accepting a connection failed, trying again soon: %s", error)
            except Exception:
                log.exception("accepting a connection failed, trying again soon")
            if not self._stopping:
                for listener in self._sockets:
                    selector.unregister(listener)
                selector.select(PAUSE_SECONDS)

    def _accept_all(self, selector: selectors.BaseSelector) -> None:
        while not self._stopping:
            for key, _ in selector.select():
                if key.data is not None:
                    self._accept(key.data)

    def _accept(self, listener: socket.socket) -> None:
        try:
            sock, (host, *_) = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # It went away before we came.
        host = host.partition("%")[0]
        if not is_local_network(host):
            log.info("a connection from outside the local network was refused: %s", host)
            sock.close()
            return
        self._inbox.put(Arrived(PeerSocket(sock, receive_seconds=RECEIVE_SECONDS), host))
