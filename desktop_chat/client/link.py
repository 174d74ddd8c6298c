"""`client-link`: connects, receives, and sends what other threads hand it. Nobody else touches its socket or its session."""

import logging
import queue
import selectors
import socket
from collections.abc import Callable, Sequence
from typing import Final

from desktop_chat.client.dialling import DialStoppedError, dial
from desktop_chat.core.client.events import ClientEvent, Connecting, LinkEnd, LinkProblem, LinkUp
from desktop_chat.core.client.session import ClientSession
from desktop_chat.core.client.turn import ConnectionState, Step
from desktop_chat.core.wire.limits import TAGS_BYTES
from desktop_chat.core.wire.linebuffer import LineBuffer
from desktop_chat.core.wire.message import Message, encode
from desktop_chat.net.addresses import Address
from desktop_chat.net.clock import Clock
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import AddressUnusable, ConnectRefused, ConnectTimeout, NameUnknown, NetError, Unreachable
from desktop_chat.net.wakeup import WakeUp
from desktop_chat.net.worker import Crew, Worker

log = logging.getLogger(__name__)

TICK_SECONDS: Final = 1.0
RECEIVE_BYTES: Final = 65536
OUTPUT_BYTES: Final = 65536
"""Waiting for the socket. When it is full nothing is taken from the queue or from the host: whoever does not read is not read."""
QUEUED_CALLS: Final = 1000
"""Calls of `send` that may wait: more than any person makes while a connection stalls."""
LAST_WORDS_SECONDS: Final = 0.5
"""How long stopping waits for a QUIT to go out and for the host to hang up."""

PROBLEMS: Final[dict[type[NetError], LinkProblem]] = {
    NameUnknown: LinkProblem.NAME_UNKNOWN,
    ConnectRefused: LinkProblem.REFUSED,
    ConnectTimeout: LinkProblem.TIMED_OUT,
    Unreachable: LinkProblem.UNREACHABLE,
    AddressUnusable: LinkProblem.UNREACHABLE,
}


