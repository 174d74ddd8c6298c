"""CAP: which extensions a client wants (IRCv3 capability-negotiation)."""

import pytest

from desktop_chat.core.server.offers import offers
from tests.support.room import Room

ALL = " ".join(offers())
REGISTER = ("NICK ann", "USER ann 0 * :Ann")


@pytest.fixture
def door(room: Room) -> Room:
    """Return a room with ann in front of its door."""
    room.open("ann")
    return room


def test_what_there_is_is_listed(door: Room) -> None:
    """IRCv3 capability-negotiation, The CAP LS subcommand; `*` stands for the nick that is not there yet."""
    door.say("ann", "CAP LS")
    assert door.got("ann") == [f":desktop.chat CAP * LS :{ALL}"]


def test_a_long_list_goes_on_in_the_next_line(door: Room) -> None:
    """IRCv3 capability-negotiation, Multiline replies to CAP LS and CAP LIST: all lines but the last have a `*`."""
    names = {f"example.com/{number:060}": "value" for number in range(12)}
    door.world.offers = names
    door.say("ann", "CAP LS 302")
    lines = door.replies("ann")
    assert [line[:-1] for line in lines] == [("CAP", "*", "LS", "*")] * (len(lines) - 1) + [("CAP", "*", "LS")]
    assert " ".join(line[-1] for line in lines).split() == [f"{name}=value" for name in names]


@pytest.mark.parametrize("opening", ["CAP LS 302", "CAP REQ :server-time"])
def test_the_welcome_waits_for_the_end_of_the_negotiation(door: Room, opening: str) -> None:
    """IRCv3 capability-negotiation: "the server MUST not complete registration until the client sends a CAP END"."""
    door.say("ann", opening, *REGISTER)
    door.clear()
    door.say("ann", "CAP END")
    assert door.numerics("ann")[0] == "001"


def test_the_end_of_the_negotiation_is_not_the_welcome(door: Room) -> None:
    """Nick and user are needed as well, in any order."""
    door.say("ann", "CAP LS", "NICK ann", "CAP END")
    assert "001" not in door.numerics("ann")
    door.say("ann", "USER ann 0 * :Ann")
    assert door.numerics("ann")[0] == "001"


def test_a_member_may_negotiate_at_any_time(room: Room) -> None:
    """IRCv3 capability-negotiation: CAP is accepted "at any time, including after registration"; END "MUST be ignored" then."""
    room.join("ann", channel="#tea")
    room.say("ann", "CAP LS", "CAP END", "TOPIC #tea")
    assert room.numerics("ann") == ["CAP", "331"]


def test_what_was_asked_for_is_in_force_and_can_be_given_back(room: Room) -> None:
    """IRCv3 capability-negotiation, The CAP REQ subcommand: "prefixed with a dash" it is to be disabled."""
    room.join("ann")
    room.say("ann", "CAP REQ :multi-prefix server-time", "CAP LIST", "CAP REQ :-multi-prefix", "CAP LIST")
    assert [reply[-2:] for reply in room.replies("ann")] == [
        ("ACK", "multi-prefix server-time"),
        ("LIST", "multi-prefix server-time"),
        ("ACK", "-multi-prefix"),
        ("LIST", "server-time"),
    ]


def test_a_request_is_taken_as_a_whole_or_not_at_all(room: Room) -> None:
    """IRCv3 capability-negotiation, The CAP NAK subcommand: "The server MUST NOT make any change"."""
    room.join("ann")
    room.say("ann", "CAP REQ :multi-prefix unheard/of", "CAP LIST")
    assert [reply[-2:] for reply in room.replies("ann")] == [("NAK", "multi-prefix unheard/of"), ("LIST", "")]


@pytest.mark.parametrize("line", ["CAP REQ", "CAP REQ :", "CAP REQ : "])
def test_a_request_for_nothing_is_granted(room: Room, line: str) -> None:
    """Whoever asks waits for an answer."""
    room.join("ann")
    room.say("ann", line)
    assert [reply[-2:] for reply in room.replies("ann")] == [("ACK", "")]


def test_lines_look_different_after_the_answer_not_before(room: Room) -> None:
    """IRCv3 server-time: tags only for those who negotiated them, and until they give them back."""
    room.join("ann")
    room.say("ann", "CAP REQ server-time", "PING a", "CAP REQ -server-time", "PING b")
    assert [line.split(" ", 1)[0] for line in room.got("ann")] == [
        ":desktop.chat",
        "@time=2023-11-14T22:13:20.000Z",
        "@time=2023-11-14T22:13:20.000Z",
        ":desktop.chat",
    ]


@pytest.mark.parametrize(("version", "is_new"), [("302", True), ("307", True), ("301", False), ("", False), ("many", False), ("²", False)])
def test_a_client_of_version_302_is_told_of_changes(door: Room, version: str, *, is_new: bool) -> None:
    """IRCv3 capability-negotiation, CAP LS Version: the version "MUST be treated as a number"; 302 implies cap-notify."""
    door.say("ann", f"CAP LS {version}", "CAP LIST", "CAP REQ -cap-notify")
    assert [reply[-2:] for reply in door.replies("ann") if reply[2] != "LS"] == [
        ("LIST", "cap-notify" if is_new else ""),
        ("NAK" if is_new else "ACK", "-cap-notify"),
    ]


def test_a_version_once_said_stays(door: Room) -> None:
    """IRCv3 capability-negotiation, CAP LS Version: "keep storing the original (higher) version"."""
    door.say("ann", "CAP LS 302", "CAP LS", "CAP REQ -cap-notify")
    assert door.replies("ann")[-1][-2:] == ("NAK", "-cap-notify")


@pytest.mark.parametrize(("line", "shown"), [("CAP FROB", "FROB"), ("CAP ack :x", "ACK"), ("CAP :", "*"), ("CAP " + "x" * 99, "X" * 32)])
def test_an_unknown_subcommand_is_told(door: Room, line: str, shown: str) -> None:
    """Modern #errinvalidcapcmd-410."""
    door.say("ann", line)
    assert door.replies("ann") == [("410", shown, "Invalid CAP command")]


def test_subcommands_may_be_written_in_any_case(door: Room) -> None:
    """Modern #commands: they are case-insensitive."""
    door.say("ann", "cap ls", "Cap Req :server-time")
    assert [reply[2] for reply in door.replies("ann")] == ["LS", "ACK"]


def test_a_long_answer_goes_on_in_the_next_line(room: Room) -> None:
    """IRCv3 capability-negotiation, The CAP ACK subcommand: it may be "spread across multiple lines"; RFC 2812 2.3: 512 bytes."""
    nick = "가" * 32
    words = ["server-time", "-server-time"] * 20
    room.join(nick)
    room.say(nick, f"CAP REQ :{' '.join(words)}")
    replies = room.replies(nick)
    assert len(replies) > 1
    assert {reply[2] for reply in replies} == {"ACK"}
    assert [word for reply in replies for word in reply[-1].split()] == words


def test_of_a_long_refusal_the_beginning_is_enough(room: Room) -> None:
    """IRCv3 capability-negotiation, The CAP NAK subcommand; RFC 2812 2.3: 512 bytes. Whoever asked knows the rest."""
    nick = "가" * 32
    wanted = "no-such-thing " * 35
    room.join(nick)
    room.say(nick, f"CAP REQ :{wanted}")
    ((_, _, subcommand, told),) = room.replies(nick)
    assert subcommand == "NAK"
    assert wanted.startswith(told)
    assert len(told) >= 100
