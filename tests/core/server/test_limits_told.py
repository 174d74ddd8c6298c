"""Every limit that a client can reach: what just fits is taken, what is more is answered, and ISUPPORT tells where there is a token."""

from dataclasses import fields, replace
from typing import NamedTuple

import pytest

from desktop_chat.core.server.config import RoomLimits
from desktop_chat.core.wire import limits
from desktop_chat.core.wire.linebuffer import LineBuffer
from tests.support.layers import ROOT
from tests.support.room import CONFIG, Room

WIRE = [name for name in vars(limits) if name.isupper()]
SMALL = RoomLimits(channels=3, list_entries=2, targets=2, registered_channels=1, whowas_entries=1)


class Reach(NamedTuple):
    """A limit that a client can reach."""

    token: str
    """Of ISUPPORT, with its value; "" where there is none."""
    fits: str
    """What just fits."""
    over: str
    """One more."""
    answer: tuple[str, ...]
    """How what is answered to that begins."""


def long(size: int) -> str:
    """Return a word of so many bytes."""
    return "x" * size


REACHED: dict[str, Reach] = {
    "MESSAGE_BYTES": Reach("LINELEN=512", f"PING {long(505)}", f"PING {long(506)}", ("417",)),
    "CLIENT_TAGS_BYTES": Reach("", f"@+a={long(4091)} PING 1", f"@+a={long(4092)} PING 1", ("417",)),
    "NICK_LENGTH": Reach("NICKLEN=32", f"NICK {long(32)}", f"NICK {long(33)}", ("432", long(33))),
    "NICK_BYTES": Reach("", f"NICK {'가' * 32}", f"NICK {'𠀀' * 25}", ("432", "𠀀" * 25)),
    "CHANNEL_LENGTH": Reach("CHANNELLEN=50", f"JOIN #{long(49)}", f"JOIN #{long(50)}", ("476", "#" + long(50))),
    "CHANNEL_BYTES": Reach("", f"JOIN #{'가' * 33}", f"JOIN #{'가' * 34}", ("476",)),
    "TOPIC_BYTES": Reach("TOPICLEN=226", f"TOPIC #tea :{long(226)}", f"TOPIC #tea :{long(227)}", ("417", "A topic has at most 226 bytes")),
    "AWAY_BYTES": Reach("AWAYLEN=245", f"AWAY {long(245)}", f"AWAY {long(246)}", ("417", "An away text has at most 245 bytes")),
    "KEY_BYTES": Reach("KEYLEN=64", f"MODE #tea +k {long(64)}", f"MODE #tea +k {long(65)}", ("696", "#tea", "k", "*")),
    "MASK_BYTES": Reach("", f"MODE #tea +b x!x@{long(130)}", f"MODE #tea +b x!x@{long(131)}", ("696", "#tea", "b")),
    "channels": Reach("CHANLIMIT=#:3", "JOIN #2,#3", "JOIN #4", ("405", "#4")),
    "list_entries": Reach("MAXLIST=beI:2", "MODE #tea +be a b", "MODE #tea +I c", ("478", "#tea", "I")),
    "targets": Reach("MAXTARGETS=2", "PRIVMSG bob,#tea :x", "PRIVMSG bob,#tea,cem :x", ("407", "cem")),
    "registered_channels": Reach("", "MODE #tea +r", "MODE #2 +r", ("FAIL", "MODE", "TOO_MANY_CHANNELS", "#2")),
}
"""Of the wire (core/wire/limits) in capitals, of the room (RoomLimits) in small letters, there as `SMALL` has it."""
CUT: dict[str, tuple[str, str, str, int]] = {
    "KICK_BYTES": ("KICKLEN=130", "KICK #tea bob :", "KICK", limits.KICK_BYTES),
    "QUIT_BYTES": ("", "PART #tea :", "PART", limits.QUIT_BYTES),
}
"""What is cut rather than refused (Modern #kicklen-parameter): the token, the line, the command that carries it, the size."""


@pytest.fixture
def room() -> Room:
    """Return a room with small limits; in #tea ann, its operator with an account, and bob."""
    room = Room(replace(CONFIG, limits=SMALL))
    room.join("ann", "bob", channel="#tea")
    room.session("ann").account = "ann"
    return room


def answers(room: Room, line: str) -> list[tuple[str, ...]]:
    """Return what ann is answered to a line, as it comes from her socket."""
    room.clear()
    for one in LineBuffer(tags_bytes=limits.CLIENT_TAGS_BYTES).feed(f"{line}\r\n".encode()):
        room.say("ann", one)
    return room.replies("ann")


def complains(found: list[tuple[str, ...]]) -> bool:
    """Return whether something was refused."""
    return any(command == "FAIL" or (command.isdigit() and command >= "400") for command, *_ in found)


@pytest.mark.parametrize("name", REACHED)
def test_what_fits_is_taken_and_one_more_is_answered(room: Room, name: str) -> None:
    """By its numeric, or a standard reply (IRCv3 standard-replies); nothing is done by halves."""
    reach = REACHED[name]
    assert not complains(answers(room, reach.fits))
    if name == "registered_channels":
        room.say("ann", "JOIN #2")
    found = answers(room, reach.over)
    assert reach.answer in [one[: len(reach.answer)] for one in found]


@pytest.mark.parametrize("name", CUT)
def test_parting_words_are_cut(room: Room, name: str) -> None:
    """Modern #kicklen-parameter: it "may be silently truncated"; whole characters only."""
    _, line, command, size = CUT[name]
    found = answers(room, f"{line}{'가' * (size // 3)}{long(size % 3)}{long(9)}")
    assert [one[-1] for one in found if one[0] == command] == ["가" * (size // 3) + long(size % 3)]


@pytest.mark.parametrize("token", [one.token for one in REACHED.values() if one.token] + [one[0] for one in CUT.values() if one[0]])
def test_it_is_told_in_isupport(room: Room, token: str) -> None:
    """Modern #rplisupport-parameters."""
    assert token in [word for reply in answers(room, "VERSION") if reply[0] == "005" for word in reply]


def test_a_long_user_name_and_real_name_are_cut(room: Room) -> None:
    """Modern #userlen-parameter: "silently truncated"."""
    room.open("cem")
    room.say("cem", "NICK cem", f"USER {long(50)} 0 * :{long(limits.REALNAME_BYTES + 9)}")
    who = room.session("cem")
    assert (len(who.user), len(who.realname)) == (limits.USER_LENGTH, limits.REALNAME_BYTES)


def test_a_label_that_is_too_long_is_none(room: Room) -> None:
    """IRCv3 labeled-response: "MUST NOT exceed 64 bytes"."""
    room.join("cem", caps="labeled-response batch")
    room.say("cem", f"@label={long(limits.LABEL_BYTES)} PING 1", f"@label={long(limits.LABEL_BYTES + 1)} PING 2")
    assert [len(message.tags.get("label", "")) for message in room.messages("cem")] == [limits.LABEL_BYTES, 0]


def test_no_limit_is_without_a_test() -> None:
    """A limit that is added is tried somewhere among the core's tests."""
    texts = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "core").rglob("test_*.py"))
    unknown = [name for name in [*WIRE, *(one.name for one in fields(RoomLimits))] if name not in texts]
    assert unknown == []
