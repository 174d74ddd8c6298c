"""Keys for tests: a room's, an impostor's and a device's, made once for a run."""

import ssl
import tempfile
from functools import cache
from pathlib import Path

from desktop_chat.net.certificates import Identity, device_identity, host_identity
from desktop_chat.net.tls import TlsServer, client_context
from desktop_chat.server.door import Door

_FOLDER = tempfile.TemporaryDirectory(prefix="keys-")


@cache
def host_keys(name: str = "room") -> Identity:
    """Return a host's key and certificates."""
    folder = Path(_FOLDER.name)
    return host_identity(folder / f"{name}-authority.pem", folder / f"{name}-host.pem", name="desktop.chat")


@cache
def device_keys(name: str = "device") -> Identity:
    """Return a device's key and certificate."""
    return device_identity(Path(_FOLDER.name) / f"{name}.pem")


@cache
def tls_server(name: str = "room") -> TlsServer:
    """Return how a host speaks."""
    return TlsServer(host_keys(name).file)


@cache
def member_context(name: str = "device") -> ssl.SSLContext:
    """Return how a member speaks; without a name it shows no certificate."""
    return client_context(device_keys(name).file if name else None)


def secure_door(name: str = "room", *, allow_plain: bool = False) -> Door:
    """Return a door with the key of a host."""
    return Door(tls_server(name), allow_plain=allow_plain)
