"""JOIN and PART as members and strangers see them."""

import pytest

from desktop_chat.core.wire import limits
from tests.core.server.commands.conftest import members
from tests.support.room import LIMITS, Room

ANN = "ann!~ann@10.0.0.7"
BOB = "bob!~bob@10.0.0.7"
LONGEST = "#" + "가" * (limits.CHANNEL_BYTES // 3)


def tea(room: Room, *modes: str) -> None:
    """Let ann open #tea, set modes there, and let bob in without it being in the channel."""
    room.join("ann", channel="#tea")
    room.join("bob")
    room.say("ann", *(f"MODE #tea {mode}" for mode in modes))
    room.clear()


@pytest.mark.parametrize("line", ["JOIN #tea", "PART #tea", "KICK #tea bob"])
def test_before_registration_there_is_no_channel(room: Room, line: str) -> None:
    """Modern #connection-registration: until it is complete only a few commands are accepted (451)."""
    room.open("ann")
    room.say("ann", line)
    assert room.numerics("ann") == ["451"]
    assert not room.world.channels


@pytest.mark.parametrize(("line", "command"), [("JOIN", "JOIN"), ("PART", "PART"), ("KICK", "KICK"), ("KICK #tea", "KICK")])
def test_too_few_parameters_are_told(room: Room, line: str, command: str) -> None:
    """Modern #errneedmoreparams-461."""
    room.join("ann")
    room.say("ann", line)
    assert room.replies("ann") == [("461", command, "Not enough parameters")]


def test_the_first_to_join_opens_the_channel_and_is_its_operator(room: Room) -> None:
    """Modern #join-message: JOIN, then the topic if there is one, then names; #regular-channels-: the first is operator."""
    room.join("ann")
    room.say("ann", "JOIN #우리반")
    assert room.got("ann") == [
        f":{ANN} JOIN #우리반",
        ":desktop.chat 353 ann = #우리반 @ann",
        ":desktop.chat 366 ann #우리반 :End of /NAMES list",
    ]


def test_all_see_who_joins_and_the_joining_one_gets_topic_and_names(room: Room) -> None:
    """Modern #join-message: "the server MUST send, in this order" JOIN, topic, names with the joining client."""
    tea(room)
    room.say("ann", "TOPIC #tea :Green or black?")
    room.clear()
    room.say("bob", "JOIN #TEA")
    assert room.got("ann") == [f":{BOB} JOIN #tea"]
    assert room.got("bob") == [
        f":{BOB} JOIN #tea",
        ":desktop.chat 332 bob #tea :Green or black?",
        ":desktop.chat 333 bob #tea ann 1700000000",
        ":desktop.chat 353 bob = #tea :@ann bob",
        ":desktop.chat 366 bob #tea :End of /NAMES list",
    ]


def test_who_is_in_already_gets_no_answer(room: Room) -> None:
    """Ergo: "no message needs to be sent"; nobody sees a second JOIN."""
    tea(room)
    room.say("ann", "JOIN #tea")
    assert room.got("ann") == []


def test_several_channels_are_joined_one_by_one(room: Room) -> None:
    """Modern #join-message: servers "SHOULD distribute these multiple-channel JOIN messages as a series of messages"."""
    room.join("ann")
    room.say("ann", "JOIN #tea,,#coffee,")
    assert [message.params for message in room.messages("ann") if message.command == "JOIN"] == [("#tea",), ("#coffee",)]


def test_keys_go_to_the_channels_in_their_order(room: Room) -> None:
    """Modern #join-message: "the first `<key>` being used for the first `<channel>`", and so on."""
    room.join("ann", channel="#a,#b,#c")
    room.say("ann", "MODE #a +k one", "MODE #c +k three")
    room.join("bob")
    room.say("bob", "JOIN #a,#b,#c one,,three,four")
    assert "bob" in members(room, "#a")
    assert "bob" in members(room, "#b")
    assert "bob" in members(room, "#c")


def test_too_many_parameters_do_not_matter(room: Room) -> None:
    """RFC 2812 3.2.1 knows two; what follows is not looked at."""
    room.join("ann")
    room.say("ann", "JOIN #tea key more and more")
    assert members(room) == ["@ann"]


@pytest.mark.parametrize(
    ("name", "numeric"),
    [
        ("tea", "403"),
        ("&tea", "403"),
        (":", "476"),
        (":,", "476"),
        ("#", "476"),
        ("##", "476"),
        ("#a*", "476"),
        ("#a\x07b", "476"),
        (":#a b", "476"),
        ("#a\u202eb", "476"),
        ("#" + "a" * limits.CHANNEL_LENGTH, "476"),
        (f"{LONGEST}가", "476"),
    ],
)
def test_what_cannot_be_a_channel_is_refused(room: Room, name: str, numeric: str) -> None:
    """Modern #channels, #errbadchanmask-476: "the supplied channel name is not valid"; 403 where no channel was meant."""
    room.join("ann")
    room.say("ann", f"JOIN {name}")
    assert room.numerics("ann") == [numeric]
    assert not room.world.channels


def test_a_refused_name_is_repeated_and_the_reason_said(room: Room) -> None:
    """A person can act on the answer."""
    room.join("ann")
    room.say("ann", "JOIN #a*b,#ok")
    assert room.replies("ann")[0] == ("476", "#a*b", "Bad channel name: it holds a character that names cannot have")
    assert members(room, "#ok") == ["@ann"]


def test_a_name_of_the_longest_length_is_fine(room: Room) -> None:
    """Modern #channellen-parameter."""
    ascii_name = "#".ljust(limits.CHANNEL_LENGTH, "a")
    room.join("ann")
    room.say("ann", f"JOIN {LONGEST},{ascii_name}")
    assert members(room, LONGEST) == ["@ann"]
    assert members(room, ascii_name) == ["@ann"]


def test_nobody_is_in_more_channels_than_isupport_says(room: Room) -> None:
    """Modern #chanlimit-parameter, #errtoomanychannels-405."""
    room.join("ann")
    for start in range(0, LIMITS.channels, 20):
        room.say("ann", "JOIN " + ",".join(f"#{number}" for number in range(start, start + 20)))
    room.clear()
    room.say("ann", "JOIN #more")
    assert room.replies("ann") == [("405", "#more", "You have joined too many channels")]
    room.say("ann", "PART #0", "JOIN #more")
    assert members(room, "#more") == ["@ann"]


@pytest.mark.parametrize(
    ("mode", "line", "numeric"),
    [
        ("+k secret", "JOIN #tea", "475"),
        ("+k secret", "JOIN #tea wrong", "475"),
        ("+k 비밀", "JOIN #tea 비", "475"),
        ("+i", "JOIN #tea", "473"),
        ("+l 1", "JOIN #tea", "471"),
        ("+b bob!*@*", "JOIN #tea", "474"),
        ("+b *@10.0.0.*", "JOIN #tea", "474"),
    ],
)
def test_a_channel_keeps_out_whom_its_modes_keep_out(room: Room, mode: str, line: str, numeric: str) -> None:
    """Modern #key-channel-mode, #invite-only-channel-mode, #client-limit-channel-mode, #ban-channel-mode."""
    tea(room, mode)
    room.say("bob", line)
    assert [reply[:2] for reply in room.replies("bob")] == [(numeric, "#tea")]
    assert members(room) == ["@ann"]
    assert room.got("ann") == []


@pytest.mark.parametrize(
    ("modes", "line"),
    [
        (["+k 비밀"], "JOIN #tea 비밀"),
        (["+l 2"], "JOIN #tea"),
        (["+i", "+I bob!*@*"], "JOIN #tea"),
        (["+b *!*@*", "+e *!~bob@*"], "JOIN #tea"),
    ],
)
def test_a_channel_lets_in_whom_its_modes_let_in(room: Room, modes: list[str], line: str) -> None:
    """Modern #key-channel-mode, #client-limit-channel-mode, #invite-exception-channel-mode, #exception-channel-mode."""
    tea(room, *modes)
    room.say("bob", line)
    assert members(room) == ["@ann", "bob"]


def test_an_invite_exception_lifts_no_ban(room: Room) -> None:
    """Modern #invite-exception-channel-mode speaks of invite-only channels, and of nothing else."""
    tea(room, "+I bob!*@*", "+b bob!*@*")
    room.say("bob", "JOIN #tea")
    assert room.numerics("bob") == ["474"]


def test_an_operator_of_the_room_comes_in_everywhere(room: Room) -> None:
    """The host is operator everywhere (PROTOCOL, Commands)."""
    tea(room, "+ik secret", "+l 1", "+b *!*@*")
    room.say("bob", "OPER host secret", "JOIN #tea")
    assert members(room) == ["@ann", "bob"]


def test_join_0_leaves_all_channels(room: Room) -> None:
    """Modern #join-message: "as though the client had sent a PART command for each channel they are a member of"."""
    room.join("ann", "bob", channel="#tea,#coffee")
    room.say("ann", "JOIN 0")
    parts = [f":{ANN} PART #tea", f":{ANN} PART #coffee"]
    assert room.got("ann") == parts
    assert room.got("bob") == parts
    assert members(room) == ["bob"]


def test_all_see_who_leaves_and_why(room: Room) -> None:
    """Modern #part-message: each channel gets a message of its own, with the reason on each."""
    room.join("ann", "bob", channel="#tea,#coffee")
    room.say("ann", "PART #tea,#COFFEE :집에 가요")
    parts = [f":{ANN} PART #tea :집에 가요", f":{ANN} PART #coffee :집에 가요"]
    assert room.got("ann") == parts
    assert room.got("bob") == parts
    assert not room.session("ann").channels


@pytest.mark.parametrize("line", ["PART #tea", "PART #tea :"])
def test_a_reason_is_not_needed(room: Room, line: str) -> None:
    """Modern #part-message: `<reason>` "(if it exists)"."""
    room.join("ann", channel="#tea")
    room.say("ann", line)
    assert room.got("ann") == [f":{ANN} PART #tea"]


def test_a_channel_ends_with_its_last_member(room: Room) -> None:
    """Modern #channels: "the channel ceases to exist when the last client leaves it"."""
    room.join("ann", channel="#tea")
    room.say("ann", "MODE #tea +i", "PART #tea")
    assert not room.world.channels
    room.clear()
    room.say("ann", "JOIN #tea", "MODE #tea")
    assert room.replies("ann")[-2] == ("324", "#tea", "+nt")


def test_a_channel_one_is_not_in_cannot_be_left(room: Room) -> None:
    """Modern #part-message: 442 where the channel exists, 403 where it does not; the others are left."""
    tea(room)
    room.say("bob", "JOIN #coffee")
    room.clear()
    room.say("bob", "PART #tea,#none,,#coffee", "PART :")
    assert [reply[:2] for reply in room.replies("bob")] == [
        ("442", "#tea"),
        ("403", "#none"),
        ("PART", "#coffee"),
        ("403", "*"),
    ]


def test_a_long_reason_is_cut_between_characters(room: Room) -> None:
    """A reason is a courtesy: it is cut where the line would end, a Hangul syllable never in the middle."""
    room.join("ann", channel="#tea")
    room.say("ann", "PART #tea :" + "가" * 160)
    assert room.replies("ann") == [("PART", "#tea", "가" * (limits.QUIT_BYTES // 3))]


def test_lines_with_the_longest_names_fit(room: Room) -> None:
    """RFC 2812 2.3: 512 bytes with CR LF; the room of the tests refuses any longer line."""
    nicks = [letter * limits.NICK_LENGTH for letter in "나다"]
    for nick in nicks:
        room.open(nick, host="h" * limits.HOST_LENGTH)
        room.say(nick, f"NICK {nick}", f"USER {'u' * 30} 0 * :real", f"JOIN {LONGEST}")
    room.clear()
    room.say(nicks[0], f"KICK {LONGEST} {nicks[1]} :{'라' * 60}")
    assert room.replies(nicks[1]) == [("KICK", LONGEST, nicks[1], "라" * (limits.KICK_BYTES // 3))]
    room.say(nicks[0], f"PART {LONGEST} :{'라' * 120}")
    assert room.replies(nicks[0])[-1] == ("PART", LONGEST, "라" * (limits.QUIT_BYTES // 3))


def test_who_wants_no_names_gets_none_but_on_request(room: Room) -> None:
    """IRCv3 no-implicit-names: "servers MUST NOT send an implicit `NAMES` reply"; explicit ones "as usual"."""
    room.join("ann", channel="#tea")
    room.join("bob", caps="no-implicit-names")
    room.say("ann", "TOPIC #tea :green")
    room.say("bob", "JOIN #tea", "NAMES #tea")
    assert room.numerics("bob") == ["JOIN", "332", "333", "353", "366"]
