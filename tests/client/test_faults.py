"""A link when something is wrong on our own side: errors, a full socket, no thread to be had."""

import selectors
import socket
import threading
from collections.abc import Iterator

import pytest

from desktop_chat.client import connection
from desktop_chat.client.connection import OUTPUT_BYTES, QUEUED_CALLS, Connection
from desktop_chat.client.link import Link
from desktop_chat.client.wire import PlainWire
from desktop_chat.core.client.events import (
    ClientEvent,
    HostClosed,
    LinkClosed,
    LinkEnd,
    LinkFailed,
    LinkLost,
    LinkProblem,
    LinkUp,
    ServerSaid,
)
from desktop_chat.core.client.session import ClientSession
from desktop_chat.core.client.turn import Step
from desktop_chat.core.instant import Instant
from desktop_chat.core.wire.message import Message, encode
from tests.client.conftest import Linking
from tests.support.faults import InjectedError
from tests.support.guards import Errors

WAIT_SECONDS = 20.0
CALL = [Message("PRIVMSG", ("#tea", "x" * 400))] * 10


class FaultySession(ClientSession):
    """Rules with a bug."""

    def receive(self, line: bytes, now: Instant) -> Step:
        """Fail for the line `BOOM`."""
        if line == b"BOOM":
            raise InjectedError("receive")
        return super().receive(line, now)


@pytest.mark.parametrize(("is_in", "kind"), [(True, LinkLost), (False, LinkFailed)])
def test_an_error_of_ours_ends_the_link_and_is_told_once(
    linking: Linking, errors: Errors, kind: type[LinkLost | LinkFailed], *, is_in: bool
) -> None:
    """Nothing waits for ever for a link whose thread is gone; the log has the traceback."""
    linking.session = FaultySession("ann", channels=())
    host = linking.welcome() if is_in else linking.knock()
    host.say("NOTICE * :before", "BOOM", "NOTICE * :after")
    told = linking.rest()
    assert told[-1] == kind(LinkProblem.INTERNAL, "InjectedError: receive")
    assert [event.text for event in told if isinstance(event, ServerSaid)] == ["before"]
    assert sum(isinstance(event, LinkLost | LinkFailed | LinkClosed) for event in told) == 1
    record = errors.take("client-link")
    assert record.getMessage() == "client-link ended by an error"
    assert record.exc_info is not None
    assert host.rest() == []


@pytest.mark.parametrize("kind", [LinkUp, LinkClosed])
def test_an_error_of_who_takes_events_ends_the_link(
    linking: Linking, errors: Errors, monkeypatch: pytest.MonkeyPatch, kind: type[ClientEvent]
) -> None:
    """An end that could not be told is not told twice."""
    monkeypatch.setattr(connection, "LAST_WORDS_SECONDS", 0.05)
    told: list[ClientEvent] = []

    def deliver(event: ClientEvent) -> None:
        told.append(event)
        if isinstance(event, kind):
            raise InjectedError("deliver")

    linking.make(deliver=deliver).start()
    linking.accept()
    if kind is LinkClosed:
        linking.link.stop()
    linking.rest()
    assert errors.take("client-link").exc_info is not None
    ends = [event for event in told if isinstance(event, LinkFailed | LinkClosed)]
    assert ends == [LinkClosed() if kind is LinkClosed else LinkFailed(LinkProblem.INTERNAL, "InjectedError: deliver")]


def test_after_its_end_a_link_tells_and_raises_nothing(linking: Linking) -> None:
    """A person may press Enter in the moment in which the connection breaks."""
    linking.welcome().close()
    assert len(linking.rest()) == 1
    linking.link.send(CALL)
    linking.link.stop("bye")
    assert linking.rest() == []


def test_without_room_for_a_thread_there_is_no_link(linking: Linking, monkeypatch: pytest.MonkeyPatch) -> None:
    """`can't start new thread` reaches who wanted the link; its sockets are given back, or they would be reported as unclosed."""

    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with pytest.raises(RuntimeError):
        linking.make().start()
    assert linking.rest() == []


