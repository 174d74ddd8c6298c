"""Earlier talk for everybody: clients that cannot ask for it, those that can, and rooms that keep nothing on disk."""

import re
import sys
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Host, StartHost
from tests.support import other_clients
from tests.support.other_clients import Irssi, WeeChat
from tests.support.person import Person
from tests.support.processes import STOP_SIGNALS
from tests.support.programs import FindProgram

pytestmark = pytest.mark.end_to_end

not_on_windows = pytest.mark.skipif(sys.platform == "win32", reason="neither client has a version for Windows")


def talk(host: Host) -> None:
    """Let somebody say something in #다과 and go."""
    with Person(host.port, "가람", channel="#다과") as person:
        person.say("PRIVMSG #다과 :안녕하세요, 일찍 왔어요", "PRIVMSG #다과 :\x01ACTION 차를 끓인다\x01", "NOTICE #다과 :곧 올게요")
        person.in_step()


@not_on_windows
@pytest.mark.parametrize("knows_time", [True, False])
def test_irssi_is_shown_what_was_said_before(
    host: Host, find_program: FindProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, knows_time: bool
) -> None:
    """It knows server-time and shows the time itself; told to negotiate nothing, it is as an old client and has it in the text."""
    if not knows_time:
        old = other_clients.IRSSI_CONFIG.replace("chatnet =", 'no_cap = "yes"; chatnet =')
        monkeypatch.setattr(other_clients, "IRSSI_CONFIG", old)
    talk(host)
    with Irssi(find_program("irssi"), tmp_path / "irssi", host.port, "다솜") as irssi:
        irssi.say("/join #다과")
        shown = irssi.until("곧 올게요")
    time = "" if knows_time else r"\[\d\d:\d\d\] "
    assert re.search(rf"가람> {time}안녕하세요, 일찍 왔어요.*\* 가람 {time}차를 끓인다.*가람:#다과- {time}곧 올게요$", shown)


@not_on_windows
def test_weechat_is_shown_what_was_said_before_and_can_ask_for_it(host: Host, find_program: FindProgram, tmp_path: Path) -> None:
    """It knows server-time and batches: the lines come as they were. It has no command for history, but `/quote` has."""
    talk(host)
    with WeeChat(find_program("weechat-headless"), tmp_path / "weechat", host.port, "나래") as weechat:
        weechat.type("/join #다과")
        weechat.until("#다과: 가람 안녕하세요, 일찍 왔어요\n")
        weechat.until("#다과:  * 가람 차를 끓인다\n")
        weechat.until("곧 올게요\n")
        weechat.type("지금 왔어요", window="room.#다과")
        weechat.until("#다과: @나래 지금 왔어요\n")
        weechat.type("/quote CHATHISTORY LATEST #다과 * 2")
        weechat.until("곧 올게요\n")
        weechat.until("#다과: @나래 지금 왔어요\n")


def test_what_was_said_is_there_after_a_restart(start_host: StartHost) -> None:
    """With the msgid that it had; and the last id goes on."""
    first = start_host()
    talk(first)
    with Person(first.port, "나래", channel="#다과") as person:
        person.say("CAP REQ :batch message-tags", "CHATHISTORY LATEST #다과 * 50")
        before = person.until("BATCH -")[-4:-1]
    first.ask_to_end(STOP_SIGNALS[0])
    assert first.wait() == 0
    second = Host(first.folder, "--room", "다시")
    try:
        with Person(second.port, "나래", channel="#다과") as person:
            person.say("CAP REQ :batch message-tags", "CHATHISTORY LATEST #다과 * 50")
            assert person.until("BATCH -")[-4:-1] == before
            assert [line.rpartition(":")[2] for line in before] == ["안녕하세요, 일찍 왔어요", "\x01ACTION 차를 끓인다\x01", "곧 올게요"]
    finally:
        second.close()


def test_a_memory_only_room_serves_history_and_leaves_nothing_but_its_keys(start_host: StartHost) -> None:
    """`serve --memory-only`."""
    host = start_host("--memory-only")
    talk(host)
    with Person(host.port, "나래", channel="#다과") as person:
        person.say("CHATHISTORY LATEST #다과 * 50")
        assert person.in_step()[-1].endswith("NOTICE #다과 :곧 올게요")
    host.ask_to_end(STOP_SIGNALS[0])
    assert host.wait() == 0
    files = {file.relative_to(host.folder).as_posix() for file in host.folder.rglob("*") if file.is_file()}
    assert files == {"room-authority.pem", "room-host.pem", host.log.name}
    assert "안녕하세요" not in host.log.read_text(encoding="utf-8")
