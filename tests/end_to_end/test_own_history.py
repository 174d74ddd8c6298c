"""The member's own history with real windows in processes of their own: what was said is there after a restart, before anybody answers."""

import json
from pathlib import Path

import pytest

from tests.end_to_end.conftest import StartHost
from tests.support.person import Person
from tests.support.processes import OURS, Program
from tests.support.windows import Window

pytestmark = [pytest.mark.end_to_end, pytest.mark.tk]

LINES = 300


def exported(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Return what `desktop-chat export` ends with, prints, and says is wrong."""
    with Program([*OURS, "--data-dir", folder, "export", *arguments]) as program:
        status = program.wait()
        program._reader.join()
        return status, program._text, program.errors()


@pytest.fixture
def address(start_host: StartHost, tmp_path: Path) -> str:
    """Return where a room was that a member has talked in; the member's window is closed, and the host is gone."""
    host = start_host("--room", "우리 반", "--no-flood-control")
    with Window(tmp_path / "member", "join", f"127.0.0.1:{host.port}", "나래") as window:
        window.until_seen("timeline", "You joined #general")
        with Person(host.port, "bob", channel="#general") as bob:
            bob.say("PRIVMSG #general :오늘 점심회의에서 봅시다", *(f"PRIVMSG #general :line {number}" for number in range(LINES)))
            window.until_seen("timeline", f"line {LINES - 1}")
            window.order("say", "네, 그때 봐요")
            window.until_seen("timeline", "네, 그때 봐요")
            bob.say("PRIVMSG 나래 :psst")
            bob.in_step()
        window.until_seen("timeline", "bob left")
        window.order("write", "half a thought")
        window.until_seen("composer", "half a thought")
        status, text, _ = exported(tmp_path / "member", "우리 반", "#general")
        assert (status, text.count("<bob> line ")) == (0, LINES), "while the window has the file"
        window.order("close")
        assert (window.wait(), window.errors()) == (0, "")
    host.ask_to_end()
    assert host.wait() == 0
    return f"127.0.0.1:{host.port}"


def test_what_was_said_is_there_after_a_restart_before_anybody_answers(address: str, tmp_path: Path) -> None:
    """The last lines, the draft, and words of two syllables: with the lines around them."""
    with Window(tmp_path / "member", "join", address, "나래") as window:
        lines = window.until_seen("timeline", "네, 그때 봐요")
        assert [line for line in lines if line.startswith("line ")] == [f"line {number}" for number in range(LINES - 198, LINES)]
        assert lines[-2:] == ["네, 그때 봐요", "bob left the room (Connection closed)"]
        window.until_seen("composer", "half a thought")
        window.until_seen("banner", "Coming back by itself")
        window.order("find", "회의")
        found = window.until_seen("found", "점심회의에서")
        assert [line for line in found if "회의" in line] == ["오늘 점심회의에서 봅시다"]
        window.order("pick", "0")
        assert window.until_seen("timeline", "오늘 점심회의에서 봅시다")[-1] == "line 199"
        window.order("close")
        assert (window.wait(), window.errors()) == (0, "")


def test_all_of_it_can_be_had_as_a_file(address: str, tmp_path: Path) -> None:
    """From the command line, while the window runs or not; of a room that is none the known ones are told."""
    assert address
    status, text, errors = exported(tmp_path / "member", "우리 반", "general", "--format", "json")
    assert (status, errors) == (0, "")
    lines = json.loads(text)["lines"]
    assert [(line["kind"], line["sender"]) for line in lines if line["kind"] != "talk"] == [
        ("join", "나래"),
        ("join", "bob"),
        ("quit", "bob"),
    ]
    said = [line["text"] for line in lines if line["kind"] == "talk"]
    assert said == ["오늘 점심회의에서 봅시다", *(f"line {number}" for number in range(LINES)), "네, 그때 봐요"]
    assert exported(tmp_path / "member", "No such room", "general") == (2, "", errors_of_no_room(tmp_path / "member"))


def errors_of_no_room(folder: Path) -> str:
    """Return the sentence that lists the one room there is."""
    known = json.loads((folder / "known-rooms.json").read_text(encoding="utf-8"))["rooms"][0]["pin"]
    return f"There is no room No such room in the history. There are: 우리 반 ({known[:12]}).\n"


def test_a_killed_window_has_kept_all_that_it_had_shown(start_host: StartHost, tmp_path: Path) -> None:
    """Kill -9: what stood on the screen for a moment is on the disk; nothing is to be mended."""
    host = start_host("--room", "우리 반", "--no-flood-control")
    folder = tmp_path / "member"
    with Window(folder, "join", f"127.0.0.1:{host.port}", "나래") as window:
        window.until_seen("timeline", "You joined #general")
        with Person(host.port, "bob", channel="#general") as bob:
            bob.say(*(f"PRIVMSG #general :line {number}" for number in range(LINES)))
            window.until_seen("timeline", f"line {LINES - 1}")
            bob.say("PRIVMSG #general :the last")
            window.until_seen("timeline", "the last")
        window.kill()
        window.wait()
    status, text, _ = exported(folder, "우리 반", "#general")
    assert status == 0
    said = [line.partition("> ")[2] for line in text.splitlines() if "<bob>" in line]
    assert said == [*(f"line {number}" for number in range(LINES)), "the last"]


def test_a_second_window_with_the_same_data_says_so(start_host: StartHost, tmp_path: Path) -> None:
    """In a sentence; both go on."""
    host = start_host()
    address = f"127.0.0.1:{host.port}"
    with Window(tmp_path / "member", "join", address, "나래") as first:
        first.until_seen("timeline", "You joined #general")
        with Window(tmp_path / "member", "join", address, "가람") as second, Person(host.port, "bob", channel="#general") as bob:
            assert "open already" in second.until_seen("notice", "second window")[0]
            second.until_seen("timeline", "You joined #general")
            bob.say("PRIVMSG #general :hello")
            for window in (second, first):
                window.until_seen("timeline", "hello")
                window.order("close")
                assert (window.wait(), window.errors()) == (0, "")
