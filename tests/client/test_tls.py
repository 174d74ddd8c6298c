"""Dialling and linking by TLS: the first address that proves the room's key wins."""

import socket
import threading
from collections.abc import Iterator

import pytest

from desktop_chat.client.dialling import Target, dial, look_up, on_each_interface
from desktop_chat.client.link import Link
from desktop_chat.client.trust import Trust
from desktop_chat.core.client.events import ClientEvent, LinkFailed, LinkProblem, LinkUp, MessageArrived, Registered
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.wire.message import Message
from desktop_chat.net.addresses import Address
from desktop_chat.net.errors import ConnectTimeout, KeyChanged, NameUnknown, NetError, TlsFailed
from desktop_chat.net.sockets import listen
from desktop_chat.net.wakeup import WakeUp
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.store.memory_log import MemoryRoomLog
from tests.client.conftest import Linking, drops_who_comes
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
    assert [info[4][:2] for info in look_up([Address("a..b", 1), Address("127.0.0.1", 7)])] == [("127.0.0.1", 7)]
    with pytest.raises(NameUnknown):
        look_up([Address("a..b", 1)])


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
        assert LinkUp(PIN, "TLSv1.3", is_new=False) in told
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
