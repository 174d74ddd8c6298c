"""One client's connection: the thread that reads it, and the place where its lines go out."""

import threading

from desktop_chat.core.server.security import PLAIN
from desktop_chat.core.wire.limits import CLIENT_TAGS_BYTES
from desktop_chat.core.wire.linebuffer import LineBuffer
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.server.flush import Backlog, Flusher
from desktop_chat.server.inbox import LINE_BYTES, Ask, Gone, Inbox, Lines

RECEIVE_SECONDS = 3600.0
"""Only so that the socket has a timeout at all; silence is judged by the room, on its own clock."""
SMALL_RECEIVE_BYTES = 4096
"""What an idle reader holds ready: a page, so that thousands of silent members cost little."""
LARGE_RECEIVE_BYTES = 65536
"""What a busy one takes at once: fewer passes through the interpreter lock for each line."""
READ_AHEAD_BYTES = 262_144
"""What one client may have in the inbox, by weight; then its reader waits, and TCP makes the client wait."""
READER_STACK_BYTES = 262_144
"""Stack of a reader's thread. It calls `recv`, the line buffer and, at worst, the logging of an error, which need a
tenth of this; the usual 8 MiB would reserve 40 GB of addresses for 5,000 members, which not every system grants."""


class Peer:
    """A connection while it is open.

    Args:
        peer_id: Its session id in the room.
        sock: The connection.
        inbox: Where its lines go.
        flusher: Who takes over when its socket is full.
    """

    __slots__ = ("_backlog", "_flusher", "_inbox", "_posted", "_resume", "_taken", "closing_since", "id", "socket")

    def __init__(self, peer_id: int, sock: PeerSocket, inbox: Inbox, flusher: Flusher) -> None:
        self.id, self.socket = peer_id, sock
        self._inbox, self._flusher = inbox, flusher
        self._backlog: Backlog | None = None
        self.closing_since: float | None = None
        # Each counter has one writer: the reader what it posted, the engine what it took.
        self._posted = self._taken = 0
        self._resume: threading.Event | None = None

    def read(self) -> None:
        """Post lines until the connection ends. The reader's thread, `peer-N`; posts `Gone` last, whatever happens."""
        reason = "Connection closed"
        try:
            self._read_lines()
        except OSError as error:
            reason = f"Read error: {error.strerror or error}"
        except Exception:
            reason = "Internal error"
            raise
        finally:
            self._inbox.put(Gone(self.id, reason))

    def _read_lines(self) -> None:
        buffer = LineBuffer(tags_bytes=CLIENT_TAGS_BYTES)
        size = SMALL_RECEIVE_BYTES
        is_told = False
        while True:
            try:
                data = self.socket.receive(size)
            except TimeoutError:
                continue
            if not data:
                return
            if not is_told:
                is_told = True
                self._tell_security()
            size = LARGE_RECEIVE_BYTES if len(data) == size else SMALL_RECEIVE_BYTES
            lines = buffer.feed(data)
            if lines:
                self._post(lines, len(data) + LINE_BYTES * len(lines))

    def _tell_security(self) -> None:
        security = self.socket.security
        if security is not PLAIN:
            self._inbox.put(Ask(lambda world, now: world.secure(self.id, security, now)))

    def _post(self, lines: list[bytes], weight: int) -> None:
        self._posted += weight
        self._inbox.put(Lines(self.id, lines, weight))
        if self._posted - self._taken > READ_AHEAD_BYTES:
            self._wait_for_engine()

    def _wait_for_engine(self) -> None:
        resume = self._resume = threading.Event()
        # The engine may have taken everything before it could see the event.
        if self._posted - self._taken > READ_AHEAD_BYTES:
            resume.wait()
        self._resume = None

    def took(self, weight: int) -> None:
        """Note that lines of this weight left the inbox. Engine only."""
        self._taken += weight
        resume = self._resume
        if resume is not None and self._posted - self._taken <= READ_AHEAD_BYTES:
            resume.set()

    def send(self, block: bytes) -> None:
        """Send whole lines, or queue what does not go out at once. Engine only; never blocks.

        Raises:
            OSError: If the connection broke.
            BacklogFull: If more waits than a slow reader may have.
        """
        if self._backlog is not None:
            if self._backlog.append(block):
                return
            self._backlog = None
        sent = self.socket.send_now(block)
        if sent < len(block):
            # A view, not a copy: the block is shared with all who got the same lines.
            self._backlog = self._flusher.take(self.socket, memoryview(block)[sent:])
            self._backlog.check()

    def finish(self, now: float) -> None:
        """Say that nothing more will be sent, once what is queued is out. Engine only.

        Args:
            now: Monotonic seconds: from here on the peer has `CLOSE_SECONDS` to close its side.
        """
        self.closing_since = now
        if self._backlog is None or not self._backlog.finish():
            self.socket.end_output()

    def drop(self, last_words: bytes, now: float) -> None:
        """Forget all that a slow reader has not read, but for the line it is in and *last_words*. Engine only."""
        if self._backlog is not None:
            self._backlog.cut(last_words)
        self.finish(now)

    def release(self) -> None:
        """Give the socket back. Engine only, after the reader has ended."""
        if self._backlog is None or not self._flusher.abandon(self._backlog):
            self.socket.close()
