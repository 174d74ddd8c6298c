"""Listening sockets, and one connection used by two threads."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest

from desktop_chat.net.errors import AddressInUse, AddressUnusable, NetError
from desktop_chat.net.sockets import PeerSocket, listen

WAIT_SECONDS = 20.0


@pytest.fixture
def pair() -> Iterator[tuple[PeerSocket, socket.socket]]:
    """Return our end of a TCP connection, and the plain socket at the other end."""
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname(), WAIT_SECONDS) as other:
        listener.settimeout(WAIT_SECONDS)
        ours = PeerSocket(listener.accept()[0], receive_seconds=WAIT_SECONDS)
        yield ours, other
        ours.close()


def fill(peer: PeerSocket) -> int:
    """Send until the kernel takes no more; return how many bytes it took."""
    total = 0
    while sent := peer.send_now(b"x" * 65536):
        total += sent
    return total


def test_a_port_that_somebody_listens_on_is_in_use() -> None:
    """Nobody shares a port with us, on any system."""
    with listen("127.0.0.1", 0) as first, pytest.raises(AddressInUse, match=r"cannot listen on 127\.0\.0\.1 port"):
        listen("127.0.0.1", first.getsockname()[1])


def test_a_port_is_free_again_at_once_after_its_last_connection() -> None:
    """A room that is closed and opened again finds its port (SO_REUSEADDR against TIME_WAIT)."""
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        listener.settimeout(WAIT_SECONDS)
        with socket.create_connection(("127.0.0.1", port)) as other, listener.accept()[0] as ours:
            ours.close()
            assert other.recv(1) == b""
    listen("127.0.0.1", port).close()


def test_an_address_of_another_machine_is_not_usable() -> None:
    """192.0.2.1 is nobody's (RFC 5737)."""
    with pytest.raises(AddressUnusable):
        listen("192.0.2.1", 0)


def test_a_name_that_is_no_address_is_said() -> None:
    """A typing error on the command line, not a traceback."""
    with pytest.raises(NetError):
        listen("no such address", 0)


def test_both_families_share_a_port() -> None:
    """IPv6 takes IPv6 only, so that both can be listened on with the same meaning everywhere."""
    with listen("127.0.0.1", 0) as four, contextlib.ExitStack() as stack:
        try:
            six = stack.enter_context(listen("::1", four.getsockname()[1]))
        except AddressUnusable:
            pytest.skip("no IPv6 on this machine")
        assert six.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)


def test_bytes_go_both_ways(pair: tuple[PeerSocket, socket.socket]) -> None:
    """The least one may expect."""
    ours, other = pair
    assert ours.send_now("안녕".encode()) == 6
    assert other.recv(64) == "안녕".encode()
    other.sendall(b"hi")
    assert ours.receive(64) == b"hi"


def test_sending_never_waits(pair: tuple[PeerSocket, socket.socket]) -> None:
    """A full socket takes nothing, and takes again once the other end has read."""
    ours, other = pair
    left = fill(ours)
    assert left > 0
    while left:
        left -= len(other.recv(min(left, 65536)))
    assert ours.send_now(b"again") == 5


def test_one_thread_may_wait_while_another_sends(pair: tuple[PeerSocket, socket.socket]) -> None:
    """Each direction has a timeout of its own."""
    ours, other = pair
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(ours.receive(64)))
    reader.start()
    fill(ours)
    other.sendall(b"at last")
    reader.join(WAIT_SECONDS)
    assert got == [b"at last"]


def test_receiving_waits_no_longer_than_it_was_told() -> None:
    """Then it is a TimeoutError, and the connection is as it was."""
    left, right = socket.socketpair()
    ours = PeerSocket(left, receive_seconds=0.01)
    with pytest.raises(TimeoutError):
        ours.receive(64)
    right.sendall(b"late")
    assert ours.receive(64) == b"late"
    ours.close()
    right.close()


@pytest.mark.parametrize("end", [PeerSocket.shutdown, PeerSocket.reset])
def test_ending_a_connection_wakes_its_reader(pair: tuple[PeerSocket, socket.socket], end: object) -> None:
    """Closing alone would leave it waiting on Linux."""
    ours, _other = pair
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(ours.receive(64)))
    reader.start()
    assert callable(end)
    end(ours)
    reader.join(WAIT_SECONDS)
    assert got == [b""]


def test_what_was_sent_before_the_output_ended_arrives(pair: tuple[PeerSocket, socket.socket]) -> None:
    """The last line reaches who is still talking to us."""
    ours, other = pair
    other.sendall(b"unread")
    assert ours.send_now(b"ERROR :bye\r\n") == 12
    ours.end_output()
    assert other.makefile("rb").read() == b"ERROR :bye\r\n"
    assert ours.receive(64) == b"unread"


def test_a_reset_throws_away_what_was_not_read(pair: tuple[PeerSocket, socket.socket]) -> None:
    """The kernel keeps nothing for a peer that does not read."""
    ours, other = pair
    fill(ours)
    ours.reset()
    ours.close()
    with pytest.raises(ConnectionResetError):
        other.makefile("rb").read()


def test_a_closed_connection_may_be_ended_again() -> None:
    """Whoever comes last meets no error."""
    left, right = socket.socketpair()
    ours = PeerSocket(left, receive_seconds=1.0)
    ours.close()
    ours.close()
    ours.end_output()
    ours.shutdown()
    ours.reset()
    assert ours.fileno() == -1
    right.close()
