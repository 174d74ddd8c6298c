"""What the Threads view shows, of a real room and of a member's own process."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_chat.app.threads import ERRORS_KEPT, MESSAGES_KEPT, ErrorLog, ThreadsProgram
from desktop_chat.core.client.events import HostingStarted, JoinedChannel, LinkUp, MemberJoined, MessageArrived, MessageKind
from desktop_chat.core.figures.threads import Snapshot, ThreadState
from desktop_chat.gui.ports import HostRequest, JoinRequest
from tests.support.desk import Desk
from tests.support.guards import Errors
from tests.support.person import Person
from tests.support.waiting import wait_until


class Looker:
    """A desk, and somebody who looks at its threads."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.errors = desk, ErrorLog()
        self.threads = ThreadsProgram(desk.program, desk.events, self.errors)

    def until(self, condition: Callable[[Snapshot], bool]) -> Snapshot:
        """Look until a condition holds; fail when it does not in time."""
        seen: list[Snapshot] = []

        def look() -> bool:
            snapshot = self.threads.snapshot()
            seen[:] = [snapshot] if snapshot is not None and condition(snapshot) else []
            return bool(seen)

        wait_until(look)
        return seen[0]

    def see(self) -> Snapshot:
        """Wait for the next look."""
        before = self.threads.snapshot()
        return self.until(lambda snapshot: snapshot is not before)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Looker]:
    """Return somebody who hosts a room and is in #general."""
    with Desk(tmp_path / "host") as desk:
        desk.program.host(HostRequest("가람", "우리 반", 0))
        desk.port = desk.until(HostingStarted).port
        desk.until(JoinedChannel, channel="#general")
        looker = Looker(desk)
        yield looker
        assert looker.threads.stop() == []


def test_a_message_is_followed_from_the_readers_thread_to_the_window(host: Looker) -> None:
    """All five times, in order; the thread is the one that is listed."""
    with Person(host.desk.port, "bob", channel="#general") as bob:
        host.threads.open()
        host.see()
        bob.say("PRIVMSG #general :안녕하세요")
        host.threads.shown([host.desk.until(MessageArrived, sender="bob")])
        seen = host.until(lambda snapshot: any(way.shown for way in snapshot.ways))
    way = seen.ways[-1]
    times = [at for at in (way.heard, way.decided, way.committed, way.delivered, way.shown) if at is not None]
    assert len(times) == 5
    assert sorted(times[:4]) == times[:4]
    assert times[4] > times[2]  # The window may have drawn it before the last other one had it.
    assert way.heard_by in {thread.name for thread in seen.threads}
    assert way.receivers >= 1


def test_threads_are_listed_with_what_they_did_and_what_waits(host: Looker) -> None:
    """Those of the room, of the link, and the one that looks; counted from when somebody looks."""
    with Person(host.desk.port, "bob", channel="#general") as bob:
        host.threads.open()
        host.see()
        bob.in_step()
        seen = host.until(lambda snapshot: any(thread.handled == 1 for thread in snapshot.threads if thread.name == "peer-2"))
    by_name = {thread.name: thread for thread in seen.threads}
    assert {"MainThread", "server-engine", "server-accept", "peer-1", "peer-2", "client-link", "app-threads"} <= by_name.keys()
    assert by_name["server-accept"].state is ThreadState.RECEIVING
    assert by_name["server-engine"].waiting == 0
    assert by_name["MainThread"].waiting is not None
    assert by_name["MainThread"].waiting > 0  # Nobody takes events here.
    assert by_name["app-threads"].state is ThreadState.RUNNING


def test_readers_wait_for_the_network_in_plain_text_and_in_tls(host: Looker) -> None:
    """The host's own member speaks TLS, an IRC client of this machine may speak plain text. The engine waits for what they post."""
    with Person(host.desk.port, "bob", channel="#general") as bob:
        bob.in_step()
        host.threads.open()
        wanted = {("peer-1", ThreadState.RECEIVING), ("peer-2", ThreadState.RECEIVING), ("server-engine", ThreadState.IDLE)}
        host.until(lambda seen: {(one.name, one.state) for one in seen.threads} >= wanted)


