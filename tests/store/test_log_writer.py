"""Who wrote, and where to, is written once for many messages, and forgotten with them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.core.server.archive import EVER_MS, Page
from desktop_chat.core.server.config import DAY_MS, HistoryRules
from desktop_chat.core.server.records import BurstRecord, ChangeRecord
from desktop_chat.store import log_writer
from desktop_chat.store.log_schema import ENVELOPE_SPAN
from desktop_chat.store.room_log import StoreError
from desktop_chat.store.sqlite_log import SqliteRoomLog
from tests.store.conftest import HOUR_MS, START_MS, said_by


def envelopes(path: Path) -> list[tuple[int, int | None]]:
    """Return which messages lie in which envelope: the ids of both, or None for an empty one."""
    with closing(sqlite3.connect(path)) as database:
        return database.execute(
            "SELECT envelope.id, said.id FROM envelope LEFT JOIN said ON envelope = envelope.id ORDER BY 2, 1"
        ).fetchall()


def test_what_messages_have_in_common_is_written_once_an_hour(path: Path) -> None:
    """For each sender and place; a burst that reaches past the hour is in a new envelope."""
    ann, bob, elsewhere = said_by("ann", 0), said_by("bob", 1), said_by("ann", 2, "#Cake")
    last = ann._replace(id=ann.id + ENVELOPE_SPAN - 1, tags="+a=b")
    burst = BurstRecord(bob.id + ENVELOPE_SPAN - 1, *bob[1:5], ["within", "past"], *bob[7:])
    after = bob._replace(id=burst.id + 1, text="after")
    with closing(SqliteRoomLog(path)) as log:
        log.append([ann, bob, elsewhere, last, burst])
        log.append([after])
        assert log.page(["#tea"], Page(9)) == [ann, bob, last, *burst.messages(), after]
    assert envelopes(path) == [
        *((ann.id, ann.id), (bob.id, bob.id), (elsewhere.id, elsewhere.id), (ann.id, last.id)),
        *((burst.first_id, burst.first_id), (burst.first_id, burst.id), (burst.first_id, after.id)),
    ]


def test_an_envelope_that_was_not_kept_is_not_used(path: Path) -> None:
    """One of a batch that failed is made anew."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("ann", 0)])
        with pytest.raises(StoreError):
            log.append([said_by("bob", 1), said_by("ann", 0)])
        log.append([said_by("bob", 2)])
        assert log.page(["#tea"], Page(9)) == [said_by("ann", 0), said_by("bob", 2)]


def test_more_people_may_write_than_are_known_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their envelopes are made anew."""
    monkeypatch.setattr(log_writer, "ENVELOPES_KNOWN", 2)
    records = [said_by(who, number) for number, who in enumerate(("ann", "bob", "eve", "ann", "bob", "eve"))]
    with closing(SqliteRoomLog(path)) as log:
        log.append(records)
        assert log.page(["#tea"], Page(9)) == records
    assert len({envelope for envelope, _ in envelopes(path)}) > len({record.sender for record in records})


def test_the_id_of_a_deleted_message_may_be_given_again(path: Path) -> None:
    """After a restart with the clock set back, if it was the last."""
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("ann", 0), ChangeRecord(said_by("ann", 0).id, None)])
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("bob", 0)])
        assert log.page(["#tea"], Page(9)) == [said_by("bob", 0)]


def test_who_wrote_is_not_in_the_files_any_more_when_all_is_forgotten(path: Path) -> None:
    """Also of messages that were deleted one by one before. Whoever writes then is there again, until it is forgotten too."""
    words = [word.encode() for word in ("annabel", "benedict", "carolina", "#Tea", "#tea")]
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("annabel", 0), said_by("annabel", 1, "account:benedict"), said_by("carolina", 2)])
        log.append([ChangeRecord(said_by("carolina", 2).id, None)])
        log.tidy(0)
        assert [word for word in words if word not in path.read_bytes()] == []
        for _ in range(2):
            assert not log.forget(EVER_MS)
            assert [word for file in path.parent.iterdir() for word in words if word in file.read_bytes()] == []
            log.append([said_by("annabel", 3)])
            assert log.page(["#tea"], Page(9)) == [said_by("annabel", 3)]


def test_who_wrote_before_a_time_is_not_in_the_file_any_more(path: Path) -> None:
    """When the host forgets what was before it, however near; what later messages need stays, and the next ones find theirs."""
    later = said_by("benedict", 3, "#Cake")
    with closing(SqliteRoomLog(path)) as log:
        log.append([said_by("annabel", 0), said_by("benedict", 1), said_by("annabel", 2), later])
        assert not log.forget(START_MS + 2)
        assert b"annabel" in path.read_bytes()
        assert not log.forget(START_MS + 3)
        assert b"annabel" not in path.read_bytes()
        log.append([said_by("annabel", 4)])
        assert log.page(["#tea", "#cake"], Page(9)) == [later, said_by("annabel", 4)]
    assert envelopes(path) == [(later.id, later.id), (said_by("annabel", 4).id,) * 2]


def test_who_wrote_is_known_at_most_an_hour_longer_than_what(path: Path) -> None:
    """When it is the rules by which messages go, a few at a time."""
    ann, bob, eve = said_by("ann", 0), said_by("bob", 1), said_by("eve", HOUR_MS)
    with closing(SqliteRoomLog(path, HistoryRules(days=1))) as log:
        log.append([ann, bob, eve])
    for passed, left in (
        (0, [(ann.id, ann.id), (bob.id, bob.id), (eve.id, eve.id)]),
        (1, [(ann.id, None), (bob.id, bob.id), (eve.id, eve.id)]),
        (2, [(bob.id, None), (eve.id, eve.id)]),
        (HOUR_MS + 1, []),
    ):
        with closing(SqliteRoomLog(path, HistoryRules(days=1))) as log:
            log.tidy(START_MS + DAY_MS + passed)
        assert envelopes(path) == left


def test_who_wrote_is_there_again_when_all_has_gone_by_the_rules(path: Path) -> None:
    """Within the hour: the envelope of before is not in the log any more."""
    with closing(SqliteRoomLog(path, HistoryRules(days=1))) as log:
        log.append([said_by("ann", 0)])
        log.tidy(START_MS + DAY_MS + 1)
        log.append([said_by("ann", 1)])
        assert log.page(["#tea"], Page(9)) == [said_by("ann", 1)]
