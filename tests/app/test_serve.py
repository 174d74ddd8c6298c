"""What `serve` makes of its arguments; as a process it is in tests/end_to_end/test_serve.py."""

from pathlib import Path

import pytest

from desktop_chat.app.hosting import server_config
from desktop_chat.app.problems import StartProblem
from desktop_chat.app.serve import read_password
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.net.addresses import DEFAULT_PORT
from desktop_chat.server.service import ALL_INTERFACES

ROOM = RoomConfig("우리 반", "desktop-chat-0")


def test_only_a_port_that_nobody_asked_for_may_move() -> None:
    """PROTOCOL, Transport: "Default 6697; a busy port moves to the next free one"."""
    usual = server_config(ROOM)
    assert (usual.port, usual.may_move) == (DEFAULT_PORT, True)
    named = server_config(ROOM, port=DEFAULT_PORT)
    assert (named.port, named.may_move) == (DEFAULT_PORT, False)


def test_a_room_is_for_the_whole_local_network_unless_bound() -> None:
    """Each `--bind` counts."""
    assert server_config(ROOM, port=0).bind == ALL_INTERFACES
    assert server_config(ROOM, bind=("127.0.0.1", "::1"), port=0).bind == ("127.0.0.1", "::1")


@pytest.mark.parametrize("text", ["열려라 참깨", "열려라 참깨\n", "열려라 참깨\r\n", "열려라 참깨\nnot this\n", "\ufeff열려라 참깨\r\n"])
def test_the_first_line_is_the_password(tmp_path: Path, text: str) -> None:
    """Whatever editor wrote it; blanks inside count."""
    file = tmp_path / "word"
    file.write_bytes(text.encode())
    assert read_password(file) == "열려라 참깨"


@pytest.mark.parametrize(("data", "why"), [(b"", "is empty"), (b"\nsecond", "is empty"), (b"\xff\xfe", "cannot be read")])
def test_a_password_file_without_one_is_a_problem(tmp_path: Path, data: bytes, why: str) -> None:
    """A room that was to be locked never opens unlocked."""
    file = tmp_path / "word"
    file.write_bytes(data)
    with pytest.raises(StartProblem, match=why):
        read_password(file)


def test_a_password_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """It says which file, and why."""
    with pytest.raises(StartProblem, match="nowhere cannot be read: No such file"):
        read_password(tmp_path / "nowhere")