def test_who_reads_the_same_bytes_is_counted(host: Looker) -> None:
    """Two IRC clients get the same object."""
    with (
        Person(host.desk.port, "ann", channel="#general") as ann,
        Person(host.desk.port, "bob", channel="#general") as bob,
        Person(host.desk.port, "carol", channel="#general") as carol,
    ):
        host.threads.open()
        host.see()
        ann.say("PRIVMSG #general :tea")
        bob.until("tea")
        carol.until("tea")
        block = host.until(lambda snapshot: snapshot.block is not None).block
    assert block is not None
    assert block.readers == 2


def test_nothing_is_counted_while_nobody_looks(host: Looker) -> None:
    """Nor does a thread run for it; the next time it begins anew."""
    host.threads.open()
    host.see()
    host.threads.open()
    host.threads.close()
    host.threads.close()
    assert host.threads.stop() == []
    assert host.desk.events.watch is None
    assert host.desk.program.hosted is not None
    with Person(host.desk.port, "bob", channel="#general") as bob:
        bob.in_step()
        host.desk.until(MemberJoined, nick="bob")
        host.threads.open()
        seen = host.see()
    assert {thread.handled for thread in seen.threads} == {None}


def test_a_room_that_opens_meanwhile_is_watched_and_forgotten_when_it_ends(tmp_path: Path) -> None:
    """Without the view being opened again."""
    with Desk(tmp_path / "host") as desk:
        looker = Looker(desk)
        looker.threads.open()
        assert looker.see().ways == ()
        desk.program.host(HostRequest("가람", "우리 반", 0))
        desk.until(JoinedChannel)
        looker.until(lambda snapshot: any(thread.name == "server-engine" and thread.waiting == 0 for thread in snapshot.threads))
        desk.program.leave()
        looker.until(lambda snapshot: not any(thread.name.startswith("server-") for thread in snapshot.threads))
        assert looker.threads.stop() == []


def test_a_member_sees_their_own_process(host: Looker, tmp_path: Path) -> None:
    """The link hears a message, the window draws it; what the host does is not seen."""
    with Desk(tmp_path / "member") as desk, Person(host.desk.port, "bob", channel="#general") as bob:
        looker = Looker(desk)
        desk.program.join(JoinRequest("나래", f"127.0.0.1:{host.desk.port}"))
        desk.until(JoinedChannel, channel="#general")
        looker.threads.open()
        looker.see()
        bob.say("PRIVMSG #general :tea")
        looker.threads.shown([desk.until(MessageArrived), LinkUp()])
        seen = looker.until(lambda snapshot: any(way.shown for way in snapshot.ways))
        assert looker.threads.stop() == []
    way = seen.ways[-1]
    assert (way.heard_by, way.decided, way.committed, way.delivered) == ("client-link", None, None, None)
    assert way.shown is not None
    assert way.shown >= way.heard
    assert {thread.name: thread.handled for thread in seen.threads}["MainThread"] == 2


def test_what_was_drawn_long_ago_is_forgotten(host: Looker) -> None:
    """A day of talk does not fill the memory."""
    host.threads.open()
    host.threads.shown([MessageArrived("#general", "bob", "x", MessageKind.TALK, 0.0, str(number), mine=False) for number in range(200)])
    assert list(host.threads._drawn) == [str(number) for number in range(200 - MESSAGES_KEPT, 200)]


def test_errors_that_were_logged_are_kept(errors: Errors) -> None:
    """With the thread and the error; those before the view was opened too, but not all of a day."""
    kept = ErrorLog()
    logger = logging.getLogger("desktop_chat.test")
    logger.addHandler(kept)
    try:
        for number in range(ERRORS_KEPT):
            logger.error("number %d", number)
        logger.warning("no error")
        logger.error("making tea failed", exc_info=ValueError("bad tea"))
    finally:
        logger.removeHandler(kept)
    errors.records.clear()
    found = kept.recent()
    assert len(found) == ERRORS_KEPT
    assert (found[0].text, found[0].error) == ("number 1", "")
    assert (found[-1].thread, found[-1].text, found[-1].error) == ("MainThread", "making tea failed", "ValueError: bad tea")


def test_a_view_that_is_opened_again_at_once_sees_the_room(host: Looker) -> None:
    """The thread of before lets go of the room first, and not of what the new one has begun."""
    with Person(host.desk.port, "bob", channel="#general") as bob:
        for _ in range(5):
            host.threads.open()
            host.threads.close()
        host.threads.open()
        host.see()
        bob.in_step()
        host.until(lambda snapshot: any(thread.handled for thread in snapshot.threads if thread.name == "peer-2"))