class Link:
    """One connection to a host, from the first try to its end. Its methods may be called from any thread and never wait.

    It tells `Connecting`, then `LinkUp`, then what the session has to say, then exactly one `LinkFailed`, `LinkLost` or
    `LinkClosed`, and nothing after. To wait for the end, join the crew.

    Args:
        address: Where the room is.
        session: A new one; belongs to the link's thread from `start` on.
        deliver: Takes events, on the link's thread. As long as it waits the host is not read either.
        clock: Tells the time.
        crew: Who joins the thread.
    """

    def __init__(
        self,
        address: Address,
        session: ClientSession,
        *,
        deliver: Callable[[ClientEvent], None],
        clock: Clock,
        crew: Crew,
    ) -> None:
        self._address, self._session, self._deliver, self._clock = address, session, deliver, clock
        self._wakeup = WakeUp()
        self._queued: queue.Queue[list[tuple[Message, bytes]]] = queue.Queue(QUEUED_CALLS)
        self._output = bytearray()
        self._last_words: tuple[str, ...] | None = None
        self._worker = Worker("client-link", self._run, crew=crew, owns="the socket to the host, the session", on_error=self._fail)

    def start(self) -> None:
        """Begin to connect; all else is told by events. Raises RuntimeError when the machine has no room for a thread."""
        try:
            self._worker.start()
        except RuntimeError:
            self._wakeup.close()
            raise

    def send(self, messages: Sequence[Message]) -> bool:
        """Send messages in order, as soon as the socket takes them; return False, and send none, if too much waits already.

        Raises:
            UsageError: If one of them cannot stand on the wire; then none is sent.
        """
        try:
            self._queued.put_nowait([(message, encode(message)) for message in messages])
        except queue.Full:
            return False
        self._wakeup.wake()
        return True

    def stop(self, last_words: str = "") -> None:
        """End the connection, with a QUIT if there is one; again changes nothing."""
        if self._last_words is None:
            self._last_words = (last_words,) if last_words else ()
        self._wakeup.wake()

    def _is_stopped(self) -> bool:
        return self._last_words is not None

    def _run(self) -> None:
        try:
            self._deliver(Connecting(str(self._address)))
            with dial(self._address, wakeup=self._wakeup, is_stopped=self._is_stopped) as sock:
                end = self._talk(sock)
        except DialStoppedError:
            end = self._session.close()
        except NetError as error:
            end = self._session.end(PROBLEMS.get(type(error), LinkProblem.BROKEN), str(error))
        finally:
            self._wakeup.close()
        self._deliver(end)

    def _fail(self, error: Exception) -> None:
        """Tell the end that `_run` could not tell."""
        if self._session.state is not ConnectionState.CLOSED:
            self._deliver(self._session.end(LinkProblem.INTERNAL, f"{type(error).__name__}: {error}"))

    def _talk(self, sock: socket.socket) -> LinkEnd:
        """Receive, send and tick until the connection ends; return how it did."""
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._deliver(LinkUp())
        self._write(self._session.start())
        buffer = LineBuffer(tags_bytes=TAGS_BYTES)
        with selectors.DefaultSelector() as selector:
            selector.register(self._wakeup, selectors.EVENT_READ)
            selector.register(sock, selectors.EVENT_READ)
            while not self._is_stopped():
                self._flush(sock)
                try:
                    end = self._turn(sock, selector, buffer)
                except OSError as error:
                    end = self._session.end(LinkProblem.BROKEN, error.strerror or str(error))
                if end is not None:
                    return end
        return self._say_last_words(sock)

    def _turn(self, sock: socket.socket, selector: selectors.BaseSelector, buffer: LineBuffer) -> LinkEnd | None:
        """Wait for something to do, and do it."""
        has_room = len(self._output) < OUTPUT_BYTES
        selector.modify(sock, (selectors.EVENT_READ if has_room else 0) | (selectors.EVENT_WRITE if self._output else 0))
        # What an earlier turn had no room for was announced then: nothing wakes us for it again.
        wait_seconds = TICK_SECONDS if self._queued.empty() or not has_room else 0
        ready = {key.fileobj: mask for key, mask in selector.select(wait_seconds)}
        self._wakeup.drain()
        self._take_queued()
        if ready.get(sock, 0) & selectors.EVENT_READ:
            data = sock.recv(RECEIVE_BYTES)
            if not data:
                return self._session.end(LinkProblem.CLOSED_BY_HOST, "")
            now = self._clock.now()
            for line in buffer.feed(data):
                self._perform(self._session.receive(line, now))
        return self._perform(self._session.tick(self._clock.now()))

    def _perform(self, step: Step) -> LinkEnd | None:
        for event in step.events:
            self._deliver(event)
        self._write(step.send)
        return step.end

    def _take_queued(self) -> None:
        while len(self._output) < OUTPUT_BYTES:
            try:
                lines = self._queued.get_nowait()
            except queue.Empty:
                return
            for message, line in lines:
                self._output += line
                for event in self._session.outgoing(message, self._clock.now()):
                    self._deliver(event)

    def _write(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self._output += encode(message)

    def _flush(self, sock: socket.socket) -> None:
        """Send what the socket takes. That it broke is for receiving to find out: the host's last words may still be there."""
        try:
            while self._output:
                del self._output[: sock.send(self._output)]
        except BlockingIOError:
            pass
        except OSError as error:
            log.info("cannot send any more: %s", error)
            self._output.clear()

    def _say_last_words(self, sock: socket.socket) -> LinkEnd:
        """Send what is queued and QUIT, and wait a moment for the host to hang up: closing first could take QUIT back."""
        self._take_queued()
        self._write([Message("QUIT", self._last_words or ())])
        deadline = Deadline(LAST_WORDS_SECONDS)
        try:
            sock.settimeout(deadline.remaining())
            sock.sendall(self._output)
            sock.shutdown(socket.SHUT_WR)
            while sock.recv(RECEIVE_BYTES) and not deadline.is_over():
                sock.settimeout(deadline.remaining())
        except OSError as error:
            log.info("the host did not hang up in time: %s", error)
        return self._session.close()
