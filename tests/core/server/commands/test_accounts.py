"""REGISTER and VERIFY (IRCv3 account-registration)."""

from dataclasses import replace

import pytest

from desktop_chat.core.server.accounts import account_of
from desktop_chat.core.server.bans import Ban, BanKind
from desktop_chat.core.server.config import AccountRules
from desktop_chat.core.server.state import REGISTRATIONS
from desktop_chat.core.wire import limits
from tests.support.identity import DEVICE, PASSWORD, USER, account, log_in, secure
from tests.support.room import CONFIG, Room

SUCCESS = (
    ("REGISTER", "SUCCESS", "ann", "Account successfully registered"),
    ("900", "ann!~ann@10.0.0.7", "ann", "You are now logged in as ann"),
)


def register(room: Room, name: str, line: str) -> list[tuple[str, ...]]:
    """Let somebody register; return what it is told."""
    room.say(name, line)
    room.do_work()
    return room.replies(name)


@pytest.mark.parametrize("line", [f"REGISTER * * :{PASSWORD}", f"REGISTER ANN ann@example.org :{PASSWORD}", f"REGISTER ann * :{PASSWORD}"])
def test_a_member_registers_its_nick(room: Room, line: str) -> None:
    """IRCv3 account-registration, Commands: "If `<account>` is `*`, then this value is the user's current nickname"."""
    room.join("ann")
    assert register(room, "ann", line) == list(SUCCESS)
    assert room.session("ann").account == "ann"
    assert "example.org" not in str(room.kept)


def test_an_account_survives_a_restart(room: Room) -> None:
    """It is in the log before it is said to be there."""
    room.join("ann")
    register(room, "ann", f"REGISTER * * :{PASSWORD}")
    again = Room(kept=list(room.kept.values()))
    again.open("ann")
    again.say("ann", "CAP REQ sasl")
    log_in(again, "ann")
    assert again.numerics("ann")[-1] == "903"


def test_before_the_welcome_one_may_register_too(room: Room) -> None:
    """IRCv3 account-registration, `before-connect`."""
    room.open("ann")
    room.say("ann", "CAP LS 302", "NICK ann", "USER ann 0 * :Ann")
    listed = " ".join(reply[-1] for reply in room.replies("ann")).split()
    assert "draft/account-registration=before-connect,desktop-chat/device-key" in listed
    room.receive("ann", f"REGISTER * * :{PASSWORD}", "CAP END")
    assert room.got("ann") == []
    room.do_work()
    replies = room.replies("ann")
    assert replies[:2] == list(SUCCESS)
    assert replies[2][0] == "001"


def test_a_device_is_enough(room: Room) -> None:
    """`desktop-chat/device-key`: `*` in the password's place; the key was proven in the TLS handshake."""
    room.join("ann")
    secure(room, "ann")
    assert register(room, "ann", "REGISTER * * *") == list(SUCCESS)
    (record,) = room.kept.values()
    assert account_of(record) == account("ann", DEVICE, password=False)._replace(created=room.now.wall)


def test_a_device_and_a_password_are_both_kept(room: Room) -> None:
    """Either logs in from then on."""
    room.join("ann")
    secure(room, "ann")
    register(room, "ann", f"REGISTER * * :{PASSWORD}")
    kept = room.world.accounts.find("ann")
    assert kept is not None
    assert kept.devices == (DEVICE,)
    assert kept.password is not None


def test_a_device_has_one_account() -> None:
    """Else EXTERNAL could not tell who it is (RFC 4422 appendix A); a second account needs a password."""
    room = Room(kept=[account("ann", DEVICE).record()])
    room.join("bob")
    secure(room, "bob")
    assert register(room, "bob", "REGISTER * * *")[0][:4] == ("FAIL", "REGISTER", "WEAK_PASSWORD", "bob")
    register(room, "bob", f"REGISTER * * :{PASSWORD}")
    bob, ann = room.world.accounts.find("bob"), room.world.accounts.of_device(DEVICE)
    assert bob is not None
    assert ann is not None
    assert (bob.devices, ann.name) == ((), "ann")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("REGISTER bob * :a fine password", ("ACCOUNT_NAME_MUST_BE_NICK", "bob")),
        ("REGISTER n!u@h * x", ("ACCOUNT_NAME_MUST_BE_NICK", "n!u@h")),
        ("REGISTER ,가, * x x x x", ("ACCOUNT_NAME_MUST_BE_NICK", ",가,")),
        ("REGISTER * * :short", ("WEAK_PASSWORD", "ann")),
        ("REGISTER * * *", ("WEAK_PASSWORD", "ann")),
        ("REGISTER * * :", ("WEAK_PASSWORD", "ann")),
        ("REGISTER * * :" + "0123456789" * 31, ("UNACCEPTABLE_PASSWORD", "ann")),
        ("REGISTER * * :control \x07 sign", ("UNACCEPTABLE_PASSWORD", "ann")),
    ],
)
def test_what_is_no_registration_is_refused_with_its_code(room: Room, line: str, told: tuple[str, str]) -> None:
    """IRCv3 account-registration, Responses."""
    room.join("ann")
    (reply,) = register(room, "ann", line)
    assert reply[:2] == ("FAIL", "REGISTER")
    assert reply[2:4] == told
    assert room.kept == {}


