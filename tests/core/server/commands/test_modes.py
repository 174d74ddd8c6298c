"""MODE of channels, as members and strangers see it."""

import pytest

from desktop_chat.core.server.modes import CHANGES_PER_LINE, MODES_PER_LINE
from desktop_chat.core.wire import limits
from tests.support.room import START, Room

ANN = "ann!~ann@10.0.0.7"
LONGEST = "#" + "가" * (limits.CHANNEL_BYTES // 3)
NOT_OPERATOR = ("482", "#tea", "You're not channel operator")


def modes(room: Room, name: str = "#tea") -> tuple[str, ...]:
    """Return what 324 tells an operator of the channel's modes."""
    room.clear()
    room.say("ann", f"MODE {name}")
    numeric, _, *text = room.replies("ann")[0]
    assert numeric == "324"
    return tuple(text)


def ranks(room: Room) -> dict[str, str]:
    """Return the prefixes of each member of #tea."""
    channel = room.world.channels["#tea"]
    return {member.nick: channel.prefixes(member) for member in channel.members}


def test_before_registration_there_are_no_modes(room: Room) -> None:
    """Modern #connection-registration: until it is complete only a few commands are accepted (451)."""
    room.open("ann")
    room.say("ann", "MODE #tea", "MODE ann +i")
    assert room.numerics("ann") == ["451", "451"]


def test_without_a_target_there_is_nothing_to_do(tea: Room) -> None:
    """Modern #errneedmoreparams-461."""
    tea.say("ann", "MODE")
    assert tea.replies("ann") == [("461", "MODE", "Not enough parameters")]


@pytest.mark.parametrize("line", ["MODE #none", "MODE #none +m", "MODE #"])
def test_a_channel_that_does_not_exist_has_no_modes(tea: Room, line: str) -> None:
    """Modern #mode-message, channel mode: 403."""
    tea.say("ann", line)
    assert [reply[0] for reply in tea.replies("ann")] == ["403"]


def test_a_new_channel_protects_its_topic_and_keeps_strangers_silent(tea: Room) -> None:
    """Modern #regular-channels-: newly created channels have +n and +t; #mode-message: 324, then 329."""
    tea.say("cem", "MODE #TEA", "MODE #tea :", "MODE #tea +-")
    assert tea.replies("cem") == [("324", "#tea", "+nt"), ("329", "#tea", str(int(START.wall)))] * 3


def test_the_key_is_told_to_members_only(tea: Room) -> None:
    """Modern #mode-message: "Servers MAY choose to hide sensitive information such as channel keys"."""
    tea.say("ann", "MODE #tea +lk 5 비밀")
    assert modes(tea) == ("+ntkl", "비밀", "5")
    tea.say("cem", "MODE #tea")
    assert tea.replies("cem")[0] == ("324", "#tea", "+ntkl", "*", "5")
    tea.say("cem", "OPER host secret", "MODE #tea")
    assert tea.replies("cem")[-2] == ("324", "#tea", "+ntkl", "비밀", "5")


def test_a_secret_channels_modes_are_for_its_members(tea: Room) -> None:
    """Modern #secret-channel-mode: a stranger is not told that it exists."""
    tea.say("ann", "MODE #tea +s")
    tea.clear()
    tea.say("cem", "MODE #tea", "MODE #tea b", "MODE #tea +m")
    assert tea.numerics("cem") == ["403", "403", "403"]
    tea.say("bob", "MODE #tea")
    assert tea.replies("bob")[0] == ("324", "#tea", "+nst")


def test_all_members_see_in_one_line_what_changed(tea: Room) -> None:
    """Modern #mode-message: "a MODE command is sent to all members of the channel containing the mode changes"."""
    tea.say("ann", "MODE #TEA +mi-t+lov 10 BOB bob")
    for nick in ("ann", "bob"):
        assert tea.got(nick) == [f":{ANN} MODE #tea +mi-t+lov 10 bob bob"]
    assert tea.got("cem") == []
    assert modes(tea) == ("+imnl", "10")


@pytest.mark.parametrize("letter", "Cimnst")
def test_a_flag_is_set_and_taken_once(tea: Room, letter: str) -> None:
    """Modern #mode-message, Type D; what is so already is not announced."""
    tea.say("ann", "MODE #tea -nt")
    tea.clear()
    tea.say("ann", f"MODE #tea {letter}", f"MODE #tea +{letter}", f"MODE #tea -{letter}", f"MODE #tea -{letter}")
    assert tea.replies("bob") == [("MODE", "#tea", f"+{letter}"), ("MODE", "#tea", f"-{letter}")]


def test_only_what_really_changed_is_announced(tea: Room) -> None:
    """A member's window shows changes, not attempts."""
    tea.say("ann", "MODE #tea +nmo-v ann ann")
    assert tea.replies("bob") == [("MODE", "#tea", "+m")]


def test_the_order_of_changes_counts(tea: Room) -> None:
    """Changes are carried out one after the other: who gives up its rank has it no more for the next."""
    tea.say("ann", "MODE #tea +m-o+i ann")
    assert tea.replies("ann") == [NOT_OPERATOR, ("MODE", "#tea", "+m-o", "ann")]


def test_each_unknown_letter_is_told_once_and_the_others_are_carried_out(tea: Room) -> None:
    """Modern #errunknownmode-472."""
    tea.say("ann", "MODE #tea +zmz가")
    assert tea.replies("ann") == [
        ("472", "z", "is unknown mode char to me for #tea"),
        ("472", "가", "is unknown mode char to me for #tea"),
        ("MODE", "#tea", "+m"),
    ]


@pytest.mark.parametrize("nick", ["bob", "cem"])
def test_who_is_no_operator_changes_nothing_and_is_told_once(tea: Room, nick: str) -> None:
    """Modern #mode-message: "the server MUST NOT process the message", and 482."""
    tea.say(nick, "MODE #tea +mi-nk+o * bob", "MODE #tea +b *!*@*", "MODE #tea +l 3")
    assert tea.replies(nick) == [NOT_OPERATOR] * 3
    assert modes(tea) == ("+nt",)
    assert ranks(tea) == {"ann": "@", "bob": ""}


def test_half_operators_change_all_but_ranks_from_their_own_up(tea: Room) -> None:
    """Modern #halfop-prefix: "channel moderation tasks, but at a lower privilege level": here neither +o nor +h."""
    tea.join("dan", channel="#tea")
    tea.say("ann", "MODE #tea +h bob")
    tea.clear()
    tea.say("bob", "MODE #tea +mv-o+h dan ann dan", "MODE #tea +bkl x key 9")
    assert tea.replies("bob") == [
        NOT_OPERATOR,
        ("MODE", "#tea", "+mv", "dan"),
        ("MODE", "#tea", "+bkl", "x!*@*", "key", "9"),
    ]


@pytest.mark.parametrize("rank", "ohv")
def test_anybody_may_give_up_a_rank(tea: Room, rank: str) -> None:
    """RFC 2812 3.1.5: "no restriction … on anyone `deopping' themselves"."""
    tea.say("ann", f"MODE #tea +{rank} bob")
    tea.clear()
    tea.say("bob", f"MODE #tea -{rank} bob", f"MODE #tea +{rank} bob")
    assert tea.replies("bob") == [("MODE", "#tea", f"-{rank}", "bob"), NOT_OPERATOR]


def test_an_operator_of_the_room_changes_modes_everywhere_and_sees_it(tea: Room) -> None:
    """The host is operator everywhere."""
    tea.say("cem", "OPER host secret")
    tea.clear()
    tea.say("cem", "MODE #tea +o-o bob ann", "MODE #tea e")
    assert tea.replies("cem") == [
        ("MODE", "#tea", "+o-o", "bob", "ann"),
        ("349", "#tea", "End of channel exception list"),
    ]
    assert tea.replies("bob") == [("MODE", "#tea", "+o-o", "bob", "ann")]


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("MODE #tea +o nobody", ("401", "nobody", "No such nick")),
        ("MODE #tea +o :", ("401", "*", "No such nick")),
        ("MODE #tea +v cem", ("441", "cem", "#tea", "They aren't on that channel")),
        ("MODE #tea -o cem", ("441", "cem", "#tea", "They aren't on that channel")),
        ("MODE #tea +o", ("696", "#tea", "o", "*", "Say whose rank shall change")),
    ],
)
def test_ranks_are_for_members(tea: Room, line: str, reply: tuple[str, ...]) -> None:
    """Modern #errnosuchnick-401, #errusernotinchannel-441, #errinvalidmodeparam-696."""
    tea.say("ann", line)
    assert tea.replies("ann") == [reply]


