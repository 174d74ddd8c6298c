"""The member's own history in a file: what is kept, in which order, who may open it, what it says when it cannot."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.core.client.events import MessageKind
from desktop_chat.core.client.events.kept import KeptConversation, KeptLine, KeptRoom, Notify, Page, Part
from desktop_chat.store.history_conversations import UNREAD_COUNTED
from desktop_chat.store.history_schema import STEPS, bring_up
from desktop_chat.store.room_log import StoreDamaged, StoreError, StoreFull, StoreLocked, StoreNewer
from desktop_chat.store.sqlite_file import keep_aside
from desktop_chat.store.sqlite_history import LINES_AT_ONCE, SqliteHistory
from tests.support.kept import NOON_MS, ROOM, kept


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the history is."""
    return tmp_path / "history.sqlite3"


@pytest.fixture
def history(path: Path) -> Iterator[SqliteHistory]:
    """Return an empty one."""
    with closing(SqliteHistory(path)) as history:
        yield history


def texts(page: Page) -> list[str]:
    """Return what is said on a page."""
    return [line.text for line in page.lines]


def change(path: Path, statement: str) -> None:
    """Do something to a file behind the program's back."""
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement)
        database.commit()


def test_every_field_is_kept_as_it_was(path: Path) -> None:
    """Over the end of the program, too."""
    lines = (
        KeptLine("#우리반", True, "01", NOON_MS, "가람", MessageKind.TALK, "안녕하세요 👋🏽", False, "+reply=1"),  # noqa: FBT003
        KeptLine("#우리반", True, "02", NOON_MS + 1, "나", MessageKind.ACTION, "waves", True),  # noqa: FBT003
        KeptLine("#우리반", True, "03", NOON_MS + 2, "bot", MessageKind.NOTICE, "", False),  # noqa: FBT003
    )
    with closing(SqliteHistory(path)) as history:
        history.append(ROOM, lines)
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, f"{path.name}-lock"]
    with closing(SqliteHistory(path)) as history:
        assert history.page(ROOM, "#우리반", Part.LAST, most=10).lines == lines
        assert tuple(history.lines(ROOM, "#우리반")) == lines


def test_the_same_line_never_stands_twice(history: SqliteHistory) -> None:
    """By (room, msgid): a replay, an echo after a reconnect, twice in one batch. Another room has ids of its own."""
    history.append(ROOM, [kept(1), kept(2), kept(1, "again")])
    history.append(ROOM, [kept(2, "again"), kept(3)])
    history.append("b" * 64, [kept(1, "elsewhere")])
    assert texts(history.page(ROOM, "#tea", Part.LAST, most=10)) == ["line 1", "line 2", "line 3"]
    assert texts(history.page("b" * 64, "#tea", Part.LAST, most=10)) == ["elsewhere"]


def test_lines_stand_in_the_order_of_the_host(history: SqliteHistory) -> None:
    """By its time; those of one moment as they came. What fills a gap later stands in the gap."""
    same = [kept(4, text)._replace(key=text) for text in ("first", "second")]
    history.append(ROOM, [kept(1), *same, kept(9)])
    history.append(ROOM, [kept(2), kept(3)])
    assert texts(history.page(ROOM, "#tea", Part.LAST, most=10)) == ["line 1", "line 2", "line 3", "first", "second", "line 9"]