@pytest.mark.parametrize("line", ["REGISTER", "REGISTER *", "REGISTER * *"])
def test_too_few_parameters_are_told_before_the_welcome_too(room: Room, line: str) -> None:
    """Modern #errneedmoreparams-461."""
    room.open("ann")
    assert register(room, "ann", line) == [("461", "REGISTER", "Not enough parameters")]


def test_bytes_that_are_no_utf_8_are_no_password(room: Room) -> None:
    """IRCv3 account-registration, Client considerations; utf8-only: `FAIL * INVALID_UTF8`."""
    room.join("ann")
    room.say("ann", b"REGISTER * * \xff\xfe\xfd password")
    assert room.replies("ann")[0][:3] == ("FAIL", "*", "INVALID_UTF8")


def test_without_a_nick_there_is_nothing_to_register(room: Room) -> None:
    """IRCv3 account-registration, NEED_NICK: "if the client sends `REGISTER` before sending a NICK command"."""
    room.open("ann")
    assert register(room, "ann", f"REGISTER * * :{PASSWORD}") == [("FAIL", "REGISTER", "NEED_NICK", "*", "Say your nick first")]


def test_a_name_that_is_taken_is_refused(room: Room) -> None:
    """IRCv3 account-registration, ACCOUNT_EXISTS; also of somebody who is here and has no account."""
    room.join("ann")
    room.open("eve")
    room.say("eve", "NICK ann")
    room.clear()
    assert register(room, "eve", f"REGISTER * * :{PASSWORD}") == [("FAIL", "REGISTER", "ACCOUNT_EXISTS", "ann", "This name is taken")]
    held = Room(replace(CONFIG, accounts=AccountRules(keeps_nicks=False)), kept=[account("ann").record()])
    held.join("ann")
    assert register(held, "ann", f"REGISTER * * :{PASSWORD}")[0][2] == "ACCOUNT_EXISTS"


def test_a_name_that_means_none_is_no_account(room: Room) -> None:
    """IRCv3 account-registration, BAD_ACCOUNT_NAME; IRCv3 whox: "`0` is used for `[account]` when the user is logged out"."""
    room.join("0")
    assert register(room, "0", f"REGISTER * * :{PASSWORD}")[0][2:4] == ("BAD_ACCOUNT_NAME", "0")


def test_who_is_logged_in_does_not_register_again(room: Room) -> None:
    """IRCv3 account-registration, ALREADY_AUTHENTICATED."""
    room.join("ann")
    register(room, "ann", f"REGISTER * * :{PASSWORD}")
    assert register(room, "ann", f"REGISTER * * :{PASSWORD}")[0][1:4] == ("REGISTER", "ALREADY_AUTHENTICATED", "ann")
    assert register(room, "ann", "VERIFY ann 1234")[0][1:4] == ("VERIFY", "ALREADY_AUTHENTICATED", "ann")


def test_nothing_is_there_to_be_verified(room: Room) -> None:
    """IRCv3 account-registration, INVALID_CODE: no registration waits for a code, before the welcome either."""
    room.open("ann")
    assert register(room, "ann", "VERIFY a!b :code") == [
        ("FAIL", "VERIFY", "INVALID_CODE", "a!b", "No account of this room waits for a code")
    ]
    assert register(room, "ann", "VERIFY ann") == [("461", "VERIFY", "Not enough parameters")]


