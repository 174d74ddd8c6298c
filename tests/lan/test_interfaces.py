"""Which addresses are told to others."""

from pathlib import Path

import pytest

from desktop_chat.lan.interfaces import Interface, all_interfaces, by_nearness, usable_interfaces

WIRE = Interface("eth0", "192.168.0.7", 24, 2)
WIRE_6 = Interface("eth0", "fe80::7", 64, 2)
LOOP = Interface("lo", "127.0.0.1", 8, 1)


def system(folder: Path, name: str, flags: int = 0x1003, carrier: str = "1") -> None:
    """Make what Linux tells of an interface."""
    (folder / name).mkdir()
    (folder / name / "flags").write_text(f"{flags:#x}\n")
    if carrier:
        (folder / name / "carrier").write_text(f"{carrier}\n")


@pytest.mark.parametrize(
    "useless",
    [
        LOOP,
        Interface("lo", "::1", 128, 1),
        Interface("docker0", "172.17.0.1", 16, 5),
        Interface("br-12ab", "172.18.0.1", 16, 6),
        Interface("vethAB", "fe80::9", 64, 7),
        Interface("tun0", "10.8.0.2", 24, 8),
        Interface("wg0", "10.9.0.2", 24, 9),
        Interface("eth3", "8.8.8.8", 24, 10),
        Interface("{guid} vEthernet (WSL)", "172.20.0.1", 20, 11),
        Interface("{guid} VirtualBox Host-Only Network", "192.168.56.1", 24, 12),
    ],
)
def test_what_leads_nowhere_is_left_out(useless: Interface, tmp_path: Path) -> None:
    """FIELD 12: "Wrong network card (VPN, Docker, Hyper-V, two NICs)"; IPv4 comes first."""
    found = usable_interfaces(interfaces=lambda: [useless, WIRE_6, WIRE], folder=tmp_path)
    assert found == (WIRE, WIRE_6)


@pytest.mark.parametrize(("flags", "carrier"), [(0x1002, "1"), (0x3, "1"), (0x1013, "1"), (0x1003, "0"), (0x1003, "")])
def test_what_is_down_or_has_no_cable_is_left_out(tmp_path: Path, flags: int, carrier: str) -> None:
    """Up, for many, not from point to point, and with a carrier: Linux says so."""
    system(tmp_path, "eth0")
    system(tmp_path, "eth1", flags, carrier)
    other = Interface("eth1", "10.0.0.1", 8, 3)
    assert usable_interfaces(interfaces=lambda: [WIRE, other], folder=tmp_path) == (WIRE,)


def test_what_a_person_chooses_counts_alone(tmp_path: Path) -> None:
    """By name or by address, whatever we think of it."""
    every = [WIRE, WIRE_6, LOOP]
    assert usable_interfaces(["lo"], interfaces=lambda: every, folder=tmp_path) == (LOOP,)
    assert usable_interfaces(["fe80::7"], interfaces=lambda: every, folder=tmp_path) == (WIRE_6,)


def test_this_machine_has_interfaces() -> None:
    """At least itself."""
    assert any(one.address == "127.0.0.1" and one.prefix == 8 for one in all_interfaces())


def test_the_nearest_address_comes_first() -> None:
    """One in a network of ours; of equals, IPv4."""
    addresses = ["fe80::9%eth0", "10.1.1.1", "192.168.0.9", "fd00::9"]
    assert by_nearness(addresses, [WIRE]) == ["192.168.0.9", "10.1.1.1", "fe80::9%eth0", "fd00::9"]
    assert by_nearness(addresses, [WIRE_6])[0] == "fe80::9%eth0"
