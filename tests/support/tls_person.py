"""Somebody who speaks TLS with Python's own `SSLSocket`, as other programs do."""

import socket
import ssl

from tests.support.keys import member_context
from tests.support.person import WAIT_SECONDS, Person


class TlsPerson(Person):
    """One connection by TLS to a room on this machine.

    Args:
        port: Where the room is.
        nick: Registers under this name at once; "" to stay silent.
        context: How to speak.
    """

    def __init__(
        self, port: int, nick: str = "", *, channel: str = "", context: ssl.SSLContext | None = None, receive_buffer: int = 0
    ) -> None:
        sock = socket.socket()
        if receive_buffer:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        sock.settimeout(WAIT_SECONDS)
        sock.connect(("127.0.0.1", port))
        self.socket = (context or member_context()).wrap_socket(sock)
        self._buffer = b""
        self.nick = nick
        if nick:
            self.say(f"NICK {nick}", f"USER {nick} 0 * :{nick}")
            self.until(" 422 ")
        if channel:
            self.say(f"JOIN {channel}")
            self.until(" 366 ")
