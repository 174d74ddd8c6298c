"""The thread that keeps the member's own history: batches, full disks, files that cannot be used."""

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat import paths
from desktop_chat.app.keeper import LINES_UNKEPT, LINES_WAITING, Keeper
from desktop_chat.core.client.events import HistoryProblem, HistoryTroubled
from desktop_chat.core.client.events.kept import Part
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.worker import Crew
from desktop_chat.store.history_schema import STEPS
from desktop_chat.store.sqlite_history import SqliteHistory
from tests.support.guards import Errors
from tests.support.kept import ROOM, kept
from tests.support.processes import ROOT, Program

WAIT_SECONDS = 20.0


class Shelf:
    """A keeper, and what it told.

    Args:
        file: Its file.
    """

    def __init__(self, file: Path) -> None:
        self.file, self.crew = file, Crew()
        self.troubles: list[HistoryTroubled] = []
        self.keeper = Keeper(file, crew=self.crew, tell=self.troubles.append)

    def texts(self) -> list[str]:
        """Return what is kept, once all before is done."""
        found: list[str] = []
        done = threading.Event()

        def look(history: SqliteHistory) -> None:
            found.extend(line.text for line in history.page(ROOM, "#tea", Part.LAST, most=100_000).lines)
            done.set()

        self.keeper.do(look)
        assert done.wait(WAIT_SECONDS)
        return found

    def limit(self, pages: int) -> None:
        """Let the file grow to so many pages and no further, as a full disk would."""

        def change(history: SqliteHistory) -> None:
            history._run(f"PRAGMA max_page_count={pages}")

        self.keeper.do(change)
        self.texts()

    @property
    def problems(self) -> list[HistoryProblem]:
        """What was told."""
        return [trouble.problem for trouble in self.troubles]

    def stop(self) -> None:
        """End the thread."""
        self.keeper.stop()
        assert self.crew.join(Deadline(WAIT_SECONDS)) == []


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Return one that has not begun."""
    shelf = Shelf(paths.history_file(tmp_path))
    yield shelf
    shelf.stop()


def test_what_is_recorded_is_kept_in_order_and_over_the_end(shelf: Shelf) -> None:
    """Stopping keeps what still waits."""
    shelf.keeper.start()
    for number in range(1000):
        shelf.keeper.record(ROOM, kept(number))
    shelf.stop()
    with closing(SqliteHistory(shelf.file)) as history:
        assert [line.text for line in history.lines(ROOM, "#tea")] == [f"line {number}" for number in range(1000)]
    assert shelf.troubles == []


def test_all_that_waits_is_one_commit(shelf: Shelf) -> None:
    """Load makes the batches larger and each line cheaper."""
    for number in range(1000):
        shelf.keeper.record(ROOM, kept(number))
    commits: list[str] = []
    real = SqliteHistory.append

    def append(history: SqliteHistory, room: str, lines: list[object]) -> None:
        commits.append(f"{len(lines)}")
        real(history, room, lines)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteHistory, "append", append)
        shelf.keeper.start()
        assert len(shelf.texts()) == 1000
    assert commits == ["1000"]


def test_a_full_disk_is_said_once_and_loses_nothing_if_there_is_room_in_time(shelf: Shelf) -> None:
    """Lines wait for it; when it is full again, it is said again."""
    shelf.keeper.start()
    shelf.limit(60)
    for number in range(100):
        shelf.keeper.record(ROOM, kept(number, f"{number} {'x' * 4000}"))
        shelf.texts()
    assert shelf.problems == [HistoryProblem.FULL]
    assert len(shelf.texts()) < 50
    shelf.limit(100_000)
    shelf.keeper.record(ROOM, kept(100, "100"))
    assert [text.split()[0] for text in shelf.texts()] == [str(number) for number in range(101)]
    shelf.limit(1)
    shelf.keeper.record(ROOM, kept(101, "x" * 400_000))
    shelf.texts()
    assert shelf.problems == [HistoryProblem.FULL] * 2


def test_what_waits_for_room_is_tried_once_more_at_the_end(shelf: Shelf) -> None:
    """There may be some by then."""
    shelf.keeper.start()
    shelf.limit(1)
    for number in range(50):
        shelf.keeper.record(ROOM, kept(number, "x" * 4000))
    assert shelf.texts() == []
    shelf.limit(100_000)
    shelf.stop()
    with closing(SqliteHistory(shelf.file)) as history:
        assert len(list(history.lines(ROOM, "#tea"))) == 50


def test_of_what_waits_for_room_the_oldest_goes_first(shelf: Shelf) -> None:
    """Memory is bounded."""
    shelf.keeper.start()
    shelf.limit(1)
    for number in range(LINES_UNKEPT + 10):
        shelf.keeper.record(ROOM, kept(number))
    shelf.texts()
    assert (len(shelf.keeper._unkept), shelf.keeper._unkept[0][1].text) == (LINES_UNKEPT, "line 10")


def test_whoever_records_too_fast_waits_and_stopping_lets_go(shelf: Shelf) -> None:
    """A disk that stands still must not fill the memory, nor keep the program from ending."""
    for number in range(LINES_WAITING):
        shelf.keeper.record(ROOM, kept(number))
    waits = threading.Thread(target=lambda: shelf.keeper.record(ROOM, kept(1)), name="link")
    waits.start()
    waits.join(0.1)
    assert waits.is_alive()
    shelf.keeper.start()
    waits.join(WAIT_SECONDS)
    assert not waits.is_alive()
    shelf.keeper.stop()
    shelf.keeper.record(ROOM, kept(2))


def test_a_second_program_keeps_in_memory_and_says_so(shelf: Shelf) -> None:
    """The first one's file is not touched."""
    shelf.keeper.start()
    shelf.keeper.record(ROOM, kept(1))
    assert shelf.texts() == ["line 1"]
    second = Shelf(shelf.file)
    second.keeper.start()
    second.keeper.record(ROOM, kept(2))
    assert (second.texts(), second.problems) == (["line 2"], [HistoryProblem.LOCKED])
    second.stop()
    assert (shelf.texts(), shelf.troubles) == (["line 1"], [])


