"""What can go wrong between two sockets, told apart so that a person can be told.

ChatError
└── NetError
    ├── AddressInUse      another program listens there
    ├── AddressUnusable   not an address of this machine, or a port one may not take
    ├── BadAddress        not an address at all
    ├── NameUnknown       no host of that name
    ├── ConnectRefused    the host is there, but nobody listens
    ├── ConnectTimeout    no answer
    ├── Unreachable       no way there
    ├── LinkBroken        an open connection broke
    │   └── TlsFailed     it broke the rules of TLS, or is none
    ├── KeyChanged        whoever answers does not have the key that was expected
    └── KeyUnusable       a key of our own cannot be read or written
"""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_chat.core.wire.errors import ChatError


class NetError(ChatError):
    """The network failed; the text says what was being done."""


class AddressInUse(NetError):
    """Another program listens there."""


class AddressUnusable(NetError):
    """Not an address of this machine, or a port one may not take."""


class BadAddress(NetError):
    """Not an address at all."""


class NameUnknown(NetError):
    """No host of that name."""


class ConnectRefused(NetError):
    """The host is there, but nobody listens."""


class ConnectTimeout(NetError):
    """No answer within the time."""


class Unreachable(NetError):
    """No way there from here."""


class LinkBroken(NetError):
    """An open connection broke."""


class TlsFailed(LinkBroken):
    """The other side broke the rules of TLS, or speaks something else."""


class KeyChanged(NetError):
    """Whoever answers does not have the key that was expected.

    Args:
        doing: What was tried.
        expected: The pin, or the room's id if no more is known, that was expected.
        found: The pin of whoever answers.
    """

    def __init__(self, doing: str, *, expected: str, found: str) -> None:
        super().__init__(f"{doing}: expected the key {expected}, found {found}")
        self.expected, self.found = expected, found


class KeyUnusable(NetError):
    """A key of our own cannot be read or written."""


BY_ERRNO: dict[int, type[NetError]] = {
    errno.EADDRINUSE: AddressInUse,
    errno.EADDRNOTAVAIL: AddressUnusable,
    errno.EACCES: AddressUnusable,
    errno.EPERM: Unreachable,
    errno.ECONNREFUSED: ConnectRefused,
    errno.ETIMEDOUT: ConnectTimeout,
    errno.ENETUNREACH: Unreachable,
    errno.EHOSTUNREACH: Unreachable,
    errno.EHOSTDOWN: Unreachable,
    errno.ENETDOWN: Unreachable,
    errno.EAFNOSUPPORT: Unreachable,
}
"""By the POSIX names, which Python gives to the codes of Windows too."""


def net_error_of(error: OSError, doing: str) -> NetError:
    """Return an operating system's error as ours; *doing* says what was tried."""
    if isinstance(error, socket.gaierror):
        kind: type[NetError] = NameUnknown
    elif isinstance(error, TimeoutError):
        kind = ConnectTimeout
    else:
        kind = BY_ERRNO.get(error.errno or 0, LinkBroken)
    return kind(f"{doing}: {error.strerror or error}")


@contextmanager
def as_net_errors(doing: str) -> Iterator[None]:
    """Let no foreign exception over the border: an `OSError` inside comes out as a `NetError`."""
    try:
        yield
    except OSError as error:
        raise net_error_of(error, doing) from error
