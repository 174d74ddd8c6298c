"""UNREGISTER: an account is given up, and its name is free (our own command; IRCv3 standard-replies, account-notify)."""

import pytest

from tests.support.identity import DEVICE, account, log_in
from tests.support.room import Room

GONE = ("UNREGISTER", "SUCCESS", "Ann", "The account is gone")


@pytest.fixture
def room() -> Room:
    """Return a room with the accounts Ann, who is in #tea, and bob; eve is in #tea too, and an operator elsewhere."""
    room = Room(kept=[account("Ann", DEVICE).record(), account("bob").record()])
    room.open("ann")
    room.say("ann", "CAP REQ :sasl account-notify", "NICK ann", "USER ann 0 * :Ann")
    log_in(room, "ann")
    room.say("ann", "CAP END", "JOIN #tea")
    room.join("eve", caps="account-notify", channel="#tea")
    room.join("op")
    room.say("op", "OPER host secret")
    room.clear()
    return room


def test_the_owner_gives_its_account_up(room: Room) -> None:
    """IRCv3 sasl-3.1, 901: "when the user's account name is unset"; account-notify: `ACCOUNT *`. It stays in the room."""
    room.say("ann", "UNREGISTER ANN")
    assert room.replies("ann") == [GONE, ("901", "ann!~ann@10.0.0.7", "You are now logged out"), ("ACCOUNT", "*")]
    assert room.got("eve") == [":ann!~ann@10.0.0.7 ACCOUNT *"]
    assert [record.value for record in room.kept.values()] == [None]
    room.say("ann", "NICK other")
    room.say("eve", "NICK ann")
    assert room.session("eve").nick == "ann"


def test_an_operator_takes_an_account_away(room: Room) -> None:
    """Whose device was lost, its owner registers the name again with another."""
    room.open("door")
    room.say("door", "CAP REQ sasl")
    log_in(room, "door", "ann")
    room.say("op", "UNREGISTER ann")
    assert room.replies("op") == [GONE]
    assert (room.session("ann").account, room.session("door").account) == ("", "")
    assert room.numerics("door")[-1] == "901"
    assert room.world.accounts.find("bob") is not None


@pytest.mark.parametrize(
    ("name", "line", "code"),
    [("eve", "UNREGISTER ann", "NOT_YOURS"), ("ann", "UNREGISTER bob", "NOT_YOURS"), ("op", "UNREGISTER n!o@b", "NO_SUCH_ACCOUNT")],
)
def test_nobody_else_does(room: Room, name: str, line: str, code: str) -> None:
    """IRCv3 standard-replies: a code for programs, what it is about, a sentence."""
    room.say(name, line)
    assert room.replies(name)[0][:4] == ("FAIL", "UNREGISTER", code, line.split()[1])
    assert room.kept == {}
