"""Somebody looks at a real room: what is seen is what happened, and nothing is seen before and after."""

import threading

from desktop_chat.core.figures.threads import SharedBlock
from desktop_chat.core.instant import Instant
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.effects import Deliver, Effect, Send
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.records import MessageRecord
from desktop_chat.core.wire.message import Message
from desktop_chat.server.inbox import Gone, Inbox, Lines
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.server.watch import WAYS, RoomWatch
from desktop_chat.store.memory_log import MemoryRoomLog
from tests.server.conftest import Rooms
from tests.support.faults import FaultyWorld
from tests.support.guards import Errors
from tests.support.person import Person
from tests.support.waiting import wait_until


def test_the_way_of_a_message_is_followed(rooms: Rooms) -> None:
    """Heard by the thread of whoever said it, decided, kept, delivered: in this order."""
    room, watch = rooms.open(), RoomWatch()
    with Person(room.port, "ann", channel="#tea") as ann, Person(room.port, "bob", channel="#tea") as bob:
        room.watch(watch)
        bob.say("PRIVMSG #tea :안녕")
        ann.until("안녕")
        wait_until(lambda: len(watch.ways()) == 1)
    (way,) = watch.ways()
    assert (way.heard_by, way.receivers) == ("peer-2", 1)
    assert way.decided is not None
    assert way.committed is not None
    assert way.delivered is not None
    assert way.heard <= way.decided <= way.committed <= way.delivered
    assert way.shown is None


def test_members_who_get_the_same_bytes_are_counted(rooms: Rooms) -> None:
    """One object, many readers: all but who said it."""
    room, watch = rooms.open(), RoomWatch()
    people = [Person(room.port, nick, channel="#tea") for nick in ("ann", "bob", "carol", "dave")]
    room.watch(watch)
    people[0].say("PRIVMSG #tea :tea is ready")
    lines = [person.until("tea is ready")[-1] for person in people[1:]]
    wait_until(lambda: watch.block is not None)
    assert watch.block is not None
    assert (watch.block.readers, watch.block.size) == (3, len(lines[0]) + 2)
    for person in people:
        person.close()


def test_what_each_thread_hands_over_is_counted(rooms: Rooms) -> None:
    """Lines, by the threads' names; what the engine took is their sum."""
    room, watch = rooms.open(), RoomWatch()
    with Person(room.port, "ann") as ann, Person(room.port, "bob") as bob:
        room.watch(watch)
        ann.say("PING a", "PING b")
        ann.until("PONG desktop.chat b")
        bob.say("PING c")
        bob.until("PONG desktop.chat c")
        wait_until(lambda: watch.handled().get("server-engine") == 3)
        assert watch.handled() == {"peer-1": 2, "peer-2": 1, "server-engine": 3}


def test_nothing_is_seen_once_nobody_looks(rooms: Rooms) -> None:
    """And the room works as before."""
    room, watch = rooms.open(), RoomWatch()
    with Person(room.port, "ann") as ann:
        room.watch(watch)
        ann.in_step()
        wait_until(lambda: watch.handled().get("server-engine", 0) > 0)
        room.watch(None)
        ann.in_step()
        seen = watch.handled()
        ann.in_step()
        assert watch.handled() == seen


def test_an_error_is_contained_while_somebody_looks(rooms: Rooms, errors: Errors) -> None:
    """As it is otherwise: whoever met it is told, the others go on."""
    room = rooms.open(world_type=FaultyWorld)
    room.watch(RoomWatch())
    with Person(room.port, "ann", channel="#tea") as ann, Person(room.port, "bob", channel="#tea") as bob:
        bob.say("BOOM")
        assert "ERROR" in bob.rest()[-1]
        ann.until("QUIT")
        ann.in_step()
    errors.take("server-engine")


def test_a_room_that_is_not_open_cannot_be_watched() -> None:
    """And nothing waits for its threads."""
    room = RoomServer(ServerConfig(RoomConfig("test", "desktop-chat-0")), open_log=MemoryRoomLog)
    room.watch(RoomWatch())
    assert room.waiting() == {"server-engine": 0, "server-flush": 0}


def test_what_waits_is_told(rooms: Rooms) -> None:
    """For the engine, and for slow readers."""
    room = rooms.open()
    with Person(room.port, "ann") as ann:
        ann.in_step()
        wait_until(lambda: room.waiting() == {"server-engine": 0, "server-flush": 0})


def test_an_inbox_is_watched_from_the_next_item_on() -> None:
    """And no longer than somebody looks."""
    inbox, seen = Inbox(), list[object]()
    inbox.put(Gone(1, ""))
    inbox.posted = seen.append
    inbox.put(Gone(2, ""))
    assert (seen, len(inbox)) == ([Gone(2, "")], 2)
    inbox.posted = None
    inbox.put(Gone(3, ""))
    assert inbox.drain(0.0) == [Gone(1, ""), Gone(2, ""), Gone(3, "")]
    assert seen == [Gone(2, "")]


NOW = Instant(1.0, 1_700_000_000.0)


def deliver(record_id: int, skip: int) -> Deliver:
    """Return what the room makes of a message."""
    line = Outgoing(Message("PRIVMSG", ("#tea", "x"), "ann"), wall=NOW.wall)
    return Deliver((1, 2, 3), line, skip, MessageRecord(record_id, 0, "#tea", "ann", "PRIVMSG", "x"))


def test_times_are_those_of_the_clock() -> None:
    """A way by hand: posted at 1, decided at 2, kept at 3, delivered at 4."""
    ticks = iter(range(1, 100))
    watch = RoomWatch(lambda: float(next(ticks)))
    item = Lines(7, [b"PRIVMSG #tea :x"], 20)
    watch.posted(Gone(3, ""))
    watch.posted(item)
    effects: list[Effect] = [deliver(1, 9), deliver(2, 7), Send(9, Outgoing(Message("PONG"), wall=NOW.wall))]
    watch.decided([item], effects)
    watch.committed()
    same = b"same bytes"
    plan = watch.counting(lambda _effects: iter([(1, same), (2, same), (3, b"others")]))
    assert list(plan(effects)) == [(1, same), (2, same), (3, b"others")]
    watch.delivered()
    (way,) = watch.ways()
    assert (way.msgid, way.heard_by, way.heard) == ("00000000000002", threading.current_thread().name, 1.0)
    assert (way.decided, way.committed, way.delivered, way.receivers) == (2.0, 3.0, 4.0, 3)
    assert watch.block == SharedBlock(id(same), len(same), 2)


def test_a_pass_without_a_message_that_was_heard_leaves_no_way() -> None:
    """It was posted before anybody looked, or is no message; the last ways stay, and are not many."""
    watch = RoomWatch(lambda: 0.0)
    for number in range(WAYS + 2):
        item = Lines(7, [b"x"], 20)
        watch.posted(item)
        watch.decided([item], [deliver(number, 7)])
        watch.committed()
        watch.delivered()
    assert [way.msgid for way in watch.ways()] == [f"{number:014x}" for number in range(2, WAYS + 2)]
    before = watch.ways()
    watch.decided([Lines(8, [b"x"], 20)], [deliver(99, 8)])
    watch.committed()
    assert list(watch.counting(lambda _effects: iter([(1, b"alone")]))([])) == [(1, b"alone")]
    watch.delivered()
    assert watch.ways() == before
    assert watch.block is None
