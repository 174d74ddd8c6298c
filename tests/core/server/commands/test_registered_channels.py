"""Channels that stay: MODE +r, who may set it, and what comes back after a restart of the room."""

import json
from dataclasses import replace

import pytest

from desktop_chat.core.server.config import RoomLimits
from tests.core.server.commands.conftest import members
from tests.support.room import CONFIG, START, Room


@pytest.fixture
def owned(tea: Room) -> Room:
    """Return a room in which ann, who has an account, has registered #tea; bob is in it, cem elsewhere."""
    tea.session("ann").account = "Ann"
    tea.say("ann", "MODE #tea +r")
    assert tea.got("bob") == [":ann!~ann@10.0.0.7 MODE #tea +r"]
    tea.clear()
    return tea


def reopened(room: Room) -> Room:
    """Return the room after a restart, with nobody in it yet."""
    return Room(kept=[record for record in room.kept.values() if record.value is not None])


def test_it_stays_with_all_it_has_when_everybody_has_left(owned: Room) -> None:
    """Modes, key, limit, lists, topic."""
    owned.say("ann", "MODE #tea +mkl word 9", "TOPIC #tea :오늘은 유자차", "PART #tea")
    owned.say("bob", "PART #tea")
    owned.clear()
    owned.say("cem", "LIST", "MODE #tea", "NAMES #tea", "TOPIC #tea", "JOIN #tea", "JOIN #tea word")
    assert owned.replies("cem")[1] == ("322", "#tea", "0", "오늘은 유자차")
    assert members(owned) == ["cem"], "whoever comes first is not its operator: it has a founder"


def test_the_founder_is_operator_whenever_it_comes(owned: Room) -> None:
    """By its account, in any case, whatever its nick; the others see it as any MODE."""
    owned.say("ann", "PART #tea")
    owned.clear()
    owned.session("cem").account = "aNN"
    owned.say("cem", "JOIN #tea")
    assert members(owned) == ["bob", "@cem"]
    assert owned.got("bob") == [":cem!~cem@10.0.0.7 JOIN #tea", ":desktop.chat MODE #tea +o cem"]
    assert owned.replies("cem")[0] == ("JOIN", "#tea")


@pytest.mark.parametrize("mode", ["+i", "+k secret", "+l 1", "+b *!*@*"])
def test_the_founder_always_comes_in(owned: Room, mode: str) -> None:
    """An operator who left last cannot lock it out."""
    owned.say("ann", f"MODE #tea {mode}", "PART #tea", "JOIN #tea")
    assert members(owned) == ["bob", "@ann"]


def test_the_founder_takes_its_rank_back(owned: Room) -> None:
    """Also without leaving."""
    owned.say("ann", "MODE #tea +o-o bob ann")
    owned.say("ann", "MODE #tea +o-o ann bob")
    assert members(owned) == ["@ann", "bob"]


def test_it_survives_a_restart(owned: Room) -> None:
    """What the log kept is all there is; who set a topic or a mask and when too (333, 367)."""
    owned.wait(10)
    owned.say("ann", "MODE #tea +smkl word 9", "MODE #tea +beI x!*@* *!*@*.kr 나래!*@*", "TOPIC #tea :오늘은 유자차")
    room = reopened(owned)
    room.wait(100)
    room.join("dan", "eve")
    room.session("dan").account = "ann"
    room.say("eve", "LIST #tea")
    assert room.numerics("eve") == ["321", "323"], "it is secret"
    room.say("dan", "JOIN #TEA", "MODE #tea", "MODE #tea beI")
    then, first = str(int(START.wall) + 10), str(int(START.wall))
    wanted = [
        ("332", "#tea", "오늘은 유자차"),
        ("333", "#tea", "ann", then),
        ("353", "@", "#tea", "@dan"),
        ("324", "#tea", "+mnrstkl", "word", "9"),
        ("329", "#tea", first),
        ("367", "#tea", "x!*@*", "ann", then),
        ("348", "#tea", "*!*@*.kr", "ann", then),
        ("346", "#tea", "나래!*@*", "ann", then),
    ]
    replies = room.replies("dan")
    assert replies[0] == ("JOIN", "#tea")
    assert [reply for reply in replies if reply in wanted] == wanted
    room.say("dan", "MODE #tea -b X!*@*")
    assert room.replies("dan") == [("MODE", "#tea", "-b", "x!*@*")]


