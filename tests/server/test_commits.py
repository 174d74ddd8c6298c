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
