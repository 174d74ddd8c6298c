"""`client-link`: connects, receives, and sends what other threads hand it. Nobody else touches its socket."""

import logging
import selectors
import socket
from collections import deque
from collections.abc import Callable, Sequence

from desktop_chat.core.client.events import ClientEvent, Connecting, HostClosed, LinkFailed, LinkLost, LinkProblem
from desktop_chat.core.client.session import ClientSession, Step
from desktop_chat.core.wire.limits import TAGS_BYTES
from desktop_chat.core.wire.linebuffer import LineBuffer
from desktop_chat.core.wire.message import Message, encode
from desktop_chat.net.addresses import Address
from desktop_chat.net.clock import Clock
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import (
    ConnectRefused,
    ConnectTimeout,
    LinkBroken,
    NameUnknown,
    NetError,
    Unreachable,
    as_net_errors,
    net_error_of,
)
from desktop_chat.net.wakeup import WakeUp
from desktop_chat.net.worker import Crew, Worker

log = logging.getLogger(__name__)

CONNECT_SECONDS = 10.0
"""For all addresses of a name together."""
TICK_SECONDS = 1.0
RECEIVE_BYTES = 65536
SEND_QUEUE_BYTES = 1024 * 1024
"""What may wait to be sent: far more than a person types, less than a paste that the host would throttle anyway."""
LAST_WORDS_SECONDS = 0.5
"""How long stopping waits for a QUIT to go out."""

PROBLEMS: dict[type[NetError], LinkProblem] = {
    NameUnknown: LinkProblem.NAME_UNKNOWN,
    ConnectRefused: LinkProblem.REFUSED,
    ConnectTimeout: LinkProblem.TIMED_OUT,
    Unreachable: LinkProblem.UNREACHABLE,
    LinkBroken: LinkProblem.BROKEN,
}


class _StoppedError(Exception):
    """Somebody called `stop`."""


