"""Connecting to a host by all its addresses, in a way that another thread can stop at any moment."""

import ipaddress
import logging
import os
import selectors
import socket
import ssl
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, NamedTuple

from desktop_chat.client.trust import Trust
from desktop_chat.client.wire import PlainWire, TlsWire, Wire
from desktop_chat.net.addresses import Address
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import (
    ConnectRefused,
    ConnectTimeout,
    KeyChanged,
    NameUnknown,
    NetError,
    TlsFailed,
    as_net_errors,
    net_error_of,
)
from desktop_chat.net.wakeup import WakeUp

log = logging.getLogger(__name__)

AddressInfo = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]

CONNECT_SECONDS: Final = 10.0
"""For all addresses of a host together, handshake included."""
STAGGER_SECONDS: Final = 0.15
"""How long one address may take before the next is tried beside it (RFC 8305 5, Connection Attempt Delay): short, because on
a local network an address answers at once or never."""
ELSEWHERE_SECONDS: Final = 3.0
"""How long the places where the host may be besides are waited for, once it is not where it was asked for."""
ADDRESSES_TRIED: Final = 24
"""More than any machine has interfaces: a bound on what a hostile announcement makes us do."""
PROBLEMS_BY_WEIGHT: Final[tuple[type[NetError], ...]] = (KeyChanged, TlsFailed, ConnectRefused)
"""Of the problems met at several addresses, the first of these is told; else the latest."""


@dataclass(frozen=True, slots=True)
class Target:
    """A host, wherever it may be.

    Args:
        addresses: Of the host, the likeliest first.
        context: How to speak TLS to it; None for plain text, which proves no key: no request of a person leads to that.
        trust: Which keys are good.
        elsewhere: Where it may be besides, because it was there or says so: whoever shows another key there is somebody else, and
            nobody is asked whether to believe that one. Numeric, so that nothing is looked up for them.
    """

    addresses: tuple[Address, ...]
    context: ssl.SSLContext | None
    trust: Trust
    elsewhere: tuple[Address, ...] = ()

    def __str__(self) -> str:
        return str(self.addresses[0])


class DialStoppedError(Exception):
    """Whoever wanted the connection no longer does."""


def dial(target: Target, *, wakeup: WakeUp, is_stopped: Callable[[], bool], seconds: float = CONNECT_SECONDS) -> Wire:
    """Return a connection to the first address that answers and proves the right key.

    Looking up a name is the one call here that nothing can end early (the system's resolver ends it, in seconds); a
    numeric address, the rule on a local network, needs none.

    Args:
        target: The host.
        wakeup: Ends the wait, so that *is_stopped* is asked.
        is_stopped: Whether to give up.
        seconds: How long all attempts together may take.

    Raises:
        NetError: NameUnknown, ConnectRefused, ConnectTimeout, Unreachable, TlsFailed, KeyChanged.
        DialStoppedError: If *is_stopped* says so.
    """
    attempts, problem = attempts_at(target)
    if problem is not None and not attempts:
        raise problem
    with selectors.DefaultSelector() as selector:
        selector.register(wakeup, selectors.EVENT_READ)
        race = Race(attempts, target, selector, problem)
        try:
            return race.run(Deadline(seconds), wakeup, is_stopped)
        finally:
            race.close_losers()


class Attempt(NamedTuple):
    """One address to connect to."""

    info: AddressInfo
    address: Address
    """That led there."""
    is_elsewhere: bool
    """It was not asked for: what goes wrong there is told to nobody."""


def attempts_at(target: Target) -> tuple[list[Attempt], NetError | None]:
    """Return where to connect to, what was asked for first, and why that leads nowhere, if it does."""
    found, problem = look_up(target.addresses)
    elsewhere = {} if target.trust.is_first_use else look_up(target.elsewhere)[0]
    asked = [Attempt(info, address, is_elsewhere=False) for info, address in found.items()]
    others = [Attempt(info, address, is_elsewhere=True) for info, address in elsewhere.items() if info not in found]
    return [*asked[:ADDRESSES_TRIED], *others[:ADDRESSES_TRIED]], problem


def look_up(addresses: Iterable[Address]) -> tuple[dict[AddressInfo, Address], NetError | None]:
    """Return where to connect to, in order and each once, with the address that led there; and the first problem, if there is nowhere."""
    found: dict[AddressInfo, Address] = {}
    problem: NetError | None = None
    for address in addresses:
        for host in on_each_interface(address.host):
            try:
                for info in look_up_one(Address(host, address.port)):
                    found.setdefault(info, address)
            except NetError as error:
                problem = problem or error
    return found, None if found else problem


def look_up_one(address: Address) -> Sequence[AddressInfo]:
    """Return all addresses of a host.

    Raises:
        NetError: NameUnknown.
    """
    doing = f"cannot find {address.host}"
    try:
        with as_net_errors(doing):
            return socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # No name at all for the codec `idna`: two dots in a row, a label of 64 bytes.
        raise NameUnknown(f"{doing}: {error}") from error


def on_each_interface(host: str) -> list[str]:
    """Return a link-local address on each interface of this machine, if it does not say which; any other as it is."""
    with suppress(ValueError):
        address = ipaddress.ip_address(host)
        if isinstance(address, ipaddress.IPv6Address) and address.is_link_local and address.scope_id is None:
            return [f"{host}%{name}" for _, name in socket.if_nameindex() if name != "lo"]
    return [host]


