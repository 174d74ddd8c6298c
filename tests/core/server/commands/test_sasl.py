"""AUTHENTICATE (IRCv3 sasl-3.1, sasl-3.2)."""

from base64 import b64encode
from dataclasses import replace

import pytest

from desktop_chat.core.server.attempts import FREE
from desktop_chat.core.server.commands.sasl import HANDLERS
from desktop_chat.core.server.passwords import ScryptCost, scrypt
from desktop_chat.core.server.sasl import MECHANISMS
from desktop_chat.core.wire import limits
from tests.support.identity import DEVICE, PASSWORD, USER, account, at_the_door, chunks, hashed, log_in, plain, secure
from tests.support.room import CONFIG, Room

LOGGED_IN = (
    ":desktop.chat 900 * *!*@10.0.0.7 ann :You are now logged in as ann",
    ":desktop.chat 903 * :SASL authentication successful",
)
ASKED = ":desktop.chat AUTHENTICATE +"


@pytest.fixture
def door() -> Room:
    """Return a room with three accounts and ann at the door."""
    return at_the_door()


def test_the_mechanisms_are_told_with_the_capability(room: Room) -> None:
    """IRCv3 sasl-3.2, Mechanism list in CAP LS: "MUST be a comma separated list"; without 302 there are no values."""
    assert tuple(sorted(HANDLERS)) == tuple(sorted(MECHANISMS))
    room.open("ann")
    room.say("ann", "CAP LS 302", "CAP LS")
    listed = " ".join(reply[-1] for reply in room.replies("ann")).split()
    assert "sasl=EXTERNAL,SCRAM-SHA-256,PLAIN" in listed
    room.open("old")
    room.say("old", "CAP LS")
    assert "sasl" in room.replies("old")[0][-1].split()


def test_plain_logs_in(door: Room) -> None:
    """IRCv3 sasl-3.1, Example protocol exchange; RFC 4616 2."""
    log_in(door, "ann")
    assert door.got("ann") == [ASKED, *LOGGED_IN]
    assert door.session("ann").account == "ann"
    door.say("ann", "NICK ann", USER, "CAP END")
    assert door.numerics("ann")[0] == "001"


def test_the_example_of_the_specification_is_understood(door: Room) -> None:
    """IRCv3 sasl-3.1: authorization identity, authentication identity and password; here those of ann."""
    door.say("ann", *plain("ANN", authzid="ann"))
    door.do_work()
    assert door.got("ann")[1:] == list(LOGGED_IN)


@pytest.mark.parametrize("size", [300, 301, 598, 599])
def test_a_long_response_comes_in_chunks(size: int) -> None:
    """IRCv3 sasl-3.1: "If the last chunk was exactly 400 bytes long, it must also be followed by `AUTHENTICATE +`"."""
    room = Room()
    room.open("ann")
    room.say("ann", "CAP REQ sasl", "AUTHENTICATE PLAIN")
    room.clear()
    *more, last = chunks("\0ann\0" + "x" * (size - 5))
    room.say("ann", *more)
    assert room.got("ann") == []
    room.say("ann", last)
    assert room.replies("ann") == [("904", "SASL authentication failed: wrong name or password")]


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("AUTHENTICATE " + "A" * 401, ("905", "SASL message too long")),
        ("AUTHENTICATE !!!!", ("904", "SASL authentication failed: the response is not base64")),
        ("AUTHENTICATE 가", ("904", "SASL authentication failed: the response is not base64")),
        ("AUTHENTICATE abc", ("904", "SASL authentication failed: the response is not base64")),
        ("AUTHENTICATE /w==", ("904", "SASL authentication failed: the response is not UTF-8")),
        ("AUTHENTICATE +", ("904", "SASL authentication failed: the response is not that of PLAIN")),
        ("AUTHENTICATE :", ("904", "SASL authentication failed: the response is not that of PLAIN")),
        (chunks("no NUL in it")[0], ("904", "SASL authentication failed: the response is not that of PLAIN")),
        (chunks("\0ann\0")[0], ("904", "SASL authentication failed: the response is not that of PLAIN")),
        (chunks("\0\0password")[0], ("904", "SASL authentication failed: the response is not that of PLAIN")),
        (chunks("bob\0ann\0password")[0], ("904", "SASL authentication failed: the response is not that of PLAIN")),
        (chunks("\0ann\0pass\0word")[0], ("904", "SASL authentication failed: the response is not that of PLAIN")),
        ("AUTHENTICATE *", ("906", "SASL authentication aborted")),
        ("AUTHENTICATE", ("461", "AUTHENTICATE", "Not enough parameters")),
    ],
)
def test_a_response_that_is_none_is_refused_and_another_try_may_follow(door: Room, line: str, reply: tuple[str, ...]) -> None:
    """IRCv3 sasl-3.1: 904 to 906, "and the client MAY retry from the `AUTHENTICATE <mechanism>` command"."""
    door.say("ann", "AUTHENTICATE PLAIN", line)
    assert door.replies("ann")[1:] == [reply]
    if reply[0] == "461":
        door.say("ann", "AUTHENTICATE *")
        door.clear()
    log_in(door, "ann")
    assert door.got("ann")[1:] == list(LOGGED_IN)


