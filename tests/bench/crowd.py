"""A load's clients: connected, registered and in their channels before the load begins."""

import selectors
import socket
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from tests.bench.servers import HOST

RECEIVE_BYTES = 1 << 18
SETUP_SECONDS = 240.0
QUIET_SECONDS = 0.4
"""Nothing comes for so long: everybody has seen everybody join."""
TAIL_BYTES = 400
"""Kept of what came: a reply that is waited for may come in two pieces."""


class Guest:
    """One connection on its way in."""

    def __init__(self, nick: str, channel: str, sock: socket.socket) -> None:
        self.nick, self.channel, self.socket = nick, channel, sock
        self.stage = "connecting"
        self._tail = b""

    def register(self, caps: str) -> None:
        """Say who it is."""
        request = f"CAP REQ :{caps}\r\nCAP END\r\n" if caps else ""
        self.socket.send(f"{request}NICK {self.nick}\r\nUSER {self.nick} 0 * :load\r\n".encode())
        self.stage = "registering"

    def receive(self) -> None:
        """Read what came and take the next step."""
        try:
            data = self.socket.recv(RECEIVE_BYTES)
        except BlockingIOError:
            return
        if not data:
            raise RuntimeError(f"the server ended {self.nick}'s connection while {self.stage}: {self._tail!r}")
        self._answer_pings(data)
        if self.stage != "in":
            self._go_on(self._tail + data)

    def _go_on(self, data: bytes) -> None:
        if self.stage == "registering" and b" 001 " in data:
            self.socket.send(f"JOIN {self.channel}\r\n".encode())
            self.stage = "joining"
            data = data[data.index(b" 001 ") :]
        if self.stage == "joining" and b" 366 " in data:
            self.stage = "in"
        self._tail = data[-TAIL_BYTES:]

    def _answer_pings(self, data: bytes) -> None:
        if b"PING " in data:
            for line in data.split(b"\r\n"):
                if line.startswith(b"PING ") or (line.startswith(b":") and line.split(b" ")[1:2] == [b"PING"]):
                    self.socket.send(b"PONG " + line.partition(b"PING ")[2] + b"\r\n")


class Crowd:
    """All clients of a load.

    Args:
        port: Of the server.
        clients: How many.
        rooms: The channels they are spread over.
        caps: What each asks for.
        parallel: How many may be on their way in at the same time.
    """

    def __init__(self, port: int, *, clients: int, rooms: int, caps: str = "", parallel: int) -> None:
        self.guests: list[Guest] = []
        self._port, self._clients, self._rooms, self._caps, self._parallel = port, clients, rooms, caps, parallel
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._selector.close()
        for guest in self.guests:
            guest.socket.close()

    def gather(self) -> float:
        """Let all come in; return how many seconds that took."""
        begun = time.monotonic()
        arriving: set[Guest] = set()
        come = self._come()
        while len(self.guests) < self._clients or arriving:
            while len(arriving) < self._parallel and (guest := next(come, None)):
                arriving.add(guest)
            for guest in self._ready(0.2):
                self._step(guest)
                if guest.stage == "in":
                    arriving.discard(guest)
            if time.monotonic() - begun > SETUP_SECONDS:
                raise RuntimeError(f"{len(arriving)} clients are still not in: {next(iter(arriving)).stage}")
        return time.monotonic() - begun

    def settle(self) -> None:
        """Read until it is quiet."""
        quiet = begun = time.monotonic()
        while time.monotonic() - quiet < QUIET_SECONDS:
            for guest in self._ready(0.1):
                guest.receive()
                quiet = time.monotonic()
            if quiet - begun > SETUP_SECONDS:
                raise RuntimeError("the server never stops talking")

    def _come(self) -> Iterator[Guest]:
        for number in range(self._clients):
            sock = socket.socket()
            guest = Guest(f"u{number:05}", f"#load{number % self._rooms}", sock)
            self.guests.append(guest)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(0)
            sock.connect_ex((HOST, self._port))
            self._selector.register(sock, selectors.EVENT_READ | selectors.EVENT_WRITE, guest)
            yield guest

    def _ready(self, seconds: float) -> Iterator[Guest]:
        for key, _ in self._selector.select(seconds):
            guest: Guest = key.data
            yield guest

    def _step(self, guest: Guest) -> None:
        if guest.stage == "connecting":
            guest.register(self._caps)
            self._selector.modify(guest.socket, selectors.EVENT_READ, guest)
        else:
            guest.receive()
