"""The histories of a log, whatever happens to it, against a list of what was said."""

from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_chat.core.server.archive import Page
from desktop_chat.core.server.persons import is_private, places_of
from desktop_chat.core.server.records import BurstRecord, ChangeRecord, EventRecord, MessageRecord
from desktop_chat.store.posting_lists import ids_by_place, unpacked
from desktop_chat.store.room_log import StoreError
from desktop_chat.store.sqlite_log import SqliteRoomLog
from tests.store.conftest import BOTH, START_MS, killed, said_by

PLACES = ("#tea", "#cake", *BOTH)
SAYINGS = st.lists(st.tuples(st.sampled_from(("#Tea", "#Cake", "account:bob")), st.integers(1, 6)), min_size=1, max_size=4)
"""Where, and how many messages in a burst; to a person one at a time."""
KINDS = ("say", "say", "say", "delete", "forget", "tidy", "reopen", "kill", "fail")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 60), SAYINGS), max_size=20)
PAGES = st.lists(st.builds(Page, st.integers(1, 9), st.integers(-1, 60), st.integers(0, 61), st.booleans()), min_size=1, max_size=3)
"""With numbers for ids."""


class Modelled:
    """A log, and what it should have.

    Args:
        path: Where it may be.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._number = path, 0
        self.log = SqliteRoomLog(path)
        self.records: list[MessageRecord] = []

    def do(self, kind: str, number: int, sayings: list[tuple[str, int]]) -> None:
        """Take a step, with what of the rest it needs."""
        match kind:
            case "say":
                self._say(sayings)
            case "delete":
                self._delete(number)
            case "forget":
                self._forget(number)
            case "tidy":
                self.log.tidy(0)
            case "fail":
                self._fail()
            case _:
                self._open_again(is_killed=kind == "kill")

    def _say(self, sayings: list[tuple[str, int]]) -> None:
        """Say something in one batch."""
        batch: list[MessageRecord | BurstRecord] = []
        for place, count in sayings:
            one = said_by("ann", self._number, place)
            self._number += 1
            batch.append(one if is_private(one) else BurstRecord(one.id, *one[1:5], ["hi"] * count, *one[7:]))
        self.log.append(batch)
        for said in batch:
            self.records += said.messages() if isinstance(said, BurstRecord) else [said]

    def _delete(self, which: int) -> None:
        """Delete one message."""
        if self.records:
            self.log.append([ChangeRecord(self.records.pop(which % len(self.records)).id, None)])

    def _forget(self, number: int) -> None:
        """Forget what was said before something."""
        while self.log.forget(START_MS + number):
            pass
        del self.records[: len(list(takewhile(lambda one: one.time_ms < START_MS + number, self.records)))]

    def _fail(self) -> None:
        """Try to say something, to delete the first and the last message and to do something twice, in one batch."""
        changes = [ChangeRecord(one.id, None) for one in (*self.records[:1], *self.records[-1:])]
        with pytest.raises(StoreError):
            self.log.append([said_by("ann", self._number, "account:bob"), *changes, *[EventRecord(*said_by("ann", self._number))] * 2])

    def _open_again(self, *, is_killed: bool) -> None:
        """Close the log, or take what a killed program leaves of it; open it again."""
        left = killed(self._path) if is_killed else self._path
        self.log.close()
        self._path, self.log = left, SqliteRoomLog(left)

    def _listed(self) -> dict[str, list[int]]:
        """Return what is in the lists of each place, and in memory."""
        listed: dict[str, list[int]] = {}
        for place, ids in self.log._database.execute("SELECT place, ids FROM posting_list ORDER BY place, first"):
            listed.setdefault(place, []).extend(unpacked(ids))
        for place, recent in self.log._lists.recent().items():
            listed.setdefault(place, []).extend(recent)
        return listed

    def check(self, page: Page) -> None:
        """Compare a page of each history, and who has talked privately."""
        after, before = ((START_MS + number) * 1000 for number in (page.after, page.before))
        for place in PLACES:
            inside = [one for one in self.records if place in places_of(one) and after < one.id < before]
            expected = inside[-page.limit :] if page.from_end else inside[: page.limit]
            assert self.log.page([place], page._replace(after=after, before=before)) == expected
        has_private = any(map(is_private, self.records))
        assert [self.log.correspondents(f"account:{who}") for who in ("ann", "bob")] == [[place] * has_private for place in BOTH]
        assert self._listed() == ids_by_place(self.records)
        assert self.log.stored().messages == len(self.records)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(steps=STEPS, pages=PAGES)
@pytest.mark.usefixtures("short_lists")
def test_every_history_is_what_was_said_there(
    tmp_path: Path, steps: list[tuple[str, int, list[tuple[str, int]]]], pages: list[Page]
) -> None:
    """After each step, and after a restart."""
    for file in tmp_path.iterdir():
        file.unlink()
    case = Modelled(tmp_path / "room.sqlite")
    try:
        for step in [*steps, ("reopen", 0, [])]:
            case.do(*step)
            for page in pages:
                case.check(page)
    finally:
        case.log.close()
