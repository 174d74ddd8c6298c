"""How a session is connected, as the room and its host know it."""

from typing import NamedTuple


class Security(NamedTuple):
    """How well a connection is protected, and which device it comes from."""

    tls: str = ""
    """The version of TLS, as `TLSv1.3`; "" for plain text, which everybody on the way can read."""
    device: str = ""
    """The SHA-256 of the device's certificate, 64 hexadecimal digits; "" for a device that showed none."""


PLAIN = Security()
