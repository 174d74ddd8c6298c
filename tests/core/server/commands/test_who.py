"""WHO and WHOX: whom they find, what they tell, whom they hide."""

import pytest

from tests.support.room import Room

LONG = "가" * 32


def found(room: Room, asking: str, line: str) -> list[str]:
    """Return the nicks that a WHO finds, in order."""
    room.clear()
    room.say(asking, line)
    *replies, end = room.replies(asking)
    assert end[0] == "315"
    return [reply[5] for reply in replies if reply[0] == "352"]


@pytest.fixture
def busy(room: Room) -> Room:
    """Return a room: ann and bob in #tea, eve alone and invisible, an operator, all in no other channel."""
    room.join("host", "eve")
    room.join("ann", "bob", channel="#tea")
    room.say("eve", "MODE eve +i")
    room.say("host", "OPER host secret")
    room.clear()
    return room


def test_the_members_of_a_channel_are_listed_with_it(busy: Room) -> None:
    """Modern #rplwhoreply-352: "the same channel MUST be returned"; H or G, the prefix; 315 with the mask as sent."""
    busy.say("bob", "AWAY :lunch")
    busy.clear()
    busy.say("host", "WHO #TEA")
    assert busy.replies("host") == [
        ("352", "#tea", "~ann", "10.0.0.7", "desktop.chat", "ann", "H@", "0 ann real"),
        ("352", "#tea", "~bob", "10.0.0.7", "desktop.chat", "bob", "G", "0 bob real"),
        ("315", "#TEA", "End of WHO list"),
    ]


def test_an_exact_nick_finds_that_one_person(busy: Room) -> None:
    """Modern #who-message: "in which case a single user is returned", though others have it as their real name."""
    busy.open("twin")
    busy.say("twin", "NICK twin", "USER twin 0 * :ann")
    assert found(busy, "eve", "WHO ANN") == ["ann"]
    assert found(busy, "eve", "WHO tw?n") == ["twin"]


def test_an_operator_is_marked_and_a_shared_channel_is_shown(busy: Room) -> None:
    """Modern #rplwhoreply-352: `*` for an operator; "an arbitrary channel … or a literal asterisk"."""
    busy.say("ann", "WHO host", "WHO bob")
    host, _, bob, _ = busy.replies("ann")
    assert (host[1], host[6]) == ("*", "H*")
    assert (bob[1], bob[6]) == ("#tea", "H")


def test_a_mask_matches_nick_host_and_real_name(busy: Room) -> None:
    """Modern #who-message: "Servers MAY match other user-specific values, such as the hostname … real name"."""
    busy.open("가람", host="10.0.0.99")
    busy.say("가람", "NICK 가람", "USER g 0 * :Garam Kim")
    assert found(busy, "ann", "WHO 가*") == ["가람"]
    assert found(busy, "ann", "WHO *.99") == ["가람"]
    assert found(busy, "ann", "WHO :GARAM *") == ["가람"]
    assert found(busy, "ann", "WHO *!*@10.0.0.9?") == ["가람"]
    assert found(busy, "ann", "WHO ~g@*") == ["가람"]
    assert found(busy, "ann", "WHO nobody*") == []


@pytest.mark.parametrize("mask", ["*", "0", ":"])
def test_everybody_visible_is_found(busy: Room, mask: str) -> None:
    """RFC 2812 3.6.1: no mask, `0` or `*` lists all visible; Modern: not the invisible without a common channel."""
    assert found(busy, "ann", f"WHO {mask}") == ["host", "ann", "bob"]


def test_the_invisible_see_themselves_and_operators_see_all(busy: Room) -> None:
    """Modern #invisible-user-mode; operators of the room see everybody."""
    assert found(busy, "eve", "WHO *") == ["host", "eve", "ann", "bob"]
    assert found(busy, "host", "WHO *") == ["host", "eve", "ann", "bob"]
    assert found(busy, "ann", "WHO e*") == []
    assert found(busy, "ann", "WHO eve") == ["eve"], "who knows the nick may ask, as WHOIS does"


def test_the_invisible_are_seen_in_a_shared_channel_only(busy: Room) -> None:
    """Modern #invisible-user-mode: "unless they share a channel with the user that submitted the command"."""
    busy.say("bob", "MODE bob +i")
    assert found(busy, "ann", "WHO b*") == ["bob"]
    assert found(busy, "ann", "WHO #tea") == ["ann", "bob"]
    assert found(busy, "host", "WHO #tea") == ["ann", "bob"]
    assert found(busy, "eve", "WHO #tea") == ["ann"]


def test_a_secret_channel_has_no_members_for_strangers(busy: Room) -> None:
    """Modern #secret-channel-mode; its name is not shown in other queries either."""
    busy.say("ann", "MODE #tea +s")
    assert found(busy, "eve", "WHO #tea") == []
    assert found(busy, "bob", "WHO #tea") == ["ann", "bob"]
    assert found(busy, "host", "WHO #tea") == ["ann", "bob"]
    busy.say("eve", "WHO bob")
    assert busy.replies("eve")[0][1] == "*"