class Link:
    """One connection to a host, from the first try to its end.

    It ends with exactly one `LinkFailed` or `LinkLost`; with none of them after `stop`.

    Args:
        address: Where the room is.
        session: The registration; belongs to the link's thread from `start` on.
        deliver: Takes events; called on the link's thread, must not block.
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
        self._queued: deque[Message] = deque()
        self._out = bytearray()
        self._stopping = False
        self._last_words: str | None = None
        self._worker = Worker("client-link", self._run, crew=crew, owns="the socket to the host, the session", on_error=self._failed)

    def start(self) -> None:
        """Begin to connect; all else is told by events."""
        self._worker.start()

    def send(self, messages: Sequence[Message]) -> None:
        """Send messages in order, as soon as the socket takes them. Any thread; never blocks."""
        self._queued.extend(messages)
        self._wakeup.wake()

    def rename(self, nick: str) -> None:
        """Ask for another nick. Any thread."""
        self.send([Message("NICK", (nick,))])

    def stop(self, last_words: str | None = None) -> None:
        """End the connection, with a QUIT if there is time for it. Any thread, any number of times; does not wait."""
        self._last_words = last_words
        self._stopping = True
        self._wakeup.wake()

    def _run(self) -> None:
        try:
            self._deliver(Connecting(str(self._address)))
            self._serve(self._connect())
        except _StoppedError:
            pass
        except NetError as error:
            self._deliver(LinkFailed(PROBLEMS.get(type(error), LinkProblem.BROKEN), str(error)))
        finally:
            self._wakeup.close()

    def _failed(self, error: Exception) -> None:
        self._deliver(LinkLost(LinkProblem.BROKEN, f"{type(error).__name__}: {error}"))

    def _connect(self) -> socket.socket:
        """Try all addresses of the host's name in turn, under one deadline.

        Looking a name up is the one call that cannot be woken; numeric addresses, the rule on a LAN, do not need it.
        """
        with as_net_errors(f"cannot look up {self._address.host}"):
            found = socket.getaddrinfo(self._address.host, self._address.port, type=socket.SOCK_STREAM)
        deadline = Deadline(CONNECT_SECONDS)
        problem: NetError = NameUnknown(f"{self._address.host} has no address")
        for family, kind, proto, _, address in found:
            sock = socket.socket(family, kind, proto)
            try:
                self._connect_one(sock, address, deadline)
            except BaseException as error:
                sock.close()
                if not isinstance(error, NetError):
                    raise
                problem = error
            else:
                return sock
        raise problem

    def _connect_one(self, sock: socket.socket, address: object, deadline: Deadline) -> None:
        doing = f"cannot connect to {self._address}"
        sock.settimeout(0)
        try:
            sock.connect(address)  # type: ignore[arg-type]  # as getaddrinfo gave it
        except BlockingIOError:
            pass
        except OSError as error:
            raise net_error_of(error, doing) from error
        with selectors.DefaultSelector() as selector:
            selector.register(sock, selectors.EVENT_WRITE)
            selector.register(self._wakeup, selectors.EVENT_READ)
            while True:
                ready = selector.select(deadline.remaining())
                if self._stopping:
                    raise _StoppedError
                if deadline.is_over():
                    raise ConnectTimeout(doing)
                self._wakeup.drain()
                if any(key.fileobj is sock for key, _ in ready):
                    break
        code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            error = OSError(code, "refused or unreachable")
            raise net_error_of(error, doing) from error

    def _serve(self, sock: socket.socket) -> None:
        with sock, selectors.DefaultSelector() as selector:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(sock, selectors.EVENT_READ)
            selector.register(self._wakeup, selectors.EVENT_READ)
            try:
                self._write(self._session.start())
                self._talk(sock, selector)
            except _StoppedError:
                self._say_last_words(sock)
            except (OSError, NetError) as error:
                self._deliver(LinkLost(LinkProblem.BROKEN, str(error)))

    def _talk(self, sock: socket.socket, selector: selectors.BaseSelector) -> None:
        """Receive, send and tick until the connection ends."""
        buffer = LineBuffer(tags_bytes=TAGS_BYTES)
        closed_by_host = ""
        while True:
            self._flush(sock)
            selector.modify(sock, selectors.EVENT_READ | (selectors.EVENT_WRITE if self._out else 0))
            selector.select(TICK_SECONDS)
            if self._stopping:
                raise _StoppedError
            self._wakeup.drain()
            self._take_queued()
            try:
                data = sock.recv(RECEIVE_BYTES)
            except BlockingIOError:
                if self._perform(self._session.tick(self._clock.now())):
                    return
                continue
            if not data:
                problem = LinkProblem.CLOSED_BY_HOST if closed_by_host else LinkProblem.BROKEN
                self._deliver(LinkLost(problem, closed_by_host))
                return
            for line in buffer.feed(data):
                step = self._session.receive(line, self._clock.now())
                self._perform(step)
                closed_by_host = next((event.reason for event in step.events if isinstance(event, HostClosed)), closed_by_host)

    def _perform(self, step: Step) -> bool:
        """Pass on what a step brought; return whether it ended the connection."""
        for event in step.events:
            self._deliver(event)
        self._write(step.send)
        return any(isinstance(event, LinkLost) for event in step.events)

    def _take_queued(self) -> None:
        now = self._clock.now()
        while self._queued:
            message = self._queued.popleft()
            if message.command == "NICK":
                self._write(self._session.rename(message.params[0]))
            else:
                self._write([message])
                for event in self._session.said(message, now):
                    self._deliver(event)

    def _write(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self._out += encode(message)
        if len(self._out) > SEND_QUEUE_BYTES:
            raise LinkBroken("the host does not take what is sent")

    def _flush(self, sock: socket.socket) -> None:
        try:
            while self._out:
                del self._out[: sock.send(self._out)]
        except BlockingIOError:
            pass

    def _say_last_words(self, sock: socket.socket) -> None:
        """Send QUIT and what is queued, as far as the host takes it in a moment."""
        try:
            self._take_queued()
            if self._session.state.name == "REGISTERED":
                self._write([Message("QUIT", (self._last_words,) if self._last_words else ())])
            sock.settimeout(LAST_WORDS_SECONDS)
            sock.sendall(self._out)
            sock.shutdown(socket.SHUT_RDWR)
        except (OSError, NetError) as error:
            log.info("the last words did not go out: %s", error)
