"""One client's connection: the thread that reads it, and the place where its lines go out."""

import logging
import threading
from collections.abc import Callable

from desktop_chat.core.server.security import PLAIN
from desktop_chat.core.wire.limits import CLIENT_TAGS_BYTES
from desktop_chat.core.wire.linebuffer import LineBuffer
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.server.flush import Backlog, Flusher
from desktop_chat.server.inbox import LINE_BYTES, Ask, Gone, Inbox, Item, Lines

log = logging.getLogger(__name__)

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

    __slots__ = (
        "_backlog",
        "_buffer",
        "_flusher",
        "_inbox",
        "_is_told",
        "_resume",
        "_size",
        "_taken",
        "closing_since",
        "id",
        "posted",
        "socket",
    )

    def __init__(self, peer_id: int, sock: PeerSocket, inbox: Inbox, flusher: Flusher) -> None:
        self.id, self.socket = peer_id, sock
        self._inbox, self._flusher = inbox, flusher
        self._backlog: Backlog | None = None
        self._buffer = LineBuffer(tags_bytes=CLIENT_TAGS_BYTES)
        self._size = SMALL_RECEIVE_BYTES
        self.closing_since: float | None = None
        self.posted = 0
        """The weight of all lines that were read. Of its reader; what was taken of it is the engine's."""
        self._taken = 0
        self._is_told = False
        self._resume: Callable[[], None] | None = None

    def read(self, hand_over: Callable[["Peer"], bool] = lambda _peer: False) -> None:
        """Post lines until the connection ends, then `Gone`, whatever happens. The reader's thread, `peer-N`.

        Args:
            hand_over: Asked whenever something was read; true if the engine reads from here on. Never before the first words:
                a handshake may take seconds, which the engine has not.
        """
        reason = "Connection closed"
        try:
            while self._read_once(self._inbox.put):
                if self.is_far_ahead():
                    self._wait_for_engine()
                elif self._is_told and hand_over(self):
                    return
        except OSError as error:
            reason = broken(error)
        except Exception:
            self._inbox.put(Gone(self.id, "Internal error"))
            raise
        self._inbox.put(Gone(self.id, reason))

    def read_ready(self, post: Callable[[Item], None]) -> bool:
        """Post all that is there, without waiting; return False at the end, after `Gone`. Engine only, once it was handed over."""
        reason = "Connection closed"
        try:
            while self._read_once(post):
                # After less than it could have had there is nothing more; if there is, the selector says so again.
                if (self._size == SMALL_RECEIVE_BYTES and not self.socket.holds_more) or self.is_far_ahead():
                    return True
        except BlockingIOError:
            return True
        except OSError as error:
            reason = broken(error)
        except Exception:
            log.exception("reading from peer %d failed", self.id)
            reason = "Internal error"
        post(Gone(self.id, reason))
        return False

    def _read_once(self, post: Callable[[Item], None]) -> bool:
        """Receive once; post the lines that this completes. Return False at the end of the stream."""
        size = self._size
        try:
            data = self.socket.receive(size)
        except TimeoutError:
            return True
        if not data:
            return False
        if not self._is_told:
            self._tell_security(post)
        self._size = LARGE_RECEIVE_BYTES if len(data) == size else SMALL_RECEIVE_BYTES
        lines = self._buffer.feed(data)
        if lines:
            weight = len(data) + LINE_BYTES * len(lines)
            self.posted += weight
            post(Lines(self.id, lines, weight))
        return True

    def _tell_security(self, post: Callable[[Item], None]) -> None:
        self._is_told, security = True, self.socket.security
        if security is not PLAIN:
            post(Ask(lambda world, now: world.secure(self.id, security, now)))

    def is_far_ahead(self) -> bool:
        """Return whether the engine has so much to take from this peer that nothing more is read."""
        return self.posted - self._taken > READ_AHEAD_BYTES

    def _wait_for_engine(self) -> None:
        resume = threading.Event()
        self.call_when_taken(resume.set)
        resume.wait()

    def call_when_taken(self, resume: Callable[[], None]) -> None:
        """Let the engine call *resume*, once or more, when it has taken enough; at once if it has already. The reader only."""
        self._resume = resume
        # The engine may have taken everything before it could see this.
        if not self.is_far_ahead():
            resume()

    def took(self, weight: int) -> None:
        """Note that lines of this weight left the inbox. Engine only."""
        self._taken += weight
        resume = self._resume
        if resume is not None and not self.is_far_ahead():
            self._resume = None
            resume()

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


def broken(error: OSError) -> str:
    """Return how a connection broke, as others are told."""
    return f"Read error: {error.strerror or error}"
