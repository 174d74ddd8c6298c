"""Addresses as people write them, and which of them belong to the local network."""

import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from desktop_chat.net.errors import BadAddress

DEFAULT_PORT = 6697
"""IRC over TLS (RFC 7194)."""
PORTS = range(1, 65536)
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
EVERYWHERE: tuple[Network, ...] = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0"))
"""Every address there is."""


class Address(NamedTuple):
    """Where a room is."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse_address(text: str, *, default_port: int = DEFAULT_PORT) -> Address:
    """Read `host`, `host:port`, `[v6]`, `[v6]:port` or a bare IPv6 address.

    Raises:
        BadAddress: If it is none of these.
    """
    text = text.strip()
    if text.startswith("["):
        host, bracket, port_text = text[1:].partition("]")
        if not bracket or (port_text and not port_text.startswith(":")):
            raise BadAddress(f"not an address: {text!r}")
        if port_text == ":":
            raise BadAddress(f"no port after the colon: {text!r}")
        port_text = port_text[1:]
    elif text.count(":") > 1:
        host, port_text = text, ""
    else:
        host, _, port_text = text.partition(":")
        if text.endswith(":"):
            raise BadAddress(f"no port after the colon: {text!r}")
    if not host or any(char.isspace() or char in "/@#?" for char in host):
        raise BadAddress(f"not an address: {text!r}")
    return Address(host, parse_port(port_text) if port_text else default_port)


def numeric_addresses(texts: Iterable[str]) -> list[Address]:
    """Return those that are addresses of IP, each once: no names, which would have to be looked up, and nothing else."""
    found = dict[Address, None]()
    for text in texts:
        with suppress(BadAddress, ValueError):
            address = parse_address(text)
            ipaddress.ip_address(address.host)
            found[address] = None
    return list(found)


def parse_port(text: str) -> int:
    """Read a port of 1 to 65535.

    Raises:
        BadAddress: If it is not one.
    """
    if not (text.isascii() and text.isdigit() and int(text[:6]) in PORTS):
        raise BadAddress(f"not a port: {text!r}")
    return int(text)


def is_local_network(host: str) -> bool:
    """Return whether a peer's numeric address is private, link-local or this machine itself."""
    address = _numeric(host)
    return address is not None and (address.is_private or address.is_link_local or address.is_loopback)


def is_loopback(host: str) -> bool:
    """Return whether a peer's numeric address is this machine itself."""
    address = _numeric(host)
    return address is not None and address.is_loopback


def is_within(host: str, networks: Iterable[Network]) -> bool:
    """Return whether a peer's numeric address is in one of these networks."""
    address = _numeric(host)
    return address is not None and any(address in network for network in networks)


def _numeric(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return a numeric address, an IPv4 one also where IPv6 stands around it; None for what is none."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def own_addresses() -> tuple[str, ...]:
    """Return this machine's addresses as the network sees them, IPv4 first; loopback if it is on no network.

    The kernel is asked which address it would send from; nothing is sent.
    """
    found = []
    for family, somewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):  # RFC 5737, RFC 3849: nobody's
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((somewhere, DEFAULT_PORT))
            found.append(str(probe.getsockname()[0]))
    return tuple(host for host in found if is_local_network(host)) or ("127.0.0.1",)
