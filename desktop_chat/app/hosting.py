"""What hosting in the window and without one have in common: the room's key, its door, and how others are told the way."""

from dataclasses import dataclass
from pathlib import Path

import segno

from desktop_chat import __version__, paths
from desktop_chat.core.client.fingerprints import room_id
from desktop_chat.core.client.invitation import Invitation, Place
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.wire.text import cut
from desktop_chat.lan.records import Announced
from desktop_chat.net.addresses import DEFAULT_PORT, own_addresses
from desktop_chat.net.certificates import host_identity
from desktop_chat.net.tls import TlsServer
from desktop_chat.server.door import Door
from desktop_chat.server.service import ALL_INTERFACES, RoomServer, ServerConfig

VERSION = f"desktop-chat-{__version__}"
"""As the room tells it in 004 and VERSION: one word."""
ROOM_BYTES = 63
"""Of a room's name in an invitation, as in an announcement (RFC 6763 4.1.1)."""


@dataclass(frozen=True, slots=True)
class HostedRoom:
    """A room that is open here.

    Args:
        server: Its server.
        name: What people call it.
        pin: By which members know it.
        is_locked: Whether it asks for a password.
        allows_plain: Whether other machines may come in without TLS.
    """

    server: RoomServer
    name: str
    pin: str
    is_locked: bool = False
    allows_plain: bool = False

    def announced(self) -> Announced | None:
        """Return what the room tells the local network of itself now; None if it does not answer."""
        people = self.server.ask(lambda world: len(world.people()))
        if people is None:
            return None
        return Announced(self.name, room_id(self.pin), self.server.port, people, locked=self.is_locked, plain=self.allows_plain)

    def invitation(self, *, channel: str = "", expires: int | None = None) -> Invitation:
        """Return the way into the room, for somebody on the same network.

        Args:
            channel: To join first.
            expires: Seconds since 1970 after which it counts no more.
        """
        places = tuple(Place(host, self.server.port) for host in own_addresses())
        return Invitation(places, channel, cut(self.name, ROOM_BYTES), self.pin, expires)


def qr_rows(link: str) -> tuple[tuple[bool, ...], ...]:
    """Return a link as the squares of a QR code, row by row, True for dark; around it belongs a light border of four squares."""
    return tuple(tuple(bool(square) for square in row) for row in segno.make_qr(link, error="m").matrix)


def server_config(room: RoomConfig, *, bind: tuple[str, ...], port: int | None) -> ServerConfig:
    """Return how a room is put on the network; only a port that nobody asked for may move."""
    return ServerConfig(room, bind or ALL_INTERFACES, DEFAULT_PORT if port is None else port, may_move=port is None)


def make_door(folder: Path, *, server_name: str, allow_plain: bool) -> tuple[Door, str]:
    """Return the door of a room with this folder, and the room's pin.

    Raises:
        KeyUnusable: If the room's key cannot be read or written.
    """
    identity = host_identity(paths.authority_file(folder), paths.host_file(folder), name=server_name)
    return Door(TlsServer(identity.file), allow_plain=allow_plain), identity.fingerprint
