"""What is decided is in the log before anybody reads it, and before anybody gets it."""

import pytest

from desktop_chat.store.room_log import StoreError
from tests.server.conftest import Trio
from tests.support.guards import Errors

LATEST = "CHATHISTORY LATEST #tea * 50"


def test_engine_a_read_finds_what_was_said_in_the_same_pass(trio: Trio) -> None:
    """Between an answer and what is delivered after it no message is missing, and none comes twice."""
    trio.ann.say("PRIVMSG #tea :one", "PRIVMSG #tea :two", LATEST, "PRIVMSG #tea :three", LATEST)
    assert [trio.ann.line().rpartition(":")[2] for _ in range(5)] == ["one", "two", "one", "two", "three"]
    assert [trio.bob.line().rpartition(":")[2] for _ in range(3)] == ["one", "two", "three"]


def test_engine_what_could_not_be_kept_is_not_read_either(trio: Trio, errors: Errors) -> None:
    """The commit before a read fails as any other: nobody gets the message, its sender is told; what comes after it goes on."""
    trio.log.error = StoreError("disk full")
    trio.ann.say("PRIVMSG #tea :lost", LATEST, "PING done")
    answer = trio.ann.until("PONG")
    assert [line.partition(" ")[2] for line in answer] == [
        "FAIL PRIVMSG MESSAGE_NOT_STORED #tea :The host could not save this message; please try again",
        "PONG desktop.chat done",
    ]
    assert errors.take("server-engine").getMessage() == "1 messages or facts could not be kept and are not delivered"
    trio.log.error = None
    trio.goes_on()


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (LATEST, "FAIL CHATHISTORY MESSAGE_ERROR LATEST #tea :Messages could not be retrieved"),
        ("CHATHISTORY LATEST bob * 5", "FAIL CHATHISTORY MESSAGE_ERROR LATEST bob :Messages could not be retrieved"),
        (
            "CHATHISTORY AFTER #tea timestamp=2026-01-01T00:00:00.000Z 5",
            "FAIL CHATHISTORY MESSAGE_ERROR AFTER #tea :Messages could not be retrieved",
        ),
    ],
)
def test_engine_a_log_that_cannot_be_read_is_said_and_logged(trio: Trio, errors: Errors, line: str, answer: str) -> None:
    """It costs who asked its answer, and the host finds it in the program's log."""
    trio.log.read_error = StoreError("disk I/O error")
    trio.ann.say(line)
    assert trio.ann.line() == f":desktop.chat {answer}"
    assert errors.take("server-engine").getMessage() == "the log could not be read"
    trio.log.read_error = None
    trio.goes_on()


ID = "@label={label};+desktop-chat/id=0191f7a2-5c3b-7d1e-9c4a-1f2e3d4c5b6a PRIVMSG #tea :hi"
ECHOES = "CAP REQ :batch draft/multiline echo-message labeled-response message-tags"


def test_engine_two_attempts_in_one_pass_are_one_message(trio: Trio) -> None:
    """PROTOCOL, Rules that keep promises: the first need not be in the log yet."""
    trio.ann.say(ECHOES)
    trio.ann.until("ACK")
    trio.ann.say(ID.format(label="a"), "PRIVMSG #tea :between", ID.format(label="b"), ID.format(label="c").replace("hi", "again"))
    first, _, second, third = (trio.ann.line() for _ in range(4))
    assert second == first.replace("label=a", "label=b")
    assert third == first.replace("label=a", "label=c")
    assert [trio.bob.line().rpartition(":")[2] for _ in range(2)] == ["hi", "between"]
    trio.goes_on()


def test_engine_an_attempt_that_was_not_kept_is_none(trio: Trio, errors: Errors) -> None:
    """The second one, in the same pass, is no receipt of what nobody has; told is both."""
    trio.ann.say(ECHOES)
    trio.ann.until("ACK")
    trio.log.error = StoreError("disk full")
    trio.ann.say(ID.format(label="a"), ID.format(label="b"))
    told = [trio.ann.line() for _ in range(2)]
    assert [line.partition(" ")[0] for line in told] == ["@label=a", "@label=b"]
    assert all("MESSAGE_NOT_STORED" in line for line in told)
    assert [errors.take("server-engine").getMessage() for _ in range(2)] == [
        "2 messages or facts could not be kept and are not delivered"
    ] * 2
    trio.log.error = None
    trio.ann.say(ID.format(label="c"))
    assert trio.ann.line().startswith("@label=c;msgid=")
    assert trio.bob.line().endswith(":hi")
    trio.goes_on()


def test_engine_a_message_of_several_lines_is_lost_with_all_of_them(trio: Trio, errors: Errors) -> None:
    """Whatever form its receivers would have got; one answer tells its sender."""
    trio.ann.say(ECHOES)
    trio.ann.until("ACK")
    trio.log.error = StoreError("disk full")
    trio.ann.say("@label=x BATCH +1 draft/multiline #tea", "@batch=1 PRIVMSG #tea :a", "@batch=1 PRIVMSG #tea :b", "BATCH -1")
    assert trio.ann.line().startswith("@label=x :desktop.chat FAIL PRIVMSG MESSAGE_NOT_STORED #tea ")
    assert trio.ann.in_step() == []
    errors.take("server-engine")
    trio.log.error = None
    trio.goes_on()


def test_engine_a_deletion_that_was_not_kept_has_not_happened(trio: Trio, errors: Errors) -> None:
    """Nobody is told of it, in words neither."""
    trio.ann.say(ECHOES, "CAP REQ draft/message-redaction", "PRIVMSG #tea :hi")
    msgid = trio.ann.until("PRIVMSG")[-1].partition("msgid=")[2][:14]
    trio.log.error = StoreError("disk full")
    trio.ann.say(f"@label=x REDACT #tea {msgid}")
    assert trio.ann.line().startswith("@label=x :desktop.chat FAIL * NOT_STORED ")
    errors.take("server-engine")
    trio.log.error = None
    assert trio.bob.line().endswith(":hi")
    trio.ann.say(f"REDACT #tea {msgid}")
    assert " REDACT #tea " in trio.ann.line()
    assert " NOTICE #tea :ann deleted a message " in trio.bob.line()
    trio.goes_on()
