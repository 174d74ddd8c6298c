"""Dialling and linking by TLS: the first address that proves the room's key wins."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from desktop_chat.client import dialling
from desktop_chat.client.dialling import Target, dial, look_up, on_each_interface
from desktop_chat.client.link import ComingBack, Link
from desktop_chat.client.trust import Trust
from desktop_chat.core.client.events import ClientEvent, LinkBroken, LinkFailed, LinkProblem, LinkUp, MessageArrived, Registered
from desktop_chat.core.client.retry import Retry
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.wire.message import Message
from desktop_chat.net.addresses import Address
from desktop_chat.net.clock import SystemClock
from desktop_chat.net.errors import ConnectRefused, ConnectTimeout, KeyChanged, NameUnknown, NetError, TlsFailed
from desktop_chat.net.sockets import listen
from desktop_chat.net.wakeup import WakeUp
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.store.memory_log import MemoryRoomLog
from tests.client.conftest import Linking, drops_who_comes
from tests.support.cutting_proxy import CuttingProxy
from tests.support.keys import device_keys, host_keys, member_context, secure_door
from tests.support.tls_person import TlsPerson

PIN, OTHER = host_keys("room").fingerprint, host_keys("impostor").fingerprint


@pytest.fixture
def wakeup() -> Iterator[WakeUp]:
    """Return what ends a wait."""
    one = WakeUp()
    yield one
    one.close()


class Host:
    """A real room with a key."""

    def __init__(self, name: str) -> None:
        config = ServerConfig(RoomConfig("우리 반", "desktop-chat-0"), ("127.0.0.1",))
        self.server = RoomServer(config, open_log=MemoryRoomLog, wrap=secure_door(name).wrap)
        self.address = Address("127.0.0.1", self.server.start())

    def close(self) -> None:
        """Close it."""
        assert self.server.stop("bye") == []


@pytest.fixture
def room() -> Iterator[Host]:
    """Return the room."""
    host = Host("room")
    yield host
    host.close()


@pytest.fixture
def impostor() -> Iterator[Host]:
    """Return another room that says it is the same."""
    host = Host("impostor")
    yield host
    host.close()


def target(*addresses: Address, trust: Trust | None = None) -> Target:
    """Return whom to call."""
    return Target(addresses, member_context(), trust or Trust(frozenset({PIN})))


def call(whom: Target, wakeup: WakeUp, *, seconds: float = 20.0) -> str:
    """Dial, and hang up; return the pin and where it was."""
    wire = dial(whom, wakeup=wakeup, is_stopped=lambda: False, seconds=seconds)
    port = wire.socket.getpeername()[1]
    wire.close()
    return f"{wire.pin}@{port}"


def test_the_impostor_answers_first_and_the_room_is_kept(room: Host, impostor: Host, wakeup: WakeUp) -> None:
    """Race of all addresses: what counts is the key."""
    assert call(target(impostor.address, room.address), wakeup) == f"{PIN}@{room.address.port}"


def test_an_impostor_alone_stops_the_join(impostor: Host, wakeup: WakeUp) -> None:
    """Both keys are told."""
    with pytest.raises(KeyChanged) as stopped:
        call(target(impostor.address), wakeup)
    assert (stopped.value.expected, stopped.value.found) == (PIN, OTHER)


def test_without_anything_known_the_first_is_believed(impostor: Host, wakeup: WakeUp) -> None:
    """Trust on first use."""
    assert call(target(impostor.address, trust=Trust()), wakeup) == f"{OTHER}@{impostor.address.port}"


def elsewhere(*asked: Address, others: tuple[Address, ...], trust: Trust | None = None) -> Target:
    """Return whom to call, with where it may be besides."""
    return Target(asked, member_context(), trust or Trust(frozenset({PIN})), others)


def test_the_room_is_found_where_it_was_before(room: Host, wakeup: WakeUp) -> None:
    """Where it was asked for nobody answers, or the name is none."""
    with listen("127.0.0.1", 0) as gone:
        nobody = Address(*gone.getsockname())
    for asked in (nobody, Address("a..b", 1)):
        wire = dial(elsewhere(asked, others=(room.address,)), wakeup=wakeup, is_stopped=lambda: False)
        wire.close()
        assert (wire.pin, wire.address) == (PIN, str(room.address))


def test_another_room_where_it_was_before_is_never_offered(impostor: Host, wakeup: WakeUp) -> None:
    """It is simply not this room: what is told is that nobody is where it was asked for."""
    with listen("127.0.0.1", 0) as gone:
        nobody = Address(*gone.getsockname())
    with pytest.raises(ConnectRefused):
        call(elsewhere(nobody, others=(impostor.address,)), wakeup)
    with pytest.raises(NameUnknown):
        call(elsewhere(Address("a..b", 1), others=(impostor.address,)), wakeup)


def test_another_key_where_it_was_asked_for_is_told_unless_the_room_is_elsewhere(room: Host, impostor: Host, wakeup: WakeUp) -> None:
    """Its old address may be another room's by now."""
    assert call(elsewhere(impostor.address, others=(room.address,)), wakeup) == f"{PIN}@{room.address.port}"
    with pytest.raises(KeyChanged) as stopped:
        call(elsewhere(impostor.address, others=(impostor.address,)), wakeup)
    assert stopped.value.found == OTHER