def test_ranks_are_held_together(tea: Room) -> None:
    """IRCv3 multi-prefix: a member may be operator and have voice; each is given and taken alone."""
    tea.say("ann", "MODE #tea +vho bob bob bob", "MODE #tea -o bob")
    assert ranks(tea) == {"ann": "@", "bob": "%+"}


def test_the_key_changes_and_goes(tea: Room) -> None:
    """Modern #key-channel-mode; Ergo: -k needs no right key and is announced with `*`."""
    tea.say("ann", "MODE #tea +k 비밀", "MODE #tea +k 비밀", "MODE #tea +k b", "MODE #tea -k+i wrong", "MODE #tea -k", "MODE #tea -k")
    assert tea.replies("bob") == [
        ("MODE", "#tea", "+k", "비밀"),
        ("MODE", "#tea", "+k", "b"),
        ("MODE", "#tea", "-k+i", "*"),
    ]


@pytest.mark.parametrize("key", ["", " :", " :a b", " a,b", " ::a", f" {'a' * (limits.KEY_BYTES + 1)}"])
def test_a_key_that_no_join_could_give_is_refused(tea: Room, key: str) -> None:
    """Modern #key-channel-mode: "If the value is invalid, they SHOULD return ERR_INVALIDMODEPARAM"; without one it is ignored."""
    tea.say("ann", f"MODE #tea +km{key}")
    replies = tea.replies("ann")
    assert [reply[:4] for reply in replies] == [("696", "#tea", "k", "*"), ("MODE", "#tea", "+m")]
    assert replies[0][4] == f"A key has no spaces or commas and at most {limits.KEY_BYTES} bytes"
    assert modes(tea) == ("+mnt",)


