"""The room on real sockets: what one client does costs no other anything."""

import errno
import socket
import threading
import time

import pytest

from desktop_chat.core.server.config import RoomConfig
from desktop_chat.net.errors import AddressInUse, AddressUnusable
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.store.memory_log import MemoryRoomLog
from desktop_chat.store.room_log import StoreLocked
from tests.server.conftest import Rooms
from tests.support.clock import FakeClock
from tests.support.person import Person


def talk(speaker: Person, listener: Person, text: str = "still here") -> None:
    """Let one say something in #tea and the other hear it."""
    speaker.say(f"PRIVMSG #tea :{text}")
    assert listener.until(text)[-1].endswith(f"PRIVMSG #tea :{text}")


def test_two_people_talk_in_korean(port: int) -> None:
    """The main job: a line goes from one socket to another through the room."""
    with Person(port, "가람", channel="#우리반") as ann, Person(port, "나래_2", channel="#우리반") as bob:
        ann.until("나래_2!")
        bob.say("PRIVMSG #우리반 :안녕하세요, 가람!")
        assert ann.line().endswith("@127.0.0.1 PRIVMSG #우리반 :안녕하세요, 가람!")


def test_a_line_may_come_one_byte_at_a_time(port: int) -> None:
    """RFC 1459 2.3: a stream of bytes, in whatever pieces."""
    with Person(port) as slow, Person(port, "bob", channel="#tea") as bob:
        for byte in "NICK ann\r\nUSER ann 0 * :Ann\r\nJOIN #tea\r\nPRIVMSG #tea :한 글자씩\r\n".encode():
            slow.socket.send(bytes([byte]))
        assert bob.until("PRIVMSG")[-1] == ":ann!~ann@127.0.0.1 PRIVMSG #tea :한 글자씩"


def test_a_line_of_100_kilobytes_is_refused_and_nothing_else(port: int) -> None:
    """Modern #errinputtoolong-417; the connection and its next line live on."""
    with Person(port, "ann", channel="#tea") as ann, Person(port, "bob", channel="#tea") as bob:
        ann.until("bob!")
        ann.say("PRIVMSG #tea :" + "x" * 100_000, "PRIVMSG #tea :short")
        assert " 417 ann " in ann.line()
        assert bob.line().endswith(":short")


@pytest.mark.parametrize("bad", [b"PRIVMSG #tea :a\0b", b"PRIVMSG #tea :a\rb", b"PRIVMSG #tea :\xff\xfe", b"\xff", b"@ :", b":"])
def test_broken_bytes_are_answered_and_never_relayed(port: int, bad: bytes) -> None:
    """PROTOCOL, Transport: "A NUL or a bare CR never reaches another client"; UTF8ONLY."""
    with Person(port, "ann", channel="#tea") as ann, Person(port, "bob", channel="#tea") as bob:
        ann.until("bob!")
        ann.socket.sendall(bad + b"\r\n")
        assert ann.line().startswith(":desktop.chat FAIL * ")
        talk(ann, bob)


def test_two_hundred_who_say_nothing_disturb_nobody_and_are_sent_away(port: int, clock: FakeClock) -> None:
    """A place is held for the registration time only."""
    silent = [Person(port) for _ in range(200)]
    with Person(port, "ann", channel="#tea") as ann, Person(port, "bob", channel="#tea") as bob:
        talk(ann, bob)
        clock.advance(31)
        talk(bob, ann)
        assert all(person.rest() == ["ERROR :Registration timed out"] for person in silent)
        talk(ann, bob)
    for person in silent:
        person.close()


def test_two_hundred_who_hang_up_half_way_leave_nothing_behind(port: int) -> None:
    """Their nicks are free again, and nobody sees a trace of them."""
    with Person(port, "ann", channel="#tea") as ann:
        for number in range(200):
            with Person(port) as person:
                person.say(f"NICK n{number}")
        ann.say("LUSERS")
        while " 253 ann 0 " not in "\n".join(ann.until(" 266 ")):
            ann.say("LUSERS")
        ann.say("NICK n7")
        assert ann.line() == ":ann!~ann@127.0.0.1 NICK n7"