def test_a_channel_that_is_not_there_has_no_members(busy: Room) -> None:
    """Modern #who-message: "zero, one or more" replies and the end."""
    busy.say("ann", "WHO #nowhere")
    assert busy.replies("ann") == [("315", "#nowhere", "End of WHO list")]


def test_only_operators_on_request(busy: Room) -> None:
    """RFC 2812 3.6.1: "if the "o" parameter is passed only operators are returned"."""
    assert found(busy, "ann", "WHO * o") == ["host"]
    assert found(busy, "ann", "WHO #tea o") == []


def test_all_prefixes_are_for_clients_that_want_them(busy: Room) -> None:
    """IRCv3 multi-prefix: in WHO output too; else the highest (Modern #rplwhoreply-352)."""
    busy.say("ann", "MODE #tea +v ann")
    busy.join("new", caps="multi-prefix")
    busy.say("new", "WHO #tea")
    busy.say("eve", "WHO #tea")
    assert busy.replies("new")[0][6] == "H@+"
    assert busy.replies("eve")[0][6] == "H@"


def test_whox_tells_the_asked_fields_in_the_order_of_the_specification(busy: Room) -> None:
    """IRCv3 whox: "Servers MUST send the fields in the order specified", "Exactly the fields requested"."""
    busy.wait(5)
    busy.clear()
    busy.say("ann", "WHO ann %raolnfdshiuct,042", "WHO bob %nt,7")
    assert busy.replies("ann") == [
        ("354", "042", "#tea", "~ann", "10.0.0.7", "10.0.0.7", "desktop.chat", "ann", "H@", "0", "5", "0", "n/a", "ann real"),
        ("315", "ann", "End of WHO list"),
        ("354", "7", "bob"),
        ("315", "bob", "End of WHO list"),
    ]


def test_whox_tells_accounts(busy: Room) -> None:
    """IRCv3 whox: `a`, "return the account name", "`0` is used for `[account]` when the user is logged out"."""
    busy.session("bob").account = "bobby"
    busy.say("ann", "WHO #tea %na")
    assert busy.replies("ann") == [("354", "ann", "0"), ("354", "bob", "bobby"), ("315", "#tea", "End of WHO list")]


def test_a_bot_has_its_flag(busy: Room) -> None:
    """IRCv3 bot-mode, The WHO bot flag: "the value of the ISUPPORT `BOT` token is returned in the flags"."""
    assert "BOT=B" in busy.world.isupport
    busy.say("ann", "MODE ann +B", "AWAY :out")
    busy.clear()
    busy.say("bob", "WHO ann", "WHO ann %f")
    replies = busy.replies("bob")
    assert (replies[0][6], replies[2][1]) == ("G@B", "G@B")


def test_whox_sends_a_placeholder_for_no_channel(busy: Room) -> None:
    """IRCv3 whox: "`*` is used for [channel] when no channel is returned"."""
    busy.say("ann", "WHO host %cn")
    assert busy.replies("ann")[0] == ("354", "*", "host")


@pytest.mark.parametrize("token", ["", ",", ",1234", ",x", ",²"])
def test_what_is_no_token_is_answered_with_zero(busy: Room, token: str) -> None:
    """IRCv3 whox: a token is "only digit characters", "at most 3"; Ergo answers 0 to a query without one."""
    busy.say("ann", f"WHO ann %tn{token}")
    assert busy.replies("ann")[0] == ("354", "0", "ann")


@pytest.mark.parametrize("fields", ["%", "%xyz", "%,1"])
def test_fields_that_do_not_exist_are_ignored(busy: Room, fields: str) -> None:
    """IRCv3 whox: "Servers MUST ignore any non-standard field"; they "MUST NOT send RPL_WHOREPLY replies"."""
    busy.say("ann", f"WHO ann {fields}")
    assert busy.numerics("ann") == ["315"]


def test_whox_keeps_the_flags_before_the_percent(busy: Room) -> None:
    """IRCv3 whox: "additional non-standard flags before the percent character"; `o` is RFC 2812's."""
    busy.say("ann", "WHO * o%n")
    assert busy.replies("ann") == [("354", "host"), ("315", "*", "End of WHO list")]


def test_the_longest_names_fit_a_line(room: Room) -> None:
    """RFC 2812 2.3: 512 bytes; the nick stays whole, the real name gives way."""
    channel = "#" + "나" * 31
    room.join(LONG, channel=channel)
    room.say(LONG, f"WHO {channel}", f"WHO {channel} %tcuihsnfdlaor,123")
    replies = room.replies(LONG)
    assert [reply[0] for reply in replies] == ["352", "315", "354", "315"]
    assert replies[0][5] == replies[2][7] == LONG
    assert replies[0][1] == replies[2][2] == channel
