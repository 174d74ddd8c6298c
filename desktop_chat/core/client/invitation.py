"""Invitations as links: `ircs://host[:port][,host2[:port2]…]/channel?room=NAME&pin=SHA256&expires=UNIXTIME` (PROTOCOL).

A link comes from anywhere, so reading one is strict; what is written is read back as it was.
"""

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode

from desktop_chat.core.wire.errors import ChatError
from desktop_chat.core.wire.names import channel_problem

SCHEME: Final = "ircs://"
DEFAULT_PORT: Final = 6697
"""IRC over TLS (RFC 7194)."""
LARGEST_PORT: Final = 65_535
LINK_CHARACTERS: Final = 2_000
"""What a QR code holds, and every program that passes a link on."""
PLACES: Final = 16
"""Addresses of one host: more than any machine has interfaces."""
ROOM_BYTES: Final = 63
"""Of a room's name, as DNS-SD can announce it (RFC 6763 4.1.1)."""
HOST_NAME: Final = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*\.?")
"""A name of DNS (RFC 1123 2.1); numeric addresses are read by `ipaddress`."""
PIN: Final = re.compile(r"[0-9a-f]{64}")
ESCAPED: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
"""A stroke that escapes nothing: a link that was cut, or typed by hand."""
DIGITS: Final = re.compile(r"[0-9]{1,12}")


class InvitationProblem(StrEnum):
    """What is wrong with a link."""

    NOT_A_LINK = "not a link"
    TOO_LONG = "too long"
    BAD_ADDRESS = "bad address"
    BAD_CHANNEL = "bad channel"
    BAD_ROOM = "bad room"
    BAD_PIN = "bad pin"
    BAD_EXPIRY = "bad expiry"
    TWICE = "twice"
    """One of its values stands there twice: which of them counts?"""


class BadInvitation(ChatError):
    """A link that is no invitation.

    Args:
        problem: What is wrong with it.
    """

    def __init__(self, problem: InvitationProblem) -> None:
        super().__init__(f"not an invitation: {problem.value}")
        self.problem = problem


class Place(NamedTuple):
    """One address of a host."""

    host: str
    port: int = DEFAULT_PORT

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORT else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link says.

    Args:
        places: Where the host may be, the likeliest first; at least one.
        channel: To join first, with its `#`; "" for none in particular.
        room: What people call the room.
        pin: The SHA-256 of the public key of the room's authority, 64 hexadecimal digits; "" if it is not said.
        expires: Seconds since 1970 after which it counts no more; None for never.
    """

    places: tuple[Place, ...]
    channel: str = ""
    room: str = ""
    pin: str = ""
    expires: int | None = None

    def is_expired(self, wall: float) -> bool:
        """Return whether it counts no more at *wall*, in seconds since 1970."""
        return self.expires is not None and wall >= self.expires

    def __str__(self) -> str:
        values = [("room", self.room), ("pin", self.pin), ("expires", "" if self.expires is None else str(self.expires))]
        query = urlencode([(name, value) for name, value in values if value], quote_via=quote)
        # The # of a usual channel is left out; of one that begins with two, both stay.
        channel = quote(self.channel if self.channel.startswith("##") else self.channel[1:], safe="")
        return f"{SCHEME}{','.join(map(str, self.places))}/{channel}{'?' if query else ''}{query}"


def is_link(text: str) -> bool:
    """Return whether a text means to be an invitation."""
    return text.strip()[: len(SCHEME)].lower() == SCHEME


def parse_invitation(text: str) -> Invitation:
    """Read a link.

    Raises:
        BadInvitation: If anything in it is not as it must be; parameters that we do not know are left out.
    """
    text = text.strip()
    if not is_link(text) or not text.isprintable() or " " in text or ESCAPED.search(text):
        raise BadInvitation(InvitationProblem.NOT_A_LINK)
    if len(text) > LINK_CHARACTERS:
        raise BadInvitation(InvitationProblem.TOO_LONG)
    address, _, query = text[len(SCHEME) :].partition("?")
    hosts, _, channel = address.partition("/")
    places = tuple(dict.fromkeys(_place(one) for one in hosts.split(",")))
    if len(places) > PLACES:
        raise BadInvitation(InvitationProblem.BAD_ADDRESS)
    values = _values(query)
    return Invitation(places, _channel(channel), _room(values), _pin(values), _expiry(values))


def _place(text: str) -> Place:
    if text.startswith("["):
        host, bracket, port = text[1:].partition("]")
        host = _numeric(host, bracket)
    else:
        host, colon, port = text.partition(":")
        port = colon + port
        if not HOST_NAME.fullmatch(host):
            raise BadInvitation(InvitationProblem.BAD_ADDRESS)
    if not port:
        return Place(host)
    digits = port.removeprefix(":")
    if not (port.startswith(":") and DIGITS.fullmatch(digits) and 0 < int(digits) <= LARGEST_PORT):
        raise BadInvitation(InvitationProblem.BAD_ADDRESS)
    return Place(host, int(digits))


def _numeric(host: str, bracket: str) -> str:
    """Return an IPv6 address in its one canonical form; which interface it is on matters only to who wrote it (RFC 6874)."""
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError:
        raise BadInvitation(InvitationProblem.BAD_ADDRESS) from None
    if not bracket or address.scope_id is not None:
        raise BadInvitation(InvitationProblem.BAD_ADDRESS)
    return str(address)


def _values(query: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=20)
    except ValueError:  # UnicodeDecodeError too.
        raise BadInvitation(InvitationProblem.NOT_A_LINK) from None
    values = dict(pairs)
    if len(values) != len(pairs):
        raise BadInvitation(InvitationProblem.TWICE)
    return values


def _channel(quoted: str) -> str:
    try:
        name = unquote(quoted, errors="strict")
    except UnicodeDecodeError:
        raise BadInvitation(InvitationProblem.BAD_CHANNEL) from None
    if not name:
        return ""
    channel = name if name.startswith("#") else f"#{name}"
    if channel_problem(channel) is not None:
        raise BadInvitation(InvitationProblem.BAD_CHANNEL)
    return channel


def _room(values: dict[str, str]) -> str:
    room = values.get("room", "")
    if not room.isprintable() or len(room.encode()) > ROOM_BYTES:
        raise BadInvitation(InvitationProblem.BAD_ROOM)
    return room


def _pin(values: dict[str, str]) -> str:
    pin = values.get("pin")
    if pin is None:
        return ""
    if not PIN.fullmatch(pin.lower()):
        raise BadInvitation(InvitationProblem.BAD_PIN)
    return pin.lower()


def _expiry(values: dict[str, str]) -> int | None:
    expires = values.get("expires")
    if expires is None:
        return None
    if not DIGITS.fullmatch(expires):
        raise BadInvitation(InvitationProblem.BAD_EXPIRY)
    return int(expires)