def test_a_member_whose_connection_breaks_is_seen_to_quit(port: int) -> None:
    """Like kill -9: the kernel ends the connection, nobody said QUIT."""
    with Person(port, "ann", channel="#tea") as ann, Person(port, "bob", channel="#tea") as bob:
        ann.until("bob!")
        bob.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        bob.close()
        assert ann.line().startswith(":bob!~bob@127.0.0.1 QUIT :")


def test_a_half_open_peer_is_found_and_the_others_chat_on(port: int, clock: FakeClock) -> None:
    """A stopped or unplugged machine never answers PING (Modern #ping-message)."""
    with Person(port, "ann", channel="#tea") as ann, Person(port, "dead", channel="#tea"), Person(port, "bob", channel="#tea") as bob:
        bob.in_step()
        clock.advance(91)
        talk(ann, bob)  # Those who talk are not asked.
        talk(bob, ann)
        clock.advance(31)
        talk(ann, bob)
        assert ":dead!~dead@127.0.0.1 QUIT :Ping timeout: 122 seconds" in ann.until("QUIT")[-1]


def test_who_stops_reading_is_dropped_and_the_others_keep_their_pace(rooms: Rooms, clock: FakeClock) -> None:
    """A slow guest never stalls the room; its memory is bounded."""
    port = rooms.open(backlog_bytes=100_000).port
    with (
        Person(port, "slow", channel="#tea", receive_buffer=4096) as slow,
        Person(port, "ann", channel="#tea") as ann,
        Person(port, "bob", channel="#tea") as bob,
    ):
        bob.in_step()
        heard = threading.Thread(target=lambda: bob.until(":last"))
        heard.start()
        gone = ""
        count = 0
        while not gone:
            ann.say(*(f"PRIVMSG #tea :{count + number:06} {'x' * 300}" for number in range(100)))
            count += 100
            gone = next((line for line in ann.in_step() if "QUIT" in line), "")
            assert count < 100_000, "a slow reader is never dropped"
        ann.say("PRIVMSG #tea :last")
        heard.join(20)
        assert not heard.is_alive()
        assert gone == ":slow!~slow@127.0.0.1 QUIT :slow reader"
        clock.advance(0)
        lines = slow.rest()
        assert lines[-1] == "ERROR :slow reader"
        numbers = [int(line.split(" :")[1][:6]) for line in lines if "PRIVMSG" in line]
        assert numbers == list(range(len(numbers))), "what a slow reader got is whole and in order"


def test_who_flooded_without_reading_is_kept_within_bounds(port: int) -> None:
    """A reader posts only so much ahead; everything is still handled, in order."""
    with Person(port, "ann", channel="#tea") as ann, Person(port, "bob", channel="#tea") as bob:
        ann.until("bob!")
        sender = threading.Thread(target=lambda: ann.say(*(f"PRIVMSG #tea :{number:06} {'x' * 300}" for number in range(20_000))))
        sender.start()
        numbers = [int(bob.line().split(" :")[1][:6]) for _ in range(20_000)]
        sender.join(20)
        assert numbers == list(range(20_000))


def test_closing_the_room_tells_everybody_and_leaves_no_thread(rooms: Rooms) -> None:
    """Every client gets `ERROR :…`; also with 500 of them, of whom 50 do not read."""
    server = rooms.open()
    reading = [Person(server.port, f"r{number}") for number in range(450)]
    stuck = [Person(server.port, f"s{number}", channel="#tea", receive_buffer=4096) for number in range(50)]
    with Person(server.port, "ann", channel="#tea") as ann:
        for _ in range(20):
            ann.say(*(f"PRIVMSG #tea :{'x' * 400}" for _ in range(200)))
            ann.in_step()
        begin = time.monotonic()
        assert server.stop("closing time") == []
        assert time.monotonic() - begin < 3.0
        assert all(person.rest()[-1] == "ERROR :closing time" for person in (*reading, ann))
    for person in (*reading, *stuck):
        person.close()


