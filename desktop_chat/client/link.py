"""`client-link`: finds the host, connects, and comes back when the connection broke. Nobody else touches its socket or its session."""

import queue
import selectors
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from typing import Final, NamedTuple

from desktop_chat.client.connection import TICK_SECONDS, Calls, Connection
from desktop_chat.client.dialling import DialStoppedError, Target, dial
from desktop_chat.client.weather import Weather
from desktop_chat.core.client.events import (
    ClientEvent,
    Connecting,
    Keys,
    LinkBroken,
    LinkClosed,
    LinkEnd,
    LinkFailed,
    LinkLost,
    LinkProblem,
    LinkUp,
)
from desktop_chat.core.client.outbox import Pending
from desktop_chat.core.client.retry import Retry
from desktop_chat.core.client.session import ClientSession
from desktop_chat.core.client.turn import ConnectionState
from desktop_chat.core.wire.message import Message, encode
from desktop_chat.net.clock import Clock
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
from desktop_chat.net.worker import Crew, Worker

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


class ComingBack(NamedTuple):
    """How a link whose connection broke comes back by itself."""

    retry: Retry
    """Says whether and when to try again."""
    network: Callable[[], object]
    """Gives something that is another when this machine's network is another one; asked about once a second."""


class Link:
    """The way to one host, from the first try to its end. Its methods may be called from any thread and never wait.

    It tells `Connecting`, then `LinkUp`, then what the session has to say. With *coming_back*, a connection that broke is told
    as `LinkBroken`, and the next begins again with `Connecting`. Exactly one `LinkFailed`, `LinkLost` or `LinkClosed` comes
    last of all. To wait for that, join the crew.

    Args:
        make_target: Tells where the room is and how to know it; called on the link's thread for each try, since it may read files.
        session: A new one; belongs to the link's thread from `start` on. Those of later connections are made from it.
        deliver: Takes events, on the link's thread. As long as it waits the host is not read either.
        clock: Tells the time.
        crew: Who joins the thread.
        coming_back: How it does; None for one connection only.
    """

    def __init__(
        self,
        make_target: Callable[[], Target],
        session: ClientSession,
        *,
        deliver: Callable[[ClientEvent], None],
        clock: Clock,
        crew: Crew,
        coming_back: ComingBack | None = None,
    ) -> None:
        self._make_target, self._session, self._deliver, self._clock = make_target, session, deliver, clock
        self._coming_back, self._calls = coming_back, Calls()
        self._is_hurried = self._is_away = self._is_over = False
        self._up_at = 0.0
        self._worker = Worker("client-link", self._run, crew=crew, owns="the socket to the host, the session", on_error=self._fail)

    @property
    def session(self) -> ClientSession:
        """The session of the connection that is, or was last."""
        return self._session

    @property
    def is_over(self) -> bool:
        """Whether the link has ended and comes back no more."""
        return self._is_over

    def start(self) -> None:
        """Begin to connect; all else is told by events. Raises RuntimeError when the machine has no room for a thread."""
        try:
            self._worker.start()
        except RuntimeError:
            self._calls.wakeup.close()
            raise

    def send(self, messages: Sequence[Message]) -> bool:
        """Send messages in order, as soon as the socket takes them.

        Returns:
            False, and none is sent, if too much waits already, or while a connection that broke is not back.

        Raises:
            UsageError: If one of them cannot stand on the wire; then none is sent.
        """
        for message in messages:
            encode(message)
        return not self._is_away and self._calls.put(lambda session, now: session.say(messages, now))

    def post(self, pending: Pending) -> bool:
        """Send a message over this connection or a later one, until the host has confirmed it; return False if too much waits."""
        return self._calls.put(lambda session, now: session.post(pending, now))

    def retry(self, message_id: str) -> None:
        """Send a refused message again."""
        self._calls.put(lambda session, now: session.retry(message_id, now))

    def drop(self, message_id: str) -> None:
        """Give a refused message up."""
        self._calls.put(lambda session, _now: session.drop(message_id))

    def use_password(self, password: str) -> None:
        """Say another password to the room from the next connection on; "" for none."""
        self._calls.put(lambda session, _now: session.use_password(password))

    def hurry(self) -> None:
        """Try again now, if the link waits for its next try."""
        self._is_hurried = True
        self._calls.wakeup.wake()

    def stop(self, last_words: str = "") -> None:
        """End the connection, with a QUIT if there is one; again changes nothing."""
        self._calls.stop(last_words)

    def _run(self) -> None:
        with closing(self._calls.wakeup):
            end = self._connect()
            while self._coming_back is not None and (seconds := self._seconds_to_next(end, self._coming_back.retry)) is not None:
                end = self._try_again(end, seconds, self._coming_back.network)
        self._is_over = True
        self._deliver(end)

    def _connect(self) -> LinkEnd:
        """Connect once; return how it ended."""
        try:
            target = self._make_target()
            self._deliver(Connecting(str(target)))
            wire = dial(target, wakeup=self._calls.wakeup, is_stopped=lambda: self._calls.is_stopped)
            with closing(wire):
                now = self._clock.now()
                self._up_at, self._is_away = now.monotonic, False
                self._deliver(LinkUp(wire.pin, wire.version(), is_new=not target.trust.pins, address=wire.address))
                weather = Weather(self._coming_back.network, now) if self._coming_back else None
                return Connection(wire, self._session, self._calls, deliver=self._deliver, clock=self._clock, weather=weather).talk()
        except DialStoppedError:
            return self._session.close()
        except KeyChanged as error:
            end = self._session.end(LinkProblem.KEY_CHANGED, str(error))
            return replace(end, keys=Keys(error.expected, error.found)) if isinstance(end, LinkFailed) else end
        except NetError as error:
            return self._session.end(PROBLEMS.get(type(error), LinkProblem.BROKEN), str(error))

    def _seconds_to_next(self, end: LinkEnd, retry: Retry) -> float | None:
        """Return how long to wait before the next try; None if this was the last."""
        lasted = self._clock.now().monotonic - self._up_at if isinstance(end, LinkLost) else 0.0
        return None if self._calls.is_stopped else retry.seconds_after(end, lasted_seconds=lasted)

    def _try_again(self, end: LinkEnd, seconds: float, network: Callable[[], object]) -> LinkEnd:
        """Tell that the connection broke, wait, and connect; return how that ended."""
        self._is_away = True
        if not isinstance(end, LinkClosed):
            self._deliver(LinkBroken(end.problem, end.detail, seconds))
        begun = self._clock.now()
        self._wait(begun.monotonic + seconds, Weather(network, begun))
        if self._calls.is_stopped:
            return LinkClosed()
        self._session = self._session.again()
        return self._connect()

    def _wait(self, until: float, weather: Weather) -> None:
        """Wait until the time has come, somebody is in a hurry, or something has changed that may have mended it."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._calls.wakeup, selectors.EVENT_READ)
            while not (self._calls.is_stopped or self._is_hurried):
                now = self._clock.now()
                left = until - now.monotonic
                if left <= 0 or weather.has_changed(now):
                    break
                self._take_calls()
                selector.select(min(left, TICK_SECONDS))
                self._calls.wakeup.drain()
        self._is_hurried = False

    def _take_calls(self) -> None:
        """Let the session that has ended take what is asked meanwhile: messages wait in its outbox."""
        with suppress(queue.Empty):
            while True:
                for event in self._calls.take()(self._session, self._clock.now()).events:
                    self._deliver(event)

    def _fail(self, error: Exception) -> None:
        """Tell the end that `_run` could not tell."""
        self._is_over = True
        if self._session.state is not ConnectionState.CLOSED:
            self._deliver(self._session.end(LinkProblem.INTERNAL, f"{type(error).__name__}: {error}"))
