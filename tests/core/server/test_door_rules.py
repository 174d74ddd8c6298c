"""Bans, wrong passwords, and what a host's panel is told of them."""

from dataclasses import replace

import pytest

from desktop_chat.core.server.attempts import FREE, HOSTS_KEPT, LONGEST_SECONDS, Attempts
from desktop_chat.core.server.bans import Ban, BanKind, Bans
from desktop_chat.core.server.facts import PersonFacts, room_facts
from desktop_chat.core.server.security import PLAIN, Security
from tests.support.room import CONFIG, Room

DEVICE = "ab" * 32
LOCKED = replace(CONFIG, password="열려라")


def test_a_wait_doubles_after_the_free_ones_and_ends_with_the_right_word() -> None:
    """Anybody mistypes."""
    attempts = Attempts()
    waits = []
    for _ in range(14):
        attempts.note_wrong("a", 10.0)
        waits.append(attempts.wait_seconds("a", 10.0))
    assert waits == [0.0] * (FREE - 1) + [min(LONGEST_SECONDS, 2.0**number) for number in range(15 - FREE)]
    assert (attempts.wait_seconds("a", 1e6), attempts.wait_seconds("b", 0.0)) == (0.0, 0.0)
    attempts.note_right("a")
    attempts.note_right("b")
    assert attempts.wait_seconds("a", 10.0) == 0.0


def test_only_so_many_addresses_are_remembered() -> None:
    """The oldest goes."""
    attempts = Attempts()
    for number in range(HOSTS_KEPT + 1):
        attempts.note_wrong(str(number), 0.0)
    assert (len(attempts.of), "0" in attempts.of) == (HOSTS_KEPT, False)


def guess(room: Room, name: str, password: str, host: str = "10.0.0.7") -> list[str]:
    """Let somebody try to come in; return what it was told."""
    room.open(name, host=host)
    room.say(name, *([f"PASS :{password}"] if password else []), f"NICK {name}", f"USER {name} 0 * :x")
    return room.got(name)


def test_who_guesses_is_slowed_down_by_address() -> None:
    """Even the right word is not looked at meanwhile; another address comes in at once (Modern #errpasswdmismatch-464)."""
    room = Room(LOCKED)
    for number in range(FREE):
        assert " 464 " in guess(room, f"g{number}", "wrong")[0]
    assert "try again in 1 seconds" in guess(room, "right", "열려라")[0]
    assert " 001 " in guess(room, "other", "열려라", "10.0.0.8")[0]
    assert room_facts(room.world).wrong_passwords == (("10.0.0.7", FREE),)
    room.wait(2)
    assert " 001 " in guess(room, "later", "열려라")[0]
    assert room_facts(room.world).wrong_passwords == ()


def test_who_says_no_password_has_not_guessed() -> None:
    """It did not know that there is one."""
    room = Room(LOCKED)
    for number in range(2 * FREE):
        assert "Password incorrect" in guess(room, f"g{number}", "")[0]


def test_a_ban_meets_by_name_device_or_address() -> None:
    """Masks for the two that people type; a device exactly; of somebody unknown it knows nothing."""
    bans = Bans((Ban(BanKind.NICK, "Eve*"), Ban(BanKind.DEVICE, DEVICE), Ban(BanKind.ADDRESS, "10.0.0.?")))
    assert [bool(bans.find(nick=nick)) for nick in ("eve", "EVELYN", "ann", "")] == [True, True, False, False]
    assert [bool(bans.find(device=device)) for device in (DEVICE, DEVICE[:-1] + "*", "")] == [True, False, False]
    assert [bool(bans.find(address=address)) for address in ("10.0.0.7", "10.0.0.77")] == [True, False]
    assert (bans.remove(BanKind.NICK, "Eve*"), bans.remove(BanKind.NICK, "Eve*")) == (True, False)
    bans.add(Ban(BanKind.DEVICE, DEVICE, "again"))
    assert [ban.reason for ban in bans.all()] == ["again", ""]


@pytest.mark.parametrize(
    "ban", [Ban(BanKind.NICK, "eve", "spam"), Ban(BanKind.DEVICE, DEVICE, "spam"), Ban(BanKind.ADDRESS, "10.0.0.7", "spam")]
)
def test_who_is_banned_goes_and_does_not_come_back(ban: Ban) -> None:
    """Modern #erryourebannedcreep-465; the host and everybody else stay."""
    room = Room()
    room.join("ann", "eve", channel="#tea")
    room.say("ann", "OPER host secret")
    room.world.secure(room.session("eve").id, Security("TLSv1.3", DEVICE), room.now)
    room.clear()
    room.apply(room.world.ban(ban, room.now))
    told = room.got("eve")
    assert told[0].endswith(":You are banned from this room: spam")
    assert told[-1] == "ERROR :You are banned from this room"
    assert ":eve!~eve@10.0.0.7 QUIT :You are banned from this room" in room.got("ann")
    assert not room.is_closed("ann")
    room.open("again")
    if ban.kind is BanKind.DEVICE:
        room.apply(room.world.secure(room._ids["again"], Security("TLSv1.3", DEVICE), room.now))
    room.say("again", "NICK eve", "USER eve 0 * :Eve")
    assert room.is_closed("again")
    assert room_facts(room.world).bans == (ban,)
    room.world.bans.remove(ban.kind, ban.value)
    room.join("eve")
    assert not room.is_closed("eve")


def test_a_ban_ends_when_its_time_is_over() -> None:
    """The room looks about once a second; one without an end stays."""
    room = Room()
    for ban in (Ban(BanKind.NICK, "eve", until=room.now.wall + 60), Ban(BanKind.NICK, "mallory")):
        room.apply(room.world.ban(ban, room.now))
    room.apply(room.world.tick(room.now))
    assert [ban.value for ban in room.world.bans.all()] == ["eve", "mallory"]
    room.wait(60)
    room.apply(room.world.tick(room.now))
    assert [ban.value for ban in room.world.bans.all()] == ["mallory"]
    room.join("eve")
    assert not room.is_closed("eve")


def test_a_ban_without_a_reason_is_told_without_one() -> None:
    """From the start, by the room's configuration."""
    room = Room(replace(CONFIG, bans=(Ban(BanKind.ADDRESS, "10.0.0.7"),)))
    room.open("eve")
    assert room.got("eve")[0].endswith(":You are banned from this room")


def test_the_panel_is_told_who_is_there_and_how() -> None:
    """Also those who have not come in yet."""
    room = Room()
    room.join("ann", channel="#tea")
    room.say("ann", "OPER host secret")
    room.open("new", host="10.0.0.9")
    room.world.secure(room.session("new").id, Security("TLSv1.2", ""), room.now)
    assert room_facts(room.world).people == (
        PersonFacts(
            1, "ann", "10.0.0.7", PLAIN, is_registered=True, is_operator=True, signed_on=room.now.wall, account="", channels=("#tea",)
        ),
        PersonFacts(2, "", "10.0.0.9", Security("TLSv1.2", ""), is_registered=False, is_operator=False, signed_on=room.now.wall),
    )