def test_where_nobody_registers_the_capability_is_not_there() -> None:
    """IRCv3 account-registration, Capability: its "presence signifies that the server accepts the `REGISTER` command"."""
    room = Room(replace(CONFIG, accounts=AccountRules(registration=False)))
    room.join("ann")
    room.say("ann", "CAP LS 302")
    assert "draft/account-registration" not in room.got("ann")[0]
    assert register(room, "ann", f"REGISTER * * :{PASSWORD}")[0][1:4] == ("REGISTER", "DISALLOWED", "ann")


def test_registering_does_not_lead_past_the_room_s_password() -> None:
    """IRCv3 account-registration, Server considerations: it "cannot be used to bypass" what PASS asks for."""
    room = Room(replace(CONFIG, password="열려라"))
    for name, said in (("eve", ""), ("joe", "PASS wrong")):
        room.open(name)
        room.say(name, *([said] if said else []), f"NICK {name}", f"REGISTER * * :{PASSWORD}")
        assert room.numerics(name) == ["464", "ERROR"]
    room.open("ann")
    room.say("ann", "PASS :열려라", "NICK ann")
    assert register(room, "ann", f"REGISTER * * :{PASSWORD}")[0] == SUCCESS[0]


def test_one_address_does_not_register_for_ever(room: Room) -> None:
    """A classroom at once, then one a minute; a name with a problem costs nothing."""
    for number in range(int(REGISTRATIONS.burst)):
        name = f"guest{number}"
        room.join(name)
        secure(room, name, f"{number:064x}")
        assert register(room, name, "REGISTER * * *")[0][1] == "SUCCESS"
    room.join("late")
    secure(room, "late")
    assert register(room, "late", "REGISTER * * *")[0][1:4] == ("REGISTER", "TEMPORARILY_UNAVAILABLE", "late")
    assert register(room, "late", f"REGISTER * * :{PASSWORD}")[0][2] == "TEMPORARILY_UNAVAILABLE"
    room.wait(61)
    assert register(room, "late", "REGISTER * * *")[0][1] == "SUCCESS"


def test_a_room_has_only_so_many_accounts(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound on what strangers can make the log keep."""
    monkeypatch.setattr("desktop_chat.core.server.commands.accounts.ACCOUNTS", 0)
    assert limits.ACCOUNTS > 0
    room.join("ann")
    assert register(room, "ann", f"REGISTER * * :{PASSWORD}")[0][2] == "TEMPORARILY_UNAVAILABLE"


def test_a_banned_name_is_registered_for_nothing(room: Room) -> None:
    """Whoever is then that account goes (Modern #erryourebannedcreep-465)."""
    room.world.bans.add(Ban(BanKind.ACCOUNT, "a*"))
    room.open("ann")
    room.say("ann", "NICK ann", USER)
    room.clear()
    assert [reply[0] for reply in register(room, "ann", f"REGISTER * * :{PASSWORD}")] == ["REGISTER", "900", "465", "ERROR"]


def test_a_password_that_cannot_be_hashed_makes_no_account(room: Room) -> None:
    """Such as for want of memory."""
    room.join("ann")
    room.say("ann", f"REGISTER * * :{PASSWORD}")
    room.apply(room.world.resume(room.work.popleft(), MemoryError(), room.now))
    assert room.replies("ann")[0][1:4] == ("REGISTER", "TEMPORARILY_UNAVAILABLE", "ann")
    assert room.session("ann").account == ""


def test_where_an_account_is_required_it_is_said_so() -> None:
    """IRCv3 account-registration: `draft/ACCOUNTREQUIRED`, and `FAIL * ACCOUNT_REQUIRED` at the end of the registration."""
    room = Room(replace(CONFIG, accounts=AccountRules(required=True)))
    room.open("old")
    room.say("old", "NICK old", USER)
    assert [reply[:3] for reply in room.replies("old")] == [("FAIL", "*", "ACCOUNT_REQUIRED"), ("ERROR", "An account is required")]
    room.open("ann")
    room.say("ann", "CAP REQ :sasl", "NICK ann", USER, "CAP END")
    assert room.replies("ann")[-1][:3] == ("FAIL", "*", "ACCOUNT_REQUIRED")
    replies = register(room, "ann", f"REGISTER * * :{PASSWORD}")
    assert [reply[0] for reply in replies[:3]] == ["REGISTER", "900", "001"]
    assert "draft/ACCOUNTREQUIRED" in " ".join(" ".join(reply) for reply in replies if reply[0] == "005").split()