def test_a_conversation_is_read_page_by_page(history: SqliteHistory) -> None:
    """Backwards, forwards and around a line; each page says whether it is the first or the last."""
    history.append(ROOM, [kept(number) for number in range(1, 301)])
    last = history.page(ROOM, "#TEA", Part.LAST, most=100)
    assert (texts(last)[0], texts(last)[-1], last.is_first, last.is_last) == ("line 201", "line 300", False, True)
    before = history.page(ROOM, "#tea", Part.BEFORE, key=last.lines[0].key, most=100)
    assert (texts(before)[0], texts(before)[-1], before.is_first, before.is_last) == ("line 101", "line 200", False, False)
    first = history.page(ROOM, "#tea", Part.BEFORE, key=before.lines[0].key, most=100)
    assert (texts(first)[0], texts(first)[-1], first.is_first) == ("line 1", "line 100", True)
    after = history.page(ROOM, "#tea", Part.AFTER, key=before.lines[-1].key, most=100)
    assert (after.lines, after.is_first, after.is_last) == (last.lines, False, True)
    around = history.page(ROOM, "#tea", Part.AROUND, key=kept(150).key, most=10)
    assert (texts(around)[0], texts(around)[10], texts(around)[-1], len(around.lines)) == ("line 140", "line 150", "line 160", 21)
    assert (around.is_first, around.is_last) == (False, False)


def test_what_is_not_there_is_an_empty_page(history: SqliteHistory) -> None:
    """A room, a conversation, a line that was never kept."""
    history.append(ROOM, [kept(1)])
    assert history.page("?", "#tea", Part.LAST, most=10) == Page()
    assert history.page(ROOM, "#coffee", Part.LAST, most=10) == Page()
    assert history.page(ROOM, "#tea", Part.AROUND, key="?", most=10) == Page()
    assert history.conversations("?") == []
    assert history.name_of("?") == ""


def test_what_is_unread_is_what_others_said_after_the_mark(history: SqliteHistory) -> None:
    """It never moves back (IRCv3 read-marker: "timestamps … MUST only ever increase"), and many are only many."""
    history.append(ROOM, [kept(1), kept(2), kept(3, mine=True), kept(4)])
    history.append(ROOM, [kept(5, conversation="가람")])
    assert history.conversations(ROOM) == [KeptConversation("#tea", True, 3), KeptConversation("가람", False, 1)]  # noqa: FBT003
    history.mark_read(ROOM, "#Tea", kept(2).time_ms)
    history.mark_read(ROOM, "#tea", kept(1).time_ms)
    assert [one.unread for one in history.conversations(ROOM)] == [1, 1]
    history.append(ROOM, [kept(number) for number in range(10, UNREAD_COUNTED + 100)])
    assert history.conversations(ROOM)[0].unread == UNREAD_COUNTED


def test_what_is_muted_stays_so(path: Path) -> None:
    """Also where nothing was said yet; the draft stays as it was."""
    with closing(SqliteHistory(path)) as history:
        history.keep_draft(ROOM, KeptConversation("#tea", is_channel=True, draft="x"))
        history.keep_notify(ROOM, KeptConversation("#tea", is_channel=True, notify=Notify.NOTHING))
        history.keep_notify(ROOM, KeptConversation("bob", is_channel=False, notify=Notify.NOTHING))
        history.keep_notify(ROOM, KeptConversation("bob", is_channel=False))
    with closing(SqliteHistory(path)) as history:
        assert [(one.name, one.draft, one.notify) for one in history.conversations(ROOM)] == [
            ("#tea", "x", Notify.NOTHING),
            ("bob", "", Notify.ALL),
        ]


def test_a_draft_is_kept(path: Path) -> None:
    """Also in a conversation where nothing was said."""
    with closing(SqliteHistory(path)) as history:
        history.keep_draft(ROOM, KeptConversation("가람", is_channel=False, draft="안녕"))
        history.keep_draft(ROOM, KeptConversation("#tea", is_channel=True, draft="x"))
        history.keep_draft(ROOM, KeptConversation("#tea", is_channel=True))
    with closing(SqliteHistory(path)) as history:
        assert [(one.name, one.draft) for one in history.conversations(ROOM)] == [("가람", "안녕"), ("#tea", "")]


