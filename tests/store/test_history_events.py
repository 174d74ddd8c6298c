"""What the member's own history keeps besides talk, and what of it is not shown any more."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.core.client.events.kept import EventKind, KeptConversation, KeptLine, Page, Part, event_key
from desktop_chat.core.client.search_query import parse_search
from desktop_chat.store.sqlite_history import SqliteHistory
from tests.support.kept import ROOM, kept


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


def event(number: int, kind: EventKind, text: str = "", *, about: str = "") -> KeptLine:
    """Return something that happened in #tea after the line of this number was said."""
    return kept(number, text)._replace(key=event_key(f"{number:08x}", "#tea"), kind=kind, text=text, about=about)


def test_what_happens_besides_talk_is_kept_in_its_place(path: Path) -> None:
    """As values, over the end of the program; it is neither unread nor found."""
    with closing(SqliteHistory(path)) as history:
        history.append(ROOM, [kept(1), event(2, EventKind.KICK, "rude words", about="carol"), kept(3, "words"), event(4, EventKind.JOIN)])
        history.append(ROOM, [event(2, EventKind.KICK, "rude words", about="carol")])
    with closing(SqliteHistory(path)) as history:
        lines = history.page(ROOM, "#tea", Part.LAST, most=10).lines
        assert [(line.kind, line.sender, line.text, line.about) for line in lines] == [
            ("talk", "bob", "line 1", ""),
            ("kick", "bob", "rude words", "carol"),
            ("talk", "bob", "words", ""),
            ("join", "bob", "", ""),
        ]
        assert history.conversations(ROOM)[0].unread == 2
        found, _ = history.search(parse_search("words"), most=10)
        assert [one.line.text for one in found] == ["words"]
        around = history.page(ROOM, "#tea", Part.BEFORE, key=lines[1].key, most=10)
        assert texts(around) == ["line 1"]


def test_no_change_of_a_message_reaches_an_event(history: SqliteHistory) -> None:
    """A host may name any id: the index, which does not know events, stays whole."""
    history.append(ROOM, [kept(1, "words"), event(2, EventKind.TOPIC, "words")])
    for text in (None, "others"):
        history.change(ROOM, event(2, EventKind.TOPIC).key, text)
    assert texts(history.page(ROOM, "#tea", Part.LAST, most=10)) == ["words", "words"]
    assert [one.line.key for one in history.search(parse_search("words"), most=10)[0]] == [kept(1).key]


def test_the_last_of_all_lines_is_where_catching_up_begins(history: SqliteHistory) -> None:
    """Also where that is an event: by the id of the host's that its key holds."""
    history.append(ROOM, [kept(1), event(2, EventKind.JOIN)])
    _, places = history.memory(ROOM)
    assert places["#tea"].msgid == f"{2:08x}"


def test_what_is_put_away_stays_away_until_something_new_is_kept(path: Path) -> None:
    """Over the end of the program; what comes a second time is nothing new, and a draft brings nothing back."""
    with closing(SqliteHistory(path)) as history:
        history.append(ROOM, [kept(1, conversation="bob"), kept(2)])
        history.put_away(ROOM, "BOB")
        history.put_away(ROOM, "nobody")
    with closing(SqliteHistory(path)) as history:
        history.append(ROOM, [kept(1, conversation="bob")])
        history.keep_draft(ROOM, KeptConversation("bob", is_channel=False, draft="x"))
        assert [one.name for one in history.conversations(ROOM)] == ["#tea"]
        history.append(ROOM, [kept(3, conversation="bob")])
        assert [one.name for one in history.conversations(ROOM)] == ["bob", "#tea"]
        assert texts(history.page(ROOM, "bob", Part.LAST, most=10)) == ["line 1", "line 3"]


def test_a_conversation_that_is_put_away_empty_stays_away(history: SqliteHistory) -> None:
    """It had a draft only."""
    history.keep_draft(ROOM, KeptConversation("bob", is_channel=False, draft="x"))
    history.put_away(ROOM, "bob")
    assert history.conversations(ROOM) == []
