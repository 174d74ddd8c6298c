"""MONITOR and extended-monitor: who hears when which nicks come, go and change."""

import pytest

from desktop_chat.core.wire.limits import MONITOR_TARGETS
from tests.support.room import Room

ANN, BOB = "ann!~ann@10.0.0.7", "bob!~bob@10.0.0.7"
LONG = "가" * 32


@pytest.fixture
def watching(room: Room) -> Room:
    """Return a room where ann monitors bob, who is here, and eve, who is not."""
    room.join("ann", "bob")
    room.say("ann", "MONITOR + Bob,eve")
    room.clear()
    return room


def test_who_is_here_and_who_is_not_is_told_at_once(room: Room) -> None:
    """IRCv3 monitor, `MONITOR +`: RPL_MONONLINE and RPL_MONOFFLINE "listing those targets"; a hostmask MAY be sent."""
    room.join("ann", "bob")
    room.say("ann", "MONITOR + BOB,eve,ann,joe")
    assert room.replies("ann") == [("730", f"{BOB},{ANN}"), ("731", "eve,joe")]
    assert room.got("bob") == []


def test_a_target_is_on_the_list_once(watching: Room) -> None:
    """IRCv3 monitor, `MONITOR +`: "Targets already in the list MUST NOT be added again"; nicks are the same in any case."""
    watching.say("ann", "MONITOR + BOB,bob,,EVE", "MONITOR L")
    assert watching.replies("ann") == [("730", BOB), ("731", "EVE"), ("732", "Bob,eve"), ("733", "End of MONITOR list")]


def test_targets_are_taken_off_without_a_word(watching: Room) -> None:
    """IRCv3 monitor, `MONITOR -`, `MONITOR C`: "No output will be returned"."""
    watching.say("ann", "MONITOR - BOB,nobody", "MONITOR L", "MONITOR c", "MONITOR l")
    assert watching.replies("ann") == [("732", "eve"), ("733", "End of MONITOR list"), ("733", "End of MONITOR list")]
    watching.say("bob", "QUIT")
    assert watching.got("ann") == []


def test_the_state_of_the_whole_list(watching: Room) -> None:
    """IRCv3 monitor, `MONITOR S`: "for each target in the list being monitored, whether the client is online or offline"."""
    watching.say("ann", "MONITOR S")
    assert watching.replies("ann") == [("730", BOB), ("731", "eve")]


def test_who_comes_and_goes_is_told_to_all_who_watch(watching: Room) -> None:
    """IRCv3 monitor, 730 and 731: "a target has just become online", "has just left"; `*` may stand for the nick."""
    watching.join("joe")
    watching.say("joe", "MONITOR + eve")
    watching.clear()
    watching.open("eve")
    watching.say("eve", "NICK eve")
    assert watching.got("ann") == []
    watching.say("eve", "USER e 0 * :Eve")
    watching.drop("eve")
    expected = [":desktop.chat 730 * eve!~e@10.0.0.7", ":desktop.chat 731 * eve"]
    assert watching.got("ann") == watching.got("joe") == expected
    assert watching.got("bob") == []


def test_who_never_came_does_not_go(watching: Room) -> None:
    """Only a registered session is here."""
    watching.open("eve")
    watching.say("eve", "NICK eve", "QUIT")
    assert watching.got("ann") == []


def test_a_changed_nick_goes_and_comes(watching: Room) -> None:
    """IRCv3 monitor is about nicks: one that is left is offline, one that is taken online; another case is the same nick."""
    watching.say("bob", "NICK BOB", "NICK eve")
    assert watching.got("ann") == [":desktop.chat 731 * BOB", ":desktop.chat 730 * eve!~bob@10.0.0.7"]


def test_who_watches_itself_hears_of_its_nick(room: Room) -> None:
    """IRCv3 monitor forbids no target; when it goes there is nobody to be told."""
    room.join("ann")
    room.say("ann", "MONITOR + ann,amy", "NICK amy")
    room.clear()
    room.say("ann", "NICK ann")
    assert room.numerics("ann") == ["731", "NICK", "730"]
    room.say("ann", "QUIT")
    assert room.numerics("ann") == ["ERROR"]


def test_a_full_list_takes_no_more(room: Room) -> None:
    """IRCv3 monitor, 734: the limit and "the list of targets, as the client sent them, that cannot be added"."""
    room.join("ann")
    for start in range(0, MONITOR_TARGETS, 20):
        room.say("ann", f"MONITOR + {','.join(f'n{start + number}' for number in range(20))}")
    room.clear()
    room.say("ann", "MONITOR + n5,One,two", "MONITOR - n7", "MONITOR + one,two")
    assert room.replies("ann") == [
        ("731", "n5"),
        ("734", str(MONITOR_TARGETS), "One,two", "Monitor list is full."),
        ("731", "one"),
        ("734", str(MONITOR_TARGETS), "two", "Monitor list is full."),
    ]
    assert f"MONITOR={MONITOR_TARGETS}" in room.world.isupport


