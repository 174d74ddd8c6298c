"""`server-flush`: the sockets that were full. A slow reader waits here and nobody waits for it."""

import logging
import selectors
import threading
from collections import deque

from desktop_chat.core.wire.errors import ChatError
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.net.wakeup import WakeUp

log = logging.getLogger(__name__)

BACKLOG_BYTES = 4 * 1024 * 1024
"""What may wait for one slow reader: half a minute of a room at its busiest. With this, a dead one is dropped."""
SLICE_BYTES = 65_536
"""Handed to the kernel at once, under the lock that the engine may wait for: a few microseconds."""


class BacklogFull(ChatError):
    """A slow reader has more waiting than it may have."""


class Backlog:
    """What waits for one full socket. The engine puts in, the flusher takes out, under one lock.

    Args:
        sock: The full socket.
        rest: The end of the block that did not go out.
        limit_bytes: What may wait in all.
    """

    __slots__ = ("_abandoned", "_chunks", "_finishing", "_limit_bytes", "_lock", "_open", "size", "socket")

    def __init__(self, sock: PeerSocket, rest: bytes, limit_bytes: int) -> None:
        self.socket = sock
        self.size = len(rest)
        self._lock = threading.Lock()
        self._chunks = deque([rest])
        self._limit_bytes = limit_bytes
        self._open = True
        self._finishing = self._abandoned = False

    def append(self, block: bytes) -> bool:
        """Queue a block; return False if all is out already, so that the caller sends for itself again. Engine only.

        Raises:
            BacklogFull: If it would be too much; then the block is not queued.
        """
        with self._lock:
            if self._open:
                if self.size + len(block) > self._limit_bytes:
                    raise BacklogFull(f"{self.size} bytes wait for a slow reader")
                self._chunks.append(block)
                self.size += len(block)
            return self._open

    def cut(self, last_words: bytes) -> None:
        """Drop all but the rest of the line that is half out, and put *last_words* after it. Engine only."""
        with self._lock:
            first = self._chunks[0] if self._chunks else b""
            line_end = first[: first.find(b"\n") + 1]
            self._chunks = deque([line_end + last_words])
            self.size = len(line_end) + len(last_words)

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
            self._chunks.clear()

    def flush(self) -> bool:
        """Send what the socket takes; return whether there is nothing left to do. Flusher only."""
        with self._lock:
            try:
                while self._chunks and not self._abandoned:
                    block = self._next_slice()
                    sent = self.socket.send_now(block)
                    self.size -= sent
                    if sent < len(block):
                        self._chunks.appendleft(block[sent:])
                        return False
            except OSError as error:
                # The reader of this socket sees the end too, and tells the engine.
                log.info("a slow reader's connection broke: %s", error)
                self._chunks.clear()
            return True

    def _next_slice(self) -> bytes:
        block = self._chunks.popleft()
        if len(block) >= SLICE_BYTES or not self._chunks:
            return block
        parts, size = [block], len(block)
        while self._chunks and size < SLICE_BYTES:
            parts.append(self._chunks.popleft())
            size += len(parts[-1])
        return b"".join(parts)

    def hand_back(self, *, at_once: bool = False) -> bool:
        """Give the socket back to the engine; return False if there is something to send again. Flusher only.

        Args:
            at_once: Whether to do so whatever waits.
        """
        with self._lock:
            if self._chunks and not self._abandoned and not at_once:
                return False
            self._open = False
            self._chunks.clear()
            if self._abandoned:
                self.socket.close()
            elif self._finishing:
                self.socket.end_output()
            return True


class Flusher:
    """Waits until full sockets take more, and sends what waits for them.

    Args:
        limit_bytes: What may wait for one slow reader.
    """

    def __init__(self, limit_bytes: int = BACKLOG_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._wakeup = WakeUp()
        self._due: deque[Backlog] = deque()
        self._stopping = False

    def take(self, sock: PeerSocket, rest: bytes) -> Backlog:
        """Take over a full socket; return the backlog that its next blocks go to. Engine only."""
        backlog = Backlog(sock, rest, self._limit_bytes)
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

    def run(self) -> None:
        """Flush until stopped. The thread `server-flush`."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._wakeup, selectors.EVENT_READ)
            waiting: set[Backlog] = set()
            while not self._stopping:
                due = [key.data for key, _ in selector.select() if key.data is not None]
                self._wakeup.drain()
                while self._due:
                    due.append(self._due.popleft())
                for backlog in due:
                    self._flush_one(backlog, selector, waiting)
            for backlog in (*waiting, *self._due):
                backlog.hand_back(at_once=True)
        self.close()

    def close(self) -> None:
        """Give the wake-up back. At the end of `run`, or instead of it."""
        self._wakeup.close()

    def _flush_one(self, backlog: Backlog, selector: selectors.BaseSelector, waiting: set[Backlog]) -> None:
        """Flush one; an error in it ends that connection and no other."""
        try:
            self._flush(backlog, selector, waiting)
        except Exception:
            log.exception("sending to a slow reader failed")
            backlog.socket.shutdown()
            backlog.give_up()

    def _flush(self, backlog: Backlog, selector: selectors.BaseSelector, waiting: set[Backlog]) -> None:
        """Send what goes out now, and wait for the socket exactly as long as something is left."""
        if backlog.flush():
            if backlog in waiting:
                # Before it is handed back: afterwards the engine may close the socket at any moment.
                selector.unregister(backlog.socket)
                waiting.discard(backlog)
            if backlog.hand_back():
                return
        if backlog not in waiting:
            selector.register(backlog.socket, selectors.EVENT_WRITE, backlog)
            waiting.add(backlog)
