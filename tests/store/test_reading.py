"""What is read of a room's log, whatever it keeps its records in (core/server/archive)."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_chat.core.server.archive import END, Page
from desktop_chat.core.server.config import DAY_MS, HistoryRules
from desktop_chat.core.server.persons import places_of
from desktop_chat.core.server.records import EventRecord, MessageRecord, is_talk
from desktop_chat.store import sqlite_log
from desktop_chat.store.room_log import RoomLog
from tests.store.conftest import LOGS, OpenLog

START_MS = 1_700_000_000_000
START = START_MS * 1000
"""The first id: never less than its time."""
ANN, BOB, EVE = "account:ann", "device:b0b", "session:1.1"


def said(number: int, place: str = "#tea", *, ms: int = 0, by: str = ANN, command: str = "PRIVMSG") -> MessageRecord:
    """Return a message with an id of the room's first second, said at a millisecond of it."""
    target = place if place.startswith("#") else place.partition(":")[2]
    return MessageRecord(START + number, START_MS + ms, target, f"{by[-3:]}!~u@h", command, f"no. {number}", "+a=b", place, by, is_bot=1)


def done(number: int, place: str = "#tea", *, ms: int = 0) -> EventRecord:
    """Return an event with an id of the room's first second."""
    return EventRecord(START + number, START_MS + ms, place, "ann!~u@h", "PART", f"{place} :bye", place=place, by=ANN)


def numbers(records: Sequence[MessageRecord]) -> list[int]:
    """Return what `said` was given."""
    return [record.id - START for record in records]


def test_a_message_is_found_by_its_id_as_it_was(room_log: RoomLog) -> None:
    """Every field of it; what is no message is not found so."""
    room_log.append([said(1), said(2, BOB), done(3)])
    assert [room_log.find(START + number) for number in range(5)] == [None, said(1), said(2, BOB), None, None]


def test_a_page_is_what_lies_between_its_borders(room_log: RoomLog) -> None:
    """Both are left out, and need not be there; the limit leaves out the newest, or the oldest."""
    room_log.append([said(number) for number in range(1, 10)] + [said(10, "#other")])
    page = Page(3, after=START + 2, before=START + 9)
    assert numbers(room_log.page(["#tea"], page)) == [3, 4, 5]
    assert numbers(room_log.page(["#tea"], page._replace(from_end=True))) == [6, 7, 8]
    assert numbers(room_log.page(["#tea"], Page(99, after=START + 8))) == [9]
    assert numbers(room_log.page(["#tea", "#other"], Page(2, from_end=True))) == [9, 10]
    assert room_log.page(["#nothing"], Page(9)) == room_log.page([], Page(9)) == []


def test_events_are_for_who_wants_them(room_log: RoomLog) -> None:
    """One that concerns two channels stands in both histories, with one id; of messages only PRIVMSG and NOTICE are talk."""
    room_log.append([said(1), done(2), done(2, "#cake"), said(3, command="TAGMSG"), said(4, command="NOTICE")])
    assert numbers(room_log.page(["#tea"], Page(9))) == [1, 4]
    with_events = room_log.page(["#tea"], Page(9, events=True))
    assert numbers(with_events) == [1, 2, 3, 4]
    assert [type(record) for record in with_events] == [MessageRecord, EventRecord, MessageRecord, MessageRecord]
    assert room_log.page(["#cake"], Page(9, events=True)) == [done(2, "#cake")]


def test_private_talk_stands_in_the_history_of_both(room_log: RoomLog) -> None:
    """Of each as it sees the other: by account or device, and by nick who has neither. What went to a rank stands nowhere."""
    room_log.append([said(1, BOB), said(2, ANN, by=BOB), said(3, ANN, by=EVE), said(4, ANN), said(5, "@#tea")])
    assert sorted(room_log.correspondents(ANN)) == [f"{ANN} {ANN}", f"{ANN} {BOB}", f"{ANN} nick:1.1"]
    assert room_log.correspondents(BOB) == [f"{BOB} {ANN}"]
    assert room_log.correspondents("account:an") == []
    assert numbers(room_log.page([f"{ANN} {BOB}"], Page(9))) == numbers(room_log.page([f"{BOB} {ANN}"], Page(9))) == [1, 2]
    assert numbers(room_log.page([f"{ANN} {ANN}"], Page(9))) == [4]
    assert numbers(room_log.page([f"{ANN} {BOB}", f"{ANN} nick:1.1"], Page(2, from_end=True))) == [2, 3]
    assert room_log.page(["#tea"], Page(9)) == []


