"""Clients of a room on this machine: they come in, talk, and count what they hear."""

import selectors
import socket
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from desktop_chat.lab.children import ChildLost
from desktop_chat.lab.room_kinds import LOOPBACK, RECEIVE_BYTES
from desktop_chat.net.deadline import Deadline

SENDERS: Final = 4
LINE: Final = b"PRIVMSG #lab :" + b"x" * 40 + b"\r\n"
"""What is said: as long as people's lines are in the middle."""
WAIT_SECONDS: Final = 60.0
"""For all to have come in, and for what was said to have been heard."""
QUIET_SECONDS: Final = 0.25
"""Nothing comes for so long: everybody has heard of everybody."""
LOOK_SECONDS: Final = 0.1


class Crowd:
    """Connections to one room. One thread only.

    Args:
        port: Of the room.
        count: How many.
        greet: Returns what a client says when it comes in, given its number.
        check: Called several times a second while it waits; may raise to end it.
    """

    def __init__(self, port: int, count: int, *, greet: Callable[[int], bytes], check: Callable[[], None]) -> None:
        self._port, self._count, self._greet, self._check = port, count, greet, check
        self._sockets: list[socket.socket] = []
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._selector.close()
        for sock in self._sockets:
            sock.close()

    def come_in(self) -> None:
        """Let all come in, and wait until nobody hears anything more.

        Raises:
            ChildLost: If the room does not let them in.
        """
        greeted, tails = 0, dict[socket.socket, bytes]()
        for number in range(self._count):
            sock = socket.create_connection((LOOPBACK, self._port), timeout=WAIT_SECONDS)
            self._sockets.append(sock)
            self._selector.register(sock, selectors.EVENT_READ)
            tails[sock] = b""
            sock.sendall(self._greet(number))
            self._check()
        deadline = Deadline(WAIT_SECONDS)
        while greeted < self._count:
            for sock, data in self._hear(LOOK_SECONDS):
                if sock in tails:
                    tails[sock] += data
                    if b" 366 " in tails[sock]:
                        del tails[sock]
                        greeted += 1
            if deadline.is_over():
                raise ChildLost(f"the room let {greeted} of {self._count} in")
        while self._hear(QUIET_SECONDS):
            pass

    def talk(self, lines: int) -> int:
        """Let some say lines, and wait until all others have heard each of them; return how many were heard.

        Args:
            lines: That each of the senders says.

        Raises:
            ChildLost: If some are not heard.
        """
        senders = self._sockets[:SENDERS]
        for sock in senders:
            sock.sendall(LINE * lines)
        expected = lines * len(senders) * (self._count - 1)
        heard, deadline = 0, Deadline(WAIT_SECONDS)
        while heard < expected:
            heard += sum(data.count(b"\n") for _, data in self._hear(LOOK_SECONDS))
            if deadline.is_over():
                raise ChildLost(f"{heard} of {expected} lines were heard")
        return heard

    def say(self, number: int, text: str) -> None:
        """Let one say something."""
        self._sockets[number].sendall(f"PRIVMSG #lab :{text}\r\n".encode())

    def hears(self, number: int, part: bytes, *, seconds: float) -> bool:
        """Wait until one has heard something; return False if it does not in time. b"" is the end of its connection."""
        sock, heard, deadline = self._sockets[number], b"", Deadline(seconds)
        while not deadline.is_over():
            self._check()
            sock.settimeout(LOOK_SECONDS)
            try:
                data = sock.recv(RECEIVE_BYTES)
            except TimeoutError:
                continue
            heard += data
            if not data:
                return not part
            if part and part in heard:
                return True
        return False

    def _hear(self, seconds: float) -> list[tuple[socket.socket, bytes]]:
        """Wait for something to come; return who heard what."""
        self._check()
        found: list[tuple[socket.socket, bytes]] = []
        for key, _ in self._selector.select(seconds):
            sock = key.fileobj
            if isinstance(sock, socket.socket):
                data = sock.recv(RECEIVE_BYTES)
                if not data:
                    raise ChildLost("the room has ended a connection")
                found.append((sock, data))
        return found
