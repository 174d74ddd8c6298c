"""What stands with a line of the member's own history: reactions, the line it answers, what became of it; days."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.core.client.events.kept import KeptLine, KeptQuote, KeptReaction, Part, Standing
from desktop_chat.core.client.outbox import Pending
from desktop_chat.store.history_marks import REACTIONS_KEPT
from desktop_chat.store.history_schema import STEPS, bring_up
from desktop_chat.store.sqlite_history import SqliteHistory
from tests.support.kept import NOON_MS, ROOM, kept

OTHER = "b" * 64
HAND, EYES = "👍", "👀"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the history is."""
    return tmp_path / "history.sqlite3"


@pytest.fixture
def history(path: Path) -> Iterator[SqliteHistory]:
    """Return one with three lines, the last of which answers the first."""
    with closing(SqliteHistory(path)) as history:
        history.append(ROOM, [kept(1), kept(2), kept(3)._replace(tags=f"+reply={kept(1).key}")])
        yield history


def lines(history: SqliteHistory, room: str = ROOM) -> tuple[KeptLine, ...]:
    """Return all lines of #tea."""
    return history.page(room, "#tea", Part.LAST, most=10).lines


def react(history: SqliteHistory, value: str, nick: str, *, is_on: bool = True) -> None:
    """Let somebody react to the first line."""
    history.react(ROOM, kept(1).key, KeptReaction(value, nick, nick == "ann"), is_on=is_on)


def test_reactions_are_kept_in_order_each_once(history: SqliteHistory) -> None:
    """IRCv3 react: one of a kind by each person, however often a host plays it back; what was taken back is gone."""
    for value, nick in ((HAND, "bob"), (EYES, "ann"), (HAND, "Carol"), (HAND, "BOB")):
        react(history, value, nick)
    react(history, HAND, "carol", is_on=False)
    react(history, "never", "carol", is_on=False)
    assert lines(history)[0].reactions == (KeptReaction(HAND, "bob", mine=False), KeptReaction(EYES, "ann", mine=True))
    assert lines(history)[1].reactions == ()
    history.append(OTHER, [kept(1)])
    assert lines(history, OTHER)[0].reactions == ()


def test_a_flood_of_reactions_fills_no_disk(history: SqliteHistory) -> None:
    """Of one line so many are kept."""
    for number in range(REACTIONS_KEPT + 5):
        react(history, str(number), "bob")
    assert len(lines(history)[0].reactions) == REACTIONS_KEPT


def test_a_reaction_may_be_known_before_its_line(history: SqliteHistory) -> None:
    """To a message from before we came, which is read later."""
    history.react(ROOM, kept(9).key, KeptReaction(HAND, "bob", mine=False), is_on=True)
    history.append(ROOM, [kept(9)])
    assert lines(history)[-1].reactions == (KeptReaction(HAND, "bob", mine=False),)


def test_an_answer_comes_with_what_it_answers(history: SqliteHistory) -> None:
    """As that stands now; one that is not kept is not there."""
    assert [line.quoted for line in lines(history)] == [None, None, KeptQuote("bob", "line 1")]
    history.change(ROOM, kept(1).key, "line one")
    assert lines(history)[-1].quoted == KeptQuote("bob", "line one", Standing.EDITED)
    history.change(ROOM, kept(1).key, None)
    assert lines(history)[-1].quoted == KeptQuote("bob", "", Standing.DELETED)
    history.append(ROOM, [kept(4)._replace(tags="+reply=gone")])
    assert lines(history)[-1].quoted is None
    assert history.line(ROOM, kept(2).key) == kept(2)
    assert (history.line(ROOM, "gone"), history.line(OTHER, kept(2).key)) == (None, None)


def test_of_a_deleted_line_nothing_is_left_but_its_place(history: SqliteHistory) -> None:
    """IRCv3 message-redaction: not its words, not what it answered, not what others felt; nor does an edit bring it back."""
    react(history, HAND, "bob")
    history.change(ROOM, kept(3).key, None)
    history.change(ROOM, kept(1).key, None)
    history.change(ROOM, kept(1).key, "again")
    assert [(line.text, line.standing, line.tags, line.reactions) for line in lines(history)] == [
        ("", Standing.DELETED, "", ()),
        ("line 2", Standing.SAID, "", ()),
        ("", Standing.DELETED, "", ()),
    ]
    assert [line.text for line in history.lines(ROOM, "#tea")] == ["line 2"], "nobody exports it"
    assert history.conversations(ROOM)[0].unread == 1


def test_a_day_begins_with_its_first_line(history: SqliteHistory) -> None:
    """Or with the first after it; after the last line there is none."""
    assert history.first_since(ROOM, "#TEA", 0) == kept(1).key
    assert history.first_since(ROOM, "#tea", NOON_MS + 1001) == kept(2).key
    assert history.first_since(ROOM, "#tea", NOON_MS + 3001) == ""
    assert history.first_since(ROOM, "#none", 0) == ""


def test_a_history_from_before_knows_them_too(path: Path) -> None:
    """From version 3, as it was released: its lines and what waited to be sent stay as they were."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        bring_up(database, STEPS[:3])
        database.execute("INSERT INTO room (key, seen_ms) VALUES (?, 0)", (ROOM,))
        database.execute("INSERT INTO conversation (room, folded, name, is_channel) VALUES (1, '#tea', '#tea', 1)")
        database.execute("INSERT INTO line VALUES (1, 1, 1, 'k', 5, 'bob', 'talk', 'hello', 0, '', '')")
        database.execute("INSERT INTO pending (id, room, target, command, text, time) VALUES ('m1', 1, '#tea', 'PRIVMSG', 'hi', 6.0)")
    with closing(SqliteHistory(path)) as history:
        history.react(ROOM, "k", KeptReaction(HAND, "bob", mine=False), is_on=True)
        (line,) = lines(history)
        assert (line.text, line.standing, len(line.reactions)) == ("hello", Standing.SAID, 1)
        history.keep_pending(ROOM, Pending("m2", "#tea", "PRIVMSG", "yes", 7.0, reply="k"))
        assert history.memory(ROOM)[0] == [Pending("m1", "#tea", "PRIVMSG", "hi", 6.0), Pending("m2", "#tea", "PRIVMSG", "yes", 7.0, "k")]
