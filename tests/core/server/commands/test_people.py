"""ISON USERHOST WHOIS WHOWAS: what the room tells about people, and to whom."""

import pytest

from tests.support.room import LIMITS, Room

LONG = "가" * 32
"""A nick of 96 bytes: the longest."""


def test_ison_lists_those_who_are_here_as_they_write_themselves(room: Room) -> None:
    """RFC 2812 4.9: nicks in any case, in one parameter or several; those not here are left out, each is told once."""
    room.join("Ann", "가람")
    room.say("Ann", "ISON ANN nobody :가람 ann")
    assert room.replies("Ann") == [("303", "Ann 가람")]


def test_ison_of_nobody_is_an_empty_list(room: Room) -> None:
    """RFC 2812 4.9: the reply comes also when none of them is here; who has not registered is not here."""
    room.join("ann")
    room.open("bob")
    room.say("bob", "NICK bob")
    room.say("ann", "ISON bob", "ISON :")
    assert room.replies("ann") == [("303", ""), ("303", "")]


def test_no_nick_is_cut_when_they_do_not_fit_one_line(room: Room) -> None:
    """RFC 2812 2.3: a line has 512 bytes; the rest goes on in the next."""
    nicks = [f"{number}{'가' * 30}" for number in range(5)]
    room.join(LONG, *nicks)
    room.say(LONG, f"ISON :{' '.join(nicks)}")
    replies = room.replies(LONG)
    assert {code for code, _ in replies} == {"303"}
    assert len(replies) == 2
    assert [nick for _, line in replies for nick in line.split()] == nicks


def test_userhost_tells_operators_and_who_is_away(room: Room) -> None:
    """Modern #rpluserhost-302: `*` for operators, `-` for those away, `+` for the others."""
    room.join("ann", "bob")
    room.say("ann", "OPER host secret")
    room.say("bob", "AWAY :lunch")
    room.clear()
    room.say("ann", "USERHOST ann BOB nobody bob")
    assert room.replies("ann") == [("302", "ann*=+~ann@10.0.0.7 bob=-~bob@10.0.0.7")]


def test_userhost_of_nobody_is_an_empty_list(room: Room) -> None:
    """Modern #rpluserhost-302: "(if there are any results)"."""
    room.join("ann")
    room.say("ann", "USERHOST nobody", "USERHOST :")
    assert room.replies("ann") == [("302", ""), ("302", "")]


def test_userhost_takes_five_nicks(room: Room) -> None:
    """Modern #userhost-message: "takes up to five nicknames"; long ones go on in another line."""
    nicks = [f"{number}{'가' * 30}" for number in range(6)]
    room.join("ann", *nicks)
    room.say("ann", f"USERHOST {' '.join(nicks[:4])}", f"USERHOST {' '.join('abcde')} ann")
    *lines, none_of_the_first_five = room.replies("ann")
    assert [word.partition("=")[0] for _, line in lines for word in line.split()] == nicks[:4]
    assert none_of_the_first_five == ("302", "")


def test_whois_tells_what_a_stranger_may_know(room: Room) -> None:
    """Modern #whois-message: 311 319 312 317 318; idle since the last message, signed on at the welcome."""
    room.join("ann")
    room.join("bob", channel="#tea")
    room.wait(60)
    room.say("bob", "PRIVMSG #tea :hello")
    room.wait(7)
    room.say("ann", "WHOIS BOB")
    assert room.replies("ann") == [
        ("311", "bob", "~bob", "10.0.0.7", "*", "bob real"),
        ("319", "bob", "@#tea"),
        ("312", "bob", "desktop.chat", "The room 우리 반"),
        ("317", "bob", "7", "1700000000", "seconds idle, signon time"),
        ("318", "BOB", "End of /WHOIS list"),
    ]


def test_whois_tells_operators_and_those_away(room: Room) -> None:
    """Modern #rplwhoisoperator-313 and #rplaway-301."""
    room.join("ann", "bob")
    room.say("bob", "OPER host secret", "AWAY :lunch")
    room.say("ann", "WHOIS bob")
    replies = room.replies("ann")
    assert ("313", "bob", "is an IRC operator") in replies
    assert ("301", "bob", "lunch") in replies


def test_whois_tells_a_bot(room: Room) -> None:
    """IRCv3 bot-mode, The `RPL_WHOISBOT` (335) numeric."""
    room.join("ann", "robodan")
    room.say("robodan", "MODE robodan +B")
    room.say("ann", "WHOIS robodan", "WHOIS ann")
    assert [reply for reply in room.replies("ann") if reply[0] == "335"] == [("335", "robodan", "is a bot in 우리 반")]


