"""Connecting by all addresses of a host, on real sockets."""

import errno
import socket
from collections.abc import Iterator

import pytest

from desktop_chat.client import dialling
from desktop_chat.client.dialling import AddressInfo, DialStoppedError, dial
from desktop_chat.net.addresses import Address
from desktop_chat.net.errors import ConnectRefused, ConnectTimeout, NameUnknown, Unreachable
from desktop_chat.net.sockets import listen
from desktop_chat.net.wakeup import WakeUp
from tests.client.conftest import drops_who_comes, plain

WAIT_SECONDS = 20.0
NO_SUCH_FAMILY: AddressInfo = (socket.AddressFamily.AF_UNSPEC, socket.SOCK_STREAM, 12345, "", ("127.0.0.1", 1))


def info(address: Address) -> AddressInfo:
    """Return what a look-up returns for an address."""
    return (socket.AF_INET, socket.SOCK_STREAM, 0, "", address)


@pytest.fixture
def wakeup() -> Iterator[WakeUp]:
    """Return what ends a wait."""
    one = WakeUp()
    yield one
    one.close()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Return somebody who listens."""
    with listen("127.0.0.1", 0) as one:
        one.settimeout(WAIT_SECONDS)
        yield one


@pytest.fixture
def nobody() -> Address:
    """Return an address where nobody listens (any more)."""
    with listen("127.0.0.1", 0) as one:
        return Address("127.0.0.1", one.getsockname()[1])


def connect(address: Address, wakeup: WakeUp, *, seconds: float = WAIT_SECONDS) -> socket.socket:
    """Connect, and let nobody stop it."""
    return dial(plain(address), wakeup=wakeup, is_stopped=lambda: False, seconds=seconds).socket


def let_find(monkeypatch: pytest.MonkeyPatch, *found: AddressInfo) -> None:
    """Let the next look-up return these addresses."""
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_options: list(found))


def hears(listener: socket.socket, sock: socket.socket) -> bool:
    """Return whether a socket is connected to a listener."""
    other, address = listener.accept()
    with other:
        return bool(address == sock.getsockname())


def test_who_listens_is_reached_by_a_socket_that_never_blocks(listener: socket.socket, wakeup: WakeUp) -> None:
    """As the link needs it."""
    with connect(Address(*listener.getsockname()), wakeup) as sock:
        assert hears(listener, sock)
        assert sock.gettimeout() == 0


def test_where_nobody_listens_it_is_refused_and_says_where(nobody: Address, wakeup: WakeUp) -> None:
    """At once, whatever the time allowed."""
    with pytest.raises(ConnectRefused, match=f"cannot connect to {nobody}"):
        connect(nobody, wakeup)


@pytest.mark.parametrize("host", ["a..b", ".", "x" * 64 + ".example"])
def test_what_cannot_be_a_name_is_unknown(host: str, wakeup: WakeUp) -> None:
    """RFC 1035 2.3.1: a label has 1 to 63 bytes; a typing error of a person, not of ours."""
    with pytest.raises(NameUnknown, match="cannot find"):
        connect(Address(host, 6697), wakeup)


def test_a_name_that_nobody_knows_is_unknown(wakeup: WakeUp, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system's resolver says it."""

    def find_nothing(*_args: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", find_nothing)
    with pytest.raises(NameUnknown, match=r"cannot find host\.invalid: Name or service not known"):
        connect(Address("host.invalid", 6697), wakeup)


@drops_who_comes
def test_without_an_answer_it_gives_up_in_time(blackhole: Address, wakeup: WakeUp) -> None:
    """One deadline for all attempts."""
    with pytest.raises(ConnectTimeout, match="cannot connect to"):
        connect(blackhole, wakeup, seconds=0.05)


@drops_who_comes
def test_it_can_be_stopped_at_any_moment(blackhole: Address, wakeup: WakeUp) -> None:
    """A wake-up alone stops nothing: it only asks."""
    asked: list[bool] = []

    def is_stopped() -> bool:
        asked.append(True)
        wakeup.wake()
        return len(asked) == 3

    wakeup.wake()
    with pytest.raises(DialStoppedError):
        dial(plain(blackhole), wakeup=wakeup, is_stopped=is_stopped, seconds=WAIT_SECONDS)
    assert len(asked) == 3


def test_the_next_address_is_tried_at_once_when_one_is_refused(
    nobody: Address, listener: socket.socket, wakeup: WakeUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RFC 8305 5; the stagger is for those who do not answer."""
    monkeypatch.setattr(dialling, "STAGGER_SECONDS", WAIT_SECONDS * 10)
    let_find(monkeypatch, NO_SUCH_FAMILY, info(nobody), info(Address(*listener.getsockname())))
    with connect(Address("host.example", 1), wakeup) as sock:
        assert hears(listener, sock)


@drops_who_comes
def test_the_next_address_is_tried_beside_one_that_does_not_answer(
    blackhole: Address, listener: socket.socket, wakeup: WakeUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RFC 8305 5, Connection Attempt Delay; the loser is given up, or its socket would be reported as unclosed."""
    monkeypatch.setattr(dialling, "STAGGER_SECONDS", 0.01)
    let_find(monkeypatch, info(blackhole), info(blackhole), info(Address(*listener.getsockname())))
    with connect(Address("host.example", 1), wakeup) as sock:
        assert hears(listener, sock)


@drops_who_comes
def test_time_is_up_for_all_addresses_together(blackhole: Address, wakeup: WakeUp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for those that were not tried."""
    monkeypatch.setattr(dialling, "STAGGER_SECONDS", WAIT_SECONDS * 10)
    let_find(monkeypatch, info(blackhole), info(blackhole))
    with pytest.raises(ConnectTimeout):
        connect(Address("host.example", 1), wakeup, seconds=0.05)


@pytest.mark.parametrize("is_first", [True, False])
def test_of_several_problems_the_most_telling_is_told(
    nobody: Address, wakeup: WakeUp, monkeypatch: pytest.MonkeyPatch, *, is_first: bool
) -> None:
    """That somebody is there and nobody listens; not that this machine has no IPv6."""
    let_find(monkeypatch, *([info(nobody), NO_SUCH_FAMILY] if is_first else [NO_SUCH_FAMILY, info(nobody)]))
    with pytest.raises(ConnectRefused):
        connect(Address("host.example", 1), wakeup)


def test_what_this_machine_cannot_speak_is_told(wakeup: WakeUp, monkeypatch: pytest.MonkeyPatch) -> None:
    """If there is nothing else to tell."""
    let_find(monkeypatch, NO_SUCH_FAMILY)
    with pytest.raises(Unreachable):
        connect(Address("host.example", 1), wakeup)


def test_without_a_network_nothing_is_waited_for(listener: socket.socket, wakeup: WakeUp, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system says so at once."""

    class OfflineSocket(socket.socket):
        def connect(self, _address: object) -> None:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr("socket.socket", OfflineSocket)
    with pytest.raises(Unreachable, match="Network is unreachable"):
        connect(Address(*listener.getsockname()), wakeup)
