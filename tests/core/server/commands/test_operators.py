"""OPER KILL WALLOPS REHASH: who may order, and what happens then."""

from dataclasses import replace

import pytest

from desktop_chat.core.server.config import ConfigFile, ConfigProblem, RoomConfig, RoomLimits
from desktop_chat.core.server.password_hash import hash_password
from desktop_chat.core.wire.limits import KICK_BYTES
from tests.support.room import CONFIG, Room

LONG = "가" * 32
HASH = hash_password("secret", b"0123456789abcdef")


@pytest.fixture
def ruled(room: Room) -> Room:
    """Return a room with an operator, host, and with ann and bob in #tea."""
    room.join("host")
    room.join("ann", "bob", channel="#tea")
    room.say("host", "OPER host secret")
    room.clear()
    return room


def test_name_and_password_make_an_operator(room: Room) -> None:
    """Modern #oper-message: 381, and "a MODE message indicating their new user modes"."""
    room.join("ann")
    room.say("ann", "OPER host secret ignored")
    assert room.got("ann") == [
        ":desktop.chat 381 ann :You are now an IRC operator",
        ":ann!~ann@10.0.0.7 MODE ann +o",
    ]
    assert room.session("ann").is_operator


def test_who_is_an_operator_already_stays_one(ruled: Room) -> None:
    """Modern #oper-message: 381 again; there are no new modes to tell."""
    ruled.say("host", "OPER host secret")
    assert ruled.numerics("host") == ["381"]


@pytest.mark.parametrize("words", ["host wrong", "host secre", "host SECRET", "HOST secret", "nobody secret", "nobody :", "host :"])
def test_a_wrong_name_or_password_makes_nobody_an_operator(room: Room, words: str) -> None:
    """Modern #oper-message: 464, the same for an unknown name as for a wrong password."""
    room.join("ann")
    room.say("ann", f"OPER {words}")
    assert room.replies("ann") == [("464", "Password incorrect")]
    assert not room.session("ann").is_operator


def test_an_empty_password_opens_nothing() -> None:
    """A name without a password is a mistake of the host, not an open door."""
    room = Room(replace(CONFIG, operators={"host": ""}))
    room.join("ann")
    room.say("ann", "OPER host :")
    assert room.numerics("ann") == ["464"]


def test_a_password_may_be_in_any_script() -> None:
    """The room speaks UTF-8 (ISUPPORT UTF8ONLY)."""
    room = Room(replace(CONFIG, operators={"가람": "비밀 번호"}))
    room.join("ann")
    room.say("ann", "OPER 가람 :비밀 번호")
    assert room.session("ann").is_operator


def test_where_nobody_can_be_an_operator_that_is_said() -> None:
    """Modern #errnooperhost-491: the server does not "allow connections from this client's host to become an operator"."""
    room = Room(replace(CONFIG, operators={}))
    room.join("ann")
    room.say("ann", "OPER host secret")
    assert room.replies("ann") == [("491", "No O-lines for your host: this room has no operators")]


def test_a_password_may_be_kept_as_a_hash() -> None:
    """RFC 7914: it takes a moment, in which the room goes on and the session's next line waits."""
    room = Room(replace(CONFIG, operators={"host": HASH}))
    room.join("ann", "bob")
    room.say("ann", "OPER host wrong", "PING 1")
    assert room.got("ann") == []
    room.do_work()
    assert room.numerics("ann") == ["464", "PONG"]
    room.say("ann", "OPER host secret")
    room.do_work()
    assert room.numerics("ann") == ["381", "MODE"]


def test_guessing_is_slowed(room: Room) -> None:
    """After three wrong ones an address waits, longer each time; the right one meanwhile is not even looked at."""
    room.join("ann", "bob")
    room.say("ann", *["OPER host wrong"] * 3)
    room.clear()
    room.say("bob", "OPER host secret")
    assert room.replies("bob") == [("464", "Too many wrong passwords; try again in 1 seconds")]
    room.wait(1)
    room.say("bob", "OPER host wrong", "OPER host secret")
    assert room.replies("bob")[1] == ("464", "Too many wrong passwords; try again in 2 seconds")
    room.wait(2)
    room.say("bob", "OPER host secret")
    assert room.numerics("bob") == ["381", "MODE"]
    room.say("ann", "OPER host wrong", "OPER host secret")
    assert room.numerics("ann") == ["464", "381", "MODE"], "who knows it begins anew"