def test_a_conversation_goes_on_under_another_name(history: SqliteHistory) -> None:
    """Of a person or a channel, with all that belongs to it; where the new name has lines of its own, both stay."""
    history.append(ROOM, [kept(1, conversation="bob"), kept(2, conversation="carol")])
    history.rename(ROOM, "Bob", "Rob")
    history.rename(ROOM, "carol", "rob")
    history.rename(ROOM, "nobody", "dave")
    history.append(ROOM, [kept(3, conversation="rob"), kept(4, conversation="bob")])
    assert [(one.name, one.unread) for one in history.conversations(ROOM)] == [("Rob", 2), ("carol", 1), ("bob", 1)]
    assert texts(history.page(ROOM, "rob", Part.LAST, most=10)) == ["line 1", "line 3"]


def test_rooms_are_known_by_their_keys_and_names(history: SqliteHistory) -> None:
    """The one where we were last comes first; a visit that does not know the name leaves it."""
    history.visit(KeptRoom(ROOM, "우리 반"), 1)
    history.visit(KeptRoom("192.168.0.7:6667"), 2)
    assert history.rooms() == [KeptRoom("192.168.0.7:6667"), KeptRoom(ROOM, "우리 반")]
    history.visit(KeptRoom(ROOM), 3)
    assert history.rooms()[0] == KeptRoom(ROOM, "우리 반")
    assert history.name_of(ROOM) == "우리 반"


def test_a_batch_is_kept_whole_or_not_at_all(history: SqliteHistory) -> None:
    """A full disk takes nothing by half, and what was made on the way is made again."""
    history._database.execute("PRAGMA max_page_count=40")
    many = [kept(number, "x" * 4000, conversation="#new") for number in range(3 * LINES_AT_ONCE)]
    with pytest.raises(StoreFull, match="full"):
        history.append(ROOM, many)
    assert history.conversations(ROOM) == []
    history._database.execute("PRAGMA max_page_count=100000")
    history.append(ROOM, many)
    assert len(history.page(ROOM, "#new", Part.LAST, most=1000).lines) == len(many)


def test_a_commit_survives_the_program(path: Path, tmp_path: Path) -> None:
    """Like kill -9: what stands in the files at the moment after a commit is enough."""
    with closing(SqliteHistory(path)) as history:
        history.append(ROOM, [kept(1)])
        history.tidy()
        history.append(ROOM, [kept(2)])
        copy = tmp_path / "after" / path.name
        copy.parent.mkdir()
        for file in (path, path.with_name(path.name + "-wal")):
            copy.with_name(file.name).write_bytes(file.read_bytes())
    with closing(SqliteHistory(copy)) as history:
        assert texts(history.page(ROOM, "#tea", Part.LAST, most=10)) == ["line 1", "line 2"]


def test_a_history_has_one_owner(path: Path) -> None:
    """The second program is told, also before the first has written anything."""
    SqliteHistory(path).close()
    with closing(SqliteHistory(path)), pytest.raises(StoreLocked):
        SqliteHistory(path)
    SqliteHistory(path).close()


def test_a_history_is_read_beside_its_owner_and_not_written(path: Path) -> None:
    """While one reads, the other writes; a reader without an owner keeps nobody out."""
    with closing(SqliteHistory(path)) as owner:
        owner.append(ROOM, [kept(1), kept(2)])
        with closing(SqliteHistory(path, is_reader=True)) as reader:
            lines = reader.lines(ROOM, "#tea")
            assert next(lines).text == "line 1"
            owner.append(ROOM, [kept(3)])
            owner.tidy()
            assert [line.text for line in lines] == ["line 2"]
            with pytest.raises(StoreError, match="readonly"):
                reader.append(ROOM, [kept(4)])
            assert texts(reader.page(ROOM, "#tea", Part.LAST, most=10)) == ["line 1", "line 2", "line 3"]
    with closing(SqliteHistory(path, is_reader=True)), closing(SqliteHistory(path)) as owner:
        owner.append(ROOM, [kept(4)])


