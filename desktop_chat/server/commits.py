"""The engine's commits: what a pass decides is in the log before anybody gets it, and before anybody reads the log."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from desktop_chat.core.server.archive import ArchiveError, Page, Stored
from desktop_chat.core.server.effects import Deliver, Effect, Keep, Send
from desktop_chat.core.server.records import KeptRecord, MessageRecord, Record, SentRecord
from desktop_chat.store.room_log import RoomLog

log = logging.getLogger(__name__)
Found = TypeVar("Found")


class Commits:
    """Keeps the records of each pass, mostly all at once; is the archive of the room's rules. Engine's thread only.

    Args:
        room_log: Where they are kept.
    """

    def __init__(self, room_log: RoomLog) -> None:
        self.log = room_log
        self._effects: list[Effect] = []
        self._done = self._noted = 0
        self._sent: dict[tuple[str, str], SentRecord] = {}
        """What was sent in this pass and is not committed, of the effects that were looked through."""
        self._not_stored: Callable[[Deliver | Keep], list[Effect]] = lambda _lost: []

    def begin(self, effects: list[Effect], not_stored: Callable[[Deliver | Keep], list[Effect]]) -> None:
        """Begin a pass.

        Args:
            effects: Where it collects its effects, those of whole turns.
            not_stored: Returns what is to be told of a record that was not kept.
        """
        self._effects, self._done, self._noted, self._not_stored = effects, 0, 0, not_stored
        self._sent.clear()

    def end(self) -> None:
        """End a pass: let go of its effects."""
        self._effects, self._done, self._noted = [], 0, 0

    def commit(self) -> None:
        """Keep all records since the last commit of this pass; of what was not kept, put the word of it in place of the lines."""
        records = [
            effect.record
            for effect in self._effects[self._done :]
            if (type(effect) is Deliver or type(effect) is Keep) and effect.record is not None
        ]
        if records and not self._is_kept(records):
            self._tell_lost()
        self._done = self._noted = len(self._effects)
        self._sent.clear()

    def _is_kept(self, records: list[Record]) -> bool:
        try:
            self.log.append(records)
        except Exception:
            log.exception("%d messages or facts could not be kept and are not delivered", len(records))
            return False
        return True

    def _tell_lost(self) -> None:
        """Put the word of what was not kept since the last commit in place of its lines."""
        effects = self._effects[self._done :]
        lost = [effect for effect in effects if isinstance(effect, Deliver | Keep) and effect.record is not None]
        lines = {id(effect.line.origin) for effect in lost if effect.line is not None}
        rest = [effect for effect in effects if not (isinstance(effect, Deliver | Send) and id(effect.line.origin) in lines)]
        for effect in lost:
            rest += self._not_stored(effect)
        self._effects[self._done :] = rest

    def last_id(self) -> int:
        """As `Archive.last_id`."""
        return self._read(self.log.last_id)

    def kept(self) -> list[KeptRecord]:
        """As `Archive.kept`."""
        return self._read(self.log.kept)

    def find(self, record_id: int) -> MessageRecord | None:
        """As `Archive.find`."""
        return self._read(lambda: self.log.find(record_id))

    def page(self, places: Sequence[str], page: Page) -> list[MessageRecord]:
        """As `Archive.page`."""
        return self._read(lambda: self.log.page(places, page))

    def position(self, places: Sequence[str], time_ms: int) -> int:
        """As `Archive.position`."""
        return self._read(lambda: self.log.position(places, time_ms))

    def correspondents(self, person: str) -> list[str]:
        """As `Archive.correspondents`."""
        return self._read(lambda: self.log.correspondents(person))

    def stored(self) -> Stored:
        """As `Archive.stored`."""
        return self._read(self.log.stored)

    def forget(self, before_ms: int) -> bool:
        """As `Archive.forget`."""
        return self._read(lambda: self.log.forget(before_ms))

    def keep_days(self, days: int | None) -> None:
        """As `Archive.keep_days`."""
        self.log.keep_days(days)

    def sent(self, senders: Sequence[str], client_id: str) -> SentRecord | None:
        """As `Archive.sent`; without a commit, since nearly all that is asked for was never sent, and every message asks."""
        for effect in self._effects[self._noted :]:
            if type(effect) is Keep and type(effect.record) is SentRecord:
                self._sent.setdefault((effect.record.sender, effect.record.client_id), effect.record)
        self._noted = len(self._effects)
        undecided = (self._sent[sender, client_id] for sender in senders if (sender, client_id) in self._sent)
        return next(undecided, None) or self._read_now(lambda: self.log.sent(senders, client_id))

    def _read(self, read: Callable[[], Found]) -> Found:
        """Commit, then read."""
        self.commit()
        return self._read_now(read)

    def _read_now(self, read: Callable[[], Found]) -> Found:
        """Read; what goes wrong is for the rules to tell, and for the host to know."""
        try:
            return read()
        except ArchiveError:
            log.exception("the log could not be read")
            raise
