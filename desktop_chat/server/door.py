"""The room's door: who may come in, how fast they are read, and in what they speak.

The bounds are `core/server/pace`; here they meet sockets and threads, under one lock.
"""

import logging
import socket
import threading
from collections.abc import Callable

from desktop_chat.core.server.pace import DoorLimits, Gate, TurnedAway
from desktop_chat.net.addresses import Network, is_local_network, is_loopback, is_within
from desktop_chat.net.clock import Clock, SystemClock
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.net.tls import TlsServer
from desktop_chat.server.peer import RECEIVE_SECONDS
from desktop_chat.server.secure_socket import Manners, SecureSocket

log = logging.getLogger(__name__)


class Door:
    """Who may come in, and how they speak. Any thread.

    Args:
        tls: How the host speaks TLS.
        allow_plain: Whether plain text is accepted from other machines too; from this one it always is. May change at any time.
        let_in: Networks from which machines may come in, beside the local network.
        limits: How many, and how fast.
        clock: Tells the time.
    """

    def __init__(
        self,
        tls: TlsServer,
        *,
        allow_plain: bool = False,
        let_in: tuple[Network, ...] = (),
        limits: DoorLimits | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._tls, self.allow_plain, self._let_in = tls, allow_plain, let_in
        self._clock = clock or SystemClock()
        self._lock = threading.Lock()
        self._gate = Gate(limits or DoorLimits(), self._clock.now().monotonic)

    def wrap(self, sock: socket.socket, host: str) -> PeerSocket | None:
        """Return an accepted socket as a peer's connection; None for who may not come in."""
        trusted = is_loopback(host)
        problem = self._admit(host, trusted=trusted)
        if problem is not None:
            log.info("%s: %s", host, problem.value)
            return None
        try:
            manners = Manners(
                self._tls,
                may_be_plain=self.allow_plain or trusted,
                pay=None if trusted else lambda data: self._pay(host, data),
                closed=lambda: self._leave(host),
            )
            return SecureSocket(sock, receive_seconds=RECEIVE_SECONDS, manners=manners)
        except BaseException:
            self._leave(host)
            raise

    def bound(self, change: Callable[[DoorLimits], DoorLimits]) -> None:
        """Let in as many from here on as other limits say; how fast they are read stays as it was."""
        with self._lock:
            self._gate.limits = change(self._gate.limits)

    def turned_away(self) -> dict[TurnedAway, int]:
        """Return how many were turned away, and why."""
        with self._lock:
            return dict(self._gate.turned_away)

    def open_connections(self) -> dict[str, int]:
        """Return how many connections each address has."""
        with self._lock:
            return dict(self._gate.open)

    def _admit(self, host: str, *, trusted: bool) -> TurnedAway | None:
        with self._lock:
            if not is_local_network(host) and not is_within(host, self._let_in):
                self._gate.turned_away[TurnedAway.NOT_LOCAL] += 1
                return TurnedAway.NOT_LOCAL
            return self._gate.admit(host, self._clock.now().monotonic, trusted=trusted)

    def _leave(self, host: str) -> None:
        with self._lock:
            self._gate.leave(host)

    def _pay(self, host: str, data: bytes) -> float:
        with self._lock:
            return self._gate.pay(host, data, self._clock.now().monotonic)