def test_a_file_of_another_kind_is_kept_aside(shelf: Shelf) -> None:
    """Never overwritten."""
    shelf.file.write_text("precious " * 100)
    shelf.keeper.start()
    shelf.keeper.record(ROOM, kept(1))
    assert shelf.texts() == ["line 1"]
    assert shelf.troubles == [HistoryTroubled(HistoryProblem.DAMAGED, "history-damaged-1.sqlite3")]
    assert (shelf.file.parent / "history-damaged-1.sqlite3").read_text() == "precious " * 100


def test_a_newer_file_is_kept_aside(shelf: Shelf) -> None:
    """The newer program finds all of it there."""
    with closing(SqliteHistory(shelf.file)) as history:
        history.append(ROOM, [kept(1)])
    with closing(sqlite3.connect(shelf.file)) as database:
        database.execute(f"PRAGMA user_version={len(STEPS) + 1}")
    before = shelf.file.read_bytes()
    shelf.keeper.start()
    assert shelf.texts() == []
    assert shelf.troubles == [HistoryTroubled(HistoryProblem.NEWER, "history-newer-1.sqlite3")]
    assert (shelf.file.parent / "history-newer-1.sqlite3").read_bytes() == before


def test_a_damage_that_is_found_later_is_told_too(shelf: Shelf) -> None:
    """The beginning of the file was whole; what comes then goes into a new one."""
    with closing(SqliteHistory(shelf.file)) as history:
        history.append(ROOM, [kept(number) for number in range(2000)])
    whole = shelf.file.read_bytes()
    shelf.file.write_bytes(whole[:32768] + b"\xff" * (len(whole) - 32768))
    shelf.keeper.start()
    for number in range(3000, 3010):
        shelf.keeper.record(ROOM, kept(number))
    shelf.keeper.record(ROOM, kept(4000, "after"))
    assert shelf.texts()[-1] == "after"
    assert shelf.problems == [HistoryProblem.DAMAGED]
    assert (shelf.file.parent / "history-damaged-1.sqlite3").exists()


def test_where_no_file_can_be_memory_has_to_do(tmp_path: Path) -> None:
    """It is said, and everything else works."""
    shelf = Shelf(tmp_path / "no such folder" / "history.sqlite3")
    shelf.keeper.start()
    shelf.keeper.record(ROOM, kept(1))
    assert (shelf.texts(), shelf.problems) == (["line 1"], [HistoryProblem.UNUSABLE])
    shelf.stop()


def test_a_file_that_cannot_be_kept_aside_is_left_alone(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Better no new history than the loss of the old one."""
    shelf.file.write_text("precious " * 100)

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    shelf.keeper.start()
    assert shelf.texts() == []
    assert shelf.problems == [HistoryProblem.UNUSABLE]
    assert shelf.file.read_text() == "precious " * 100


def test_a_job_that_fails_by_our_mistake_ends_nothing(shelf: Shelf, no_logged_errors: Errors) -> None:
    """The next ones are done."""

    def fail(_history: SqliteHistory) -> None:
        raise ZeroDivisionError

    shelf.keeper.start()
    shelf.keeper.do(fail)
    assert no_logged_errors.take("client-store").getMessage() == "the history could not do what it was asked"
    shelf.keeper.record(ROOM, kept(1))
    assert shelf.texts() == ["line 1"]


LIMITED = """
import resource, sys
from pathlib import Path
from tests.app.test_keeper import Shelf
from tests.support.guards import Errors
from tests.support.kept import ROOM, kept

resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
shelf = Shelf(Path(sys.argv[1]))
shelf.keeper.start()
for number in range(100):
    shelf.keeper.record(ROOM, kept(number, f"{number} " + "x" * 8000))
    shelf.texts()
shelf.stop()
print("told", [problem.value for problem in shelf.problems], "end")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_file_that_really_cannot_grow_ends_nothing(tmp_path: Path) -> None:
    """A limit of the operating system, which SQLite meets in the middle of a write; what was kept before is whole."""
    file = tmp_path / "history.sqlite3"
    with Program((sys.executable, "-W", "error", "-c", LIMITED, file), PYTHONPATH=str(ROOT)) as program:
        told = program.until(" end")
        assert program.wait() == 0
    assert told in {"told ['full'] end", "told ['unusable'] end"}
    with closing(SqliteHistory(file)) as history:
        texts = [line.text.split()[0] for line in history.lines(ROOM, "#tea")]
    assert texts == [str(number) for number in range(len(texts))]
    assert 2 < len(texts) < 100
