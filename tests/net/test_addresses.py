"""Addresses as people write them, and which of them belong to the local network."""

import pytest

from desktop_chat.net.addresses import Address, is_local_network, own_addresses, parse_address, parse_port
from desktop_chat.net.errors import BadAddress


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("192.168.0.7", "192.168.0.7", 6697),
        (" 192.168.0.7:7000 ", "192.168.0.7", 7000),
        ("laptop.local", "laptop.local", 6697),
        ("laptop.local:1", "laptop.local", 1),
        ("::1", "::1", 6697),
        ("[::1]", "::1", 6697),
        ("[fe80::1%eth0]:65535", "fe80::1%eth0", 65535),
        ("한글.local:6697", "한글.local", 6697),
    ],
)
def test_what_people_write_is_understood(text: str, host: str, port: int) -> None:
    """Host, host and port, IPv6 bare or in brackets (RFC 3986 3.2.2)."""
    assert parse_address(text) == Address(host, port)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ":6697",
        "host:",
        "host:0",
        "host:65536",
        "host:six",
        "host:٣",
        "[::1",
        "[]:1",
        "[::1]x",
        "[::1]:",
        "a b",
        "irc://host",
        "a@b",
        "a?b",
    ],
)
def test_what_is_no_address_is_said(text: str) -> None:
    """Never a traceback, never a guess."""
    with pytest.raises(BadAddress):
        parse_address(text)


@pytest.mark.parametrize("text", ["", "-1", "0", "65536", "1e3", "9" * 5000])
def test_a_port_is_from_1_to_65535(text: str) -> None:
    """And its text may be of any length."""
    with pytest.raises(BadAddress):
        parse_port(text)


def test_an_address_reads_as_people_write_it() -> None:
    """It can be given to others, and read back."""
    for text in ("192.168.0.7:7000", "[::1]:6697"):
        assert str(parse_address(text)) == text


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.9.9", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1"]
)
def test_the_local_network_is_let_in(host: str) -> None:
    """Private (RFC 1918, RFC 4193), link-local, this machine; also as IPv4 in IPv6."""
    assert is_local_network(host)


@pytest.mark.parametrize("host", ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "laptop.local", ""])
def test_the_rest_of_the_world_is_not(host: str) -> None:
    """PROTOCOL, Transport: "Only private and link-local addresses are accepted"."""
    assert not is_local_network(host)


def test_this_machine_has_an_address_to_give_to_others() -> None:
    """On no network at all it is loopback."""
    assert own_addresses()
    assert all(is_local_network(host) for host in own_addresses())
