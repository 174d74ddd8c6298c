"""An error in every kind of thread: logged with the thread's name, it costs at most one client, and the room goes on."""

import errno
import select
import socket

import pytest

from desktop_chat.core.server.archive import Page
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.store.room_log import StoreError
from tests.server.conftest import Rooms, Trio
from tests.support.faults import FaultyClock, FaultyLog, FaultySocket, FaultyWorld, InjectedError
from tests.support.guards import Errors
from tests.support.person import Person


def test_engine_an_error_in_the_rules_ends_who_caused_it(trio: Trio, errors: Errors) -> None:
    """What came before it in the same piece is still handled."""
    trio.ann.say("PRIVMSG #tea :before", "BOOM", "PRIVMSG #tea :after")
    assert trio.bob.line() == ":ann!~ann@127.0.0.1 PRIVMSG #tea :before"
    assert trio.bob.line() == ":ann!~ann@127.0.0.1 QUIT :Internal error"
    assert trio.ann.rest() == ["ERROR :Internal error"]
    assert errors.take("server-engine").getMessage() == "handling Lines failed"
    trio.goes_on()


def test_engine_a_line_that_cannot_be_encoded_ends_who_caused_it(trio: Trio, errors: Errors) -> None:
    """It does not spoil the delivery to everybody else."""
    trio.ann.say("GIBBERISH")
    assert trio.ann.rest() == ["ERROR :Internal error"]
    assert trio.bob.line() == ":ann!~ann@127.0.0.1 QUIT :Internal error"
    errors.take("server-engine")
    trio.goes_on()


def test_engine_an_error_while_greeting_ends_that_connection(trio: Trio, errors: Errors) -> None:
    """One connection fails; the next does not."""
    trio.ann.say("NICK doorman")
    trio.bob.until("NICK")
    with Person(trio.server.port) as third:
        assert third.rest() == ["ERROR :Internal error"]
    assert errors.take("server-engine").getMessage() == "greeting 127.0.0.1 failed"
    trio.ann.say("NICK ann")
    trio.bob.until("NICK")
    trio.goes_on()


def test_engine_an_error_while_forgetting_somebody_is_survived(trio: Trio, errors: Errors) -> None:
    """Once from the connection's end, once from trying to make up for it."""
    trio.ann.say("AWAY stuck")
    trio.ann.until(" 306 ")
    trio.ann.close()
    assert errors.take("server-engine").getMessage() == "handling Gone failed"
    assert errors.take("server-engine").getMessage() == "forgetting a client failed"
    trio.goes_on()


def test_engine_an_error_in_a_tick_costs_that_tick(trio: Trio, rooms: Rooms, errors: Errors) -> None:
    """Silence is judged again a second later."""
    trio.ann.say("NICK ticker")
    trio.bob.until("NICK")
    rooms.clock.advance(1)
    trio.bob.in_step()
    assert errors.take("server-engine").getMessage() == "a tick failed"
    trio.ann.say("NICK ann")
    trio.bob.until("NICK")
    rooms.clock.advance(91)
    trio.bob.in_step()
    assert trio.ann.until("PING")
    trio.goes_on()


def test_engine_a_pass_that_fails_as_a_whole_is_survived(errors: Errors) -> None:
    """Whatever it was: the next pass is a new one."""
    clock, log = FaultyClock(), FaultyLog()
    server = RoomServer(ServerConfig(RoomConfig("b", "v"), ("127.0.0.1",)), open_log=lambda: log, clock=clock)
    port = server.start()
    with Person(port, "ann", channel="#tea") as ann, Person(port, "bob", channel="#tea") as bob:
        ann.until("bob!")
        clock.is_broken = True
        ann.say("PRIVMSG #tea :lost")
        while errors.take("server-engine").getMessage() != "a pass of 1 items failed":
            pass  # The engine looks up once a second without any item too.
        clock.is_broken = False
        ann.say("PRIVMSG #tea :found")
        assert bob.line().endswith(":found")
        clock.is_broken = True
        assert server.stop("bye") == []
        while errors.take("server-engine").getMessage() != "the last line could not be sent":
            pass  # The pass that stopping wakes, unless the engine was not waiting.
        assert [ann.rest(), bob.rest()] == [[], []]


@pytest.mark.parametrize("error", [StoreError("disk full"), InjectedError("commit")])
def test_engine_a_message_that_cannot_be_kept_is_not_delivered_and_its_sender_told(trio: Trio, errors: Errors, error: Exception) -> None:
    """IRCv3 standard-replies: FAIL; nobody else notices, and what is no message goes on."""
    trio.log.error = error
    trio.ann.say("CAP REQ echo-message", "PRIVMSG #tea :lost", "TOPIC #tea :still here")
    trio.ann.until(" ACK ")
    assert trio.ann.line() == ":ann!~ann@127.0.0.1 TOPIC #tea :still here"
    assert trio.ann.line().startswith(":desktop.chat FAIL PRIVMSG MESSAGE_NOT_STORED #tea :")
    assert trio.bob.line() == ":ann!~ann@127.0.0.1 TOPIC #tea :still here"
    assert errors.take("server-engine").getMessage() == "2 messages or facts could not be kept and are not delivered"
    trio.log.error = None
    trio.goes_on()


