"""TOPIC, NAMES and LIST as members and strangers see them."""

import pytest

from desktop_chat.core.wire import limits
from tests.support.room import LIMITS, START, Room

ANN = "ann!~ann@10.0.0.7"
LONGEST = "#" + "가" * (limits.CHANNEL_BYTES // 3)


def listed(room: Room, line: str, nick: str = "ann") -> list[str]:
    """Return the channels that a LIST shows, between its first and its last line."""
    room.clear()
    room.say(nick, line)
    replies = room.replies(nick)
    assert replies[0] == ("321", "Channel", "Users  Name")
    assert replies[-1] == ("323", "End of /LIST")
    assert all(reply[0] == "322" for reply in replies[1:-1])
    return [reply[1] for reply in replies[1:-1]]


@pytest.mark.parametrize("line", ["TOPIC #tea", "NAMES #tea", "LIST", "INVITE"])
def test_before_registration_nothing_is_told(room: Room, line: str) -> None:
    """Modern #connection-registration: until it is complete only a few commands are accepted (451)."""
    room.open("ann")
    room.say("ann", line)
    assert room.numerics("ann") == ["451"]


@pytest.mark.parametrize(("line", "command"), [("TOPIC", "TOPIC"), ("INVITE bob", "INVITE")])
def test_too_few_parameters_are_told(tea: Room, line: str, command: str) -> None:
    """Modern #errneedmoreparams-461."""
    tea.say("ann", line)
    assert tea.replies("ann") == [("461", command, "Not enough parameters")]


def test_all_members_see_a_new_topic(tea: Room) -> None:
    """Modern #topic-message: "every client in that channel (including the author of the topic change)"."""
    tea.say("ann", "TOPIC #TEA :오늘의 차")
    for nick in ("ann", "bob"):
        assert tea.got(nick) == [f":{ANN} TOPIC #tea :오늘의 차"]
    assert tea.got("cem") == []


def test_a_topic_is_told_with_who_set_it_and_when(tea: Room) -> None:
    """Modern #topic-message: 332 and 333, whose time is a UNIX timestamp."""
    tea.wait(60)
    tea.say("ann", "TOPIC #tea green")
    tea.clear()
    tea.say("cem", "TOPIC #tea")
    assert tea.replies("cem") == [("332", "#tea", "green"), ("333", "#tea", "ann", str(int(START.wall) + 60))]


def test_an_empty_topic_is_none(tea: Room) -> None:
    """Modern #topic-message: "If <topic> is an empty string, the topic for the channel will be cleared"."""
    tea.say("ann", "TOPIC #tea green", "TOPIC #tea :")
    assert tea.got("bob") == [f":{ANN} TOPIC #tea green", f":{ANN} TOPIC #tea :"]
    tea.say("bob", "TOPIC #tea")
    assert tea.replies("bob") == [("331", "#tea", "No topic is set")]


def test_what_follows_the_topic_is_not_looked_at(tea: Room) -> None:
    """RFC 2812 3.2.4 knows two parameters."""
    tea.say("ann", "TOPIC #tea green or black")
    assert tea.replies("bob") == [("TOPIC", "#tea", "green")]


@pytest.mark.parametrize(
    ("nick", "line", "reply"),
    [
        ("ann", "TOPIC #none", ("403", "#none", "No such channel")),
        ("ann", "TOPIC :", ("403", "*", "No such channel")),
        ("bob", "TOPIC #tea mine", ("482", "#tea", "You're not channel operator")),
        ("cem", "TOPIC #tea mine", ("442", "#tea", "You're not on that channel")),
    ],
)
def test_who_may_not_change_the_topic_is_told_why(tea: Room, nick: str, line: str, reply: tuple[str, ...]) -> None:
    """Modern #topic-message, #protected-topic-mode: 403, 442, 482."""
    tea.say(nick, line)
    assert tea.replies(nick) == [reply]
    assert tea.got("ann") == []


@pytest.mark.parametrize("mode", ["+h bob", "-t"])
def test_half_operators_change_a_protected_topic_and_all_an_open_one(tea: Room, mode: str) -> None:
    """Modern #protected-topic-mode: "such as halfop or operator status"; without it "anyone may set the topic"."""
    tea.say("ann", f"MODE #tea {mode}")
    tea.clear()
    tea.say("bob", "TOPIC #tea mine")
    assert tea.replies("ann") == [("TOPIC", "#tea", "mine")]


def test_an_operator_of_the_room_sets_a_topic_from_outside_and_sees_it(tea: Room) -> None:
    """The host is operator everywhere."""
    tea.say("cem", "OPER host secret")
    tea.clear()
    tea.say("cem", "TOPIC #tea :be nice")
    assert tea.replies("cem") == [("TOPIC", "#tea", "be nice")]
    assert tea.replies("bob") == [("TOPIC", "#tea", "be nice")]


def test_a_topic_that_is_too_long_is_refused_not_cut(tea: Room) -> None:
    """What a person writes is never cut (PROTOCOL, Transport); Modern #topiclen-parameter."""
    tea.say("ann", "TOPIC #tea :" + "a" * (limits.TOPIC_BYTES + 1))
    assert tea.replies("ann") == [("417", f"A topic has at most {limits.TOPIC_BYTES} bytes")]
    tea.say("ann", "TOPIC #tea :" + "a" * limits.TOPIC_BYTES)
    assert tea.replies("ann") == [("TOPIC", "#tea", "a" * limits.TOPIC_BYTES)]


def test_a_secret_channels_topic_is_for_its_members(tea: Room) -> None:
    """Modern #secret-channel-mode: a stranger is not even told that it exists."""
    tea.say("ann", "MODE #tea +s", "TOPIC #tea hidden")
    tea.clear()
    tea.say("cem", "TOPIC #tea", "TOPIC #tea mine")
    assert tea.numerics("cem") == ["403", "403"]
    tea.say("bob", "TOPIC #tea")
    assert tea.numerics("bob") == ["332", "333"]


def test_names_shows_members_with_their_highest_prefix(tea: Room) -> None:
    """Modern #names-message, #rplnamreply-353."""
    tea.say("ann", "MODE #tea +hv bob bob")
    tea.clear()
    tea.say("cem", "NAMES #TEA")
    assert tea.got("cem") == [
        ":desktop.chat 353 cem = #tea :@ann %bob",
        ":desktop.chat 366 cem #tea :End of /NAMES list",
    ]


def test_names_shows_all_prefixes_and_hosts_to_those_who_want_them(tea: Room) -> None:
    """IRCv3 multi-prefix, userhost-in-names."""
    tea.say("ann", "MODE #tea +vhv ann bob bob")
    tea.join("dan", caps="multi-prefix userhost-in-names")
    tea.say("dan", "NAMES #tea")
    assert tea.replies("dan")[0] == ("353", "=", "#tea", f"@+{ANN} %+bob!~bob@10.0.0.7")


def test_names_of_nothing_is_an_end(tea: Room) -> None:
    """Modern #names-message: one 366 with the name for what does not exist; Ergo: with `*` where none was given."""
    tea.say("ann", "NAMES #none,tea", "NAMES", "NAMES :", "NAMES ,")
    assert [reply[:2] for reply in tea.replies("ann")] == [
        ("366", "#none"),
        ("366", "tea"),
        ("366", "*"),
        ("366", "*"),
        ("366", "*"),
    ]


def test_names_answers_no_more_channels_than_isupport_says(tea: Room) -> None:
    """Modern #targmax-parameter; RFC 2812, 407, names the first that is too many."""
    tea.say("ann", "NAMES " + ",".join(["#tea"] * (LIMITS.targets + 5)))
    assert tea.numerics("ann") == ["407"] + ["353", "366"] * LIMITS.targets


def test_a_secret_channels_members_are_for_members(tea: Room) -> None:
    """Modern #names-message: a stranger to a secret channel gets one 366; 353 marks it with `@`."""
    tea.say("ann", "MODE #tea +s")
    tea.clear()
    tea.say("cem", "NAMES #tea")
    assert tea.numerics("cem") == ["366"]
    tea.say("bob", "NAMES #tea")
    assert tea.replies("bob")[0] == ("353", "@", "#tea", "@ann bob")
    tea.say("cem", "OPER host secret", "NAMES #tea")
    assert tea.replies("cem")[-2] == ("353", "@", "#tea", "@ann bob")


def test_the_invisible_are_shown_to_fellow_members_only(tea: Room) -> None:
    """Modern #names-message: users with +i "are not shown in channel responses unless the requesting client" is in."""
    tea.say("bob", "MODE bob +i")
    tea.clear()
    tea.say("cem", "NAMES #tea")
    assert tea.replies("cem")[0] == ("353", "=", "#tea", "@ann")
    tea.say("ann", "NAMES #tea")
    assert tea.replies("ann")[0] == ("353", "=", "#tea", "@ann bob")
    tea.say("ann", "MODE ann +i")
    tea.say("cem", "NAMES #tea")
    assert tea.numerics("cem") == ["366"]


def test_many_long_names_are_told_in_several_lines_none_cut(room: Room) -> None:
    """Modern #join-message: "one or more RPL_NAMREPLY"; RFC 2812 2.3: each line at most 512 bytes."""
    nicks = [letter * limits.NICK_LENGTH for letter in "나다라마바사아"]
    for nick in nicks:
        room.open(nick, host="h" * limits.HOST_LENGTH)
        room.say(nick, "CAP REQ userhost-in-names", f"NICK {nick}", f"USER {'u' * 30} 0 * :real", "CAP END")
        room.clear()
        room.say(nick, f"JOIN {LONGEST}")
    replies = [reply for reply in room.replies(nicks[-1]) if reply[0] == "353"]
    names = " ".join(reply[-1] for reply in replies).split(" ")
    assert len(replies) > 1
    assert names == [("@" if nick == nicks[0] else "") + room.session(nick).source for nick in nicks]


def test_list_tells_people_and_topic(tea: Room) -> None:
    """Modern #list-message, #rpllist-322."""
    tea.say("ann", "TOPIC #tea :오늘의 차")
    tea.say("cem", "JOIN #coffee")
    tea.clear()
    tea.say("cem", "LIST")
    assert tea.replies("cem") == [
        ("321", "Channel", "Users  Name"),
        ("322", "#tea", "2", "오늘의 차"),
        ("322", "#coffee", "1", ""),
        ("323", "End of /LIST"),
    ]


@pytest.mark.parametrize(
    ("line", "channels"),
    [
        ("LIST :", ["#tea", "#teapot", "#차"]),
        ("LIST #TEA", ["#tea"]),
        ("LIST #차,#none", ["#차"]),
        ("LIST #tea,#teapot", ["#tea", "#teapot"]),
        ("LIST *tea*", ["#tea", "#teapot"]),
        ("LIST #te?", ["#tea"]),
        ("LIST !*pot", ["#tea", "#차"]),
        ("LIST !*pot,!*차", ["#tea"]),
        ("LIST >1", ["#tea"]),
        ("LIST <2", ["#teapot", "#차"]),
        ("LIST >0,<2", ["#teapot", "#차"]),
        ("LIST *tea*,<2", ["#teapot"]),
        ("LIST #tea,#teapot >1", ["#tea"]),
        ("LIST #tea #teapot", []),
        ("LIST >", []),
        ("LIST >x", []),
        ("LIST >99999999999999999999", []),
        ("LIST <99999999999999999999", ["#tea", "#teapot", "#차"]),
        ("LIST * * what follows is not looked at", ["#tea", "#teapot", "#차"]),
    ],
)
def test_list_looks_for_names_masks_and_numbers_of_people(tea: Room, line: str, channels: list[str]) -> None:
    """Modern #elist-parameter M, N, U; #list-message: conditions may be the second parameter."""
    tea.say("cem", "JOIN #teapot,#차")
    assert listed(tea, line) == channels


def test_list_looks_for_no_more_names_than_isupport_says(tea: Room) -> None:
    """Modern #targmax-parameter: a bound on what one line can set off."""
    wanted = ",".join([f"#{number}" for number in range(LIMITS.targets)] + ["#tea"])
    tea.say("ann", f"LIST {wanted}")
    told = f"At most {LIMITS.targets} targets at once; this one and those after it are left out"
    assert tea.replies("ann") == [("407", "#tea", told), ("321", "Channel", "Users  Name"), ("323", "End of /LIST")]


def test_secret_channels_are_listed_to_members_only(tea: Room) -> None:
    """Modern #secret-channel-mode: "will not show up in responses to the LIST or NAMES command unless … joined"."""
    tea.say("ann", "MODE #tea +s")
    assert listed(tea, "LIST", "cem") == []
    assert listed(tea, "LIST #tea", "cem") == []
    assert listed(tea, "LIST", "bob") == ["#tea"]
    tea.say("cem", "OPER host secret")
    assert listed(tea, "LIST", "cem") == ["#tea"]


def test_lines_with_the_longest_names_fit_uncut(room: Room) -> None:
    """RFC 2812 2.3: 512 bytes with CR LF; the room of the tests refuses any longer line."""
    ann, bob = (letter * limits.NICK_LENGTH for letter in "나다")
    for nick in (ann, bob):
        room.open(nick, host="h" * limits.HOST_LENGTH)
        room.say(nick, f"NICK {nick}", f"USER {'u' * 30} 0 * :real")
    topic = "라" * (limits.TOPIC_BYTES // 3)
    room.say(ann, f"JOIN {LONGEST}")
    room.clear()
    room.say(ann, f"TOPIC {LONGEST} :{topic}", "LIST", f"INVITE {bob} {LONGEST}")
    assert [reply[-1] for reply in room.replies(ann) if reply[0] in {"TOPIC", "322"}] == [topic, topic]
    room.say(bob, f"JOIN {LONGEST}")
    assert ("332", LONGEST, topic) in room.replies(bob)
