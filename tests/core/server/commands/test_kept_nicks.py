"""A registered nick is kept for its owner (Modern #nick-message; IRCv3 sasl-3.1)."""

from dataclasses import replace

import pytest

from desktop_chat.core.server.bans import Ban, BanKind
from desktop_chat.core.server.config import AccountRules
from desktop_chat.core.server.login import GHOST
from tests.support.identity import DEVICE, USER, account, log_in, secure
from tests.support.room import CONFIG, Room

IS_KEPT = ("433", "ann", "Nickname is registered: log in to use it")
CAPS = "CAP REQ :sasl account-notify"
EXTERNAL = ("AUTHENTICATE EXTERNAL", "AUTHENTICATE +")


@pytest.fixture
def room() -> Room:
    """Return a room with the account ann."""
    return Room(kept=[account("ann", DEVICE).record()])


def knock(room: Room, name: str, *lines: str, device: str = "") -> None:
    """Let somebody connect by TLS and say lines."""
    room.open(name)
    secure(room, name, device)
    room.say(name, *lines)


def come_in(room: Room, name: str, nick: str = "ann") -> None:
    """Let ann come in as its owner does."""
    knock(room, name, CAPS, f"NICK {nick}", USER, *EXTERNAL, "CAP END", device=DEVICE)


def test_a_stranger_is_refused_at_once(room: Room) -> None:
    """Modern #errnicknameinuse-433: a client without capabilities cannot log in any more."""
    knock(room, "eve", "NICK ann", USER)
    assert room.replies("eve") == [IS_KEPT]
    room.say("eve", "NICK eve")
    assert room.numerics("eve")[0] == "001"
    room.say("eve", "NICK ANN")
    assert room.replies("eve")[-1] == ("433", "ANN", IS_KEPT[2])


def test_the_owner_says_its_nick_before_it_logs_in(room: Room) -> None:
    """As most clients do; it is not refused before it had the chance, and nobody else gets the nick meanwhile."""
    knock(room, "ann", CAPS, "NICK ann", USER, device=DEVICE)
    assert room.numerics("ann") == ["CAP"]
    knock(room, "eve", CAPS, "NICK ann", USER)
    room.say("ann", *EXTERNAL, "CAP END")
    assert [*room.numerics("ann")][1:4] == ["900", "903", "001"]
    assert room.session("ann").nick == "ann"
    room.clear()
    room.say("eve", "CAP END")
    assert room.replies("eve") == [IS_KEPT]
    room.say("eve", "NICK other")
    assert room.numerics("eve")[0] == "001"


def test_a_stranger_is_refused_when_it_could_have_logged_in_and_did_not(room: Room) -> None:
    """It keeps the name it had before, if there was one."""
    knock(room, "eve", CAPS, "NICK eve", "NICK ann", USER)
    room.clear()
    room.say("eve", "CAP END")
    replies = room.replies("eve")
    assert replies[0] == IS_KEPT
    assert replies[1][0] == "001"
    assert room.session("eve").nick == "eve"


def test_who_logs_in_as_another_does_not_get_the_nick() -> None:
    """An account has its own name and no other's."""
    room = Room(kept=[account("ann").record(), account("bob").record()])
    knock(room, "bob", CAPS, "NICK ann", USER)
    log_in(room, "bob")
    room.clear()
    room.say("bob", "CAP END")
    assert room.replies("bob") == [IS_KEPT]


def test_a_ghost_gives_the_nick_back(room: Room) -> None:
    """Ergo does so: the connection that was lost without a word ends, others see it quit, and its owner is back under its name."""
    come_in(room, "before")
    room.join("eve", channel="#tea")
    room.say("before", "JOIN #tea")
    room.clear()
    come_in(room, "after")
    assert room.replies("before") == [("FAIL", "*", "TAKEN_OVER", GHOST), ("ERROR", GHOST)]
    assert room.got("eve") == [f":ann!~u@10.0.0.7 QUIT :{GHOST}"]
    assert room.session("after").nick == "ann"
    assert room.is_closed("before")


def test_a_member_takes_any_nick_of_its_other_sessions(room: Room) -> None:
    """After the welcome too."""
    come_in(room, "phone", "ann-phone")
    come_in(room, "desk")
    room.clear()
    room.say("desk", "NICK ann-phone")
    assert room.is_closed("phone")
    assert room.got("desk") == [":ann!~u@10.0.0.7 NICK ann-phone"]


def test_nobody_takes_the_nick_of_another_session(room: Room) -> None:
    """Neither a member's without an account, nor with one."""
    come_in(room, "ann", "named")
    room.join("free")
    knock(room, "eve", CAPS, "NICK free")
    assert room.replies("eve")[-1] == ("433", "free", "Nickname is already in use")
    room.say("eve", "NICK named", USER)
    assert room.got("eve") == []
    room.say("eve", "CAP END")
    assert room.replies("eve") == [("433", "named", "Nickname is already in use")]


def test_a_room_may_keep_no_nicks() -> None:
    """First come, first served."""
    room = Room(replace(CONFIG, accounts=AccountRules(keeps_nicks=False)), kept=[account("ann").record()])
    room.join("ann")
    assert room.session("ann").nick == "ann"


def test_a_room_may_give_guests_another_nick() -> None:
    """Whoever takes no other by itself; Modern #rplwelcome-001 tells it, as the first parameter of every numeric."""
    nick = "가" * 32
    rules = AccountRules(renames_guests=True)
    room = Room(replace(CONFIG, accounts=rules), kept=[account(name).record() for name in ("ann", "ann_3", nick)])
    for name, given in (("one", "ann_2"), ("two", "ann_4")):
        knock(room, name, "NICK ann", USER)
        note, welcome = room.messages(name)[:2]
        assert note.params == ("NICK", "NICKNAME_RESERVED", "ann", f"Nickname is registered: you are called {given} instead")
        assert (welcome.command, welcome.params[0]) == ("001", given)
    knock(room, "long", f"NICK {nick}", USER)
    assert room.session("long").nick == "가" * 30 + "_2"
    knock(room, "late", CAPS, "NICK ann", USER, "CAP END")
    assert room.session("late").nick == "ann_5"
    room.clear()
    room.say("late", "NICK ann")
    assert room.replies("late") == [IS_KEPT]


def test_a_banned_account_goes_as_soon_as_it_is_known() -> None:
    """Modern #erryourebannedcreep-465: before the welcome and after it; whoever bans it ends who is in."""
    room = Room(replace(CONFIG, bans=(Ban(BanKind.ACCOUNT, "ann"),)), kept=[account("ann", DEVICE).record()])
    come_in_quietly = (CAPS, "NICK other", USER, *EXTERNAL)
    knock(room, "ann", *come_in_quietly, device=DEVICE)
    assert room.numerics("ann")[-4:] == ["900", "903", "465", "ERROR"]
    room.world.bans.remove(BanKind.ACCOUNT, "ann")
    come_in(room, "again")
    room.clear()
    room.apply(room.world.ban(Ban(BanKind.ACCOUNT, "a*", "spam"), room.now))
    assert room.numerics("again") == ["465", "ERROR"]
    room.join("guest", caps="sasl")
    log_in(room, "guest", "ann")
    assert room.is_closed("guest")