def test_a_time_is_a_position_in_the_rooms_order(room_log: RoomLog) -> None:
    """The first record at that time or later, an event too; past the last there is none."""
    room_log.append([said(1, ms=0), done(12_000, ms=10), said(20_000, ms=20), said(20_001, ms=20)])
    positions = [room_log.position(["#tea"], START_MS + ms) for ms in (-1, 0, 1, 10, 11, 20, 21)]
    assert positions == [START + 1, START + 1, START + 12_000, START + 12_000, START + 20_000, START + 20_000, END]
    assert room_log.position(["#cake"], 0) == room_log.position([], 0) == END


@pytest.mark.parametrize("rules", [HistoryRules(messages=3), HistoryRules(days=7)])
def test_what_the_rules_do_not_keep_is_forgotten_when_the_room_is_quiet(open_log: OpenLog, rules: HistoryRules) -> None:
    """Messages with their places, and events; facts stay."""
    log = open_log(rules)
    week = 7 * DAY_MS
    log.append([said(1, BOB), done(2), said(3), said(week * 1000, ms=week), said(week * 1000 + 1, ms=week)])
    log.append([done(week * 1000 + 2, ms=week), said(week * 1000 + 3, ms=week)])
    for _ in range(2):
        log.tidy(START_MS + week + 1)
    assert numbers(log.page(["#tea"], Page(9))) == [week * 1000, week * 1000 + 1, week * 1000 + 3]
    assert numbers(log.page(["#tea"], Page(9, events=True)))[-2:] == [week * 1000 + 2, week * 1000 + 3]
    assert log.correspondents(ANN) == log.correspondents(BOB) == []
    assert log.find(START + 1) is None
    if rules.days:
        assert numbers(log.page(["#tea"], Page(9, events=True)))[0] == week * 1000


def test_a_room_that_keeps_no_talk_keeps_facts(open_log: OpenLog) -> None:
    """Neither what is said nor what is done in channels."""
    log = open_log(HistoryRules(kept=False))
    log.append([said(1), done(2), said(3, BOB)])
    assert log.page(["#tea"], Page(9, events=True)) == []
    assert log.correspondents(ANN) == []
    assert (log.find(START + 1), log.last_id(), log.stored().messages) == (None, 0, 0)


PLACES = ("#tea", "#cake", BOB)
HAPPENED = st.lists(st.tuples(st.sampled_from(PLACES), st.integers(-2, 3), st.integers(0, 4)), max_size=25)
"""Where, how the clock moved in milliseconds, and of which kind."""


def happen(happened: list[tuple[str, int, int]]) -> list[MessageRecord]:
    """Return records with ids as a room gives them, whose clock may stand still or be set back."""
    records: list[MessageRecord] = []
    last, ms = START - 1, 10
    for place, moved, kind in happened:
        ms += moved
        last = max(last + 1, (START_MS + ms) * 1000)
        number = last - START
        records.append(done(number, place, ms=ms) if not kind and place != BOB else said(number, place, ms=ms))
    return records


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(happened=HAPPENED, cuts=st.lists(st.integers(1, 6), max_size=8), limit=st.integers(1, 7), data=st.data())
@pytest.mark.parametrize("kind", LOGS)
def test_every_log_reads_as_a_plain_list_would(
    kind: str, tmp_path: Path, happened: list[tuple[str, int, int]], cuts: list[int], limit: int, data: st.DataObject
) -> None:
    """Whatever part of it is in lists already, tidied between or not."""
    records = happen(happened)
    place = data.draw(st.sampled_from(("#tea", "#cake", f"{ANN} {BOB}", f"{BOB} {ANN}")))
    events, from_end = data.draw(st.booleans()), data.draw(st.booleans())
    ids = st.sampled_from([0, END, *(record.id + move for record in records for move in (-1, 0, 1))])
    after, before = data.draw(ids), data.draw(ids)
    time_ms = START_MS + data.draw(st.integers(0, 40))
    (tmp_path / "room.sqlite").unlink(missing_ok=True)
    with pytest.MonkeyPatch.context() as patch, closing(LOGS[kind](tmp_path / "room.sqlite", HistoryRules())) as log:
        patch.setattr(sqlite_log, "LIST_AT_ONCE", 4)
        at = 0
        for cut in [*cuts, len(records)]:
            log.append(records[at : at + cut])
            at += cut
            if cut == 1:
                log.tidy(0)
        mine = [record for record in records if place in places_of(record)]
        inside = [record for record in mine if after < record.id < before and (events or is_talk(record))]
        expected = inside[-limit:] if from_end else inside[:limit]
        assert log.page([place], Page(limit, after, before, from_end, events)) == expected
        assert log.position([place], time_ms) == min((record.id for record in mine if record.time_ms >= time_ms), default=END)
