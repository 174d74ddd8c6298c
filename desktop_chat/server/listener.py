"""`server-accept`: takes connections and hands them to the engine."""

import logging
import selectors
import socket
from collections.abc import Callable

from desktop_chat.net.addresses import is_local_network
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.net.wakeup import WakeUp
from desktop_chat.server.inbox import Arrived, Inbox
from desktop_chat.server.peer import RECEIVE_SECONDS

log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.5
"""After an error of accept (no descriptors left): trying again at once would only burn the processor."""

Wrap = Callable[[socket.socket, str], PeerSocket | None]
"""Makes a peer's connection of an accepted socket and its address; None turns it away."""


def plain(sock: socket.socket, host: str) -> PeerSocket | None:
    """Let everybody from the local network in, and speak plain text."""
    return PeerSocket(sock, receive_seconds=RECEIVE_SECONDS) if is_local_network(host) else None


class Listener:
    """The listening sockets of a room.

    Args:
        sockets: They belong to this object from here on.
        inbox: Where new connections go.
        wrap: Makes a peer's connection of an accepted socket, or turns it away.
    """

    def __init__(self, sockets: list[socket.socket], inbox: Inbox, wrap: Wrap = plain) -> None:
        self._sockets, self._inbox, self._wrap = sockets, inbox, wrap
        self._wakeup = WakeUp()
        self._stopping = False

    def stop(self) -> None:
        """End `run`. Any thread, any number of times."""
        self._stopping = True
        self._wakeup.wake()

    def close(self) -> None:
        """Give the sockets back. At the end of `run`, or instead of it."""
        for listener in self._sockets:
            listener.close()
        self._wakeup.close()

    def run(self) -> None:
        """Accept until stopped; then close the listening sockets. The thread `server-accept`."""
        try:
            # One selector for good: when descriptors run out there would be none for another.
            with selectors.DefaultSelector() as selector:
                selector.register(self._wakeup, selectors.EVENT_READ)
                self._watch(selector)
                while not self._stopping:
                    self._accept_until_error(selector)
        finally:
            self.close()

    def _watch(self, selector: selectors.BaseSelector) -> None:
        for listener in self._sockets:
            selector.register(listener, selectors.EVENT_READ, listener)

    def _accept_until_error(self, selector: selectors.BaseSelector) -> None:
        try:
            while not self._stopping:
                for key, _ in selector.select():
                    if key.data is not None:
                        self._accept(key.data)
        except OSError as error:
            log.warning("accepting a connection failed, trying again soon: %s", error)
        except Exception:
            log.exception("accepting a connection failed, trying again soon")
        if not self._stopping:
            for listener in self._sockets:
                selector.unregister(listener)
            selector.select(PAUSE_SECONDS)
            self._watch(selector)

    def _accept(self, listener: socket.socket) -> None:
        try:
            sock, (host, *_) = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # It went away before we came.
        host = host.partition("%")[0]
        try:
            peer_socket = self._wrap(sock, host)
        except Exception:
            log.exception("a connection from %s could not be taken in", host)
            sock.close()
            return
        if peer_socket is None:
            log.info("a connection was turned away: %s", host)
            sock.close()
        else:
            self._inbox.put(Arrived(peer_socket, host))