def test_the_limit_changes_and_goes(tea: Room) -> None:
    """Modern #client-limit-channel-mode; Type C has no parameter when unset."""
    tea.say("ann", "MODE #tea +l 10", "MODE #tea +l 010", "MODE #tea +l 12", "MODE #tea -lv bob", "MODE #tea -l")
    assert tea.replies("bob") == [("MODE", "#tea", "+l", "10"), ("MODE", "#tea", "+l", "12"), ("MODE", "#tea", "-l")]


@pytest.mark.parametrize("number", ["", " 0", " -1", " ten", " ٣", " 1000001", " 99999999999999999999", " :"])
def test_a_limit_that_is_none_is_refused(tea: Room, number: str) -> None:
    """Modern #client-limit-channel-mode: "its value is an integer"; #errinvalidmodeparam-696."""
    tea.say("ann", f"MODE #tea +l{number}")
    assert tea.replies("ann") == [("696", "#tea", "l", number.strip(" :") or "*", "A limit is a number from 1 to 1000000")]
    assert modes(tea) == ("+nt",)


def test_as_many_changes_as_isupport_says_are_carried_out(tea: Room) -> None:
    """Modern #modes-parameter; RFC 2812 2.3: fifteen parameters with channel and mode string."""
    masks = [f"m{number}!*@*" for number in range(MODES_PER_LINE)]
    tea.say("ann", f"MODE #tea +{'b' * MODES_PER_LINE} {' '.join(masks)}")
    assert tea.replies("bob") == [("MODE", "#tea", f"+{'b' * MODES_PER_LINE}", *masks)]


@pytest.mark.parametrize(
    "text",
    [
        f"+{'b' * (MODES_PER_LINE + 1)} {' '.join('x' * (MODES_PER_LINE + 1))}",
        "+m-m" * (CHANGES_PER_LINE // 2) + "+m",
    ],
)
@pytest.mark.parametrize("target", ["#tea", "ann"])
def test_more_changes_are_refused_whole(tea: Room, target: str, text: str) -> None:
    """Modern #modes-parameter: nothing of a line that is too long is carried out, and its sender knows."""
    tea.say("ann", f"MODE {target} {text}")
    assert tea.replies("ann") == [("417", "A MODE has at most 32 changes, 13 of them with a parameter")]
    assert modes(tea) == ("+nt",)


def test_changes_that_do_not_fit_a_line_are_announced_in_several(room: Room) -> None:
    """RFC 2812 2.3: 512 bytes with CR LF, also with the longest names; no change is lost, their order kept."""
    ann = "나" * limits.NICK_LENGTH
    room.open(ann, host="h" * limits.HOST_LENGTH)
    room.say(ann, f"NICK {ann}", f"USER {'u' * 30} 0 * :real", f"JOIN {LONGEST}")
    room.clear()
    masks = [letter * (limits.MASK_BYTES - 4) + "!*@*" for letter in "abc"]
    room.say(ann, f"MODE {LONGEST} +m-n+bb {masks[0]} {masks[1]}", f"MODE {LONGEST} +b-t {masks[2]}")
    said = [reply[2:] for reply in room.replies(ann)]
    assert said == [("+m-n+b", masks[0]), ("+b", masks[1]), ("+b-t", masks[2])]
    room.say(ann, f"MODE {LONGEST} b")
    assert [reply[2] for reply in room.replies(ann)[:-1]] == masks
