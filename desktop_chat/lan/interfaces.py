"""Which of this machine's addresses others can reach: every interface on a network, none that leads nowhere."""

import ipaddress
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

import ifaddr

from desktop_chat.net.addresses import is_local_network, is_loopback

SYSTEM_FOLDER: Final = Path("/sys/class/net")
"""What Linux tells of each interface."""
UP, POINT_TO_POINT, MULTICAST = 0x1, 0x10, 0x1000
"""Flags of an interface (Linux if.h)."""
USELESS: Final = (
    "docker",
    "br-",
    "veth",
    "virbr",
    "vboxnet",
    "vmnet",
    "vmenet",
    "bridge1",
    "tun",
    "tap",
    "utun",
    "wg",
    "ppp",
    "ipsec",
    "awdl",
    "llw",
)
"""Beginnings of names: virtual machines, containers, tunnels, and Apple's own wireless links."""
USELESS_WORDS: Final = ("virtualbox", "vmware", "hyper-v", "vethernet", "wsl", "loopback", "tap-windows", "wireguard", "bluetooth")
"""The same in the long names of Windows."""


class Interface(NamedTuple):
    """One address of this machine."""

    name: str
    address: str
    """IPv4 or IPv6 in text, without a scope."""
    prefix: int
    number: int
    """By which the system knows the interface."""


def all_interfaces() -> list[Interface]:
    """Return what the system tells."""
    found = []
    for adapter in ifaddr.get_adapters():
        for ip in adapter.ips:
            address = ip.ip if isinstance(ip.ip, str) else ip.ip[0]
            name = f"{adapter.name} {ip.nice_name}" if sys.platform == "win32" else adapter.name
            found.append(Interface(name, address, ip.network_prefix, adapter.index or 0))
    return found


def usable_interfaces(
    chosen: Iterable[str] = (),
    *,
    interfaces: Callable[[], list[Interface]] = all_interfaces,
    folder: Path = SYSTEM_FOLDER,
) -> tuple[Interface, ...]:
    """Return the addresses by which others may reach us, IPv4 first.

    Args:
        chosen: Names or addresses of interfaces; if there are any, exactly these count.
        interfaces: Returns all.
        folder: Where Linux tells of each.
    """
    names = set(chosen)
    good = (lambda one: one.name in names or one.address in names) if names else (lambda one: _is_useful(one, folder))
    return tuple(sorted(filter(good, interfaces()), key=lambda one: (":" in one.address, one.address)))


def _is_useful(one: Interface, folder: Path) -> bool:
    name = one.name.lower()
    if is_loopback(one.address) or not is_local_network(one.address):
        return False
    if name.startswith(USELESS) or any(word in name for word in USELESS_WORDS):
        return False
    return _is_connected(folder / one.name)


def _is_connected(folder: Path) -> bool:
    """Return whether Linux says that an interface is up, for many, and has its cable in; elsewhere nobody says."""
    try:
        flags = int((folder / "flags").read_text(), 16)
        carrier = (folder / "carrier").read_text().strip()
    except (OSError, ValueError):
        return not folder.is_dir()  # The carrier of one that is down cannot be read.
    return bool(flags & UP) and bool(flags & MULTICAST) and not flags & POINT_TO_POINT and carrier == "1"


def by_nearness(addresses: Iterable[str], interfaces: Iterable[Interface]) -> list[str]:
    """Return addresses of another machine, those first that are in a network of ours."""
    networks = [ipaddress.ip_network(f"{one.address}/{one.prefix}", strict=False) for one in interfaces]

    def rank(text: str) -> tuple[bool, bool]:
        address = ipaddress.ip_address(text.partition("%")[0])
        return not any(address in network for network in networks), address.version == 6  # noqa: PLR2004

    return sorted(addresses, key=rank)