def test_a_response_without_an_end_is_not_collected(door: Room) -> None:
    """IRCv3 sasl-3.1: "The server MAY place a limit on the total length of a response"."""
    door.say(
        "ann", "AUTHENTICATE PLAIN", *["AUTHENTICATE " + "A" * limits.SASL_CHUNK_BYTES] * (limits.SASL_BYTES // limits.SASL_CHUNK_BYTES)
    )
    assert door.got("ann") == [ASKED]
    door.say("ann", "AUTHENTICATE " + "A" * limits.SASL_CHUNK_BYTES)
    assert door.replies("ann") == [("904", "SASL authentication failed: the response is too long")]
    assert door.session("ann").exchange is None


def test_an_unknown_mechanism_is_refused_with_those_there_are(door: Room) -> None:
    """IRCv3 sasl-3.1: 908 "MAY be sent in reply to an `AUTHENTICATE` command which requests an unsupported mechanism"."""
    door.say("ann", "AUTHENTICATE SCRAM-SHA-1 superfluous words", "AUTHENTICATE external")
    assert door.replies("ann") == [
        ("908", "EXTERNAL,SCRAM-SHA-256,PLAIN", "are available SASL mechanisms"),
        ("904", "SASL authentication failed: there is no such mechanism"),
        ("AUTHENTICATE", "+"),
    ]


def test_without_the_capability_nobody_logs_in(room: Room) -> None:
    """IRCv3 sasl-3.1: "The client MUST enable the sasl capability before using the AUTHENTICATE command"."""
    room.open("ann")
    room.say("ann", "AUTHENTICATE PLAIN")
    assert room.replies("ann") == [("904", "SASL authentication failed: the capability sasl has to be requested first")]


def test_the_certificate_says_who_it_is(door: Room) -> None:
    """RFC 4422 appendix A, EXTERNAL: an empty response derives the identity; the one named must be that."""
    door.say("ann", "AUTHENTICATE EXTERNAL", "AUTHENTICATE +")
    assert door.got("ann") == [ASKED, *LOGGED_IN]
    door.open("again")
    secure(door, "again")
    door.say("again", "CAP REQ sasl", "AUTHENTICATE EXTERNAL", *chunks("ANN"))
    assert door.got("again")[2:] == list(LOGGED_IN)


@pytest.mark.parametrize(
    ("device", "response", "why"),
    [
        ("", "+", "the connection shows no certificate"),
        ("ef" * 32, "+", "the certificate belongs to no such account"),
        (DEVICE, "Ym9i", "the certificate belongs to no such account"),
    ],
)
def test_a_certificate_of_nobody_says_nothing(door: Room, device: str, response: str, why: str) -> None:
    """RFC 4422 appendix A; and nobody becomes another than its certificate says."""
    door.open("eve")
    secure(door, "eve", device)
    door.say("eve", "CAP REQ sasl", "AUTHENTICATE EXTERNAL", f"AUTHENTICATE {response}")
    assert door.replies("eve")[2:] == [("904", f"SASL authentication failed: {why}")]


@pytest.mark.parametrize("name", ["bob", "nobody", "cem"])
def test_guessing_is_slowed_for_the_account_and_for_the_address(door: Room, name: str) -> None:
    """IRCv3 sasl-3.1, 902: "the account is currently locked out, held"; whether there is such an account is not told."""
    for _ in range(FREE):
        log_in(door, "ann", name, "wrong password")
    door.clear()
    log_in(door, "ann", name)
    assert door.replies("ann")[1:] == [("902", "Too many wrong passwords for this account; try again in 1 seconds")]
    assert door.session("ann").exchange is None
    log_in(door, "ann", "ann")
    assert door.replies("ann")[1:] == [("904", "SASL authentication failed: too many wrong passwords; try again in 1 seconds")]
    door.open("far", host="10.0.0.99")
    door.say("far", "CAP REQ sasl")
    log_in(door, "far", name)
    assert door.replies("far")[-1][0] == "902"
    door.say("ann", "AUTHENTICATE EXTERNAL", "AUTHENTICATE +")
    assert door.numerics("ann")[-1] == "903"


def test_the_right_password_ends_the_waiting(door: Room) -> None:
    """As with the room's own password."""
    for _ in range(FREE):
        log_in(door, "ann", "bob", "wrong password")
    door.wait(2)
    log_in(door, "ann", "bob")
    assert door.numerics("ann")[-1] == "903"
    door.open("bob")
    door.say("bob", "CAP REQ sasl")
    log_in(door, "bob", "bob", "wrong password")
    log_in(door, "bob")
    assert door.numerics("bob")[-1] == "903"


def test_before_the_welcome_one_log_in_is_enough(door: Room) -> None:
    """IRCv3 sasl-3.1: "after already authenticating successfully, the server MUST reject it with a 907 numeric"."""
    log_in(door, "ann")
    door.clear()
    door.say("ann", "AUTHENTICATE PLAIN")
    assert door.replies("ann") == [("907", "You have already authenticated using SASL")]


def test_after_the_welcome_one_may_log_in_as_another(door: Room) -> None:
    """IRCv3 sasl-3.2, SASL Reauthentication: "authenticated or otherwise, to reauthenticate [...] at any time"."""
    log_in(door, "ann")
    door.say("ann", "NICK ann", USER, "CAP END")
    door.clear()
    log_in(door, "ann", "bob")
    assert door.got("ann") == [
        ASKED,
        ":desktop.chat 900 ann ann!~u@10.0.0.7 bob :You are now logged in as bob",
        ":desktop.chat 903 ann :SASL authentication successful",
    ]
    log_in(door, "ann", "ann", "wrong password")
    assert door.session("ann").account == "bob"


def test_the_welcome_overtakes_a_log_in(door: Room) -> None:
    """IRCv3 sasl-3.1: "the server SHOULD abort it and send a 906 numeric, then register the client without authentication"."""
    door.say("ann", "NICK guest", USER, "AUTHENTICATE PLAIN", "CAP END")
    assert door.numerics("ann")[1:3] == ["906", "001"]
    assert (door.session("ann").account, door.session("ann").exchange) == ("", None)


def test_the_welcome_waits_for_a_password_that_is_being_checked(door: Room) -> None:
    """The session's lines wait, as for all that takes long."""
    door.receive("ann", "NICK ann", USER, *plain("ann"), "CAP END")
    assert door.numerics("ann") == ["AUTHENTICATE"]
    door.do_work()
    assert door.numerics("ann")[:3] == ["900", "903", "001"]


def test_a_password_that_cannot_be_checked_is_not_a_wrong_one(door: Room) -> None:
    """Such as for want of memory; nobody has to wait for it."""
    door.say("ann", *plain("ann"))
    door.apply(door.world.resume(door.work.popleft(), MemoryError(), door.now))
    assert door.replies("ann")[1:] == [("904", "SASL authentication failed: the password could not be checked; please try again")]
    assert door.world.login_attempts.of == {}


def test_a_hash_of_earlier_costs_is_replaced() -> None:
    """And kept, so that a log that is stolen later is worth less."""
    cost = ScryptCost(2, 1, 1)
    old = account("ann")._replace(password=hashed()._replace(cost=cost, hash=scrypt(PASSWORD, hashed().salt, cost)))
    room = Room(kept=[old.record()])
    room.open("ann")
    room.say("ann", "CAP REQ sasl")
    log_in(room, "ann")
    assert room.numerics("ann")[-1] == "903"
    renewed = Room(kept=list(room.kept.values())).world.accounts.find("ann")
    assert renewed is not None
    assert renewed.password is not None
    assert renewed.password.is_of_today


def test_a_room_with_a_password_asks_for_it_all_the_same() -> None:
    """Modern #pass-message: who somebody is and whether it may come in are two questions."""
    room = Room(replace(CONFIG, password="열려라"), kept=[account("ann").record()])
    room.open("ann")
    room.say("ann", "CAP REQ sasl", "NICK ann", USER)
    log_in(room, "ann")
    room.say("ann", "CAP END")
    assert room.numerics("ann")[-2:] == ["464", "ERROR"]
    room.open("again")
    room.say("again", "PASS :열려라", "CAP REQ sasl", "NICK ann", USER)
    log_in(room, "again", "ann")
    room.say("again", "CAP END")
    assert "001" in room.numerics("again")


def test_no_line_of_a_log_in_holds_the_password(door: Room) -> None:
    """Not even in base64."""
    log_in(door, "ann")
    secret = (PASSWORD, b64encode(PASSWORD.encode()).decode()[:-2])
    assert not any(word in line for line in door.got("ann") for word in secret)