@pytest.mark.parametrize("asking", ["host", "bob"])
def test_address_and_modes_are_for_oneself_and_operators(room: Room, asking: str) -> None:
    """Modern #whois-message: some numerics "only to the client itself and to servers operators"."""
    room.join("host", "bob", "ann")
    room.say("host", "OPER host secret")
    room.say("bob", "MODE bob +iw")
    room.clear()
    room.say(asking, "WHOIS bob")
    replies = room.replies(asking)
    assert ("378", "bob", "is connecting from ~bob@10.0.0.7") in replies
    assert ("379", "bob", "is using modes +iw") in replies
    room.say("ann", "WHOIS bob")
    assert not {"378", "379"} & set(room.numerics("ann"))


def channels_told(room: Room, asking: str, nick: str) -> list[str]:
    """Return the channels that WHOIS of *nick* tells to somebody."""
    room.clear()
    room.say(asking, f"WHOIS {nick}")
    return [name for code, *rest in room.replies(asking) if code == "319" for name in rest[-1].split()]


def test_a_secret_channel_is_told_to_its_members_and_to_operators(room: Room) -> None:
    """Modern #rplwhoischannels-319: "affected by the secret channel mode"."""
    room.join("host", "ann", "bob", "eve")
    room.say("bob", "JOIN #open", "JOIN #secret", "MODE #secret +s")
    room.say("ann", "JOIN #secret")
    room.say("host", "OPER host secret")
    assert channels_told(room, "eve", "bob") == ["@#open"]
    assert channels_told(room, "ann", "bob") == ["@#open", "@#secret"]
    assert channels_told(room, "host", "bob") == ["@#open", "@#secret"]
    assert channels_told(room, "bob", "bob") == ["@#open", "@#secret"]


def test_of_somebody_invisible_only_shared_channels_are_told(room: Room) -> None:
    """Modern #rplwhoischannels-319: "and the invisible user mode"."""
    room.join("ann", "bob", "eve")
    room.say("bob", "JOIN #open", "JOIN #shared", "MODE bob +i")
    room.say("ann", "JOIN #shared")
    assert channels_told(room, "ann", "bob") == ["@#shared"]
    assert channels_told(room, "eve", "bob") == []


def test_all_prefixes_are_for_clients_that_want_them(room: Room) -> None:
    """Modern #rplwhoischannels-319: "the highest"; IRCv3 multi-prefix: all of them, also in WHOIS."""
    room.join("ann")
    room.join("new", caps="multi-prefix")
    room.join("bob", channel="#tea")
    room.say("bob", "MODE #tea +v bob")
    assert channels_told(room, "ann", "bob") == ["@#tea"]
    assert channels_told(room, "new", "bob") == ["@+#tea"]


def test_no_channel_is_cut_when_they_do_not_fit_one_line(room: Room) -> None:
    """Modern #rplwhoischannels-319: it "can be sent multiple times"."""
    names = [f"#{number:02}{'가' * 28}" for number in range(12)]
    room.join("ann", LONG)
    room.say(LONG, *(f"JOIN {name}" for name in names))
    assert channels_told(room, "ann", LONG) == [f"@{name}" for name in names]
    room.say(LONG, f"WHOIS {LONG}")
    assert room.numerics(LONG).count("319") > 1


def test_whois_of_several_ends_once_with_the_list_as_it_was_asked(room: Room) -> None:
    """Modern #rplendofwhois-318: "this MUST be the comma-separated list of nicks"; unknown ones get 401."""
    room.join("ann", "bob")
    room.say("ann", "WHOIS Bob,nobody,,ann")
    replies = room.replies("ann")
    assert [reply[1] for reply in replies if reply[0] in {"311", "401"}] == ["bob", "nobody", "ann"]
    assert replies[-1] == ("318", "Bob,nobody,,ann", "End of /WHOIS list")
    assert [reply[0] for reply in replies].count("318") == 1


def test_whois_drops_targets_beyond_its_limit(room: Room) -> None:
    """Modern #whois-message: TARGMAX; servers may "drop targets"; RFC 2812 has 407 to say so."""
    room.join("ann")
    room.say("ann", f"WHOIS {','.join(['x'] * (LIMITS.targets + 1))}")
    assert room.numerics("ann") == ["407"] + ["401"] * LIMITS.targets + ["318"]