def test_closing_does_not_wait_for_a_flood_to_be_handled(rooms: Rooms) -> None:
    """Members who send as fast as they can hold up nothing; those who read get their last line."""
    server = rooms.open()
    people = [Person(server.port, f"f{number}", channel="#tea") for number in range(20)]
    lines = ("PRIVMSG #tea :" + "x" * 80 + "\r\n").encode() * 500

    def flood(person: Person) -> None:
        try:
            while True:
                person.socket.sendall(lines)
        except OSError:
            pass  # The room hung up.

    senders = [threading.Thread(target=flood, args=(person,)) for person in people]
    with Person(server.port, "ann") as ann:
        for sender in senders:
            sender.start()
        people[0].until("PRIVMSG")
        assert server.stop("closing time") == []
        assert ann.rest() == ["ERROR :closing time"]
    for person, sender in zip(people, senders, strict=True):
        sender.join()
        person.close()


def test_a_member_who_is_still_talking_reads_the_last_line(rooms: Rooms) -> None:
    """Hanging up with its words unread would throw ours away, too (RFC 1122 4.2.2.13)."""
    server = rooms.open()
    with Person(server.port, "ann", channel="#tea") as ann:
        closing = threading.Thread(target=lambda: server.stop("closing time"))
        closing.start()
        lines = [ann.line()]
        while lines[-1]:
            ann.say("PRIVMSG #tea :and another thing")
            lines.append(ann.line())
        assert lines[-2] == "ERROR :closing time"
        ann.close()
        closing.join()


def test_a_room_may_be_closed_twice_or_without_having_been_opened() -> None:
    """Whoever cleans up need not know how far it got."""
    server = RoomServer(ServerConfig(RoomConfig("b", "v"), ("127.0.0.1",)), open_log=MemoryRoomLog)
    assert server.stop("never open") == []
    server = RoomServer(ServerConfig(RoomConfig("b", "v"), ("127.0.0.1",)), open_log=MemoryRoomLog)
    server.start()
    assert [server.stop("once"), server.stop("twice")] == [[], []]


def test_who_closes_its_own_half_only_is_told_that_this_was_the_end(port: int) -> None:
    """Like `printf … | nc`: the answers still arrive, and a last line."""
    with Person(port, "ann") as ann:
        ann.say("PING here")
        ann.socket.shutdown(socket.SHUT_WR)
        assert ann.rest() == [":desktop.chat PONG desktop.chat here", "ERROR :Connection closed"]


def test_a_port_in_use_is_said_and_leaves_nothing_behind(port: int) -> None:
    """A named port does not move."""
    second = RoomServer(ServerConfig(RoomConfig("b", "v"), ("127.0.0.1",), port), open_log=MemoryRoomLog)
    with pytest.raises(AddressInUse):
        second.start()
    assert second.crew.workers() == []


def test_the_usual_port_moves_to_the_next_free_one(port: int) -> None:
    """PROTOCOL, Transport: "a busy port moves to the next free one"."""
    second = RoomServer(ServerConfig(RoomConfig("b", "v"), ("127.0.0.1",), port, may_move=True), open_log=MemoryRoomLog)
    moved = second.start()
    assert port < moved <= port + 20
    with Person(moved, "ann"):
        assert second.stop("bye") == []


def test_an_address_that_is_not_ours_is_said() -> None:
    """192.0.2.1 is no machine's (RFC 5737)."""
    server = RoomServer(ServerConfig(RoomConfig("b", "v"), ("192.0.2.1",)), open_log=MemoryRoomLog)
    with pytest.raises(AddressUnusable):
        server.start()


def test_a_log_that_cannot_be_opened_is_said_and_the_port_is_free_again() -> None:
    """`start` raises what the engine's thread met, and no thread is left."""

    def fail() -> MemoryRoomLog:
        raise StoreLocked("in use")

    server = RoomServer(ServerConfig(RoomConfig("b", "v"), ("127.0.0.1",)), open_log=fail)
    with pytest.raises(StoreLocked):
        server.start()
    assert server.crew.workers() == []
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", server.port)) == errno.ECONNREFUSED
