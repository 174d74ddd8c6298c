"""SCRAM-SHA-256 in AUTHENTICATE (RFC 5802, RFC 7677; IRCv3 sasl-3.1)."""

from base64 import b64decode

import pytest
from scramp import ScramClient

from desktop_chat.core.server.attempts import FREE
from tests.support.identity import PASSWORD, at_the_door, chunks, log_in
from tests.support.room import Room


@pytest.fixture
def door() -> Room:
    """Return a room with three accounts and ann at the door."""
    return at_the_door()


def scram(room: Room, name: str, client: ScramClient) -> list[tuple[str, ...]]:
    """Let somebody log in by SCRAM as far as it goes; return the last replies."""
    room.say(name, "AUTHENTICATE SCRAM-SHA-256")
    room.clear()
    room.say(name, *chunks(client.get_client_first()))
    first = room.replies(name)
    if first[0][0] != "AUTHENTICATE":
        return first
    client.set_server_first(b64decode("".join(reply[1].strip("+") if len(reply[1]) == 1 else reply[1] for reply in first)).decode())
    room.say(name, *chunks(client.get_client_final()))
    final = room.replies(name)
    if final[0][0] != "AUTHENTICATE":
        return final
    client.set_server_final(b64decode(final[0][1]).decode())
    room.say(name, "AUTHENTICATE +")
    return room.replies(name)


def test_scram_logs_in_without_the_password_being_said(door: Room) -> None:
    """RFC 7677, RFC 5802 5; sasl-3.1: "clients MUST still send an empty response" after the host's own proof."""
    replies = scram(door, "ann", ScramClient(["SCRAM-SHA-256"], "Ann", PASSWORD))
    assert [reply[0] for reply in replies] == ["900", "903"]
    assert door.session("ann").account == "ann"


def test_a_long_challenge_goes_in_chunks(door: Room) -> None:
    """IRCv3 sasl-3.1: the same set of messages "transmits a response from client to server or vice versa"."""
    replies = scram(door, "ann", ScramClient(["SCRAM-SHA-256"], "ann", PASSWORD, c_nonce="n" * 700))
    assert [reply[0] for reply in replies] == ["900", "903"]


@pytest.mark.parametrize(("name", "password"), [("ann", "wrong"), ("nobody", PASSWORD), ("cem", PASSWORD)])
def test_scram_refuses_a_wrong_password_and_an_account_without_one(door: Room, name: str, password: str) -> None:
    """RFC 5802 7; the words do not say which of them it was."""
    replies = scram(door, "ann", ScramClient(["SCRAM-SHA-256"], name, password))
    assert replies == [("904", "SASL authentication failed: wrong name or password")]


@pytest.mark.parametrize("response", ["", "n,,", "rubbish", "p=tls-unique,,n=ann,r=abc", "n,,n=ann", "\0\0"])
def test_scram_refuses_what_is_no_scram(door: Room, response: str) -> None:
    """RFC 5802 7: the grammar of client-first-message."""
    door.say("ann", "AUTHENTICATE SCRAM-SHA-256", *chunks(response))
    assert door.replies("ann")[1:] == [("904", "SASL authentication failed: the response is not that of SCRAM-SHA-256")]


def test_after_both_proofs_nothing_more_may_be_said(door: Room) -> None:
    """IRCv3 sasl-3.1: an empty response."""
    client = ScramClient(["SCRAM-SHA-256"], "ann", PASSWORD)
    door.say("ann", "AUTHENTICATE SCRAM-SHA-256", *chunks(client.get_client_first()))
    client.set_server_first(b64decode(door.replies("ann")[1][1]).decode())
    door.say("ann", *chunks(client.get_client_final()), *chunks("more"))
    assert door.replies("ann")[1:] == [("904", "SASL authentication failed: the exchange did not end as it should")]
    assert door.session("ann").account == ""


def test_an_account_that_is_given_up_meanwhile_proves_nothing(door: Room) -> None:
    """Between the proof and the end an operator took it."""
    client = ScramClient(["SCRAM-SHA-256"], "ann", PASSWORD)
    door.say("ann", "AUTHENTICATE SCRAM-SHA-256", *chunks(client.get_client_first()))
    client.set_server_first(b64decode(door.replies("ann")[1][1]).decode())
    door.say("ann", *chunks(client.get_client_final()))
    door.join("op")
    door.say("op", "OPER host secret", "UNREGISTER ann")
    door.say("ann", "AUTHENTICATE +")
    assert door.numerics("ann") == ["904"]


@pytest.mark.parametrize("name", ["bob", "nobody"])
def test_guessing_is_slowed_as_by_any_mechanism(door: Room, name: str) -> None:
    """Else this one would be the way around; whether there is such an account is not told."""
    for _ in range(FREE):
        log_in(door, "ann", name, "wrong password")
    assert scram(door, "ann", ScramClient(["SCRAM-SHA-256"], name, PASSWORD))[0][0] == "902"