def test_only_what_is_kept_is_written(owned: Room) -> None:
    """Ranks come and go with people; a channel that is not registered is nobody's business."""
    before = owned.kept["channel", "#tea"]
    owned.say("ann", "MODE #tea +v bob", "JOIN #coffee", "MODE #coffee +m", "TOPIC #coffee :x")
    assert list(owned.kept.values()) == [before]
    owned.say("ann", "MODE #tea +m")
    assert json.loads(owned.kept["channel", "#tea"].value or "")["flags"] == "mnrt"


def test_who_registered_it_may_end_that(owned: Room) -> None:
    """Then it is as any other."""
    owned.say("ann", "MODE #tea -r")
    assert owned.replies("bob") == [("MODE", "#tea", "-r")]
    assert owned.kept["channel", "#tea"].value is None
    owned.say("ann", "PART #tea")
    owned.say("bob", "PART #tea")
    assert owned.world.find_channel("#tea") is None


def test_an_operator_of_the_channel_cannot_take_it_from_the_founder(owned: Room) -> None:
    """IRCv3 standard-replies."""
    owned.say("ann", "MODE #tea +o bob")
    owned.clear()
    owned.say("bob", "MODE #tea -r")
    words = "Only who registered this channel, and operators of the room, can end that"
    assert owned.replies("bob") == [("FAIL", "MODE", "NOT_FOUNDER", "#tea", words)]


def test_an_operator_of_the_room_registers_and_ends_any(tea: Room) -> None:
    """Without an account too: then nobody is the founder. An empty one ends at once."""
    tea.say("cem", "OPER host secret", "MODE #tea +r")
    tea.say("ann", "PART #tea")
    tea.say("bob", "PART #tea", "JOIN #tea")
    assert members(tea) == ["bob"]
    tea.say("bob", "PART #tea")
    tea.clear()
    tea.say("cem", "MODE #tea -r")
    assert tea.got("cem") == [":cem!~cem@10.0.0.7 MODE #tea -r"]
    assert tea.world.find_channel("#tea") is None


@pytest.mark.parametrize(
    ("nick", "reply"),
    [
        ("ann", ("FAIL", "MODE", "ACCOUNT_REQUIRED", "#tea", "Log in to an account to register a channel")),
        ("bob", ("482", "#tea", "You're not channel operator")),
        ("cem", ("482", "#tea", "You're not channel operator")),
    ],
)
def test_others_cannot_register_it(tea: Room, nick: str, reply: tuple[str, ...]) -> None:
    """It takes an operator of the channel with an account."""
    tea.say(nick, "MODE #tea +r")
    assert tea.replies(nick) == [reply]
    assert not tea.kept


def test_half_operators_cannot_register_it(tea: Room) -> None:
    """It is an owner's business."""
    tea.session("bob").account = "bob"
    tea.say("ann", "MODE #tea +h bob")
    tea.clear()
    tea.say("bob", "MODE #tea +r")
    assert tea.numerics("bob") == ["482"]


def test_twice_is_once(owned: Room) -> None:
    """What is so already is not announced."""
    owned.say("ann", "MODE #tea +r")
    assert owned.got("bob") == []


def test_an_account_has_so_many_and_no_more() -> None:
    """A bound on what one person can make the room keep for ever."""
    room = Room(replace(CONFIG, limits=RoomLimits(registered_channels=2)))
    room.join("ann")
    room.session("ann").account = "ann"
    room.say("ann", "JOIN #a,#b,#c", "MODE #a +r", "MODE #b +r")
    room.clear()
    room.say("ann", "MODE #c +r")
    words = "An account has at most 2 registered channels"
    assert room.replies("ann") == [("FAIL", "MODE", "TOO_MANY_CHANNELS", "#c", words)]
    room.say("ann", "MODE #a -r", "MODE #c +r")
    assert room.replies("ann") == [("MODE", "#a", "-r"), ("MODE", "#c", "+r")]


def test_what_else_the_log_keeps_is_no_channel(owned: Room) -> None:
    """Each kind of record is its owner's."""
    record = owned.kept["channel", "#tea"]
    assert list(Room(kept=[record, record._replace(kind="another", key="x", value="{}")]).world.channels) == ["#tea"]


def test_another_name_and_metadata_survive_a_restart(owned: Room) -> None:
    """IRCv3 channel-rename: "preserves all channel state"; IRCv3 metadata, of channels too. The old name is nobody's."""
    owned.say("ann", "CAP REQ draft/metadata-2", "METADATA #tea SET colour :green", "RENAME #tea #coffee")
    again = reopened(owned)
    assert list(again.world.channels) == ["#coffee"]
    assert again.world.channels["#coffee"].metadata == {"colour": "green"}
