"""The operating system's errors, told apart so that a person can be told."""

import errno
import socket

import pytest

from desktop_chat.net import errors
from desktop_chat.net.errors import NetError, as_net_errors


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [
        (OSError(errno.EADDRINUSE, "in use"), errors.AddressInUse),
        (OSError(errno.EADDRNOTAVAIL, "not available"), errors.AddressUnusable),
        (PermissionError(errno.EACCES, "denied"), errors.AddressUnusable),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), errors.ConnectRefused),
        (TimeoutError("timed out"), errors.ConnectTimeout),
        (TimeoutError(errno.ETIMEDOUT, "timed out"), errors.ConnectTimeout),
        (OSError(errno.ENETUNREACH, "unreachable"), errors.Unreachable),
        (OSError(errno.EHOSTUNREACH, "unreachable"), errors.Unreachable),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), errors.NameUnknown),
        (ConnectionResetError(errno.ECONNRESET, "reset"), errors.LinkBroken),
        (OSError("no number"), errors.LinkBroken),
    ],
)
def test_each_error_of_the_system_has_its_kind(foreign: OSError, ours: type[NetError]) -> None:
    """What was being done stands in the text, the system's error is the cause."""
    with pytest.raises(ours, match=r"^joining: ") as raised, as_net_errors("joining"):
        raise foreign
    assert type(raised.value) is ours
    assert raised.value.__cause__ is foreign


def test_other_errors_pass() -> None:
    """A bug is not the network's fault."""
    with pytest.raises(ValueError, match="bug"), as_net_errors("joining"):
        raise ValueError("bug")
