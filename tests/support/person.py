"""Somebody with a real socket and no client: sends lines, waits for lines, by a bound of time."""

import socket
from contextlib import suppress
from types import TracebackType
from typing import Self

WAIT_SECONDS = 20.0
"""For any line to come. Far above what it takes, so that a busy machine fails no test."""


class Person:
    """One connection to a room on this machine.

    Args:
        port: Where the room is.
        nick: Registers under this name at once; "" to stay silent.
        receive_buffer: Bytes of the kernel's receive buffer, for somebody who shall be full soon.
    """

    def __init__(self, port: int, nick: str = "", *, channel: str = "", receive_buffer: int = 0) -> None:
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(WAIT_SECONDS)
        self.socket.connect(("127.0.0.1", port))
        self._buffer = b""
        self.nick = nick
        try:
            self._come_in(channel)
        except BaseException:
            self.socket.close()
            raise

    def _come_in(self, channel: str) -> None:
        if self.nick:
            self.say(f"NICK {self.nick}", f"USER {self.nick} 0 * :{self.nick}")
            self.until(" 422 ")
        if channel:
            self.say(f"JOIN {channel}")
            self.until(" 366 ")

    def say(self, *lines: str) -> None:
        """Send lines."""
        self.socket.sendall("".join(f"{line}\r\n" for line in lines).encode())

    def skip_what_came(self) -> None:
        """Read all that is there, and forget it."""
        self.socket.settimeout(0)
        with suppress(BlockingIOError):
            while self.socket.recv(65536):
                pass
        self.socket.settimeout(WAIT_SECONDS)
        self._buffer = b""

    def line(self) -> str:
        """Wait for one line; "" at the end of the connection."""
        while b"\n" not in self._buffer:
            data = self.socket.recv(65536)
            if not data:
                return ""
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line.decode().rstrip("\r")

    def until(self, part: str) -> list[str]:
        """Wait for a line that holds *part*; return the lines up to it."""
        lines: list[str] = []
        while True:
            line = self.line()
            assert line, f"the connection ended before {part!r}: {lines[-5:]}"
            lines.append(line)
            if part in line:
                return lines

    def rest(self) -> list[str]:
        """Wait for the end of the connection; return the lines up to it."""
        lines: list[str] = []
        try:
            while line := self.line():
                lines.append(line)
        except ConnectionError:
            pass
        return lines

    def in_step(self) -> list[str]:
        """Wait until everything sent so far has been handled; return the lines that came meanwhile."""
        self.say("PING in-step")
        return self.until("PONG desktop.chat in-step")[:-1]

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