def test_long_lists_go_on_in_the_next_line(room: Room) -> None:
    """IRCv3 monitor: "the length of the target list is limited only by the buffer size of 512"."""
    room.join(LONG)
    nicks = [f"{number:02}{'나' * 30}" for number in range(MONITOR_TARGETS)]
    for nick in nicks:
        room.say(LONG, f"MONITOR + {nick}")
    room.clear()
    room.say(LONG, "MONITOR L", f"MONITOR + {','.join(nick[::-1] for nick in nicks[:5])}")
    replies = room.replies(LONG)
    assert ",".join(line for code, line, *_ in replies if code == "732").split(",") == nicks
    assert ",".join(reply[2] for reply in replies if reply[0] == "734").split(",") == [nick[::-1] for nick in nicks[:5]]


def test_masks_and_other_things_cannot_be_watched(room: Room) -> None:
    """IRCv3 monitor: "'target' MUST be a valid nick as determined by the IRC daemon"."""
    room.join("ann")
    room.say("ann", f"MONITOR + *!*@host,eve,#tea,{'x' * 33}", "MONITOR L")
    assert room.replies("ann") == [
        ("731", "eve"),
        ("432", f"*!*@host,#tea,{'x' * 33}", "Erroneous nickname"),
        ("732", "eve"),
        ("733", "End of MONITOR list"),
    ]


@pytest.mark.parametrize("line", ["MONITOR +", "MONITOR -", "MONITOR + :", "MONITOR + ,", "MONITOR"])
def test_a_change_needs_targets(room: Room, line: str) -> None:
    """Modern #errneedmoreparams-461."""
    room.join("ann")
    room.say("ann", line)
    assert room.replies("ann") == [("461", "MONITOR", "Not enough parameters")]


@pytest.mark.parametrize(("modifier", "shown"), [("X", "X"), ("", "bob"), ("+bob", "+bob"), ("+-", "+-")])
def test_an_unknown_modifier_is_told(room: Room, modifier: str, shown: str) -> None:
    """IRCv3 monitor: "Only one special modifier may be used"; IRCv3 standard-replies."""
    room.join("ann")
    room.say("ann", f"MONITOR {modifier} bob")
    assert room.replies("ann") == [("FAIL", "MONITOR", "INVALID_PARAMS", shown, "MONITOR understands +, -, C, L and S")]


def test_an_answer_of_several_lines_is_one_batch(room: Room) -> None:
    """IRCv3 labeled-response."""
    room.join("ann", caps="batch labeled-response")
    room.say("ann", "@label=a MONITOR + ann,bob", "@label=b MONITOR C")
    assert [(m.command, m.tags) for m in room.messages("ann")] == [
        ("BATCH", {"label": "a"}),
        ("730", {"batch": "1"}),
        ("731", {"batch": "1"}),
        ("BATCH", {}),
        ("ACK", {"label": "b"}),
    ]


CHANGES = {
    "away-notify": ("AWAY :out", f":{BOB} AWAY out"),
    "setname": ("SETNAME Bobby", f":{BOB} SETNAME Bobby"),
    "chghost": ("CHGHOST bob x.example", f":{BOB} CHGHOST ~bob x.example"),
}


@pytest.mark.parametrize("cap", CHANGES)
def test_changes_of_a_monitored_nick_are_told_without_a_shared_channel(room: Room, cap: str) -> None:
    """IRCv3 extended-monitor: "If `away-notify` is also enabled, the client will get AWAY notifications", and so on."""
    line, expected = CHANGES[cap]
    room.join("ann", caps=f"extended-monitor {cap}")
    room.join("plain", caps=cap)
    room.join("bare", caps="extended-monitor")
    room.join("bob")
    room.say("bob", "OPER host secret")
    for nick in ("ann", "plain", "bare"):
        room.say(nick, "MONITOR + bob")
    room.clear()
    room.say("bob", line)
    assert room.got("ann") == [expected]
    assert room.got("plain") == room.got("bare") == []


def test_who_shares_a_channel_too_is_told_once(room: Room) -> None:
    """IRCv3 extended-monitor adds to away-notify, it does not repeat it."""
    room.join("ann", caps="extended-monitor away-notify", channel="#tea")
    room.join("bob", channel="#tea")
    room.say("ann", "MONITOR + bob")
    room.clear()
    room.say("bob", "AWAY :out")
    assert room.got("ann") == [f":{BOB} AWAY out"]
