"""`server-flush`: the sockets that were full. A slow reader waits here and nobody waits for it."""

import logging
import selectors
import threading
from collections import deque
from collections.abc import Callable

from desktop_chat.core.wire.errors import ChatError
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.net.wakeup import WakeUp

log = logging.getLogger(__name__)

BACKLOG_BYTES = 4 * 1024 * 1024
"""What may wait for one slow reader: half a minute of a room at its busiest. With this, a dead one is dropped."""
TOTAL_BYTES = 256 * 1024 * 1024
"""What may wait for all slow readers together: sixty of them at their worst, on a small machine. Beyond it, who has more
than an even share is dropped."""
SLICE_BYTES = 65_536
"""Handed to the kernel at once, under the lock that the engine may wait for: some ten microseconds."""


class BacklogFull(ChatError):
    """A slow reader has more waiting than it may have."""


class Total:
    """What waits in all backlogs together. Each counter has one writer, so none needs a lock.

    Args:
        limit_bytes: What may.
    """

    __slots__ = ("begun", "ended", "limit_bytes", "put_bytes", "taken_bytes")

    def __init__(self, limit_bytes: int = TOTAL_BYTES) -> None:
        self.limit_bytes = limit_bytes
        self.begun = self.put_bytes = 0
        """Backlogs that began, and bytes that went in. Engine only."""
        self.ended = self.taken_bytes = 0
        """Backlogs that ended, and bytes that went out. Flusher only."""

    def is_too_much(self, size: int) -> bool:
        """Return whether a backlog of this size has to go, so that all together are not too many bytes."""
        waiting = self.put_bytes - self.taken_bytes
        return waiting > self.limit_bytes and size * (self.begun - self.ended) >= waiting


class Backlog:
    """What waits for one full socket. The engine puts in, the flusher takes out, under one lock.

    Args:
        sock: The full socket.
        rest: The end of the block that did not go out.
        limit_bytes: What may wait for it.
        total: What waits for it and all others.
    """

    __slots__ = ("_abandoned", "_chunks", "_finishing", "_limit_bytes", "_lock", "_open", "_size", "_total", "socket")

    def __init__(self, sock: PeerSocket, rest: bytes | memoryview, limit_bytes: int, total: Total) -> None:
        self.socket = sock
        self._size = len(rest)
        self._total = total
        total.begun += 1
        total.put_bytes += len(rest)
        self._lock = threading.Lock()
        self._chunks = deque([rest])
        self._limit_bytes = limit_bytes
        self._open = True
        self._finishing = self._abandoned = False

    def append(self, block: bytes) -> bool:
        """Queue a block; return False if all is out already, so that the caller sends for itself again. Engine only.

        Raises:
            BacklogFull: If it is too much now.
        """
        with self._lock:
            if not self._open:
                return False
            self._chunks.append(block)
            self._size += len(block)
            self._total.put_bytes += len(block)
        self.check()
        return True

    def check(self) -> None:
        """Raise `BacklogFull` if more waits than may. Engine only."""
        if self._size > self._limit_bytes or self._total.is_too_much(self._size):
            raise BacklogFull(f"{self._size} bytes wait for a slow reader")

    def cut(self, last_words: bytes) -> None:
        """Drop all but the rest of the line that is half out, and put *last_words* after it. Engine only."""
        with self._lock:
            first = bytes(self._chunks[0]) if self._chunks else b""
            rest = first[: first.find(b"\n") + 1] + last_words
            self._chunks = deque([rest])
            self._total.put_bytes += len(rest) - self._size
            self._size = len(rest)

    def finish(self) -> bool:
        """Let the flusher end the output once all is out; return False if it is out already. Engine only."""
        with self._lock:
            self._finishing = True
            return self._open

    def abandon(self) -> bool:
        """Mark the connection as over; return False if the flusher has nothing to do with it any more. Engine only."""
        with self._lock:
            self._abandoned = self._open
            return self._open

    def give_up(self) -> None:
        """Drop what waits: nothing can be sent any more. Flusher only."""
        with self._lock:
            self._clear()
        self.socket.shutdown()

    def flush(self) -> bool:
        """Send a slice; return whether nothing is left. Flusher only."""
        with self._lock:
            if self._chunks and not self._abandoned:
                try:
                    self._send_slice()
                except OSError as error:
                    # The reader of this socket sees the end too, and tells the engine.
                    log.info("a slow reader's connection broke: %s", error)
                    self._clear()
            return not self._chunks or self._abandoned

    def _clear(self) -> None:
        self._chunks.clear()
        self._total.taken_bytes += self._size
        self._size = 0

    def _send_slice(self) -> None:
        block = memoryview(self._next_block())
        sent = self.socket.send_now(block[:SLICE_BYTES])
        self._size -= sent
        self._total.taken_bytes += sent
        if sent < len(block):
            self._chunks.appendleft(block[sent:])

    def _next_block(self) -> bytes | memoryview:
        """Take what comes next: a large block, or many small ones joined to about a slice."""
        parts = [self._chunks.popleft()]
        size = len(parts[0])
        while self._chunks and size + len(self._chunks[0]) <= SLICE_BYTES:
            parts.append(self._chunks.popleft())
            size += len(parts[-1])
        return b"".join(parts) if len(parts) > 1 else parts[0]

    def hand_back(self, *, at_once: bool = False) -> bool:
        """Give the socket back to the engine; return False if there is something to send again. Flusher only.

        Args:
            at_once: Whether to do so whatever waits.
        """
        with self._lock:
            if self._chunks and not self._abandoned and not at_once:
                return False
            if self._open:
                self._total.ended += 1
            self._open = False
            self._clear()
            if self._abandoned:
                self.socket.close()
            elif self._finishing:
                self.socket.end_output()
            return True