class Race:
    """Attempts at all addresses of one host, each a little after the one before; the first that proves its key wins (RFC 8305 5).

    Args:
        attempts: In order.
        target: The host.
        selector: Has the wake-up already.
        problem: Why there is nothing among the attempts that was asked for.
    """

    def __init__(self, attempts: Iterable[Attempt], target: Target, selector: selectors.BaseSelector, problem: NetError | None) -> None:
        self._left, self._target, self._selector = deque(attempts), target, selector
        self._doing = f"cannot connect to {target}"
        self._connecting: dict[socket.socket, Attempt] = {}
        self._shaking: dict[socket.socket, tuple[Attempt, TlsWire]] = {}
        self._problem = problem or NetError(self._doing)

    def run(self, deadline: Deadline, wakeup: WakeUp, is_stopped: Callable[[], bool]) -> Wire:
        """Return the winner; raises as `dial` does."""
        stagger, is_last_hope = Deadline(0), False
        while self._left or self._connecting or self._shaking:
            if self._left and (stagger.is_over() or not (self._connecting or self._shaking)):
                self._start(self._left.popleft())
                stagger = Deadline(STAGGER_SECONDS)
                continue
            if not (is_last_hope or self._is_asked_place_left()):
                is_last_hope, deadline = True, Deadline(min(ELSEWHERE_SECONDS, deadline.remaining()))
            ready = self._selector.select(min(deadline.remaining(), stagger.remaining()) if self._left else deadline.remaining())
            wakeup.drain()
            if is_stopped():
                raise DialStoppedError
            for sock in [key.fileobj for key, _ in ready if isinstance(key.fileobj, socket.socket)]:
                wire = self._go_on(sock)
                if wire is not None:
                    return wire
            if deadline.is_over():
                raise self._problem if is_last_hope or isinstance(self._problem, PROBLEMS_BY_WEIGHT) else ConnectTimeout(self._doing)
        raise self._problem

    def _is_asked_place_left(self) -> bool:
        under_way = (*self._left, *self._connecting.values(), *(attempt for attempt, _ in self._shaking.values()))
        return not all(attempt.is_elsewhere for attempt in under_way)

    def _start(self, attempt: Attempt) -> None:
        family, kind, proto, _, address = attempt.info
        try:
            sock = socket.socket(family, kind, proto)
        except OSError as error:
            self._note(attempt, net_error_of(error, self._doing))
            return
        sock.settimeout(0)
        try:
            sock.connect(address)
        except BlockingIOError:
            pass  # Under way.
        except OSError as error:
            sock.close()
            self._note(attempt, net_error_of(error, self._doing))
            return
        self._connecting[sock] = attempt
        self._selector.register(sock, selectors.EVENT_WRITE)

    def _go_on(self, sock: socket.socket) -> Wire | None:
        """Take an attempt one step further, or out of the race; return the winner if this is it."""
        try:
            if sock in self._connecting:
                return self._connected(sock)
            return self._finish(sock) if self._shaking[sock][1].shake_hands() else None
        except BlockingIOError:
            pass  # It was nothing.
        except OSError as error:
            self._give_up(sock, net_error_of(error, self._doing))
        except NetError as error:
            self._give_up(sock, error)
        return None

    def _connected(self, sock: socket.socket) -> Wire | None:
        """Begin the handshake, if there is to be one; raises OSError if it did not connect."""
        code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise OSError(code, os.strerror(code))
        attempt = self._connecting.pop(sock)
        if self._target.context is None:
            self._selector.unregister(sock)
            return PlainWire(sock, str(attempt.address))
        self._selector.modify(sock, selectors.EVENT_READ)
        wire = TlsWire(sock, self._target.context, str(attempt.address))
        self._shaking[sock] = attempt, wire
        wire.begin()
        return None

    def _finish(self, sock: socket.socket) -> Wire:
        """Compare keys; raises KeyChanged if somebody else may be answering."""
        _, wire = self._shaking[sock]
        wire.pin = self._target.trust.choose(wire.proven_pins(), self._doing)
        self._selector.unregister(sock)
        del self._shaking[sock]
        return wire

    def _give_up(self, sock: socket.socket, error: NetError) -> None:
        self._selector.unregister(sock)
        attempt = self._connecting.pop(sock, None) or self._shaking.pop(sock)[0]
        sock.close()
        self._note(attempt, error)

    def _note(self, attempt: Attempt, error: NetError) -> None:
        """Remember the most telling problem of the places that were asked for; elsewhere another room may be, of which nobody is told."""
        log.info("%s: %s", attempt.address, error)
        if not attempt.is_elsewhere and weight(error) <= weight(self._problem):
            self._problem = error

    def close_losers(self) -> None:
        """Give up all attempts but the winner."""
        for sock in (*self._connecting, *self._shaking):
            sock.close()


def weight(error: NetError) -> int:
    """Return how much a problem tells, 0 the most."""
    return next((rank for rank, kind in enumerate(PROBLEMS_BY_WEIGHT) if isinstance(error, kind)), len(PROBLEMS_BY_WEIGHT))
