"""Finding lines in the member's own history, with the real index."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop_chat.core.client.events.kept import KeptRoom
from desktop_chat.core.client.search_query import parse_search
from desktop_chat.store.sqlite_history import SqliteHistory
from tests.support.kept import ROOM, kept

OTHER = "b" * 64
LINES = (
    kept(1, "오늘 점심회의에서 봅시다", sender="가람"),
    kept(2, "The weekly report is ready: https://lan.example/report-7", sender="ann"),
    kept(3, "회의록 see you at three", sender="ann|away"),
    kept(4, "네, 3시 회의", conversation="#coffee", sender="bob"),
    kept(5, "see, at three you", conversation="#coffee", sender="Ann"),
    kept(6, "비밀 회의", conversation="가람", sender="가람"),
    kept(7, "Ünïcode ÜBER alles 🍵 日本語のテキスト", sender="bob"),
)


@pytest.fixture(scope="module")
def history() -> Iterator[SqliteHistory]:
    """Return one with these lines, and the like in another room."""
    with closing(SqliteHistory(None)) as history:
        history.append(ROOM, LINES)
        history.append(OTHER, [kept(9, "회의 report elsewhere"), kept(10, "회의", conversation="#coffee")])
        history.visit(KeptRoom(OTHER, "Office"), 1)
        yield history


def found(history: SqliteHistory, typed: str, conversation: str | None = None) -> list[int]:
    """Return the numbers of the lines that were found."""
    found, _ = history.search(parse_search(typed), room=ROOM, conversation=conversation, most=50)
    return [int(one.line.key, 16) for one in found]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("회의", [6, 4, 3, 1]),  # two syllables, at the end, at the beginning and in the middle of what is written together
        ("회", [6, 4, 3, 1]),
        ("의", [6, 4, 3, 1]),
        ("록", [3]),
        ("회의록", [3]),
        ("점심회의에서", [1]),
        ("심회의에", [1]),
        ("록회", []),
        ("report", [2]),
        ("REP", [2]),
        ("eport", []),
        ("lan.example", [2]),
        ("see three", [5, 3]),
        ('"see you"', [3]),
        ('"you see"', []),
        ('"see yo', [3]),
        ('"see yo"', []),
        ("3시", [4]),
        ("über", [7]),
        ("🍵", [7]),
        ("本", [7]),
        ("日本", [7]),
        ("テキスト", [7]),
        ("from:ann", [5, 3, 2]),
        ("from:가람 회의", [6, 1]),
        ("회의 from:bob", [4]),
        ("from:ann|away", [3]),
        ("from:nobody", []),
        ("회의 in:#coffee", [4]),
        ("회의 in:coffee", [4]),
        ("회의 in:가람", [6]),
        ("회의 in:#nowhere", []),
        ("", []),
        ("in:#tea", []),
    ],
)
def test_lines_are_found(history: SqliteHistory, typed: str, numbers: list[int]) -> None:
    """The newest first; another room's are not."""
    assert found(history, typed) == numbers


def test_one_channel_is_searched_alone(history: SqliteHistory) -> None:
    """And `in:` can only narrow it."""
    assert found(history, "회의", "#TEA") == [3, 1]
    assert found(history, "회의 in:#coffee", "#tea") == []
    assert found(history, "회의", "#nowhere") == []


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        '"""',
        "*",
        "a*",
        "(",
        "a AND",
        "NOT",
        "OR OR",
        "words:x",
        "NEAR(a b, 2)",
        "^a",
        "a + b",
        "-",
        "{a}",
        "'",
        "\0",
        "\ud800",
        "from:",
        'from:"',
        "in:'",
    ],
)
def test_nothing_that_can_be_typed_is_an_error(history: SqliteHistory, typed: str) -> None:
    """Signs that mean something to SQLite mean nothing here."""
    for text in (typed, typed + "회의", "see " + typed, f"{typed} {typed}", f"from:{typed}", f"in:{typed} x"):
        found(history, text)


def test_of_many_the_newest_come_and_it_says_that_there_are_more() -> None:
    """A list that nobody scrolls to its end."""
    with closing(SqliteHistory(None)) as history:
        history.append(ROOM, [kept(number, "회의") for number in range(100)])
        lines, has_more = history.search(parse_search("회의"), room=ROOM, most=10)
        assert ([int(one.line.key, 16) for one in lines], has_more) == ([*range(99, 89, -1)], True)
        assert history.search(parse_search("회의"), room=ROOM, most=100)[1] is False
        assert history.search(parse_search("회의"), room="?", most=100) == ([], False)


def test_what_was_edited_or_deleted_is_not_found_by_its_old_words() -> None:
    """Nothing of a deleted line is left in the file's index."""
    with closing(SqliteHistory(None)) as history:
        history.append(ROOM, [kept(1, "점심 회의"), kept(2, "old words"), kept(3, "회의 그대로")])
        history.change(ROOM, kept(1).key, None)
        history.change(ROOM, kept(2).key, "new 회의")
        history.change(ROOM, "nothing", "x")
        assert (found(history, "회의"), found(history, "old"), found(history, "new"), found(history, "점심")) == ([3, 2], [], [2], [])
        assert [line.text for line in history.lines(ROOM, "#tea")] == ["new 회의", "회의 그대로"]


def test_all_rooms_are_searched_at_once(history: SqliteHistory) -> None:
    """Each line says of which room it is; `in:` names a channel of any of them."""
    everywhere, _ = history.search(parse_search("회의"), most=50)
    assert [(one.room.name, one.line.conversation, int(one.line.key, 16)) for one in everywhere] == [
        ("Office", "#coffee", 10),
        ("Office", "#tea", 9),
        ("", "가람", 6),
        ("", "#coffee", 4),
        ("", "#tea", 3),
        ("", "#tea", 1),
    ]
    assert {one.room.key for one in everywhere} == {ROOM, OTHER}
    in_coffee, _ = history.search(parse_search("in:coffee 회의"), most=50)
    assert [int(one.line.key, 16) for one in in_coffee] == [10, 4]
    assert history.search(parse_search("in:nowhere 회의"), most=50) == ([], False)
    assert history.search(parse_search(""), most=50) == ([], False)
