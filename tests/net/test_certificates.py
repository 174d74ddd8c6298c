"""Keys and certificates, looked at with what every other program uses: `cryptography` and OpenSSL by way of `ssl`."""

import hashlib
import os
import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from desktop_chat.net import certificates
from desktop_chat.net.certificates import Identity, device_identity, fingerprint_of, host_identity, pin_of, proven_pins
from desktop_chat.net.errors import KeyUnusable


def make_host(folder: Path) -> Identity:
    """Return a host's identity in a folder."""
    return host_identity(folder / "authority.pem", folder / "host.pem", name="desktop.chat")


def chain(identity: Identity) -> list[bytes]:
    """Return the certificates of a file as a handshake shows them."""
    return [one.public_bytes(Encoding.DER) for one in x509.load_pem_x509_certificates(identity.file.read_bytes())]


def test_the_pin_is_the_sha256_of_the_authority_s_public_key(tmp_path: Path) -> None:
    """PROTOCOL, Invitation: "the SHA-256 of the room authority's public key (SPKI)"."""
    host = make_host(tmp_path)
    authority = x509.load_pem_x509_certificate((tmp_path / "authority.pem").read_bytes())
    spki = authority.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert host.fingerprint == pin_of(authority) == hashlib.sha256(spki).hexdigest()


def test_the_host_is_signed_by_the_authority_and_shows_both(tmp_path: Path) -> None:
    """RFC 8446 4.4.2: its own certificate first; the authority may sign, the host may not."""
    own, authority = (x509.load_der_x509_certificate(der) for der in chain(make_host(tmp_path)))
    own.verify_directly_issued_by(authority)
    may_sign = [one.extensions.get_extension_for_class(x509.BasicConstraints).value.ca for one in (own, authority)]
    assert may_sign == [False, True]


def test_everything_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """Members know a room by its key: another key would be another room."""
    first, device = make_host(tmp_path), device_identity(tmp_path / "device.pem")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert make_host(tmp_path) == first
    assert device_identity(tmp_path / "device.pem") == device
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    assert sorted(before) == ["authority.pem", "device.pem", "host.pem"]
    if os.name == "posix":
        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def test_another_program_may_have_been_faster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two starts in one moment: the first one's key is the room's, for both."""
    rival = device_identity(tmp_path / "rival.pem")
    make = certificates._make_device

    def make_slowly() -> certificates.Pair:
        (tmp_path / "device.pem").write_bytes(rival.file.read_bytes())
        return make()

    monkeypatch.setattr(certificates, "_make_device", make_slowly)
    assert device_identity(tmp_path / "device.pem").fingerprint == rival.fingerprint
    assert sorted(file.name for file in tmp_path.iterdir()) == ["device.pem", "rival.pem"]


def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory stick."""

    def refuse(*_args: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert make_host(tmp_path) == make_host(tmp_path)


def test_the_host_s_certificate_is_renewed_and_the_pin_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it was another room's, or is damaged."""
    pin = make_host(tmp_path).fingerprint
    before = chain(Identity(tmp_path / "host.pem", ""))
    monkeypatch.setattr(certificates, "RENEW_DAYS", certificates.HOST_DAYS)
    assert make_host(tmp_path).fingerprint == pin
    monkeypatch.undo()
    after = chain(Identity(tmp_path / "host.pem", ""))
    assert (before[0] != after[0], before[1]) == (True, after[1])
    (tmp_path / "other").mkdir()
    for damage in (make_host(tmp_path / "other").file.read_bytes(), b"", b"nonsense"):
        (tmp_path / "host.pem").write_bytes(damage)
        assert make_host(tmp_path).fingerprint == pin
        assert proven_pins(chain(Identity(tmp_path / "host.pem", "")))[0] == pin


@pytest.mark.parametrize("damage", ["empty", "nonsense", "other key", "folder"])
def test_a_key_that_cannot_be_read_is_never_replaced(tmp_path: Path, damage: str) -> None:
    """Somebody may still mend it; a new key would warn all members of an impostor."""
    file = tmp_path / "authority.pem"
    if damage == "folder":
        file.mkdir()
    elif damage == "other key":
        one, two = (device_identity(tmp_path / name).file.read_text().partition("-----BEGIN CERTIFICATE") for name in ("a", "b"))
        file.write_text(one[0] + two[1] + two[2])
    else:
        file.write_text("" if damage == "empty" else "nonsense")
    before = None if damage == "folder" else file.read_bytes()
    with pytest.raises(KeyUnusable, match=r"authority\.pem"):
        make_host(tmp_path)
    assert before is None or file.read_bytes() == before


def test_where_nothing_can_be_written_there_is_no_key(tmp_path: Path) -> None:
    """The folder is gone, or is somebody else's."""
    with pytest.raises(KeyUnusable):
        device_identity(tmp_path / "nowhere" / "device.pem")
    make_host(tmp_path)
    with pytest.raises(KeyUnusable):
        host_identity(tmp_path / "authority.pem", tmp_path / "nowhere" / "host.pem", name="desktop.chat")


def test_only_what_signed_the_host_is_proven(tmp_path: Path) -> None:
    """A stranger may show the room's authority beside its own certificate: that proves nothing."""
    (tmp_path / "other").mkdir()
    host, other = make_host(tmp_path), make_host(tmp_path / "other")
    (own, authority), (own_other, authority_other) = chain(host), chain(other)
    assert proven_pins([own, authority])[0] == host.fingerprint
    assert proven_pins([own_other, authority]) == [pin_of(x509.load_der_x509_certificate(own_other))]
    assert proven_pins([own_other, authority, authority_other])[0] == other.fingerprint
    assert host.fingerprint not in proven_pins([own_other, authority, authority_other, own])
    assert proven_pins([]) == proven_pins([b"nonsense"]) == []


def test_a_device_is_known_by_its_certificate(tmp_path: Path) -> None:
    """The SHA-256 of it, as IRC servers show it (`certfp`)."""
    device = device_identity(tmp_path / "device.pem")
    assert device.fingerprint == fingerprint_of(chain(device)[0]) == hashlib.sha256(chain(device)[0]).hexdigest()
