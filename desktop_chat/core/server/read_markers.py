"""How far each person has read (IRCv3 read-marker): of everybody's own, and nobody else's business."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from desktop_chat.core.server.persons import lasts
from desktop_chat.core.server.records import KeptRecord
from desktop_chat.core.wire.limits import READ_MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterable

KIND: Final = "read-marker"


class ReadMarkers:
    """The time of the last message that each person has read, of each channel and nick.

    Args:
        kept: What the log has kept; other kinds are passed over.
    """

    def __init__(self, kept: Iterable[KeptRecord]) -> None:
        self._times: dict[str, dict[str, int]] = {}
        for kind, key, value in kept:
            if kind == KIND and value is not None:
                person, _, place = key.partition(" ")
                self._times.setdefault(person, {})[place] = json.loads(value)

    def get(self, person: str, place: str) -> int | None:
        """Return up to when a person has read a place (`Places.of`), in milliseconds since 1970; None if it never said."""
        return self._times.get(person, {}).get(place)

    def set(self, person: str, place: str, time_ms: int) -> list[KeptRecord]:
        """Note up to when a person has read a place; return what the log has to keep: nothing of whom a connection alone knows."""
        times = self._times.setdefault(person, {})
        times[place] = time_ms
        records = [KeptRecord(KIND, f"{person} {place}", json.dumps(time_ms))]
        if len(times) > READ_MARKERS:
            oldest = next(iter(times))
            del times[oldest]
            records.append(KeptRecord(KIND, f"{person} {oldest}", None))
        return records if lasts(person) else []

    def forget(self, person: str) -> None:
        """Forget a person that does not come again."""
        self._times.pop(person, None)
