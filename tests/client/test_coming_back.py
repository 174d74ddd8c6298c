"""A link whose connection broke comes back by itself, at the right moment, to where it was."""

from collections.abc import Callable

import pytest

from desktop_chat.client import connection
from desktop_chat.client import link as link_module
from desktop_chat.client.link import ComingBack
from desktop_chat.core.client.events import (
    Connecting,
    JoinedChannel,
    LinkBroken,
    LinkClosed,
    LinkFailed,
    LinkLost,
    LinkProblem,
    LinkUp,
    Registered,
)
from desktop_chat.core.client.retry import LASTED_SECONDS, SLEPT_SECONDS, Retry
from desktop_chat.core.client.session import PONG_AT_ONCE_SECONDS
from desktop_chat.core.wire.message import Message
from tests.client.conftest import HostEnd, Linking

Mend = Callable[[Linking], None]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let links look at their clock often."""
    monkeypatch.setattr(connection, "TICK_SECONDS", 0.01)
    monkeypatch.setattr(link_module, "TICK_SECONDS", 0.01)


@pytest.fixture
def network() -> list[str]:
    """Return the addresses of this machine, for a test to change."""
    return ["10.0.0.7"]


@pytest.fixture
def coming(linking: Linking, network: list[str]) -> Linking:
    """Return links that come back, and wait the longest each time."""
    linking.coming_back = ComingBack(Retry(lambda: 1.0), lambda: tuple(network))
    return linking


def let_in(host: HostEnd) -> HostEnd:
    """Greet a link that came back."""
    host.until("USER ")
    host.say(":irc.example 001 ann :Welcome", ":irc.example 422 ann :No MOTD")
    return host


def broken(coming: Linking) -> None:
    """Let a link in and break it; it waits now."""
    coming.welcome().close()
    assert coming.next(LinkBroken) == LinkBroken(LinkProblem.CLOSED_BY_HOST, "", 1.0)


def hurry(coming: Linking) -> None:
    """A person says: now."""
    coming.link.hurry()


def wake(coming: Linking) -> None:
    """The machine slept."""
    coming.clock.advance(SLEPT_SECONDS)


@pytest.mark.parametrize("mend", [lambda coming: coming.clock.advance(1.0), hurry, wake], ids=["time", "hurry", "wake"])
def test_it_connects_again_when_the_time_has_come(coming: Linking, mend: Mend) -> None:
    """In half a second to a second at first, sooner if somebody asks or the machine woke up."""
    broken(coming)
    mend(coming)
    let_in(coming.accept())
    assert [coming.next(kind) for kind in (Connecting, LinkUp, Registered)]


def test_it_connects_again_when_the_network_is_another(coming: Linking, network: list[str]) -> None:
    """A cable was plugged in, another wireless network was chosen."""
    broken(coming)
    network.append("192.168.0.9")
    let_in(coming.accept())
    assert [coming.next(kind) for kind in (Connecting, LinkUp, Registered)]


def test_it_comes_back_to_where_it_was(coming: Linking) -> None:
    """Under its name, to the channels it was in and no other, with the keys it said."""
    host = coming.welcome()
    for channel in ("#left", "#tea", "#locked"):
        coming.link.send([Message("JOIN", (channel, *(["secret"] if channel == "#locked" else [])))])
        host.until("JOIN ")
        host.say(f":ann!~a@host JOIN {channel}")
        host.until("MODE ")
    host.say(":ann!~a@host PART #left", ":ann!~a@host NICK anna", "PING done")
    host.until("PONG done")
    host.close()
    while not isinstance(coming.events.get(timeout=20), LinkBroken):
        pass
    coming.link.hurry()
    host = coming.accept()
    assert host.until("USER ")[1] == "NICK anna"
    host.say(":irc.example 001 anna :Welcome")
    assert host.until("JOIN #locked") == ["JOIN #tea", "JOIN #locked secret"]
    host.say(":anna!~a@host JOIN #tea", ":anna!~a@host JOIN #locked")
    assert [coming.next(kind) for kind in (Connecting, LinkUp, Registered, JoinedChannel, JoinedChannel)]


def test_it_waits_longer_from_try_to_try_and_begins_anew_after_a_good_time(coming: Linking) -> None:
    """A host that hangs up at once is not hammered."""
    broken(coming)
    for seconds in (2.0, 4.0):
        coming.link.hurry()
        let_in(coming.accept()).close()
        assert [coming.next(kind) for kind in (Connecting, LinkUp, Registered)]
        assert coming.next(LinkBroken).seconds == seconds
    coming.link.hurry()
    host = let_in(coming.accept())
    assert [coming.next(kind) for kind in (Connecting, LinkUp, Registered)]
    coming.clock.advance(LASTED_SECONDS)
    host.close()
    assert coming.next(LinkBroken).seconds == 1.0


def test_nothing_is_sent_while_it_is_away(coming: Linking) -> None:
    """A line for a connection that is gone must not begin the next one."""
    broken(coming)
    assert not coming.link.send([Message("AWAY")])
    coming.link.hurry()
    assert coming.accept().until("USER ")[0] == "CAP LS 302"
    assert [coming.next(kind) for kind in (Connecting, LinkUp)]
    assert coming.link.send([Message("AWAY")])


def test_who_leaves_meanwhile_is_not_brought_back(coming: Linking) -> None:
    """The end is told as if there had been a connection."""
    broken(coming)
    coming.link.stop()
    assert coming.rest() == [LinkClosed()]


def test_what_a_person_has_to_mend_ends_it(coming: Linking) -> None:
    """A ban, set meanwhile."""
    broken(coming)
    coming.link.hurry()
    host = coming.accept()
    host.until("USER ")
    host.say(":irc.example 465 ann :You are banned", "ERROR :banned")
    host.close()
    end = coming.rest()[-1]
    assert isinstance(end, LinkFailed)
    assert end.problem is LinkProblem.BANNED


def test_a_link_without_this_ends_at_once(linking: Linking) -> None:
    """For programs that connect once."""
    linking.welcome().close()
    assert linking.rest() == [LinkLost(LinkProblem.CLOSED_BY_HOST, "")]


def test_after_a_sleep_a_connection_is_doubted(coming: Linking) -> None:
    """The host may have given us up meanwhile, and nothing would tell; a live one answers at once."""
    host = coming.welcome()
    coming.clock.advance(SLEPT_SECONDS)
    assert host.line() == "PING alive"
    host.say("PONG irc.example alive", "PING done")
    host.until("PONG done")
    coming.clock.advance(SLEPT_SECONDS)
    assert host.line() == "PING alive"
    coming.clock.advance(PONG_AT_ONCE_SECONDS)
    assert coming.next(LinkBroken).problem is LinkProblem.SILENT
