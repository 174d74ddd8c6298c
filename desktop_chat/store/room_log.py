"""The room's log as the engine sees it."""

from collections.abc import Sequence
from typing import Protocol

from desktop_chat.core.server.archive import Archive, ArchiveError
from desktop_chat.core.server.records import KeptRecord, Record


class StoreError(ArchiveError):
    """The log cannot be opened, read or written; the text says why, in the words of the system below."""


class StoreDamaged(StoreError):
    """The file is there but is no log of a room, or one of a newer program."""


class StoreNewer(StoreDamaged):
    """The file is ours, but was written by a newer program."""


class StoreOlder(StoreError):
    """The file was written by an older program, and whoever asks may not change it."""


class StoreLocked(StoreError):
    """Another program has this log open."""


class StoreFull(StoreError):
    """The disk is full."""


class RoomLog(Archive, Protocol):
    """Keeps messages, and what else the room shall know after a restart. Opened, used and closed by one thread.

    Its reads raise StoreError if it cannot be read.
    """

    def last_id(self) -> int:
        """Return the largest id kept, 0 for an empty log."""
        ...

    def kept(self) -> list[KeptRecord]:
        """Return what is known beside messages, the newest of each kind and key."""
        ...

    def append(self, records: Sequence[Record]) -> None:
        """Keep records, all or none; when this returns they survive a crash of the program.

        Args:
            records: Those of messages with ids in ascending order, greater than `last_id`.

        Raises:
            StoreError: If they could not be kept.
        """
        ...

    def tidy(self, now_ms: int) -> None:
        """Do a little of what would be in the way under load: forget what is too old. Called when there is nothing else to do.

        Args:
            now_ms: This moment, in milliseconds since 1970.
        """
        ...

    def close(self) -> None:
        """Keep everything and give the file back."""
        ...
