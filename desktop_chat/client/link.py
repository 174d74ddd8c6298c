"""`client-link`: connects, receives, and sends what other threads hand it. Nobody else touches its socket or its session."""

import logging
import queue
import selectors
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Final

from desktop_chat.client.dialling import DialStoppedError, Target, dial
from desktop_chat.client.wire import Wire
from desktop_chat.core.client.events import ClientEvent, Connecting, Keys, LinkEnd, LinkFailed, LinkProblem, LinkUp
from desktop_chat.core.client.session import ClientSession
from desktop_chat.core.client.turn import ConnectionState, Step
from desktop_chat.core.wire.limits import TAGS_BYTES
from desktop_chat.core.wire.linebuffer import LineBuffer
from desktop_chat.core.wire.message import Message, encode
from desktop_chat.net.clock import Clock
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import (
    AddressUnusable,
    ConnectRefused,
    ConnectTimeout,
    KeyChanged,
    KeyUnusable,
    NameUnknown,
    NetError,
    TlsFailed,
    Unreachable,
)
from desktop_chat.net.wakeup import WakeUp
from desktop_chat.net.worker import Crew, Worker

log = logging.getLogger(__name__)

TICK_SECONDS: Final = 1.0
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
    TlsFailed: LinkProblem.NOT_SECURE,
    KeyChanged: LinkProblem.KEY_CHANGED,
    KeyUnusable: LinkProblem.INTERNAL,
}


class Link:
    """One connection to a host, from the first try to its end. Its methods may be called from any thread and never wait.

    It tells `Connecting`, then `LinkUp`, then what the session has to say, then exactly one `LinkFailed`, `LinkLost` or
    `LinkClosed`, and nothing after. To wait for the end, join the crew.

    Args:
        make_target: Tells where the room is and how to know it; called on the link's thread, since it may read files.
        session: A new one; belongs to the link's thread from `start` on.
        deliver: Takes events, on the link's thread. As long as it waits the host is not read either.
        clock: Tells the time.
        crew: Who joins the thread.
    """

    def __init__(
        self,
        make_target: Callable[[], Target],
        session: ClientSession,
        *,
        deliver: Callable[[ClientEvent], None],
        clock: Clock,
        crew: Crew,
    ) -> None:
        self._make_target, self._session, self._deliver, self._clock = make_target, session, deliver, clock
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
            target = self._make_target()
            self._deliver(Connecting(str(target)))
            wire = dial(target, wakeup=self._wakeup, is_stopped=self._is_stopped)
            with closing(wire):
                end = self._talk(wire, is_new=not target.trust.pins)
        except DialStoppedError:
            end = self._session.close()
        except KeyChanged as error:
            end = self._session.end(LinkProblem.KEY_CHANGED, str(error))
            if isinstance(end, LinkFailed):
                end = replace(end, keys=Keys(error.expected, error.found))
        except NetError as error:
            end = self._session.end(PROBLEMS.get(type(error), LinkProblem.BROKEN), str(error))
        finally:
            self._wakeup.close()
        self._deliver(end)

    def _fail(self, error: Exception) -> None:
        """Tell the end that `_run` could not tell."""
        if self._session.state is not ConnectionState.CLOSED:
            self._deliver(self._session.end(LinkProblem.INTERNAL, f"{type(error).__name__}: {error}"))

    def _talk(self, wire: Wire, *, is_new: bool) -> LinkEnd:
        """Receive, send and tick until the connection ends; return how it did."""
        wire.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._deliver(LinkUp(wire.pin, wire.version(), is_new=is_new))
        self._write(self._session.start())
        buffer = LineBuffer(tags_bytes=TAGS_BYTES)
        self._hear(buffer, wire.received_already() or b"")
        with selectors.DefaultSelector() as selector:
            selector.register(self._wakeup, selectors.EVENT_READ)
            selector.register(wire.socket, selectors.EVENT_READ)
            while not self._is_stopped():
                self._flush(wire)
                try:
                    end = self._turn(wire, selector, buffer)
                except (OSError, TlsFailed) as error:
                    end = self._session.end(LinkProblem.BROKEN, getattr(error, "strerror", None) or str(error))
                if end is not None:
                    return end
        return self._say_last_words(wire)

    def _turn(self, wire: Wire, selector: selectors.BaseSelector, buffer: LineBuffer) -> LinkEnd | None:
        """Wait for something to do, and do it."""
        has_room = len(self._output) < OUTPUT_BYTES
        writing = selectors.EVENT_WRITE if self._output or wire.is_full else 0
        selector.modify(wire.socket, (selectors.EVENT_READ if has_room else 0) | writing)
        # What an earlier turn had no room for was announced then: nothing wakes us for it again.
        wait_seconds = TICK_SECONDS if self._queued.empty() or not has_room else 0
        ready = {key.fileobj: mask for key, mask in selector.select(wait_seconds)}
        self._wakeup.drain()
        self._take_queued()
        if ready.get(wire.socket, 0) & selectors.EVENT_READ:
            data = wire.receive()
            if data == b"":
                return self._session.end(LinkProblem.CLOSED_BY_HOST, "")
            self._hear(buffer, data or b"")
        return self._perform(self._session.tick(self._clock.now()))

    def _hear(self, buffer: LineBuffer, data: bytes) -> None:
        now = self._clock.now()
        for line in buffer.feed(data):
            self._perform(self._session.receive(line, now))

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

    def _flush(self, wire: Wire) -> None:
        """Send what the socket takes. That it broke is for receiving to find out: the host's last words may still be there."""
        try:
            wire.flush()
            del self._output[: wire.send(self._output)]
        except (OSError, TlsFailed) as error:
            log.info("cannot send any more: %s", error)
            self._output.clear()

    def _say_last_words(self, wire: Wire) -> LinkEnd:
        """Send what is queued and QUIT, and wait a moment for the host to hang up: closing first could take QUIT back."""
        self._take_queued()
        self._write([Message("QUIT", self._last_words or ())])
        deadline = Deadline(LAST_WORDS_SECONDS)
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(wire.socket, selectors.EVENT_READ | selectors.EVENT_WRITE)
                while not self._is_said(wire, selector, deadline):
                    pass
        except (OSError, TlsFailed) as error:
            log.info("the host did not hang up in time: %s", error)
        return self._session.close()

    def _is_said(self, wire: Wire, selector: selectors.BaseSelector, deadline: Deadline) -> bool:
        """Wait for the socket, send, and skip what comes; return whether the host has hung up."""
        if deadline.is_over():
            raise TimeoutError("it is late")
        ready = {key.fileobj: mask for key, mask in selector.select(deadline.remaining())}
        if self._output or wire.is_full:
            del self._output[: wire.send(self._output)]
            if not self._output and not wire.is_full:
                wire.end_output()
                selector.modify(wire.socket, selectors.EVENT_READ)
        return bool(ready.get(wire.socket, 0) & selectors.EVENT_READ) and wire.receive() == b""