def test_engine_a_sender_who_cannot_be_told_is_no_reason_to_stop(trio: Trio, errors: Errors) -> None:
    """The others of that pass are told."""
    trio.log.error = StoreError("disk full")
    trio.ann.say("PRIVMSG #tea :untellable", "PRIVMSG #TEA :tellable")  # Beginning otherwise, it is no burst with the first.
    assert "MESSAGE_NOT_STORED" in trio.ann.line()
    errors.take("server-engine")
    assert errors.take("server-engine").getMessage() == "a sender could not be told that something was not kept"
    trio.log.error = None


def test_engine_nobody_gets_a_message_before_it_is_committed(trio: Trio) -> None:
    """PROTOCOL, Rules that keep promises: "only after the message is in its database"."""
    trio.log.may_commit.clear()
    trio.log.committing.clear()
    trio.ann.say("CAP REQ echo-message", "PRIVMSG #tea :important")
    assert trio.log.committing.wait(20)
    assert select.select([trio.ann.socket, trio.bob.socket], [], [], 0)[0] in ([], [trio.ann.socket])
    trio.log.may_commit.set()
    assert trio.bob.line().endswith(":important")
    assert trio.ann.until("PRIVMSG")[-1].endswith(":important")
    assert [record.text for record in trio.log.page(("#tea",), Page(9))] == ["important"]


def test_engine_a_log_that_cannot_be_tidied_is_tried_again(trio: Trio, errors: Errors) -> None:
    """Tidying happens when the room is quiet for a second."""
    trio.log.tidy_error = StoreError("disk full")
    assert errors.take("server-engine").getMessage() == "tidying the log failed"
    trio.ann.say("PRIVMSG #tea :still here")
    assert trio.bob.line().endswith(":still here")


def test_engine_an_error_in_the_delivery_to_one_ends_that_one(trio: Trio, errors: Errors) -> None:
    """The line reaches all others."""
    trio.sockets[0].fails_in = "server-engine"
    trio.bob.say("CAP REQ echo-message", "PRIVMSG #tea :hello")
    assert trio.bob.until("PRIVMSG")
    assert trio.bob.line() == ":ann!~ann@127.0.0.1 QUIT :Connection closed"
    assert errors.take("server-engine").getMessage() == "sending to peer 1 failed"
    assert trio.ann.rest() == []


def test_reader_an_error_in_it_ends_its_client(trio: Trio, errors: Errors) -> None:
    """Its thread is `peer-1`."""
    trio.sockets[0].fails_in = "peer-1"
    trio.ann.say("PRIVMSG #tea :hello")
    assert errors.take("peer-1").getMessage() == "peer-1 ended by an error"
    assert trio.bob.line() == ":ann!~ann@127.0.0.1 QUIT :Internal error"
    assert trio.ann.rest() == ["ERROR :Internal error"]


def test_flush_an_error_with_one_slow_reader_ends_that_one(trio: Trio, errors: Errors) -> None:
    """It is given up like one that reads too slowly."""
    ann = trio.sockets[0]
    ann.fails_in = "server-flush"
    sent = 0
    heard: list[str] = []
    while not ann.failed.is_set():
        trio.bob.say(*(f"PRIVMSG #tea :{number:06} {'x' * 400}" for number in range(sent, sent + 200)))
        heard = trio.bob.in_step()
        sent += 200
        assert sent < 100_000, "a reader who does not read is never full"
    assert errors.take("server-flush").getMessage() == "sending to a slow reader failed"
    quits = [line for line in heard if " QUIT " in line] or trio.bob.until("QUIT")
    assert quits[-1] == ":ann!~ann@127.0.0.1 QUIT :Connection closed"
    trio.goes_on()


def test_accept_an_error_with_one_connection_ends_that_one(rooms: Rooms, errors: Errors) -> None:
    """The next one is let in."""
    problems: list[Exception] = [InjectedError("wrap"), OSError(errno.ENOBUFS, "no buffers")]

    def wrap(sock: socket.socket, _host: str) -> FaultySocket:
        if problems:
            raise problems.pop()
        return FaultySocket(sock)

    port = rooms.open(wrap=wrap).port
    for _ in range(2):
        with Person(port) as person:
            assert person.rest() == []
        assert errors.take("server-accept").getMessage() == "a connection from 127.0.0.1 could not be taken in"
    with Person(port, "ann"):
        pass


def test_a_room_whose_rules_cannot_be_made_closes_its_log(rooms: Rooms) -> None:
    """`start` raises it, and leaves nothing open."""

    class NoWorld(FaultyWorld):
        def __init__(self, *_args: object, **_named: object) -> None:
            raise InjectedError("world")

    log = FaultyLog()
    with pytest.raises(InjectedError):
        rooms.open(log, world_type=NoWorld)
    assert log.closed


def test_a_log_that_cannot_be_closed_is_said(errors: Errors) -> None:
    """The host is told that the room ended by an error; all threads ended all the same."""
    failed = []
    log = FaultyLog()
    config = ServerConfig(RoomConfig("b", "v"), ("127.0.0.1",))
    server = RoomServer(config, open_log=lambda: log, on_failure=lambda: failed.append("told"))
    server.start()
    log.close_error = StoreError("disk full")
    assert server.stop("bye") == []
    assert failed == ["told"]
    errors.take("server-engine")
