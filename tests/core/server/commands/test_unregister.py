"""UNREGISTER: an account is given up, and its name is free (our own command; IRCv3 standard-replies, account-notify)."""

import pytest

from desktop_chat.core.server.persons import account_of, person_of, persons_of
from tests.support.identity import DEVICE, PASSWORD, account, log_in
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
    assert {record.kind: record.value for record in room.kept.values()} == {"account": None, "metadata": None}
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


def test_whoever_takes_the_name_next_inherits_nothing(room: Room) -> None:
    """Neither what it had said of itself, nor its channels, which stay for the operators of the room."""
    room.say("ann", "MODE #tea +r", "METADATA * SET display-name :Ann Lee")
    room.say("op", "UNREGISTER ann")
    again = Room(kept=[record for record in room.kept.values() if record.value is not None])
    channel = again.world.find_channel("#tea")
    assert channel is not None
    assert (channel.is_registered, channel.founder) == (True, "")
    assert [record.kind for record in room.kept.values() if record.value is not None] == ["channel"]
    assert room.world.metadata.of(room.session("ann")) == {}


def test_whoever_takes_the_name_next_is_another_person(room: Room) -> None:
    """IRCv3 chathistory, Security Considerations: private talk is of who it was said to, whatever they are called."""
    before = person_of(room.session("ann"))
    room.wait(1)
    room.say("ann", "UNREGISTER ann", "NICK other")
    room.say("eve", "NICK ann", f"REGISTER * * :{PASSWORD}")
    room.do_work()
    after = person_of(room.session("eve"))
    assert (account_of(before), account_of(after)) == ("Ann", "ann")
    assert before.casefold() not in {person.casefold() for person in persons_of(room.session("eve"))}


@pytest.mark.parametrize(
    ("name", "line", "code"),
    [("eve", "UNREGISTER ann", "NOT_YOURS"), ("ann", "UNREGISTER bob", "NOT_YOURS"), ("op", "UNREGISTER n!o@b", "NO_SUCH_ACCOUNT")],
)
def test_nobody_else_does(room: Room, name: str, line: str, code: str) -> None:
    """IRCv3 standard-replies: a code for programs, what it is about, a sentence."""
    room.say(name, line)
    assert room.replies(name)[0][:4] == ("FAIL", "UNREGISTER", code, line.split()[1])
    assert room.kept == {}
