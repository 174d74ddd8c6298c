"""KICK as members and strangers see it."""

import pytest

from desktop_chat.core.wire import limits
from tests.core.server.commands.conftest import members
from tests.support.room import LIMITS, Room

ANN = "ann!~ann@10.0.0.7"


def test_a_kicked_member_and_all_others_see_it(room: Room) -> None:
    """Modern #kick-message: `<source>` is who kicked; the victim is told as well."""
    room.join("ann", "bob", "cem", channel="#tea")
    room.say("ann", "KICK #TEA BOB :너무 시끄러워")
    for nick in ("ann", "bob", "cem"):
        assert room.got(nick) == [f":{ANN} KICK #tea bob :너무 시끄러워"]
    assert members(room) == ["@ann", "cem"]
    assert not room.session("bob").channels


@pytest.mark.parametrize("line", ["KICK #tea bob", "KICK #tea bob :"])
def test_without_a_reason_the_nick_of_who_kicks_stands_there(room: Room, line: str) -> None:
    """Modern #kick-message: "If no comment is given, the server SHOULD use a default message instead"."""
    room.join("ann", "bob", channel="#tea")
    room.say("ann", line)
    assert room.got("bob") == [f":{ANN} KICK #tea bob ann"]


def test_several_are_kicked_one_by_one(room: Room) -> None:
    """Modern #kick-message: servers "MUST distribute these multiple-user KICK messages as a series of messages"."""
    room.join("ann", "bob", "cem", channel="#tea")
    room.say("ann", "KICK #tea bob,nobody,,cem :out")
    assert room.replies("ann") == [
        ("KICK", "#tea", "bob", "out"),
        ("441", "nobody", "#tea", "They aren't on that channel"),
        ("KICK", "#tea", "cem", "out"),
    ]


def test_each_is_kicked_out_of_a_channel_of_its_own(room: Room) -> None:
    """RFC 2812 3.2.8: "as many channel parameters as there are user parameters"; of each channel as the rank there allows."""
    room.join("ann", "bob", "cem", channel="#tea")
    room.say("bob", "JOIN #cha")
    room.say("ann", "JOIN #cha")
    room.clear()
    room.say("ann", "KICK #tea,#cha,#none,#tea bob,bob,x,cem :out")
    assert room.replies("ann") == [
        ("KICK", "#tea", "bob", "out"),
        ("482", "#cha", "You're not channel operator"),
        ("403", "#none", "No such channel"),
        ("KICK", "#tea", "cem", "out"),
    ]


@pytest.mark.parametrize("words", ["#tea,#cha bob", "#tea,#cha bob,cem,dan", "#tea,#tea,#tea bob,cem"])
def test_channels_and_members_come_in_pairs(room: Room, words: str) -> None:
    """Ergo: 461, rather than a guess who is meant."""
    room.join("ann", "bob", channel="#tea")
    room.say("ann", f"KICK {words}")
    assert room.replies("ann") == [("461", "KICK", "Name one channel, or as many as members")]
    assert members(room) == ["@ann", "bob"]


def test_no_more_are_kicked_at_once_than_isupport_says(room: Room) -> None:
    """Modern #targmax-parameter; #kick-message: servers MAY "drop targets if the number of targets exceeds" it: here not silently."""
    nicks = [f"n{number}" for number in range(LIMITS.targets + 1)]
    room.join("ann", *nicks, channel="#tea")
    room.say("ann", f"KICK #tea {','.join(nicks)}")
    assert members(room) == ["@ann", nicks[-1]]
    assert room.replies("ann")[0][:2] == ("407", nicks[-1])


def test_a_long_kick_reason_is_cut(room: Room) -> None:
    """Modern #kicklen-parameter: it "may be silently truncated"."""
    room.join("ann", "bob", channel="#tea")
    room.say("ann", f"KICK #tea bob :{'가' * 100}")
    assert room.replies("bob") == [("KICK", "#tea", "bob", "가" * (limits.KICK_BYTES // 3))]


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("KICK #none bob", ("403", "#none", "No such channel")),
        ("KICK ,, bob", ("403", "*", "No such channel")),
        ("KICK #tea cem", ("441", "cem", "#tea", "They aren't on that channel")),
        ("KICK #tea :", ("441", "*", "#tea", "They aren't on that channel")),
        ("KICK #coffee bob", ("442", "#coffee", "You're not on that channel")),
    ],
)
def test_who_or_where_there_is_nothing_to_kick(room: Room, line: str, reply: tuple[str, ...]) -> None:
    """Modern #kick-message: 403, 441, 442."""
    room.join("ann", "bob", channel="#tea")
    room.join("cem", channel="#coffee")
    room.say("ann", line)
    assert room.replies("ann") == [reply]


@pytest.mark.parametrize(
    ("kicker", "victim", "may"),
    [
        ("o", "o", True),
        ("o", "h", True),
        ("h", "o", False),
        ("h", "h", False),
        ("h", "v", True),
        ("h", "", True),
        ("v", "", False),
        ("", "", False),
    ],
)
def test_operators_kick_all_and_half_operators_those_below(room: Room, kicker: str, victim: str, *, may: bool) -> None:
    """Modern #halfop-prefix, #errchanoprivsneeded-482; Ergo: "halfops cannot kick other halfops"."""
    room.join("ann", "bob", "cem", channel="#tea")
    room.say("ann", *(f"MODE #tea +{rank} {nick}" for rank, nick in ((kicker, "bob"), (victim, "cem")) if rank))
    room.clear()
    room.say("bob", "KICK #tea cem")
    assert room.numerics("bob") == (["KICK"] if may else ["482"])
    assert ("cem" in "".join(members(room))) is not may


def test_an_operator_of_the_room_kicks_everywhere_and_is_kicked_by_none(room: Room) -> None:
    """The host is operator everywhere; it sees what it did where it is not a member."""
    room.join("ann", "bob", channel="#tea")
    room.join("kim")
    room.say("kim", "OPER host secret")
    room.clear()
    room.say("kim", "KICK #tea ann :go")
    kick = ":kim!~kim@10.0.0.7 KICK #tea ann go"
    assert room.got("kim") == [kick]
    assert room.got("bob") == [kick]
    room.say("kim", "JOIN #tea", "MODE #tea +o bob")
    room.clear()
    room.say("bob", "KICK #tea kim")
    assert room.replies("bob") == [("482", "#tea", "They have a higher rank than you")]
