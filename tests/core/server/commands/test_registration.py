"""From the first line to the welcome, and the way out (Modern #connection-messages)."""

from dataclasses import replace

import pytest

from desktop_chat.core.wire import limits
from tests.support.room import CONFIG, Room

LOCKED = replace(CONFIG, password="열려라 참깨")
USER = "USER ann 0 * :Ann Lee"
LUSERS = ("251", "252", "253", "254", "255", "265", "266")


@pytest.fixture
def door(room: Room) -> Room:
    """Return a room with ann in front of its door."""
    room.open("ann")
    return room


@pytest.mark.parametrize("lines", [("NICK ann", USER), (USER, "NICK ann"), ("USER x x x x", USER, "NICK ann")])
def test_nick_and_user_in_any_order_are_enough(door: Room, lines: tuple[str, ...]) -> None:
    """Modern #connection-registration."""
    door.say("ann", *lines[:-1])
    assert door.got("ann") == []
    door.say("ann", lines[-1])
    assert "001" in door.numerics("ann")


def test_the_welcome_has_all_its_parts_in_order(door: Room) -> None:
    """Modern #connection-registration: 001 to 004, 005, LUSERS, MOTD."""
    door.say("ann", "NICK ann", USER)
    messages = door.messages("ann")
    order = list(dict.fromkeys(message.command for message in messages))
    assert order == ["001", "002", "003", "004", "005", *LUSERS, "375", "372", "376"]
    assert messages[0].params == ("ann", "Welcome to the 우리 반 Network, ann!~ann@10.0.0.7")
    assert messages[2].params[-1] == "This server was created 2023-11-14T22:13:20.000Z"
    assert messages[3].params == ("ann", "desktop.chat", "desktop-chat-0", "BZiow", "CIRbehiklmnorstv", "Ibehklov")
    assert {message.source for message in messages} == {"desktop.chat"}


@pytest.mark.parametrize("line", ["USER ann 0 * :", "USER :", "USER ann 0 *"])
def test_an_empty_name_is_none(door: Room, line: str) -> None:
    """Modern #user-message: it "MUST not be empty"; the server "SHOULD reject the command with ERR_NEEDMOREPARAMS"."""
    door.say("ann", "NICK ann", line)
    assert door.numerics("ann") == ["461"]


@pytest.mark.parametrize("line", [USER, "PASS x"])
def test_who_is_in_does_not_register_again(room: Room, line: str) -> None:
    """Modern #erralreadyregistered-462."""
    room.join("ann")
    room.say("ann", line)
    assert room.replies("ann") == [("462", "You may not reregister")]


@pytest.mark.parametrize("said", ["PASS :열려라 참깨", None, "PASS wrong", "PASS :"])
def test_a_locked_room_lets_in_who_knows_the_password(said: str | None) -> None:
    """Modern #pass-message: else 464, "and MAY then close the connection with ERROR"."""
    room = Room(LOCKED)
    room.open("ann")
    room.say("ann", *([said] if said else []), "NICK ann", USER)
    if said == "PASS :열려라 참깨":
        assert room.numerics("ann")[0] == "001"
        assert room.session("ann").password is None
    else:
        assert room.got("ann") == [":desktop.chat 464 ann :Password incorrect", "ERROR :Bad Password"]
        assert room.is_closed("ann")
        assert room.world.sessions == {}


def test_the_last_password_counts() -> None:
    """Modern #pass-message: "only the last one sent is used for verification"."""
    room = Room(LOCKED)
    room.open("ann")
    room.say("ann", "PASS wrong", "PASS :열려라 참깨", "NICK ann", USER)
    assert room.numerics("ann")[0] == "001"


def test_an_open_room_does_not_mind_a_password(door: Room) -> None:
    """Clients send what they have saved."""
    door.say("ann", "PASS anything", "NICK ann", USER)
    assert door.numerics("ann")[0] == "001"


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("NICK", ("431", "No nickname given")),
        ("NICK :", ("431", "No nickname given")),
        ("NICK a!b", ("432", "a!b", "Erroneous nickname: it holds a character that names cannot have")),
        ("NICK :two words", ("432", "twowords", "Erroneous nickname: it holds a character that names cannot have")),
        ("NICK NickServ", ("432", "NickServ", "Erroneous nickname: it looks like the name of a service")),
        ("NICK BOB", ("433", "BOB", "Nickname is already in use")),
    ],
)
def test_a_nick_that_cannot_be_had_is_refused(room: Room, line: str, reply: tuple[str, ...]) -> None:
    """Modern #errnonicknamegiven-431, #errerroneusnickname-432, #errnicknameinuse-433; nothing else changes."""
    room.join("ann", "bob")
    room.say("ann", line)
    assert room.replies("ann") == [reply]
    assert room.session("ann").nick == "ann"


