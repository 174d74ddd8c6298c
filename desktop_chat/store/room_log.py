"""The room's log as the engine sees it."""

from collections.abc import Sequence
from typing import Protocol

from desktop_chat.core.server.records import KeptRecord, Record
from desktop_chat.core.wire.errors import ChatError


class StoreError(ChatError):
    """The log cannot be opened or written; the text says why, in the words of the system below."""


class StoreDamaged(StoreError):
    """The file is there but is no log of a room, or one of a newer program."""


class StoreNewer(StoreDamaged):
    """The file is ours, but was written by a newer program."""


class StoreLocked(StoreError):
    """Another program has this log open."""


class StoreFull(StoreError):
    """The disk is full."""


class RoomLog(Protocol):
    """Keeps messages, and what else the room shall know after a restart. Opened, used and closed by one thread."""

    def last_id(self) -> int:
        """Return the largest id kept, 0 for an empty log."""
        ...

    def kept(self) -> list[KeptRecord]:
        """Return what is known beside messages, the newest of each kind and key."""
        ...

    def append(self, records: Sequence[Record]) -> None:
        """Keep records, all or none; when this returns they survive a crash of the program.

        Raises:
            StoreError: If they could not be kept.
        """
        ...

    def tidy(self) -> None:
        """Do what would be in the way under load. Called when there is nothing else to do."""
        ...

    def close(self) -> None:
        """Keep everything and give the file back."""
        ...