@pytest.mark.parametrize("line", ["KILL bob", "WALLOPS hello", "REHASH"])
def test_only_operators_order(ruled: Room, line: str) -> None:
    """Modern #errnoprivileges-481."""
    ruled.say("ann", line)
    assert ruled.replies("ann") == [("481", "Permission Denied- You're not an IRC operator")]
    assert not ruled.is_closed("bob")


def test_the_killed_learns_by_whom_and_the_others_see_it_quit(ruled: Room) -> None:
    """Modern #kill-message: KILL and QUIT and ERROR to the killed, QUIT to "every user sharing a channel with them"."""
    ruled.say("host", "KILL BOB :spam 광고")
    assert ruled.got("bob") == [
        ":host!~host@10.0.0.7 KILL bob :spam 광고",
        ":bob!~bob@10.0.0.7 QUIT :Killed (host (spam 광고))",
        "ERROR :Killed (host (spam 광고))",
    ]
    assert ruled.got("ann") == [":bob!~bob@10.0.0.7 QUIT :Killed (host (spam 광고))"]
    assert ruled.got("host") == []
    assert ruled.is_closed("bob")
    assert ruled.world.find_nick("bob") is None


@pytest.mark.parametrize("line", ["KILL bob", "KILL bob :"])
def test_a_kill_without_a_comment_still_has_a_reason(ruled: Room, line: str) -> None:
    """Modern #kill-message: the QUIT typically has the form "Killed (<killer> (<reason>))"."""
    ruled.say("host", line)
    assert ruled.replies("ann") == [("QUIT", "Killed (host (No reason given))")]


def test_a_long_comment_is_cut_to_what_the_lines_can_hold(room: Room) -> None:
    """RFC 2812 2.3: the KILL line and the QUIT line fit 512 bytes beside the longest names."""
    victim = "나" * 32
    room.join(LONG, victim)
    room.say(LONG, "OPER host secret", f"KILL {victim} :{'x' * 300}")
    kill, quit_line, error = room.replies(victim)
    assert kill == ("KILL", victim, "x" * KICK_BYTES)
    assert quit_line == ("QUIT", f"Killed ({LONG} ({'x' * KICK_BYTES}))")
    assert error[0] == "ERROR"


def test_an_operator_may_end_itself(ruled: Room) -> None:
    """Modern #kill-message makes no exception; the room goes on."""
    ruled.say("host", "KILL host :bye")
    assert ruled.is_closed("host")
    ruled.say("ann", "PRIVMSG host :?")
    assert ruled.numerics("ann") == ["401"]


@pytest.mark.parametrize(("nick", "reply"), [("nobody", ("401", "nobody", "No such nick")), (":", ("401", "*", "No such nick"))])
def test_nobody_of_that_name_is_killed(ruled: Room, nick: str, reply: tuple[str, ...]) -> None:
    """Modern #errnosuchnick-401."""
    ruled.say("host", f"KILL {nick}")
    assert ruled.replies("host") == [reply]


def test_a_server_is_not_killed(ruled: Room) -> None:
    """Modern #errcantkillserver-483."""
    ruled.say("host", "KILL desktop.chat :why")
    assert ruled.replies("host") == [("483", "You cant kill a server!")]


def test_wallops_reach_those_who_listen(ruled: Room) -> None:
    """Modern #wallops-message: "all currently connected users who have set the 'w' user mode"."""
    ruled.say("bob", "MODE bob +w")
    ruled.clear()
    ruled.say("host", "WALLOPS :the room closes at noon")
    assert ruled.got("bob") == [":host!~host@10.0.0.7 WALLOPS :the room closes at noon"]
    assert ruled.got("ann") == []
    assert ruled.got("host") == []


def test_wallops_to_nobody_are_no_mistake(ruled: Room) -> None:
    """Modern #wallops-message knows no reply but errors."""
    ruled.say("host", "WALLOPS hello")
    assert ruled.got("host") == []


