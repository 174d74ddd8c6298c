"""Who talks too fast waits; everybody else does not."""

from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.pace import Rate
from desktop_chat.server.inbox import Gone, Item, Lines, Lost, Stop
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.server.throttle import Throttle
from desktop_chat.store.memory_log import MemoryRoomLog
from tests.support.clock import FakeClock
from tests.support.person import Person

LIMIT = Rate(burst=3, per_second=1.0)


def lines(peer_id: int, *texts: bytes) -> Lines:
    """Return an item of ten bytes a line."""
    return Lines(peer_id, list(texts), 10 * len(texts))


def throttle(*exempt: int) -> Throttle:
    """Return one that lets these peers alone."""
    return Throttle(lambda: LIMIT, set(exempt).__contains__)


def test_without_a_limit_everything_passes() -> None:
    """`--no-flood-control`."""
    items: list[Item] = [lines(1, *[b"x"] * 1_000), Gone(1, "bye")]
    assert Throttle(lambda: None, lambda _peer: False).admit(items, 0.0) is items


def test_what_is_too_much_waits_in_order_and_keeps_its_weight() -> None:
    """The end of the connection waits behind it: nothing is lost."""
    one = throttle()
    assert one.admit([lines(1, b"a", b"b"), lines(1, b"c", b"d", b"e")], 0.0) == [lines(1, b"a", b"b"), lines(1, b"c")]
    assert one.seconds_to_next(60.0) == 1.0
    assert one.admit([lines(1, b"f"), Gone(1, "bye")], 0.5) == []
    assert one.admit([], 2.0) == [lines(1, b"d", b"e")]
    assert one.admit([], 3.0) == [lines(1, b"f"), Gone(1, "bye")]
    assert one.seconds_to_next(60.0) == 60.0


def test_others_pass_meanwhile() -> None:
    """A bucket each."""
    one = throttle(3)
    assert one.admit([lines(1, *[b"x"] * 9), lines(2, b"y"), lines(3, *[b"z"] * 9), Stop("end")], 0.0) == [
        lines(1, b"x", b"x", b"x"),
        lines(2, b"y"),
        lines(3, *[b"z"] * 9),
        Stop("end"),
    ]


def test_what_a_peer_still_says_that_was_given_up_is_over_at_once() -> None:
    """It is forgotten: its lines have no effect, and its end need not wait for them."""
    one = throttle()
    one.admit([lines(1, *[b"x"] * 9), Gone(1, "bye")], 0.0)
    assert one.admit([Lost(1, "slow reader"), Lost(2, "slow reader")], 0.0) == [
        Lost(1, "slow reader"),
        lines(1, *[b"x"] * 6),
        Gone(1, "bye"),
        Lost(2, "slow reader"),
    ]


def test_the_end_of_the_room_releases_what_waits() -> None:
    """So that every connection is given back."""
    one = throttle()
    one.admit([lines(1, *[b"x"] * 4), Gone(1, "bye"), lines(2, *[b"y"] * 4)], 0.0)
    assert one.release() == [lines(1, b"x"), Gone(1, "bye"), lines(2, b"y")]
    assert one.release() == []


def test_in_a_room_a_flood_is_heard_a_little_at_a_time() -> None:
    """The flooder's own questions wait their turn too; the clock decides."""
    clock = FakeClock()
    config = ServerConfig(RoomConfig("test", "v", flood_limit=Rate(burst=10, per_second=1.0)), ("127.0.0.1",))
    server = RoomServer(config, open_log=MemoryRoomLog, clock=clock)
    port = server.start()
    with Person(port, "bot", channel="#tea") as bot, Person(port, "ann", channel="#tea") as ann:
        bot.until("ann!")
        bot.say(*(f"PRIVMSG #tea :{number}" for number in range(12)), "QUIT :done")
        assert ann.until(" :6")
        assert ann.in_step() == []
        clock.advance(3)
        assert [line.rpartition(":")[2] for line in ann.until(" :9")] == ["7", "8", "9"]
        clock.advance(2)
        assert [line.rpartition(":")[2] for line in ann.until(" :11")] == ["10", "11"]
        clock.advance(1)
        assert ann.line().startswith(":bot!~bot@127.0.0.1 QUIT")
    assert server.stop("test over") == []


def test_a_room_ends_while_somebody_waits() -> None:
    """Also when that one has hung up already."""
    server = RoomServer(
        ServerConfig(RoomConfig("test", "v", flood_limit=LIMIT), ("127.0.0.1",)),
        open_log=MemoryRoomLog,
        clock=FakeClock(),
    )
    port = server.start()
    with Person(port) as quick, Person(port) as other:
        quick.say("NICK ann", "USER ann 0 * :Ann", *["PING x"] * 50)
        quick.until(" 422 ")
        quick.close()
        other.say("PING y")
        other.line()
        assert server.stop("closing time") == []


def test_another_limit_counts_from_the_next_pass_on() -> None:
    """Who waits under the old one is not forgotten; without one, all that waits passes at once."""
    limit: list[Rate | None] = [LIMIT]
    one = Throttle(lambda: limit[0], lambda _peer: False)
    assert one.admit([lines(1, *[b"x"] * 20)], 0.0) == [lines(1, *[b"x"] * 3)]
    limit[0] = Rate(burst=5, per_second=1.0)
    assert one.admit([], 0.0) == [lines(1, *[b"x"] * 5)]
    limit[0] = None
    assert one.admit([lines(2, *[b"y"] * 99)], 0.0) == [lines(1, *[b"x"] * 12), lines(2, *[b"y"] * 99)]
    items: list[Item] = [lines(1, *[b"x"] * 99)]
    assert one.admit(items, 0.0) is items
    limit[0] = LIMIT
    assert one.admit([lines(1, *[b"x"] * 4)], 0.0) == [lines(1, *[b"x"] * 3)]
