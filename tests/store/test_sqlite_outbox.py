"""What waits to be sent, in the member's history: in order, over the end of the program, until it has arrived."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.core.client.catch_up import Place
from desktop_chat.core.client.events.kept import OWN_KEYS
from desktop_chat.core.client.outbox import Pending, Refused
from desktop_chat.store.sqlite_history import SqliteHistory
from tests.support.kept import NOON_MS, ROOM, kept

OTHER = "b" * 64


def pending(name: str) -> Pending:
    """Return a message."""
    return Pending(name, "#우리반", "PRIVMSG", f"안녕 {name}", 1_700_000_000.25)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[SqliteHistory]:
    """Return a history where three messages wait in one room, and one in another."""
    with closing(SqliteHistory(tmp_path / "history.sqlite3")) as history:
        for name in ("m1", "m2", "m3"):
            history.keep_pending(ROOM, pending(name))
        history.keep_pending(OTHER, pending("x1"))
        yield history


def test_what_waits_is_there_after_a_restart(tmp_path: Path) -> None:
    """As it was."""
    for _ in range(2):
        with closing(SqliteHistory(tmp_path / "history.sqlite3")) as history:
            history.keep_pending(ROOM, pending("m1"))
            assert history.memory(ROOM) == ([pending("m1")], {})


def test_messages_wait_in_the_order_in_which_they_were_said(history: SqliteHistory) -> None:
    """Each room has its own."""
    history.drop_pending("m2")
    history.drop_pending("m2")
    assert history.memory(ROOM)[0] == [pending("m1"), pending("m3")]
    assert history.memory(OTHER)[0] == [pending("x1")]
    assert history.memory("c" * 64) == ([], {})


def test_a_refused_message_waits_for_a_person_and_goes_to_the_end(history: SqliteHistory) -> None:
    """As in the outbox itself."""
    history.refuse_pending("m1", "no")
    assert history.memory(ROOM)[0] == [Refused(pending("m1"), "no"), pending("m2"), pending("m3")]
    history.refuse_pending("m1", None)
    assert history.memory(ROOM)[0] == [pending("m2"), pending("m3"), pending("m1")]


def test_how_far_a_conversation_is_known(history: SqliteHistory) -> None:
    """By its last line with an id of the host's; lines with a key of our own are none of its."""
    lines = [kept(1), kept(2), kept(3, conversation="#other"), kept(9)._replace(key=f"{OWN_KEYS}1")]
    history.append(ROOM, lines)
    assert history.memory(ROOM)[1] == {
        "#tea": Place(NOON_MS / 1000 + 2, "00000002"),
        "#other": Place(NOON_MS / 1000 + 3, "00000003"),
    }


def test_what_waits_follows_a_channel_to_its_new_name(history: SqliteHistory) -> None:
    """IRCv3 channel-rename; in other rooms a channel of that name is another."""
    history.rename(ROOM, "#우리반", "#새반")
    assert [one.target for one in history.memory(ROOM)[0] if isinstance(one, Pending)] == ["#새반"] * 3
    assert [one.target for one in history.memory(OTHER)[0] if isinstance(one, Pending)] == ["#우리반"]