def make_text(path: Path) -> None:
    """A file of another kind."""
    path.write_text("not a database, but long enough for a header of one hundred bytes " * 9)


def make_foreign(path: Path) -> None:
    """A database of another program."""
    change(path, "CREATE TABLE recipe (name TEXT)")


def make_cut_short(path: Path) -> None:
    """Half of a history."""
    with closing(SqliteHistory(path)) as history:
        history.append(ROOM, [kept(number) for number in range(500)])
    path.write_bytes(path.read_bytes()[:8192])


@pytest.mark.parametrize("make", [make_text, make_foreign, make_cut_short])
def test_what_is_not_our_history_is_refused_and_left_as_it_is(path: Path, make: Callable[[Path], None]) -> None:
    """Whoever opened it may keep it aside."""
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreDamaged), closing(SqliteHistory(path)) as history:
        history.page(ROOM, "#tea", Part.LAST, most=10)
    assert path.read_bytes() == before


def test_a_newer_history_is_refused_and_left_as_it_is(path: Path) -> None:
    """A program before this one would lose what it does not know."""
    SqliteHistory(path).close()
    change(path, f"PRAGMA user_version={len(STEPS) + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreNewer, match=f"version {len(STEPS) + 1}"):
        SqliteHistory(path)
    assert path.read_bytes() == before


def test_an_older_history_is_brought_up_step_by_step(path: Path) -> None:
    """From version 1, as it was first released, by every step there is and two that are to come; the lines stay."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        bring_up(database, STEPS[:1])
        database.execute("INSERT INTO room (key, seen_ms) VALUES (?, 0)", (ROOM,))
        database.execute("INSERT INTO conversation (room, folded, name, is_channel) VALUES (1, '#tea', '#Tea', 1)")
        database.execute("INSERT INTO line VALUES (1, 1, 1, 'k', 5, 'bob', 'talk', 'hello', 0, '')")
    with closing(SqliteHistory(path)) as history:
        assert texts(history.page(ROOM, "#tea", Part.LAST, most=10)) == ["hello"]
        assert history.conversations(ROOM) == [KeptConversation("#Tea", is_channel=True, unread=1)]
    later = (*STEPS, "CREATE TABLE outbox (id INTEGER PRIMARY KEY)", "ALTER TABLE line ADD COLUMN redacted_ms INTEGER")
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        bring_up(database, later)
        bring_up(database, later)
        assert database.execute("PRAGMA user_version").fetchone() == (len(later),)
        assert database.execute("SELECT text, redacted_ms FROM line").fetchall() == [("hello", None)]


def test_a_step_that_fails_leaves_the_version_before(path: Path) -> None:
    """Whole or not at all."""
    SqliteHistory(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as database, pytest.raises(sqlite3.OperationalError):
        bring_up(database, (*STEPS, "CREATE TABLE outbox (id); nonsense"))
    with closing(SqliteHistory(path)) as history:
        assert history.rooms() == []


def test_a_file_that_is_kept_aside_is_never_in_the_way(path: Path) -> None:
    """Each gets a name of its own, with the write-ahead log that belongs to it."""
    for number in (1, 2):
        path.write_text(f"file {number}")
        path.with_name(path.name + "-wal").write_text(f"log {number}")
        aside = keep_aside(path, "damaged")
        assert aside.name == f"history-damaged-{number}.sqlite3"
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "history-damaged-1.sqlite3",
        "history-damaged-1.sqlite3-wal",
        "history-damaged-2.sqlite3",
        "history-damaged-2.sqlite3-wal",
    ]
    assert (path.parent / "history-damaged-2.sqlite3-wal").read_text() == "log 2"


def test_where_no_file_can_be_is_said(tmp_path: Path) -> None:
    """A sentence for a person can be made of it."""
    with pytest.raises(StoreError, match="unable to open"):
        SqliteHistory(tmp_path / "no such folder" / "history.sqlite3")