@pytest.mark.parametrize("server", ["desktop.chat", "*.chat", "bob", "ann"])
def test_whois_takes_this_server_or_somebody_on_it(room: Room, server: str) -> None:
    """Modern #whois-message: "<target> … SHOULD be a server name or the nick of a user"."""
    room.join("ann", "bob")
    room.say("ann", f"WHOIS {server} bob")
    assert ("311", "bob", "~bob", "10.0.0.7", "*", "bob real") in room.replies("ann")


def test_whois_at_another_server_finds_no_server(room: Room) -> None:
    """Modern #whois-message: 402, and 318 "even if it did not send any other numeric"."""
    room.join("ann")
    room.say("ann", "WHOIS irc.example.org ann")
    assert room.replies("ann") == [("402", "irc.example.org", "No such server"), ("318", "ann", "End of /WHOIS list")]


def test_whois_of_somebody_unknown_twice_is_about_the_person(room: Room) -> None:
    """`WHOIS nick nick` asks for the idle time (Modern #whois-message): it is the nick that is unknown."""
    room.join("ann")
    room.say("ann", "WHOIS eve eve", "WHOIS ,")
    assert room.numerics("ann") == ["401", "318", "401", "318"]


@pytest.mark.parametrize("line", ["WHOIS :", "WHOIS ann :", "WHOWAS :"])
def test_an_empty_nick_is_no_nick(room: Room, line: str) -> None:
    """Modern #errnonicknamegiven-431: listed by WHOIS, and WHOWAS SHOULD "send a single reply"."""
    room.join("ann")
    room.say("ann", line)
    assert room.replies("ann") == [("431", "No nickname given")]


def test_whowas_tells_the_last_first(room: Room) -> None:
    """Modern #whowas-message: "returning the most recent entry first", by name in any case, with the time of leaving."""
    room.join("ann")
    for host, seconds in (("10.0.0.8", 60), ("10.0.0.9", 1)):
        room.open("eve", host=host)
        room.say("eve", "NICK Eve", "USER eve 0 * :Eve")
        room.wait(seconds)
        room.say("eve", "QUIT")
    room.clear()
    room.say("ann", "WHOWAS eve")
    assert room.replies("ann") == [
        ("314", "Eve", "~eve", "10.0.0.9", "*", "Eve"),
        ("312", "Eve", "desktop.chat", "2023-11-14T22:14:21.000Z"),
        ("314", "Eve", "~eve", "10.0.0.8", "*", "Eve"),
        ("312", "Eve", "desktop.chat", "2023-11-14T22:14:20.000Z"),
        ("369", "eve", "End of WHOWAS"),
    ]


def test_an_old_nick_is_remembered(room: Room) -> None:
    """Modern #whowas-message: "due to a nickname change or the user leaving"."""
    room.join("ann", "bob")
    room.say("bob", "NICK rob")
    room.say("ann", "WHOWAS bob")
    assert room.numerics("ann") == ["314", "312", "369"]


@pytest.mark.parametrize(("count", "told"), [("1", 1), ("2", 2), ("9" * 30, 3), ("0", 3), ("-1", 3), ("many", 3), ("", 3), ("²", 3)])
def test_whowas_tells_as_many_as_asked(room: Room, count: str, told: int) -> None:
    """Modern #whowas-message: "`<count>` SHOULD be a positive number. Otherwise, a full search is done"."""
    room.join("ann", "bob")
    room.say("bob", "NICK rob", "NICK bob", "NICK rob", "NICK bob", "NICK rob")
    room.say("ann", f"WHOWAS bob :{count}")
    assert room.numerics("ann").count("314") == told


def test_who_was_never_here_was_not(room: Room) -> None:
    """Modern #whowas-message: 406, "followed with RPL_ENDOFWHOWAS"; who never registered was never here."""
    room.join("ann")
    room.open("eve")
    room.say("eve", "NICK eve", "QUIT")
    room.say("ann", "WHOWAS eve")
    assert room.replies("ann") == [("406", "eve", "There was no such nickname"), ("369", "eve", "End of WHOWAS")]


def test_an_address_that_begins_with_a_colon_is_told_whole(room: Room) -> None:
    """Modern #rplwhoisuser-311: `<host>` cannot start with a colon; "prefixed with a zero"."""
    room.open("ann", host="::1")
    room.say("ann", "NICK ann", "USER ann 0 * :Ann")
    room.clear()
    room.say("ann", "WHOIS ann", "USERHOST ann")
    replies = room.replies("ann")
    assert replies[0] == ("311", "ann", "~ann", "0::1", "*", "Ann")
    assert replies[-1] == ("302", "ann=+~ann@0::1")
