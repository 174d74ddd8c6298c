"""Keys and certificates (X.509): the room's authority, the host's certificate signed by it, a member's device certificate.

A room is known by its authority's public key, whose SHA-256 is its *pin*; a device by the SHA-256 of its certificate.
Dates prove nothing here: the clocks of a local network are often wrong, so members look at the key and not at the year.
"""

import hashlib
import ipaddress
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from desktop_chat.net.errors import KeyUnusable

LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
NEVER: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""Of a certificate that has no end (RFC 5280 4.1.2.5)."""
HOST_DAYS: Final = 397
"""Some systems accept no host's certificate that is valid for longer."""
RENEW_DAYS: Final = 30
AUTHORITY_NAME: Final = "Desktop Chat room"
DEVICE_NAME: Final = "Desktop Chat device"


class Identity(NamedTuple):
    """A private key with its certificates, in a file that only its owner can read."""

    file: Path
    """PEM, as `SSLContext.load_cert_chain` takes it."""
    fingerprint: str
    """For a host its room's pin; for a device the SHA-256 of its certificate."""


class Pair(NamedTuple):
    """A key and the first certificate beside it."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def host_identity(authority_file: Path, host_file: Path, *, name: str) -> Identity:
    """Return what a host shows its members: its certificate, and the authority's, whose pin they know.

    The authority is made once and never again; the host's certificate anew when it is about to end.

    Args:
        authority_file: The authority's key and certificate.
        host_file: The host's.
        name: The host's name on the wire.

    Raises:
        KeyUnusable: If a file cannot be read or written, or holds something else.
    """
    authority = _load_or_make(authority_file, _make_authority)
    if not _is_good_for_now(host_file, authority):
        _make_host(host_file, authority, name)
    return Identity(host_file, pin_of(authority.certificate))


def device_identity(file: Path) -> Identity:
    """Return this device's key and self-signed certificate, made if they are not there.

    Raises:
        KeyUnusable: If the file cannot be read or written, or holds something else.
    """
    device = _load_or_make(file, _make_device)
    return Identity(file, fingerprint_of(device.certificate.public_bytes(Encoding.DER)))


def fingerprint_of(der: bytes) -> str:
    """Return the SHA-256 of a certificate as 64 hexadecimal digits."""
    return hashlib.sha256(der).hexdigest()


def pin_of(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of a certificate's public key (SPKI), as PROTOCOL has it in `pin=`: 64 hexadecimal digits."""
    spki = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).hexdigest()


def proven_pins(chain: Sequence[bytes]) -> list[str]:
    """Return the pins that a host has proven to hold: of the authority that signed its certificate, and of the host itself.

    Args:
        chain: What it showed in a handshake, its own certificate first; with this it has proven to have that one's key.

    Returns:
        The authority's pin first; of a host without an authority its own; none if the certificates cannot be read.
    """
    pins: list[str] = []
    try:
        host, *others = [x509.load_der_x509_certificate(der) for der in chain[:4]]
        pins.append(pin_of(host))
        for authority in others:
            with suppress(ValueError, TypeError, InvalidSignature):
                host.verify_directly_issued_by(authority)
                pins.insert(0, pin_of(authority))
    except ValueError:
        pass  # Whatever was read of it until then counts.
    return pins


def _load_or_make(file: Path, make: Callable[[], Pair]) -> Pair:
    try:
        with suppress(FileNotFoundError):
            return _load(file)
        pair = make()
        _write(file, pair, certificates=[pair.certificate], replace=False)
        return _load(file)  # Perhaps of another program, which was faster.
    except (OSError, ValueError) as error:
        raise KeyUnusable(f"{file}: {getattr(error, 'strerror', None) or error}") from error


def _load(file: Path) -> Pair:
    """Read a key and its certificate; raises ValueError for what is none."""
    data = file.read_bytes()
    key, certificate = load_pem_private_key(data, password=None), x509.load_pem_x509_certificate(data)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise ValueError("the key does not belong to the certificate")
    return Pair(key, certificate)


def _write(file: Path, pair: Pair, *, certificates: Sequence[x509.Certificate], replace: bool) -> None:
    """Write a file that only its owner can read, whole or not at all; without *replace* one that is there stays."""
    data = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    data += b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)
    temporary = file.with_suffix(f".{os.getpid()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(descriptor)
    if not replace:
        try:
            file.hardlink_to(temporary)  # Fails if it is there, whoever made it.
        except FileExistsError:
            pass
        except OSError:
            temporary.replace(file)  # A file system without links: the last one counts.
        temporary.unlink(missing_ok=True)
    else:
        temporary.replace(file)


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _builder(subject: str, issuer: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    """Begin a certificate."""
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
    )


def _make_authority() -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        _builder(AUTHORITY_NAME, AUTHORITY_NAME, key)
        .not_valid_before(LONG_AGO)
        .not_valid_after(NEVER)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Pair(key, builder.sign(key, SHA256()))


def _make_device() -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        _builder(DEVICE_NAME, DEVICE_NAME, key)
        .not_valid_before(LONG_AGO)
        .not_valid_after(NEVER)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
    )
    return Pair(key, builder.sign(key, SHA256()))


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _is_good_for_now(host_file: Path, authority: Pair) -> bool:
    """Return whether a host's file is there, is of this authority, and is not about to end."""
    try:
        certificate = _load(host_file).certificate
        certificate.verify_directly_issued_by(authority.certificate)
    except (OSError, ValueError, TypeError, InvalidSignature):
        return False
    now = datetime.now(UTC)
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc - timedelta(days=RENEW_DAYS)


def _make_host(host_file: Path, authority: Pair, name: str) -> None:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    names = [x509.DNSName(name), x509.DNSName("localhost"), *(x509.IPAddress(ipaddress.ip_address(one)) for one in ("127.0.0.1", "::1"))]
    builder = (
        _builder(name, AUTHORITY_NAME, key)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=HOST_DAYS - 1))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False)
    )
    host = Pair(key, builder.sign(authority.key, SHA256()))
    try:
        _write(host_file, host, certificates=[host.certificate, authority.certificate], replace=True)
    except OSError as error:
        raise KeyUnusable(f"{host_file}: {error.strerror or error}") from error