class Flusher:
    """Waits until full sockets take more, and sends what waits for them.

    Args:
        limit_bytes: What may wait for one slow reader.
        new_selector: Makes what it waits with.
        total_bytes: What may wait for all of them.
    """

    def __init__(
        self,
        limit_bytes: int = BACKLOG_BYTES,
        new_selector: Callable[[], selectors.BaseSelector] = selectors.DefaultSelector,
        total_bytes: int = TOTAL_BYTES,
    ) -> None:
        self._limit_bytes, self._new_selector = limit_bytes, new_selector
        self.total = Total(total_bytes)
        self._wakeup = WakeUp()
        self._due: deque[Backlog] = deque()
        self._waiting: set[Backlog] = set()
        self._stopping = False

    def take(self, sock: PeerSocket, rest: bytes | memoryview) -> Backlog:
        """Take over a full socket; return the backlog that its next blocks go to. Engine only."""
        backlog = Backlog(sock, rest, self._limit_bytes, self.total)
        self._due.append(backlog)
        self._wakeup.wake()
        return backlog

    def abandon(self, backlog: Backlog) -> bool:
        """Leave closing a connection that is over to the flusher; return False if the caller has to. Engine only."""
        if not backlog.abandon():
            return False
        self._due.append(backlog)
        self._wakeup.wake()
        return True

    def stop(self) -> None:
        """End `run`. Any thread."""
        self._stopping = True
        self._wakeup.wake()

    def close(self) -> None:
        """Give the wake-up back. At the end of `run`, or instead of it."""
        self._wakeup.close()

    def run(self) -> None:
        """Flush until stopped. The thread `server-flush`."""
        with self._new_selector() as selector:
            selector.register(self._wakeup, selectors.EVENT_READ)
            while not self._stopping:
                try:
                    self._flush_all(selector)
                except Exception:
                    log.exception("waiting for %d slow readers failed; they are given up", len(self._waiting))
                    for backlog in self._waiting:
                        self._give_up(backlog, selector)
                    self._waiting.clear()
            for backlog in (*self._waiting, *self._due):
                backlog.hand_back(at_once=True)
        self.close()

    def _flush_all(self, selector: selectors.BaseSelector) -> None:
        """Wait for sockets and requests, and give each its turn; an error with one ends that connection and no other."""
        due = [key.data for key, _ in selector.select() if key.data is not None]
        self._wakeup.drain()
        while self._due:
            due.append(self._due.popleft())
        for backlog in due:
            try:
                self._flush(backlog, selector)
            except Exception:
                log.exception("sending to a slow reader failed")
                self._give_up(backlog, selector)
                self._waiting.discard(backlog)

    def _flush(self, backlog: Backlog, selector: selectors.BaseSelector) -> None:
        """Send what goes out now, and wait for the socket exactly as long as something is left."""
        if backlog.flush():
            if backlog in self._waiting:
                # Before it is handed back: afterwards the engine may close the socket at any moment.
                selector.unregister(backlog.socket)
                self._waiting.discard(backlog)
            if backlog.hand_back():
                return
        if backlog not in self._waiting:
            selector.register(backlog.socket, selectors.EVENT_WRITE, backlog)
            self._waiting.add(backlog)

    def _give_up(self, backlog: Backlog, selector: selectors.BaseSelector) -> None:
        """End a connection; its reader sees it and tells the engine."""
        if backlog in self._waiting:
            selector.unregister(backlog.socket)
        backlog.give_up()
        backlog.hand_back(at_once=True)
