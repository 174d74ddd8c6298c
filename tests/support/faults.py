"""Parts of a room that fail when a test tells them to."""

import socket
import threading
from collections.abc import Sequence

from desktop_chat.core.instant import Instant
from desktop_chat.core.server.archive import Page
from desktop_chat.core.server.effects import Deliver, Effect, Keep, Send
from desktop_chat.core.server.outgoing import Outgoing
from desktop_chat.core.server.records import BurstRecord, MessageRecord, Record
from desktop_chat.core.server.world import World
from desktop_chat.core.wire.message import Message
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.store.memory_log import MemoryRoomLog
from tests.support.clock import FakeClock

WAIT_SECONDS = 20.0


class InjectedError(Exception):
    """What a test lets fail."""


class FaultyWorld(World):
    """Rules with a bug in each way in."""

    def connect(self, session_id: int, host: str, now: Instant) -> list[Effect]:
        """Fail while there is somebody called `doorman`."""
        if self.find_nick("doorman"):
            raise InjectedError("connect")
        return super().connect(session_id, host, now)

    def receive(self, session_id: int, line: bytes, now: Instant) -> list[Effect]:
        """Fail for the line `BOOM`; answer `GIBBERISH` with what cannot stand on the wire."""
        if line == b"BOOM":
            raise InjectedError("receive")
        if line == b"GIBBERISH":
            return [Send(session_id, Outgoing(Message("NOTICE", ("two words", "text")), wall=now.wall))]
        return super().receive(session_id, line, now)

    def disconnect(self, session_id: int, reason: str, now: Instant) -> list[Effect]:
        """Fail for who is away with the word `stuck`."""
        who = self.sessions.get(session_id)
        if who is not None and who.away == "stuck":
            raise InjectedError("disconnect")
        return super().disconnect(session_id, reason, now)

    def tick(self, now: Instant) -> list[Effect]:
        """Fail while there is somebody called `ticker`."""
        if self.find_nick("ticker"):
            raise InjectedError("tick")
        return super().tick(now)

    def not_stored(self, lost: Deliver | Keep, now: Instant) -> list[Effect]:
        """Fail for the text `untellable`."""
        if isinstance(lost.record, BurstRecord) and "untellable" in lost.record.texts:
            raise InjectedError("not_stored")
        return super().not_stored(lost, now)


class FaultyClock(FakeClock):
    """Fails while it is broken."""

    def __init__(self) -> None:
        super().__init__()
        self.is_broken = False

    def now(self) -> Instant:
        """Return this moment, or fail."""
        if self.is_broken:
            raise InjectedError("clock")
        return super().now()


class FaultyLog(MemoryRoomLog):
    """Fails to keep texts, and may be held up in the middle of a commit."""

    def __init__(self) -> None:
        super().__init__()
        self.error: Exception | None = None
        self.read_error: Exception | None = None
        self.tidy_error: Exception | None = None
        self.close_error: Exception | None = None
        self.closed = False
        self.committing = threading.Event()
        self.may_commit = threading.Event()
        self.may_commit.set()

    def append(self, records: Sequence[Record]) -> None:
        """Keep records, or fail, once allowed to."""
        self.committing.set()
        assert self.may_commit.wait(WAIT_SECONDS)
        if self.error is not None:
            raise self.error
        super().append(records)

    def page(self, places: Sequence[str], page: Page) -> list[MessageRecord]:
        """Read, or fail."""
        self._maybe_fail()
        return super().page(places, page)

    def position(self, places: Sequence[str], time_ms: int) -> int:
        """Read, or fail."""
        self._maybe_fail()
        return super().position(places, time_ms)

    def correspondents(self, person: str) -> list[str]:
        """Read, or fail."""
        self._maybe_fail()
        return super().correspondents(person)

    def _maybe_fail(self) -> None:
        if self.read_error is not None:
            raise self.read_error

    def tidy(self, now_ms: int) -> None:
        """Fail once, if told to."""
        error, self.tidy_error = self.tidy_error, None
        if error is not None:
            raise error
        super().tidy(now_ms)

    def close(self) -> None:
        """Close, or fail; what is in it can still be looked at."""
        self.closed = True
        if self.close_error is not None:
            raise self.close_error


class FaultySocket(PeerSocket):
    """A connection that fails in the threads whose name begins with `fails_in`."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock, receive_seconds=WAIT_SECONDS)
        self.fails_in: str | None = None
        self.failed = threading.Event()

    def receive(self, size: int) -> bytes:
        """Wait for bytes, then maybe fail."""
        data = super().receive(size)
        self._maybe_fail()
        return data

    def send_now(self, data: bytes | memoryview) -> int:
        """Send, or fail."""
        self._maybe_fail()
        return super().send_now(data)

    def _maybe_fail(self) -> None:
        if self.fails_in is not None and threading.current_thread().name.startswith(self.fails_in):
            self.failed.set()
            raise InjectedError(f"socket, in {threading.current_thread().name}")
