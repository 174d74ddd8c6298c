"""One port for TLS and plain text: real sockets, real handshakes, and those who break them off."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop_chat.server import secure_socket
from desktop_chat.server.flush import Flusher
from desktop_chat.server.inbox import Inbox, Item, Lines
from desktop_chat.server.peer import Peer
from desktop_chat.server.secure_socket import PLAIN_REFUSED, Manners, SecureSocket
from tests.server.conftest import Rooms
from tests.support.clock import FakeClock
from tests.support.keys import device_keys, member_context, secure_door, tls_server
from tests.support.person import Person
from tests.support.tls_person import TlsPerson

WAIT_SECONDS = 20.0
HELLO = bytes.fromhex("1603010200010001fc0303")
"""How a ClientHello begins (RFC 8446 4.1.2), one of 512 bytes."""


@pytest.fixture
def port(rooms: Rooms) -> int:
    """Return the port of an open room with a door."""
    return rooms.open(wrap=secure_door().wrap).port


class Ends:
    """A `SecureSocket` whose reader is the test, and the client's plain socket."""

    def __init__(self, *, may_be_plain: bool = True, handshake_seconds: float = WAIT_SECONDS) -> None:
        ours, self.client = socket.socketpair()
        self.client.settimeout(WAIT_SECONDS)
        manners = Manners(tls_server(), may_be_plain, handshake_seconds=handshake_seconds)
        self.ours = SecureSocket(ours, receive_seconds=WAIT_SECONDS, manners=manners)

    def shake_hands(self) -> ssl.SSLSocket:
        """Return the client's end once hands are shaken and `hi` was said."""
        made: list[ssl.SSLSocket] = []

        def client() -> None:
            made.append(member_context().wrap_socket(self.client))
            made[0].sendall(b"hi")

        thread = threading.Thread(target=client)
        thread.start()
        assert self.ours.receive(100) == b"hi"
        thread.join(WAIT_SECONDS)
        self.client = made[0]
        return made[0]

    def close(self) -> None:
        """Give everything back."""
        self.ours.close()
        self.client.close()


