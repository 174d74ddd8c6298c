"""`client-link` on real sockets: what it tells, what it sends, and its one end."""

import functools
import threading

import pytest

from desktop_chat.client import connection, wire
from desktop_chat.client import link as link_module
from desktop_chat.client.dialling import dial
from desktop_chat.core.client.events import (
    Connecting,
    HostClosed,
    LinkClosed,
    LinkEnd,
    LinkFailed,
    LinkLost,
    LinkProblem,
    LinkUp,
    MessageArrived,
    Registered,
    ServerSaid,
)
from desktop_chat.core.client.session import PING_AFTER_SECONDS, PONG_WITHIN_SECONDS, WELCOME_AFTER_SECONDS
from desktop_chat.core.wire.errors import UsageError
from desktop_chat.core.wire.message import Message
from desktop_chat.net.addresses import Address
from tests.client.conftest import Linking, drops_who_comes

WAIT_SECONDS = 20.0


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let links look at their clock often."""
    monkeypatch.setattr(connection, "TICK_SECONDS", 0.01)


def test_it_introduces_itself_and_tells_what_happens_in_order(linking: Linking) -> None:
    """Modern #connection-registration; one end, and nothing after."""
    linking.make().start()
    with linking.accept() as host:
        assert host.until("USER ") == ["CAP LS 302", "NICK ann", "USER chat 0 * ann"]
        host.say(":irc.example 001 ann :Welcome", ":bob!~b@host PRIVMSG ann :hi")
    connecting, up, registered, message, *end = linking.rest()
    assert [connecting, up, registered] == [
        Connecting(str(linking.address)),
        LinkUp(is_new=True, address=str(linking.address)),
        Registered("ann", "irc.example"),
    ]
    assert isinstance(message, MessageArrived)
    assert (message.text, message.time) == ("hi", linking.clock.now().wall)
    assert end == [LinkLost(LinkProblem.CLOSED_BY_HOST, "")]


def test_lines_may_come_in_any_pieces(linking: Linking) -> None:
    """TCP knows no lines."""
    host = linking.welcome()
    host.socket.sendall(b"PING one\r\n:bob!~b@host PRIVMSG ann :hel")
    assert host.line() == "PONG one"
    host.socket.sendall(b"lo\r\nPING two\r\n")
    assert host.line() == "PONG two"
    assert linking.next(MessageArrived).text == "hello"


@pytest.mark.parametrize(("host", "problem"), [("127.0.0.1", LinkProblem.REFUSED), ("a..b", LinkProblem.NAME_UNKNOWN)])
def test_a_connection_that_cannot_be_made_says_why(linking: Linking, host: str, problem: LinkProblem) -> None:
    """As a problem that a person can do something about, and in the system's words for the log."""
    linking.listener.close()
    linking.make(Address(host, linking.address.port)).start()
    connecting, end = linking.rest()
    assert connecting == Connecting(f"{host}:{linking.address.port}")
    assert isinstance(end, LinkFailed)
    assert end.problem is problem
    assert host in end.detail


