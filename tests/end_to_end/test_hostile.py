"""Broken, silent, dead and stopped clients at a real host: the others chat on undisturbed."""

import socket
import sys
from collections.abc import Iterator

import pytest

from tests.end_to_end.conftest import Host, StartHost
from tests.support.person import Person
from tests.support.processes import Program

pytestmark = pytest.mark.end_to_end

can_pause = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals that do it")
MEMBER = (sys.executable, "-m", "tests.support.member")


class Table:
    """Two people at #tea who notice when their talk is disturbed."""

    def __init__(self, port: int) -> None:
        self.ann, self.bob = Person(port, "ann", channel="#tea"), Person(port, "bob", channel="#tea")
        self.ann.until("bob!")

    def talk(self) -> None:
        """Say something each way: it is the next thing that the other one hears."""
        for speaker, listener in ((self.ann, self.bob), (self.bob, self.ann)):
            speaker.say(f"PRIVMSG #tea :차 한 잔 from {speaker.nick}")
            assert listener.line() == f":{speaker.nick}!~{speaker.nick}@127.0.0.1 PRIVMSG #tea :차 한 잔 from {speaker.nick}"


@pytest.fixture
def host(start_host: StartHost) -> Host:
    """Return a room without a window in which people may say a thousand lines at once."""
    return start_host("--no-flood-control")


@pytest.fixture
def table(host: Host) -> Iterator[Table]:
    """Return two people at the host's #tea; they can still talk at the end of the test."""
    table = Table(host.port)
    yield table
    table.talk()
    table.ann.close()
    table.bob.close()


def test_one_byte_at_a_time(host: Host, table: Table) -> None:
    """RFC 1459 2.3: a stream of bytes, in whatever pieces."""
    with Person(host.port) as slow:
        for byte in "NICK 다솜\r\nUSER d 0 * :D\r\nPRIVMSG bob :한 글자씩\r\n".encode():
            slow.socket.send(bytes([byte]))
        assert table.bob.line() == ":다솜!~d@127.0.0.1 PRIVMSG bob :한 글자씩"


def test_a_line_of_100_kilobytes(host: Host, table: Table) -> None:
    """Modern #errinputtoolong-417: dropped whole, never cut; the next line counts."""
    with Person(host.port, "eve") as eve:
        eve.say("PRIVMSG bob :" + "가" * 33_000, "PRIVMSG bob :short")
        assert " 417 eve " in eve.line()
        assert table.bob.line().endswith(" PRIVMSG bob :short")


@pytest.mark.parametrize("bad", [b"PRIVMSG #tea :a\0b", b"PRIVMSG #tea :a\rb", b"PRIVMSG #tea :\xff\xfe", b"\0", b"\xc3"])
def test_bytes_that_are_no_line(host: Host, table: Table, bad: bytes) -> None:
    """PROTOCOL, Transport: answered with FAIL, nothing is relayed."""
    with Person(host.port, "eve", channel="#tea") as eve:
        table.ann.until("eve!")
        table.bob.until("eve!")
        eve.socket.sendall(bad + b"\r\n")
        assert eve.line().startswith(":desktop.chat FAIL * ")
        table.talk()
    for person in (table.ann, table.bob):
        assert " QUIT " in person.line()


def test_200_who_say_nothing(host: Host, table: Table) -> None:
    """A place at the door is no place in the room."""
    silent = [Person(host.port) for _ in range(200)]
    table.talk()
    for person in silent:
        person.close()


def test_200_who_hang_up_half_way_through_registration(host: Host, table: Table) -> None:
    """Each at another byte; their nicks are free again."""
    registration = b"CAP LS 302\r\nNICK half\r\nUSER half 0 * :Half\r\n"
    for number in range(200):
        with Person(host.port) as person:
            person.socket.sendall(registration[: number % (len(registration) - 1)])
            if number % 3 == 0:
                person.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    with Person(host.port) as last:  # Who comes after all of them has been let in after all of them.
        last.say("CAP LS")
        last.until(" LS ")
    unknown = -1
    while unknown:
        table.ann.say("LUSERS")
        (line,) = (line for line in table.ann.until(" 266 ") if " 253 " in line)
        unknown = int(line.split()[3])
    with Person(host.port, "half"):
        table.talk()


def test_kill_9(host: Host, table: Table) -> None:
    """The kernel ends the connection; the others see it quit and may have the name."""
    with Program([*MEMBER, str(host.port), "dead", "#tea"]) as member:
        member.until("in\n")
        table.ann.until("dead!")
        table.bob.until("dead!")
        member.kill()
        assert table.ann.line().startswith(":dead!~dead@127.0.0.1 QUIT :")
        assert table.bob.line().startswith(":dead!~dead@127.0.0.1 QUIT :")


@can_pause
def test_one_that_stands_still_and_goes_on_has_missed_nothing(host: Host, table: Table) -> None:
    """Its lines wait for it, in order."""
    with Program([*MEMBER, str(host.port), "still", "#tea"]) as member:
        member.until("in\n")
        table.bob.until("still!")
        member.pause()
        table.ann.say(*(f"PRIVMSG #tea :{number} {'x' * 300}" for number in range(5_000)), "PRIVMSG #tea :end")
        assert len(table.bob.until(":end")) == 5_001
        member.resume()
        member.until("heard 5000\n")
    table.ann.until("QUIT")
    table.bob.until("QUIT")


@can_pause
def test_one_that_stands_still_for_too_long_is_sent_away(host: Host, table: Table) -> None:
    """What it gets is whole, in order, and ends with the reason."""
    with Program([*MEMBER, str(host.port), "still", "#tea"]) as member:
        member.until("in\n")
        table.ann.until("still!")
        table.bob.until("still!")
        member.pause()
        said = 0
        heard: list[str] = []
        while not any(" QUIT " in line for line in heard):
            table.ann.say(*(f"PRIVMSG #tea :{said + number} {'x' * 400}" for number in range(1_000)))
            said += 1_000
            heard += [*table.bob.until(f":{said - 1} "), *table.ann.in_step()]
            assert said < 100_000, "a member that stands still is never sent away"
        member.resume()
        member.until(": ERROR :slow reader")
    assert len([line for line in heard if " PRIVMSG " in line]) == said
    table.bob.in_step()


def test_a_bot_that_floods_slows_nobody_but_itself(start_host: StartHost) -> None:
    """Its lines come in order, a few at a time; none is lost, and the others talk on."""
    host = start_host()
    with Person(host.port, "bot", channel="#tea") as bot, Person(host.port, "ann", channel="#tea") as ann:
        bot.until("ann!")
        bot.say(*(f"PRIVMSG #tea :{number}" for number in range(1_000)))
        assert ann.until(":40")
        ann.say("PRIVMSG bot :are you done?")
        ann.in_step()
        assert bot.line().endswith(":are you done?")
        heard = ann.until(":70")
        assert not any(line.endswith(":300") for line in heard)


def test_a_person_who_pastes_a_page_is_not_held_up(start_host: StartHost) -> None:
    """Twenty lines at once are talk."""
    with Person(start_host().port, "ann", channel="#tea") as ann:
        ann.say(*(f"PRIVMSG #tea :{number}" for number in range(20)))
        assert ann.in_step() == []
