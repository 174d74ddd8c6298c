"""Connecting to a host by all its addresses, in a way that another thread can stop at any moment."""

import logging
import os
import selectors
import socket
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from desktop_chat.net.addresses import Address
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import ConnectRefused, ConnectTimeout, NameUnknown, NetError, as_net_errors, net_error_of
from desktop_chat.net.wakeup import WakeUp

log = logging.getLogger(__name__)

AddressInfo = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]

CONNECT_SECONDS: Final = 10.0
"""For all addresses of a host together."""
STAGGER_SECONDS: Final = 0.25
"""How long one address may take before the next is tried beside it (RFC 8305 5, Connection Attempt Delay)."""


class DialStoppedError(Exception):
    """Whoever wanted the connection no longer does."""


def dial(address: Address, *, wakeup: WakeUp, is_stopped: Callable[[], bool], seconds: float = CONNECT_SECONDS) -> socket.socket:
    """Return a connected socket that never blocks.

    Looking up a name is the one call here that nothing can end early (the system's resolver ends it, in seconds); a
    numeric address, the rule on a local network, needs none.

    Args:
        address: Of the host.
        wakeup: Ends the wait, so that *is_stopped* is asked.
        is_stopped: Whether to give up.
        seconds: How long all attempts together may take.

    Raises:
        NetError: NameUnknown, ConnectRefused, ConnectTimeout, Unreachable.
        DialStoppedError: If *is_stopped* says so.
    """
    found = look_up(address)
    with selectors.DefaultSelector() as selector:
        selector.register(wakeup, selectors.EVENT_READ)
        race = Race(found, f"cannot connect to {address}", selector)
        try:
            return race.run(Deadline(seconds), wakeup, is_stopped)
        finally:
            race.close_losers()


def look_up(address: Address) -> Sequence[AddressInfo]:
    """Return all addresses of a host, the best first.

    Raises:
        NetError: NameUnknown.
    """
    doing = f"cannot find {address.host}"
    try:
        with as_net_errors(doing):
            return socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # No name at all for the codec `idna`: two dots in a row, a label of 64 bytes.
        raise NameUnknown(f"{doing}: {error}") from error


class Race:
    """Attempts at all addresses of one host, each a little after the one before; the first that connects wins (RFC 8305 5)."""

    def __init__(self, found: Iterable[AddressInfo], doing: str, selector: selectors.BaseSelector) -> None:
        self._left, self._doing, self._selector = deque(found), doing, selector
        self._running: set[socket.socket] = set()
        self._problem = NetError(doing)

    def run(self, deadline: Deadline, wakeup: WakeUp, is_stopped: Callable[[], bool]) -> socket.socket:
        """Return the winner; raises as `dial` does."""
        stagger = Deadline(0)
        while self._left or self._running:
            if self._left and (not self._running or stagger.is_over()):
                self._start(self._left.popleft())
                stagger = Deadline(STAGGER_SECONDS)
                continue
            ready = self._selector.select(min(deadline.remaining(), stagger.remaining()) if self._left else deadline.remaining())
            wakeup.drain()
            if is_stopped():
                raise DialStoppedError
            for sock in [key.fileobj for key, _ in ready if isinstance(key.fileobj, socket.socket)]:
                if self._is_connected(sock):
                    return sock
            if deadline.is_over():
                raise ConnectTimeout(self._doing)
        raise self._problem

    def _start(self, info: AddressInfo) -> None:
        family, kind, proto, _, address = info
        try:
            sock = socket.socket(family, kind, proto)
        except OSError as error:
            self._note(error)
            return
        sock.settimeout(0)
        try:
            sock.connect(address)
        except BlockingIOError:
            pass  # Under way.
        except OSError as error:
            sock.close()
            self._note(error)
            return
        self._running.add(sock)
        self._selector.register(sock, selectors.EVENT_WRITE)

    def _is_connected(self, sock: socket.socket) -> bool:
        """Take an attempt that has ended out of the race; return whether it succeeded."""
        self._selector.unregister(sock)
        self._running.remove(sock)
        code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            sock.close()
            self._note(OSError(code, os.strerror(code)))
        return not code

    def _note(self, error: OSError) -> None:
        """Remember the most telling problem: that nobody listens, if one address says so; else the latest."""
        log.info("%s: %s", self._doing, error)
        if not isinstance(self._problem, ConnectRefused):
            self._problem = net_error_of(error, self._doing)

    def close_losers(self) -> None:
        """Give up all attempts but the winner."""
        for sock in self._running:
            sock.close()
