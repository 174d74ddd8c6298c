"""`desktop-chat export`: which room and channel are meant, and what is said when there are none."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat import i18n, paths
from desktop_chat.app.exporting import export
from desktop_chat.app.problems import StartProblem
from desktop_chat.core.client.events.kept import KeptRoom
from desktop_chat.store.history_schema import STEPS, bring_up
from desktop_chat.store.sqlite_history import SqliteHistory
from tests.support.kept import kept

OURS, OTHER, TWIN = "a" * 64, "b" * 64, "ac" * 32
OFFICES = "Office (acacacacacac), Office (bbbbbbbbbbbb)"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Speak English."""
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the data folder of somebody who was in three rooms, two of one name."""
    with closing(SqliteHistory(paths.history_file(tmp_path))) as history:
        for number, room in enumerate((KeptRoom(OURS, "우리 반"), KeptRoom(OTHER, "Office"), KeptRoom(TWIN, "Office"))):
            history.visit(room, number)
        history.append(OURS, [kept(1), kept(2, "<b>"), kept(3, "psst", conversation="가람")])
    return tmp_path


def exported(folder: Path, room: str, channel: str, kind: str = "text") -> str:
    """Return what is printed."""
    pieces: list[str] = []
    assert export(folder, room=room, channel=channel, kind=kind, output=None, say=pieces.append) == 0
    return "".join(pieces)


@pytest.mark.parametrize("room", ["우리 반", OURS, "aaaa", "AAAA"])
@pytest.mark.parametrize("channel", ["#tea", "tea", "#TEA"])
def test_room_and_channel_are_found_by_what_people_call_them(folder: Path, room: str, channel: str) -> None:
    """The name, the key or its beginning; the channel in any case, with or without its sign."""
    text = exported(folder, room, channel)
    assert text.startswith("#tea – 우리 반\n")
    assert text.endswith("<bob> <b>\n")


def test_a_private_talk_is_exported_too(folder: Path) -> None:
    """By the name of the other person."""
    assert [line["text"] for line in json.loads(exported(folder, "우리 반", "가람", "json"))["lines"]] == ["psst"]


def test_a_file_is_written(folder: Path, tmp_path: Path) -> None:
    """In the form that was asked for; nothing is printed."""
    file = tmp_path / "out.html"
    assert export(folder, room="우리 반", channel="#tea", kind="html", output=file, say=pytest.fail) == 0
    assert "&lt;b&gt;" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("room", "channel", "sentence"),
    [
        (
            "Club",
            "#tea",
            "There is no room Club in the history. There are: Office (acacacacacac), Office (bbbbbbbbbbbb), 우리 반 (aaaaaaaaaaaa).",
        ),
        (
            "Office",
            "#tea",
            "Several rooms are called Office; give the beginning of a key instead: Office (acacacacacac), Office (bbbbbbbbbbbb).",
        ),
        ("우리 반", "#coffee", "Nothing was said in #coffee there. There are: #tea, 가람."),
        ("bbbb", "#tea", "Nothing was said in #tea there. There are: –."),
    ],
)
def test_what_is_not_there_is_said_with_what_is(folder: Path, room: str, channel: str, sentence: str) -> None:
    """One sentence that tells how to go on."""
    with pytest.raises(StartProblem) as problem:
        exported(folder, room, channel)
    assert str(problem.value) == sentence


def test_who_has_no_history_is_told(tmp_path: Path) -> None:
    """And none is made."""
    with pytest.raises(StartProblem, match="There is no history in"):
        exported(tmp_path, "x", "#y")
    assert list(tmp_path.iterdir()) == []


def test_while_the_window_is_open_it_is_read_beside_it(folder: Path) -> None:
    """With the newest line, and what was put away; the window goes on writing."""
    with closing(SqliteHistory(paths.history_file(folder))) as window:
        window.append(OURS, [kept(4, "just now")])
        window.put_away(OURS, "#tea")
        assert exported(folder, "우리 반", "#tea").endswith("<bob> just now\n")
        window.append(OURS, [kept(5, "and now")])
    assert exported(folder, "우리 반", "#tea").endswith("<bob> and now\n")


def make_older(folder: Path) -> Path:
    """Make the history one of the first version, without a line; return its file."""
    file = paths.history_file(folder)
    file.unlink()
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        bring_up(database, STEPS[:1])
        database.execute("INSERT INTO room (key, name, seen_ms) VALUES (?, '우리 반', 0)", (OURS,))
        database.execute("INSERT INTO conversation (room, folded, name, is_channel) VALUES (1, '#tea', '#tea', 1)")
        database.execute("INSERT INTO line VALUES (1, 1, 1, 'k', 5, 'bob', 'talk', 'of old', 0, '')")
    return file


def test_a_history_of_an_older_program_is_brought_up_first(folder: Path) -> None:
    """Unless that has it open: then nobody else may change it."""
    file = make_older(folder)
    with closing(sqlite3.connect(file, isolation_level=None)) as older:
        older.execute("BEGIN IMMEDIATE")
        with pytest.raises(StartProblem, match="An older Desktop Chat is open with this data folder"):
            exported(folder, "우리 반", "#tea")
    assert exported(folder, "우리 반", "#tea").endswith("<bob> of old\n")


def test_a_history_of_a_newer_program_is_not_read(folder: Path) -> None:
    """It may mean something else there."""
    with closing(sqlite3.connect(paths.history_file(folder))) as newer:
        newer.execute(f"PRAGMA user_version={len(STEPS) + 1}")
    with pytest.raises(StartProblem, match="The history cannot be read: the history has version"):
        exported(folder, "우리 반", "#tea")


def test_a_history_that_cannot_be_read_is_said(folder: Path) -> None:
    """And left as it is."""
    paths.history_file(folder).write_text("precious " * 100)
    with pytest.raises(StartProblem, match="The history cannot be read: file is not a database"):
        exported(folder, "우리 반", "#tea")
    assert paths.history_file(folder).read_text() == "precious " * 100


def test_a_file_that_cannot_be_written_is_said(folder: Path, tmp_path: Path) -> None:
    """With its name and the reason."""
    with pytest.raises(StartProblem, match=r"x\.txt cannot be written: No such file or directory"):
        export(folder, room="우리 반", channel="#tea", kind="text", output=tmp_path / "none" / "x.txt", say=pytest.fail)