def test_empty_wallops_are_refused(ruled: Room) -> None:
    """Modern #wallops-message: "The `<text>` SHOULD be non-empty"; 461."""
    ruled.say("host", "WALLOPS :")
    assert ruled.replies("host") == [("461", "WALLOPS", "Not enough parameters")]


def test_too_long_wallops_are_refused_whole(ruled: Room) -> None:
    """Longer input gets 417 and is dropped whole: with its source before it the line would not fit."""
    ruled.say("bob", "MODE bob +w")
    ruled.clear()
    ruled.say("host", f"WALLOPS :{'x' * 490}")
    assert ruled.numerics("host") == ["417"]
    assert ruled.got("bob") == []


def test_rehash_says_that_there_is_nothing_to_read(ruled: Room) -> None:
    """Modern #rehash-message: 382 is for who "has just successfully issued" it; IRCv3 standard-replies for the rest."""
    ruled.say("host", "REHASH")
    assert ruled.replies("host") == [
        ("FAIL", "REHASH", "NO_CONFIGURATION_FILE", "This room was opened without a configuration file"),
    ]


def rehashed(found: RoomConfig | ConfigProblem) -> Room:
    """Return a room whose configuration file now says something else; host has said REHASH, ann is there."""
    room = Room(replace(CONFIG, file=ConfigFile("room.toml", lambda: found)))
    room.join("ann", "host")
    room.say("host", "OPER host secret")
    room.clear()
    room.say("host", "REHASH", "PING later")
    assert room.got("host") == []
    room.do_work()
    return room


def test_rehash_reads_the_file_again() -> None:
    """Modern #rplrehashing-382: with the file's name. What people were told of the limits is told anew (#rplisupport-005)."""
    new = RoomConfig("another", "x", description="Tea", operators={"bob": "b"}, motd=("New",), admin="bob", limits=RoomLimits(targets=3))
    room = rehashed(replace(new, file=ConfigFile("room.toml", lambda: new)))
    targets = "TARGMAX=KICK:3,LIST:3,NAMES:3,NOTICE:3,PRIVMSG:3,TAGMSG:3,WHOIS:3,JOIN:,PART:"
    tokens = ("005", "MAXTARGETS=3", targets, "are supported by this server")
    assert room.replies("host") == [("382", "room.toml", "Rehashing"), tokens, ("PONG", "desktop.chat", "later")]
    assert room.replies("ann") == [tokens]
    room.say("ann", "MOTD", "ADMIN", "OPER bob b", "PRIVMSG a,b,c,d :hi", "VERSION")
    replies = room.replies("ann")
    assert ("372", "- New") in replies
    assert ("257", "Tea") in replies
    assert ("259", "bob") in replies
    assert ("407", "d", "At most 3 targets at once") in replies
    assert ("351", "desktop-chat-0", "desktop.chat", "우리 반") in replies, "what opened with the room stays"


def test_rehash_that_changes_no_limit_tells_nobody() -> None:
    """Only the operator."""
    room = rehashed(replace(CONFIG, admin="ann"))
    assert room.replies("host")[0] == ("382", "*", "Rehashing")
    assert room.got("ann") == []


@pytest.mark.parametrize(
    ("problem", "answer"),
    [
        (ConfigProblem(7, "room.motd"), ("INVALID_CONFIGURATION", "7", "room.motd", "in line 7, room.motd; nothing was changed")),
        (ConfigProblem(2, ""), ("INVALID_CONFIGURATION", "2", "*", "in line 2; nothing was changed")),
        (ConfigProblem(0, ""), ("CONFIGURATION_UNREADABLE", "could not be read; nothing was changed")),
    ],
)
def test_rehash_names_what_is_wrong_and_changes_nothing(problem: ConfigProblem, answer: tuple[str, ...]) -> None:
    """IRCv3 standard-replies."""
    room = rehashed(problem)
    (_, command, *words), _ = room.replies("host")
    assert (command, *words[:-1]) == ("REHASH", *answer[:-1])
    assert answer[-1] in words[-1]
    room.say("ann", "MOTD")
    assert ("372", "- Welcome!") in room.replies("ann")