def test_when_too_much_waits_a_call_is_refused_as_a_whole(linking: Linking, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that reads nothing fills the socket, then the link, then its queue; what was taken arrives, each once and in order."""
    monkeypatch.setattr(connection, "QUEUED_CALLS", 3)
    host = linking.welcome()
    taken = 0
    while linking.link.send([Message("JOIN", (f"#{taken}-{number}-{'x' * 400}",)) for number in range(100)]):
        taken += 1
    host.say("NOTICE * :are you there?")
    lines = [host.line() for _ in range(taken * 100)]
    assert [line.split("-")[:2] for line in lines] == [[f"JOIN #{call}", str(number)] for call in range(taken) for number in range(100)]
    assert linking.next(ServerSaid).text == "are you there?"
    assert linking.link.send([Message("AWAY")])
    assert host.line() == "AWAY"


def test_what_waits_behind_a_full_link_goes_out_as_soon_as_there_is_room(linking: Linking, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not at the next look at the clock: two of these calls fill the link, the third waits in its queue."""
    monkeypatch.setattr(connection, "TICK_SECONDS", 1000.0)
    link = linking.make()
    assert all(link.send(CALL * 10) for _ in range(3))
    link.start()
    host = linking.accept()
    host.until("USER ")
    assert {host.line() for _ in range(300)} == {encode(CALL[0]).decode().rstrip()}


class ByHand:
    """A link without its thread: the test turns it, and holds both ends of its socket, so nothing happens in between."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.ours, self.host = socket.socketpair()
        self.ours.settimeout(0)
        self.wire = PlainWire(self.ours, "here:1")
        self.host.settimeout(WAIT_SECONDS)
        self.connection = Connection(self.wire, link.session, link._calls, deliver=link._deliver, clock=link._clock, weather=None)
        self._selector = selectors.DefaultSelector()
        self._selector.register(link._calls.wakeup, selectors.EVENT_READ)
        self._selector.register(self.ours, selectors.EVENT_READ)

    def turn(self) -> LinkEnd | None:
        """Let it do what there is to do."""
        self.connection._flush()
        return self.connection._turn(self._selector)

    def close(self) -> None:
        """Give everything back."""
        self._selector.close()
        self.link._calls.wakeup.close()
        self.ours.close()
        self.host.close()


@pytest.fixture
def by_hand(linking: Linking, monkeypatch: pytest.MonkeyPatch) -> Iterator[ByHand]:
    """Return a link to be turned by hand, which never waits."""
    monkeypatch.setattr(connection, "TICK_SECONDS", 0)
    one = ByHand(linking.make())
    yield one
    one.close()


def test_whoever_does_not_read_is_not_read(linking: Linking, by_hand: ByHand) -> None:
    """Memory is bounded on both ways, and all goes on once the host reads again."""
    while by_hand.link.send(CALL):
        pass
    for _ in range(QUEUED_CALLS):
        by_hand.turn()
    assert OUTPUT_BYTES <= len(by_hand.connection._output) < OUTPUT_BYTES + sum(len(encode(message)) for message in CALL)
    assert by_hand.link._calls._waiting.qsize() > QUEUED_CALLS // 2
    by_hand.host.sendall(b"NOTICE * :are you there?\r\n")
    by_hand.turn()
    assert not any(isinstance(event, ServerSaid) for event in linking.told())
    while by_hand.connection._output:
        by_hand.host.recv(1 << 20)
        by_hand.turn()
    assert [event for event in linking.told() if isinstance(event, ServerSaid)] == [ServerSaid("NOTICE", "are you there?", ("*",))]


def test_when_sending_fails_what_the_host_said_last_is_still_heard(linking: Linking, by_hand: ByHand) -> None:
    """Modern #error-message: that it has hung up is no reason not to read why."""
    by_hand.link.send(CALL[:1])
    assert by_hand.turn() is None
    by_hand.host.sendall(b"ERROR :slow reader\r\n")
    by_hand.host.close()
    assert by_hand.turn() is None
    assert linking.told()[-1] == HostClosed("slow reader")
    assert by_hand.turn() == LinkFailed(LinkProblem.CLOSED_BY_HOST, "slow reader")