def test_a_nick_is_taken_before_the_welcome(door: Room) -> None:
    """Else two who wait would be welcomed under one name."""
    door.open("bob")
    door.say("ann", "NICK ann")
    door.say("bob", "NICK Ann")
    assert door.replies("bob") == [("433", "Ann", "Nickname is already in use")]
    door.say("ann", "NICK other")
    door.say("bob", "NICK Ann", "USER bob 0 * :Bob")
    assert door.messages("bob")[0].params[0] == "Ann"


def test_a_new_nick_is_told_to_all_who_share_a_channel_once(room: Room) -> None:
    """Modern #nick-message: "the `<source>` of the message will be the old" name; strangers hear nothing."""
    room.join("ann", "bob", channel="#tea")
    room.join("eve")
    room.say("ann", "JOIN #cha")
    room.say("bob", "JOIN #cha")
    room.clear()
    room.say("ann", "NICK 가람")
    assert room.got("ann") == room.got("bob") == [":ann!~ann@10.0.0.7 NICK 가람"]
    assert room.got("eve") == []
    assert room.world.find_nick("ann") is None


def test_a_nick_in_another_case_is_a_change_and_the_same_one_is_none(room: Room) -> None:
    """Modern #nick-message."""
    room.join("ann")
    room.say("ann", "NICK ann", "NICK Ann")
    assert room.got("ann") == [":ann!~ann@10.0.0.7 NICK Ann"]


@pytest.mark.parametrize(
    ("user", "shown"),
    [("ann", "~ann"), ("a b@c!d:*", "~abcd"), ("가람", "~user"), ("", "~user"), ("_a-b.c", "~_a-b.c"), ("x" * 30, "~" + "x" * 11)],
)
def test_a_user_name_is_made_fit_for_a_source(door: Room, user: str, shown: str) -> None:
    """Modern #user-message: "prefixed by a tilde", "silently truncated", and if it is empty "a default value instead"."""
    door.say("ann", "NICK ann", f"USER {user.replace(' ', '') or '*'} 0 * :Ann")
    assert door.session("ann").source == f"ann!{shown}@10.0.0.7"


def test_a_real_name_is_cut_to_whole_characters(door: Room) -> None:
    """It must fit WHOIS (311)."""
    door.say("ann", "NICK ann", f"USER ann 0 * :{'가' * 100}")
    assert door.session("ann").realname == "가" * (limits.REALNAME_BYTES // 3)


def test_ping_is_answered_with_the_same_token_before_the_welcome_too(door: Room) -> None:
    """Modern #ping-message, #pong-message: some clients wait for it; a PONG is answered by nothing."""
    door.say("ann", "PING :two words", "PONG", "PONG x", "PING :")
    assert door.got("ann") == [":desktop.chat PONG desktop.chat :two words", ":desktop.chat PONG desktop.chat :"]


def test_a_token_too_long_for_the_answer_is_cut(room: Room) -> None:
    """RFC 2812 2.3: 512 bytes, the server's name before the token included."""
    room.join("ann")
    token = "가" * 168
    room.say("ann", f"PING {token}")
    ((command, _, told),) = room.replies("ann")
    assert command == "PONG"
    assert token.startswith(told)
    assert len(told) > 150


@pytest.mark.parametrize(("line", "reason"), [("QUIT", "Quit"), ("QUIT :", "Quit"), ("QUIT :good night", "Quit: good night")])
def test_who_quits_is_told_to_all_who_share_a_channel(room: Room, line: str, reason: str) -> None:
    """Modern #quit-message: own words begin with "Quit: " (without any, as Ergo says it), and ERROR is the acknowledgement."""
    room.join("ann", "bob", channel="#tea")
    room.join("eve")
    room.say("ann", line)
    assert room.got("bob") == [f":ann!~ann@10.0.0.7 QUIT{' :' if ' ' in reason else ' '}{reason}"]
    assert room.got("ann") == [f"ERROR{' :' if ' ' in reason else ' '}{reason}"]
    assert room.got("eve") == []
    assert room.is_closed("ann")
    assert room.world.find_nick("ann") is None


def test_a_long_last_word_is_cut_to_fit_with_the_longest_name(room: Room) -> None:
    """RFC 2812 2.3; the driver holds every line to 512 bytes."""
    nick = "가" * 32
    room.join(nick, "bob", channel="#tea")
    room.say(nick, f"QUIT :{'잘 자 ' * 60}")
    ((_, words),) = room.replies("bob")
    assert words.startswith("Quit: 잘 자 잘 자 ")


def test_who_was_never_in_leaves_without_a_trace(door: Room) -> None:
    """Nobody knew them; the name is free again."""
    door.say("ann", "NICK ann", "QUIT")
    assert door.is_closed("ann")
    assert door.world.nicks == {}
    assert not door.world.departed
