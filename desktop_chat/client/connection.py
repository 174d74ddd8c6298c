"""One connection to a host, from the first byte to the last: receives, ticks, and sends what other threads hand it."""

import logging
import queue
import selectors
import socket
from collections.abc import Callable, Sequence
from typing import Final

from desktop_chat.client.weather import Weather
from desktop_chat.client.wire import Wire
from desktop_chat.core.client.events import ClientEvent, LinkEnd, LinkProblem
from desktop_chat.core.client.session import ClientSession
from desktop_chat.core.client.turn import Step
from desktop_chat.core.instant import Instant
from desktop_chat.core.wire.limits import TAGS_BYTES
from desktop_chat.core.wire.linebuffer import LineBuffer
from desktop_chat.core.wire.message import Message, encode
from desktop_chat.net.clock import Clock
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import TlsFailed
from desktop_chat.net.wakeup import WakeUp

log = logging.getLogger(__name__)

TICK_SECONDS: Final = 1.0
OUTPUT_BYTES: Final = 65536
"""Waiting for the socket. When it is full nothing is taken from the queue or from the host: whoever does not read is not read."""
QUEUED_CALLS: Final = 1000
"""Calls of `send` that may wait: more than any person makes while a connection stalls."""
LAST_WORDS_SECONDS: Final = 0.5
"""How long stopping waits for a QUIT to go out and for the host to hang up."""


Call = Callable[[ClientSession, Instant], Step]
"""Something that a session shall do."""


class Calls:
    """What other threads ask of a link, in order: to let its session do something, and to stop. Any thread; nobody waits."""

    def __init__(self) -> None:
        self.wakeup = WakeUp()
        """Ends the link's wait, whatever it waits for."""
        self._waiting: queue.Queue[Call] = queue.Queue(QUEUED_CALLS)
        self.last_words: tuple[str, ...] | None = None
        """What QUIT shall say; None as long as nobody wants the link to end."""

    @property
    def is_stopped(self) -> bool:
        """Whether the link shall end."""
        return self.last_words is not None

    def put(self, call: Call) -> bool:
        """Ask for something; return False, and forget it, if too much waits already."""
        try:
            self._waiting.put_nowait(call)
        except queue.Full:
            return False
        self.wakeup.wake()
        return True

    def stop(self, last_words: str) -> None:
        """Ask for the end, with a QUIT if there is a connection; again changes nothing."""
        if self.last_words is None:
            self.last_words = (last_words,) if last_words else ()
        self.wakeup.wake()

    def is_empty(self) -> bool:
        """Return whether nothing waits but perhaps to stop."""
        return self._waiting.empty()

    def take(self) -> Call:
        """Return the next call; raise `queue.Empty` if there is none. The link only."""
        return self._waiting.get_nowait()


class Connection:
    """A wire that is up, and the session that speaks over it. The link's thread only.

    Args:
        wire: To the host.
        session: A new one.
        calls: What other threads ask.
        deliver: Takes events.
        clock: Tells the time.
        weather: Tells when there is reason to doubt that the wire is alive; None for never.
    """

    def __init__(
        self,
        wire: Wire,
        session: ClientSession,
        calls: Calls,
        *,
        deliver: Callable[[ClientEvent], None],
        clock: Clock,
        weather: Weather | None,
    ) -> None:
        self._wire, self._session, self._calls = wire, session, calls
        self._deliver, self._clock, self._weather = deliver, clock, weather
        self._output = bytearray()
        self._buffer = LineBuffer(tags_bytes=TAGS_BYTES)

    def talk(self) -> LinkEnd:
        """Receive, send and tick until the connection ends; return how it did."""
        wire = self._wire
        wire.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._write(self._session.start())
        self._hear(wire.received_already() or b"")
        with selectors.DefaultSelector() as selector:
            selector.register(self._calls.wakeup, selectors.EVENT_READ)
            selector.register(wire.socket, selectors.EVENT_READ)
            while not self._calls.is_stopped:
                self._flush()
                try:
                    end = self._turn(selector)
                except (OSError, TlsFailed) as error:
                    end = self._session.end(LinkProblem.BROKEN, getattr(error, "strerror", None) or str(error))
                if end is not None:
                    return end
        return self._say_last_words()

    def _turn(self, selector: selectors.BaseSelector) -> LinkEnd | None:
        """Wait for something to do, and do it."""
        wire, calls = self._wire, self._calls
        has_room = len(self._output) < OUTPUT_BYTES
        writing = selectors.EVENT_WRITE if self._output or wire.is_full else 0
        selector.modify(wire.socket, (selectors.EVENT_READ if has_room else 0) | writing)
        # What an earlier turn had no room for was announced then: nothing wakes us for it again.
        wait_seconds = TICK_SECONDS if calls.is_empty() or not has_room else 0
        ready = {key.fileobj: mask for key, mask in selector.select(wait_seconds)}
        calls.wakeup.drain()
        self._take_calls()
        now = self._clock.now()
        if self._weather is not None and self._weather.has_changed(now):
            self._perform(self._session.doubt(now))
        if ready.get(wire.socket, 0) & selectors.EVENT_READ:
            data = wire.receive()
            if data == b"":
                return self._session.end(LinkProblem.CLOSED_BY_HOST, "")
            self._hear(data or b"")
        return self._perform(self._session.tick(self._clock.now()))

    def _hear(self, data: bytes) -> None:
        now = self._clock.now()
        for line in self._buffer.feed(data):
            self._perform(self._session.receive(line, now))

    def _perform(self, step: Step) -> LinkEnd | None:
        for event in step.events:
            self._deliver(event)
        self._write(step.send)
        return step.end

    def _take_calls(self) -> None:
        while len(self._output) < OUTPUT_BYTES:
            try:
                call = self._calls.take()
            except queue.Empty:
                return
            self._perform(call(self._session, self._clock.now()))

    def _write(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self._output += encode(message)

    def _flush(self) -> None:
        """Send what the socket takes. That it broke is for receiving to find out: the host's last words may still be there."""
        try:
            self._wire.flush()
            del self._output[: self._wire.send(self._output)]
        except (OSError, TlsFailed) as error:
            log.info("cannot send any more: %s", error)
            self._output.clear()

    def _say_last_words(self) -> LinkEnd:
        """Send what is queued and QUIT, and wait a moment for the host to hang up: closing first could take QUIT back."""
        self._take_calls()
        self._write([Message("QUIT", self._calls.last_words or ())])
        deadline = Deadline(LAST_WORDS_SECONDS)
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(self._wire.socket, selectors.EVENT_READ | selectors.EVENT_WRITE)
                while not self._is_said(selector, deadline):
                    pass
        except (OSError, TlsFailed) as error:
            log.info("the host did not hang up in time: %s", error)
        return self._session.close()

    def _is_said(self, selector: selectors.BaseSelector, deadline: Deadline) -> bool:
        """Wait for the socket, send, and skip what comes; return whether the host has hung up."""
        wire = self._wire
        if deadline.is_over():
            raise TimeoutError("it is late")
        ready = {key.fileobj: mask for key, mask in selector.select(deadline.remaining())}
        if self._output or wire.is_full:
            del self._output[: wire.send(self._output)]
            if not self._output and not wire.is_full:
                wire.end_output()
                selector.modify(wire.socket, selectors.EVENT_READ)
        return bool(ready.get(wire.socket, 0) & selectors.EVENT_READ) and wire.receive() == b""
