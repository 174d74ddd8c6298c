"""TLS without a socket: both ends in one test, bytes handed over by hand."""

import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from desktop_chat.net.certificates import Identity, fingerprint_of, proven_pins
from desktop_chat.net.errors import TlsFailed
from desktop_chat.net.tls import TlsChannel, client_context, first_certificate
from tests.support.keys import device_keys, host_keys, tls_server


class Pair:
    """A member and a host whose bytes reach each other in pieces of *piece*.

    Args:
        context: How the member speaks.
        piece: How many bytes arrive at once.
    """

    def __init__(self, context: ssl.SSLContext, *, piece: int = 100_000) -> None:
        self.member, self.host = TlsChannel(context, server_side=False), tls_server().new_channel()
        done = [self.member.shake_hands(b""), False]
        for _ in range(8):
            done[1] = self.carry(self.member.output(), self.host, piece) or done[1]
            done[0] = self.carry(self.host.output(), self.member, piece) or done[0]
        assert done == [True, True]
        tls_server().settle(self.host)

    @staticmethod
    def carry(data: bytes, to: TlsChannel, piece: int) -> bool:
        """Carry bytes over; return whether hands are shaken."""
        done = [to.shake_hands(data[start : start + piece]) for start in range(0, len(data), piece)]
        return any(done)


def context_of(device: Identity | None, version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> ssl.SSLContext:
    """Return how a member speaks in one version of TLS."""
    context = client_context(device.file if device else None)
    context.maximum_version = version
    return context


@pytest.mark.parametrize("piece", [1, 100_000])
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("device", [None, device_keys()])
def test_each_side_knows_the_other(version: ssl.TLSVersion, device: Identity | None, piece: int) -> None:
    """The member the host's authority, the host the member's device, though nobody signed its certificate."""
    pair = Pair(context_of(device, version), piece=piece)
    assert proven_pins(pair.member.peer_chain())[0] == host_keys().fingerprint
    shown = pair.host.peer_certificate()
    assert (fingerprint_of(shown) if shown else None) == (device.fingerprint if device else None)
    assert pair.host.version() == pair.member.version() == version.name.replace("_", ".")


def test_whole_texts_arrive_in_any_pieces() -> None:
    """What is left over comes at the next call."""
    pair = Pair(context_of(device_keys()))
    text = "안녕하세요 ".encode() * 10_000
    sent = pair.host.encrypt(memoryview(text))
    assert b"\xec\x95\x88" not in sent
    heard = b"".join(pair.member.decrypt(sent[at : at + 999], 50_000) or b"" for at in range(0, len(sent), 999))
    assert heard == text
    for _ in range(2):
        pair.member.decrypt(pair.host.encrypt(b"abcdef"), 0)
    assert [pair.member.decrypt(b"", 5) for _ in range(4)] == [b"abcde", b"fabcd", b"ef", None]


def test_a_goodbye_is_the_end() -> None:
    """RFC 8446 6.1; what was said before it still arrives, and nothing can be said after it."""
    pair = Pair(context_of(None))
    last = pair.member.encrypt(b"bye") + pair.member.goodbye()
    assert [pair.host.decrypt(last, 100), pair.host.decrypt(b"", 100)] == [b"bye", b""]
    assert pair.host.goodbye()
    with pytest.raises(TlsFailed):
        pair.member.encrypt(b"and another thing")


@pytest.mark.parametrize("nonsense", [b"NICK ann\r\n", b"\x16\x03\x01\x00\x05hello", b"\x16\xff" * 100])
def test_nonsense_is_no_handshake(nonsense: bytes) -> None:
    """Whoever sent it is told so in TLS's own words."""
    channel = tls_server().new_channel()
    with pytest.raises(TlsFailed):
        channel.shake_hands(nonsense)
    assert channel.output()[:1] in {b"\x15", b""}


def test_what_is_changed_on_the_way_is_not_believed() -> None:
    """After what came before it unchanged."""
    pair = Pair(context_of(None))
    good, bad = pair.host.encrypt(b"good"), bytearray(pair.host.encrypt(b"bad"))
    bad[-1] ^= 1
    assert pair.member.decrypt(good + bytes(bad), 100) == b"good"
    with pytest.raises(TlsFailed):
        pair.member.decrypt(b"", 100)


def test_an_older_version_is_refused() -> None:
    """PROTOCOL, Transport: "TLS 1.2 or newer"."""
    assert client_context(None).minimum_version is ssl.TLSVersion.TLSv1_2
    assert tls_server()._new_context().minimum_version is ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("message", [b"", b"\x0b", b"\x0b\x00\x00\x04\x00", b"\x0b\x00\x00\x08\x00\x00\x00\x05\x00\x00\x09abc"])
@pytest.mark.parametrize("has_context", [True, False])
def test_a_message_without_a_certificate_has_none(message: bytes, *, has_context: bool) -> None:
    """It comes from the other side."""
    assert first_certificate(message, has_context=has_context) == b""


def test_the_device_shown_is_the_one_proven(tmp_path: Path) -> None:
    """Whoever copies a certificate without its key gets nowhere."""
    victim = x509.load_pem_x509_certificate(device_keys().file.read_bytes()).public_bytes(Encoding.PEM).decode()
    key = device_keys("thief").file.read_text().partition("-----BEGIN CERTIFICATE")[0]
    (tmp_path / "stolen.pem").write_text(key + victim)
    with pytest.raises(ssl.SSLError):
        client_context(tmp_path / "stolen.pem")