@drops_who_comes
def test_without_an_answer_it_gives_up(linking: Linking, blackhole: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the time that dialling has."""
    monkeypatch.setattr(link_module, "dial", functools.partial(dial, seconds=0.05))
    linking.make(blackhole).start()
    _, end = linking.rest()
    assert isinstance(end, LinkFailed)
    assert end.problem is LinkProblem.TIMED_OUT


@drops_who_comes
def test_it_can_be_stopped_while_it_connects(linking: Linking, blackhole: Address) -> None:
    """Before it has begun to wait or after: there is nobody to say QUIT to."""
    linking.make(blackhole).start()
    linking.next(Connecting)
    linking.link.stop("bye")
    assert linking.rest() == [LinkClosed()]


def test_what_is_sent_goes_out_in_order_and_is_shown_at_once(linking: Linking) -> None:
    """IRCv3 echo-message: without it nobody repeats our words to us."""
    host = linking.welcome()
    assert linking.link.send([Message("JOIN", ("#tea",)), Message("PRIVMSG", ("#tea", "one"))])
    assert linking.link.send([Message("PRIVMSG", ("#tea", "two"))])
    assert host.until(":two") == ["JOIN #tea", "PRIVMSG #tea :one", "PRIVMSG #tea :two"]
    assert [linking.next(MessageArrived).text for _ in range(2)] == ["one", "two"]


def test_of_messages_that_cannot_stand_on_the_wire_none_is_sent(linking: Linking) -> None:
    """Our own mistake: whoever made it is told, on its own thread."""
    host = linking.welcome()
    with pytest.raises(UsageError):
        linking.link.send([Message("JOIN", ("#tea",)), Message("JOIN", ("two words", "x"))])
    linking.link.send([Message("AWAY")])
    assert host.line() == "AWAY"


def test_who_says_quit_has_closed_the_link(linking: Linking) -> None:
    """Modern #quit-message: the host hangs up because we want it to."""
    host = linking.welcome()
    linking.link.send([Message("QUIT", ("bye",))])
    assert host.line() == "QUIT bye"
    host.say("ERROR :Quit: bye")
    host.close()
    assert linking.rest() == [HostClosed("Quit: bye"), LinkClosed()]


@pytest.mark.parametrize(("words", "line"), [("", "QUIT"), ("good night", "QUIT :good night")])
def test_stopping_sends_what_waits_then_quit_and_waits_for_the_host(linking: Linking, words: str, line: str) -> None:
    """Modern #quit-message; closing first could take the last words back. Only the first call counts."""
    host = linking.welcome()
    linking.link.send([Message("AWAY", ("off",))])
    linking.link.stop(words)
    linking.link.stop("again")
    assert host.rest() == ["AWAY off", line]
    host.close()
    assert linking.rest() == [LinkClosed()]


@pytest.mark.parametrize("is_reset", [True, False])
def test_stopping_does_not_wait_for_ever(linking: Linking, monkeypatch: pytest.MonkeyPatch, *, is_reset: bool) -> None:
    """Whether the host does not hang up, or hangs up rudely: we closed it."""
    monkeypatch.setattr(connection, "LAST_WORDS_SECONDS", WAIT_SECONDS if is_reset else 0.05)
    host = linking.welcome()
    linking.link.stop()
    host.until("QUIT")
    if is_reset:
        host.reset()
    assert linking.rest() == [LinkClosed()]


def test_a_host_that_never_stops_talking_does_not_hold_us(linking: Linking, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time for the last words is for all of them together, also where they come faster than they can be read."""
    monkeypatch.setattr(wire, "RECEIVE_BYTES", 1)
    monkeypatch.setattr(connection, "LAST_WORDS_SECONDS", 0.05)
    host = linking.welcome()

    def flood() -> None:
        try:
            while True:
                host.socket.sendall(b"PONG x\r\n" * 1000)
        except OSError:
            pass

    flooding = threading.Thread(target=flood)
    flooding.start()
    linking.link.stop()
    assert linking.rest() == [LinkClosed()]
    flooding.join(WAIT_SECONDS)


@pytest.mark.parametrize(
    ("is_in", "words", "end"),
    [
        (True, [], LinkLost(LinkProblem.CLOSED_BY_HOST, "")),
        (True, ["ERROR :Killed"], LinkLost(LinkProblem.CLOSED_BY_HOST, "Killed")),
        (False, [], LinkFailed(LinkProblem.CLOSED_BY_HOST, "")),
        (False, ["464 * :Password incorrect", "ERROR :Bad Password"], LinkFailed(LinkProblem.BAD_PASSWORD, "")),
    ],
)
def test_when_the_host_hangs_up_its_last_words_say_why(linking: Linking, words: list[str], end: LinkEnd, *, is_in: bool) -> None:
    """Modern #error-message; in front of the door it is a failure, inside a loss."""
    host = linking.welcome() if is_in else linking.knock()
    host.say(*words)
    host.close()
    assert linking.rest()[-1] == end


@pytest.mark.parametrize(("is_in", "kind"), [(True, LinkLost), (False, LinkFailed)])
def test_a_connection_that_breaks_is_told_in_the_system_s_words(
    linking: Linking, kind: type[LinkLost | LinkFailed], *, is_in: bool
) -> None:
    """It is not the host who hung up."""
    (linking.welcome() if is_in else linking.knock()).reset()
    end = linking.rest()[-1]
    assert isinstance(end, kind)
    assert end.problem is LinkProblem.BROKEN
    assert end.detail


@pytest.mark.usefixtures("quick")
def test_a_silent_host_is_asked_and_then_given_up(linking: Linking) -> None:
    """Modern #ping-message; the socket alone would not show it for hours."""
    host = linking.welcome()
    linking.clock.advance(PING_AFTER_SECONDS)
    assert host.line() == "PING alive"
    linking.clock.advance(PONG_WITHIN_SECONDS)
    assert linking.rest() == [LinkLost(LinkProblem.SILENT, "")]


@pytest.mark.usefixtures("quick")
def test_what_is_no_chat_host_is_given_up_sooner(linking: Linking) -> None:
    """It took the connection, and that was all."""
    host = linking.knock()
    host.say("NOTICE * :wait")
    assert [linking.next(kind) for kind in (Connecting, LinkUp, ServerSaid)]
    linking.clock.advance(WELCOME_AFTER_SECONDS)
    assert host.line() == "PING alive"
    linking.clock.advance(PONG_WITHIN_SECONDS)
    assert linking.rest() == [LinkFailed(LinkProblem.TIMED_OUT, "")]