def test_where_nothing_is_known_of_the_key_nobody_is_called_elsewhere(room: Host, wakeup: WakeUp) -> None:
    """Whoever answered first would be believed."""
    with listen("127.0.0.1", 0) as gone:
        nobody = Address(*gone.getsockname())
    with pytest.raises(ConnectRefused):
        call(elsewhere(nobody, others=(room.address,), trust=Trust()), wakeup)


def test_a_place_that_does_not_answer_is_not_waited_for_long(wakeup: WakeUp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody waits in front of the window to hear that nobody is where they looked."""
    monkeypatch.setattr(dialling, "ELSEWHERE_SECONDS", 0.05)
    with listen("127.0.0.1", 0) as silent:
        with listen("127.0.0.1", 0) as gone:
            nobody = Address(*gone.getsockname())
        with pytest.raises(ConnectRefused):
            call(elsewhere(nobody, others=(Address(*silent.getsockname()),)), wakeup)


@drops_who_comes
def test_an_address_that_does_not_answer_costs_a_moment(room: Host, blackhole: Address, wakeup: WakeUp) -> None:
    """150 ms, and the next is tried beside it."""
    assert call(target(blackhole, room.address), wakeup).startswith(PIN)


def test_one_that_takes_the_connection_and_says_nothing_is_raced_too(room: Host, wakeup: WakeUp) -> None:
    """Alone, it is given up in time."""
    with listen("127.0.0.1", 0) as silent:
        address = Address(*silent.getsockname())
        assert call(target(address, room.address), wakeup).startswith(PIN)
        with pytest.raises(ConnectTimeout):
            call(target(address), wakeup, seconds=0.05)


@pytest.mark.parametrize(("answer", "problem"), [(b"ERROR :no TLS here\r\n", TlsFailed), (b"", NetError)])
def test_what_does_not_speak_tls_is_told_apart(wakeup: WakeUp, answer: bytes, problem: type[NetError]) -> None:
    """An IRC server of the old kind, or one that hangs up."""
    with listen("127.0.0.1", 0) as listener:
        listener.settimeout(20)

        def serve() -> None:
            with listener.accept()[0] as end:
                end.settimeout(20)
                end.recv(10_000)
                end.sendall(answer)

        serving = threading.Thread(target=serve)
        serving.start()
        with pytest.raises(problem):
            call(target(Address(*listener.getsockname())), wakeup)
        serving.join(20)


def test_a_link_local_address_is_tried_on_every_interface() -> None:
    """It means another machine on each (RFC 4007 6)."""
    names = [name for _, name in socket.if_nameindex() if name != "lo"]
    assert on_each_interface("fe80::1") == [f"fe80::1%{name}" for name in names]
    assert [on_each_interface(host) for host in ("fe80::1%eth9", "10.0.0.1", "host.local")] == [
        ["fe80::1%eth9"],
        ["10.0.0.1"],
        ["host.local"],
    ]


def test_a_name_nobody_knows_beside_a_good_address_is_no_matter() -> None:
    """Alone it is told."""
    found, problem = look_up([Address("a..b", 1), Address("127.0.0.1", 7)])
    assert ([(info[4][:2], address) for info, address in found.items()], problem) == ([(("127.0.0.1", 7), ("127.0.0.1", 7))], None)
    found, problem = look_up([Address("a..b", 1)])
    assert (found, type(problem)) == ({}, NameUnknown)


def test_a_link_talks_by_tls_and_says_goodbye(room: Host, linking: Linking) -> None:
    """With the pin and the version of TLS; the host sees its device."""
    linking.session = type(linking.session)("나래", channels=("#tea",))
    link = Link(lambda: target(room.address), linking.session, deliver=linking.events.put, clock=linking.clock, crew=linking.crew)
    linking._links.append(link)
    with TlsPerson(room.address.port, "bob", channel="#tea") as bob:
        link.start()
        bob.until("나래!")
        link.send([Message("PRIVMSG", ("#tea", "x" * 400))] * 200)
        assert len(bob.until("x" * 400)) == 1
        bob.say("PRIVMSG #tea :안녕")
        told: list[ClientEvent] = []
        while not told or not (isinstance(told[-1], MessageArrived) and told[-1].text == "안녕"):
            told.append(linking.events.get(timeout=20))
        assert LinkUp(PIN, "TLSv1.3", is_new=False, address=str(room.address)) in told
        assert any(isinstance(event, Registered) for event in told)
        assert device_keys().fingerprint
        link.stop("또 봐요")
        assert bob.until("QUIT")[-1].endswith("QUIT :Quit: 또 봐요")


def test_a_changed_key_ends_a_link_with_both(impostor: Host, linking: Linking) -> None:
    """LinkFailed, and nobody is let in."""
    link = Link(lambda: target(impostor.address), linking.session, deliver=linking.events.put, clock=linking.clock, crew=linking.crew)
    linking._links.append(link)
    link.start()
    end = linking.rest()[-1]
    assert isinstance(end, LinkFailed)
    assert end.problem is LinkProblem.KEY_CHANGED
    assert end.keys is not None
    assert (end.keys.expected, end.keys.found) == (PIN, OTHER)


def echo(listener: socket.socket) -> None:
    """Answer the first who comes with what they say, as TCP that meets itself does (RFC 9293 3.5, Figure 8)."""
    with listener.accept()[0] as end, suppress(ConnectionResetError):
        end.settimeout(20)
        while data := end.recv(10_000):
            end.sendall(data)


def test_an_echo_where_the_room_was_for_a_moment_does_not_end_a_link(room: Host, linking: Linking) -> None:
    """A connection to a port of this machine that nobody listens at may get that very port for its own, and hear itself."""
    with CuttingProxy(room.address.port) as proxy, listen("127.0.0.1", 0) as listener:
        listener.settimeout(20)
        places = iter([Address("127.0.0.1", proxy.port), Address(*listener.getsockname()), room.address])
        coming_back = ComingBack(Retry(lambda: 0.0), tuple)
        link = Link(
            lambda: target(next(places)),
            linking.session,
            deliver=linking.events.put,
            clock=SystemClock(),
            crew=linking.crew,
            coming_back=coming_back,
        )
        linking._links.append(link)
        echoing = threading.Thread(target=echo, args=(listener,))
        echoing.start()
        link.start()
        told: list[ClientEvent] = []
        while sum(isinstance(event, Registered) for event in told) < 2:
            told.append(linking.events.get(timeout=20))
            if isinstance(told[-1], Registered):
                proxy.cut(0)
            link.hurry()
        echoing.join(20)
        assert LinkProblem.NOT_SECURE in [event.problem for event in told if isinstance(event, LinkBroken)]
