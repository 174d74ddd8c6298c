"""What real clients say, replayed: as recorded by tests/tools/record_handshakes.py in tests/data/handshakes."""

from pathlib import Path

import pytest

from desktop_chat.core.server.config import RoomConfig
from tests.support.layers import ROOT
from tests.support.room import Room

CORPUS = sorted((ROOT / "tests" / "data" / "handshakes").glob("*.txt"))
NO_PROBLEM = {"422"}
"""Numerics from 400 on that are no complaint: there is no message of the day."""
EARLY = {"irssi": {"451"}}
"""Complaints that a client itself brings about, and ignores: irssi sees by the 451 for `JOIN :` that a server is one of IRC."""


def lines_of(file: Path) -> list[str]:
    """Return a client's lines, without the head of the file."""
    return file.read_text(encoding="utf-8").splitlines()[1:]


def test_the_three_clients_are_there() -> None:
    """WeeChat, irssi, HexChat."""
    assert [file.stem for file in CORPUS] == ["hexchat", "irssi", "weechat"]


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_a_real_client_comes_in_talks_and_leaves(file: Path) -> None:
    """Nothing it says is refused; others see it come, talk and go; what it asks for is offered."""
    room = Room(RoomConfig("우리 반", "desktop-chat-0"))
    room.join("ann", channel="#tea")
    room.open("client")
    room.say("client", *lines_of(file))
    room.do_work()
    answers = room.messages("client")
    commands = [message.command for message in answers]
    complaints = {command for command in commands if command in {"FAIL", "WARN"} or (command.isdigit() and command >= "400")}
    assert complaints - NO_PROBLEM == EARLY.get(file.stem, set())
    assert list(dict.fromkeys(message.params[1] for message in answers if message.command == "CAP")) == ["LS", "ACK"]
    assert {"001", "005", "353", "366"} <= set(commands)
    assert commands[-1] == "ERROR"
    heard = room.messages("ann")
    assert [message.command for message in heard] == ["JOIN", "PRIVMSG", "QUIT"]
    assert {message.source for message in heard} == {f"{file.stem}!~{file.stem}@10.0.0.7"}
