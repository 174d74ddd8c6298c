"""The room's door: makes of each accepted socket a connection that speaks TLS, or plain text where that is allowed."""

import socket

from desktop_chat.net.addresses import is_local_network, is_loopback
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.net.tls import TlsServer
from desktop_chat.server.peer import RECEIVE_SECONDS
from desktop_chat.server.secure_socket import SecureSocket


class Door:
    """Who may come in, and how they speak.

    Args:
        tls: How the host speaks TLS.
        allow_plain: Whether plain text is accepted from other machines too; from this one it always is.
    """

    def __init__(self, tls: TlsServer, *, allow_plain: bool = False) -> None:
        self._tls, self._allow_plain = tls, allow_plain

    def wrap(self, sock: socket.socket, host: str) -> PeerSocket | None:
        """Return an accepted socket as a peer's connection; None for who may not come in."""
        if not is_local_network(host):
            return None
        return SecureSocket(sock, receive_seconds=RECEIVE_SECONDS, tls=self._tls, may_be_plain=self._allow_plain or is_loopback(host))