@pytest.fixture
def ends() -> Iterator[Ends]:
    """Return both ends of a connection."""
    with closing(Ends()) as both:
        yield both


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_and_plain_text_share_a_port_and_a_room(port: int, version: ssl.TLSVersion) -> None:
    """PROTOCOL, Transport: "the first bytes tell TLS from plain text"."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode, context.maximum_version = False, ssl.CERT_NONE, version
    with TlsPerson(port, "가람", channel="#tea", context=context) as ann, Person(port, "bob", channel="#tea") as bob:
        ann.until("bob!")
        bob.say("PRIVMSG #tea :안녕")
        assert ann.line() == ":bob!~bob@127.0.0.1 PRIVMSG #tea :안녕"
        ann.say("PRIVMSG #tea :" + "네" * 100)
        assert bob.line().endswith("네" * 100)


def test_a_flood_arrives_whole_and_in_order_over_tls(port: int) -> None:
    """Both ways; the reader is slow enough to fill the socket again and again."""
    with TlsPerson(port, "ann", channel="#tea") as ann, TlsPerson(port, "bob", channel="#tea", receive_buffer=4096) as bob:
        ann.until("bob!")
        sender = threading.Thread(target=lambda: ann.say(*(f"PRIVMSG #tea :{number:06} {'x' * 300}" for number in range(5_000))))
        sender.start()
        numbers = [int(bob.line().split(" :")[1][:6]) for _ in range(5_000)]
        sender.join(WAIT_SECONDS)
    assert numbers == list(range(5_000))


def test_who_stops_reading_tls_is_dropped_and_the_others_keep_their_pace(rooms: Rooms) -> None:
    """What it gets is whole, in order, and ends with the reason."""
    port = rooms.open(backlog_bytes=100_000, wrap=secure_door().wrap).port
    with TlsPerson(port, "slow", channel="#tea", receive_buffer=4096) as slow, TlsPerson(port, "ann", channel="#tea") as ann:
        slow.until("ann!")
        count, gone = 0, ""
        while not gone:
            ann.say(*(f"PRIVMSG #tea :{count + number:06} {'x' * 300}" for number in range(100)))
            count += 100
            gone = next((line for line in ann.in_step() if "QUIT" in line), "")
            assert count < 100_000, "a slow reader is never dropped"
        assert gone.endswith("QUIT :slow reader")
        lines = slow.rest()
    assert lines[-1] == "ERROR :slow reader"
    numbers = [int(line.split(" :")[1][:6]) for line in lines if "PRIVMSG" in line]
    assert numbers == list(range(len(numbers)))


def test_who_stops_in_the_middle_of_the_handshake_is_sent_away(port: int, clock: FakeClock) -> None:
    """It holds a place for the registration time only, and nobody else notices."""
    stuck = [Person(port) for _ in range(50)]
    for number, person in enumerate(stuck):
        person.socket.sendall(HELLO[: 1 + number % len(HELLO)])
    with TlsPerson(port, "ann", channel="#tea") as ann:
        clock.advance(31)
        ann.in_step()
        clock.advance(4)
        ann.in_step()
        for person in stuck:
            assert person.rest() == []
            person.close()
        ann.in_step()


def test_a_handshake_has_one_deadline_however_slowly_it_drips(ends: Ends) -> None:
    """A slow-loris: each byte comes in time, all together do not."""
    with closing(Ends(handshake_seconds=0.05)) as slow:
        stop = threading.Event()

        def drip() -> None:
            for byte in HELLO * 1000:
                slow.client.sendall(bytes([byte]))
                if stop.wait(0.01):
                    return

        dripping = threading.Thread(target=drip)
        dripping.start()
        with pytest.raises(ConnectionAbortedError, match="took too long"):
            slow.ours.receive(100)
        stop.set()
        dripping.join(WAIT_SECONDS)
    ends.client.sendall(HELLO)
    ends.client.shutdown(socket.SHUT_WR)
    with pytest.raises(ConnectionAbortedError, match="ended in the TLS handshake"):
        ends.ours.receive(100)


def test_what_only_begins_like_tls_is_told_so_in_its_own_words(ends: Ends) -> None:
    """RFC 8446 6: an alert."""
    ends.client.sendall(b"\x16\x03\x01\x00\x05hello")
    with pytest.raises(ConnectionAbortedError, match="TLS"):
        ends.ours.receive(100)
    assert ends.client.recv(100)[:1] == b"\x15"


def test_the_device_is_known_after_the_handshake(ends: Ends) -> None:
    """The SHA-256 of its certificate, and the version."""
    ends.shake_hands()
    assert ends.ours.security == ("TLSv1.3", device_keys().fingerprint)


def test_a_full_socket_is_said_to_be_full_and_nothing_is_lost_or_doubled(ends: Ends) -> None:
    """Encrypted is encrypted: what did not go out goes out first, whatever the caller sends next."""
    client = ends.shake_hands()
    text = b"".join(b"%08d" % number for number in range(200_000))
    heard: list[bytes] = []

    def read() -> None:
        while sum(map(len, heard)) < len(text):
            heard.append(client.recv(5_000))

    done, was_full = 0, 0
    while done < len(text) and was_full < 3:
        sent = ends.ours.send_now(memoryview(text)[done : done + 100_000])
        done += sent
        was_full += sent < min(100_000, len(text) - done + sent)
    reading = threading.Thread(target=read)
    reading.start()
    while done < len(text):
        done += ends.ours.send_now(memoryview(text)[done : done + 5_000])
    while ends.ours._unsent:
        ends.ours._send_unsent()
    reading.join(WAIT_SECONDS)
    assert b"".join(heard) == text


def test_a_goodbye_is_said_in_tls_and_heard(ends: Ends) -> None:
    """RFC 8446 6.1, both ways."""
    client = ends.shake_hands()
    ends.ours.end_output()
    assert client.recv(100) == b""
    client.sendall(b"last")
    client.unwrap()
    assert [ends.ours.receive(100), ends.ours.receive(100)] == [b"last", b""]


def test_what_is_changed_on_the_way_ends_the_connection(ends: Ends) -> None:
    """As a broken connection."""
    client = ends.shake_hands()
    raw = socket.socket(fileno=client.detach())
    ends.client = raw
    raw.sendall(b"\x17\x03\x03\x00\x20" + b"x" * 32)
    with pytest.raises(ConnectionAbortedError, match="TLS"):
        ends.ours.receive(100)
    with pytest.raises(ConnectionAbortedError, match="TLS"):
        ends.ours.send_now(b"x")


def test_plain_text_is_refused_with_a_sentence_where_it_is_not_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """PROTOCOL, Transport; it is read in spite of what the client has written meanwhile."""
    monkeypatch.setattr(secure_socket, "REFUSED_SECONDS", 0.05)
    for ending in (True, False):
        with closing(Ends(may_be_plain=False)) as both:
            assert both.ours.send_now(b"for nobody") == 10
            both.client.sendall(b"NICK ann\r\nUSER ann 0 * :Ann\r\n")
            if ending:
                both.client.shutdown(socket.SHUT_WR)
            assert [both.ours.receive(100), both.ours.receive(100)] == [b"", b""]
            assert both.client.recv(1000) == f"ERROR :{PLAIN_REFUSED}\r\n".encode()
            assert both.ours.send_now(b"for nobody") == 10


def test_before_the_first_byte_there_is_only_plain_text(ends: Ends) -> None:
    """Who has said nothing yet reads why it is sent away, if it may speak plain text."""
    ends.ours.send_now(b"ERROR :bye\r\n")
    assert ends.client.recv(100) == b"ERROR :bye\r\n"
    ends.client.close()
    assert ends.ours.receive(100) == b""


def test_closing_the_room_tells_everybody_over_tls(rooms: Rooms) -> None:
    """Also those who are half-way through the handshake: they are just closed."""
    server = rooms.open(wrap=secure_door().wrap)
    half = Person(server.port)
    half.socket.sendall(HELLO)
    people = [TlsPerson(server.port, f"p{number}") for number in range(20)]
    assert server.stop("closing time") == []
    assert [person.rest()[-1] for person in people] == ["ERROR :closing time"] * 20
    assert half.rest() == []
    for person in (*people, half):
        person.close()


def test_2000_half_open_connections_disturb_nobody(port: int) -> None:
    """They have said one byte of a handshake, and wait."""
    half = [Person(port) for _ in range(2_000)]
    for person in half:
        person.socket.sendall(HELLO[:1])
    with TlsPerson(port, "ann", channel="#tea") as ann, TlsPerson(port, "bob", channel="#tea") as bob:
        ann.until("bob!")
        bob.say("PRIVMSG #tea :still here")
        assert ann.line().endswith("still here")
    for person in half:
        person.close()


def test_words_that_came_together_are_all_read_by_who_never_waits(ends: Ends) -> None:
    """Several records of TLS may come in one piece; a selector knows nothing of those that are decrypted but not read."""
    client = ends.shake_hands()
    inbox, flusher = Inbox(), Flusher()
    peer = Peer(1, ends.ours, inbox, flusher)
    ends.ours.never_wait()
    for number in range(3):
        client.sendall(b"PING %d\r\n" % number)
    items: list[Item] = []
    assert peer.read_ready(items.append)
    assert [line for item in items if isinstance(item, Lines) for line in item.lines] == [b"PING 0", b"PING 1", b"PING 2"]
    flusher.close()
