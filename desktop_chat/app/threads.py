"""What the Threads view shows: this process as it is, and the way of messages through it. Nothing is counted while nobody looks."""

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from desktop_chat.app.hosting import HostedRoom
from desktop_chat.core.client.events import ClientEvent, MessageArrived
from desktop_chat.core.figures.threads import Snapshot, SurvivedError, Way
from desktop_chat.gui.event_queue import EventQueue
from desktop_chat.lab.inside import Sampler
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.worker import Crew, Worker
from desktop_chat.server.service import RoomServer
from desktop_chat.server.watch import WAYS, RoomWatch

LOOK_SECONDS: Final = 0.5
ERRORS_KEPT: Final = 50
MESSAGES_KEPT: Final = 64
"""Of which it is known when they came and when they were drawn: more than `WAYS`, for others come between."""
STOP_SECONDS: Final = 2.0
WINDOW: Final = "MainThread"


class ErrorLog(logging.Handler):
    """Keeps the last errors that were logged: a thread has survived them, or at least the others have."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._errors: deque[SurvivedError] = deque(maxlen=ERRORS_KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep an error. The handler's lock is held."""
        error = record.exc_info[1] if record.exc_info else None
        words = "" if error is None else f"{type(error).__name__}: {error}"
        self._errors.append(SurvivedError(record.created, record.threadName or "", record.getMessage(), words))

    def recent(self) -> tuple[SurvivedError, ...]:
        """Return the last errors, the newest last. Any thread."""
        self.acquire()
        try:
            return tuple(self._errors)
        finally:
            self.release()


class Hosts(Protocol):
    """Who may host a room."""

    @property
    def hosted(self) -> HostedRoom | None:
        """The room hosted here."""


class ThreadsProgram:
    """What `gui.ports.Threads` describes.

    Args:
        hosts: Who may host a room.
        events: The way to the window.
        errors: The errors so far.
        clock: Gives seconds, of which only differences count; the same for every thread.
    """

    def __init__(self, hosts: Hosts, events: EventQueue, errors: ErrorLog, clock: Callable[[], float] = time.perf_counter) -> None:
        self._hosts, self._events, self._errors, self._clock = hosts, events, errors, clock
        self._crew = Crew()
        self._lock = threading.Lock()
        """Guards the three below: events come on several threads."""
        self._came: deque[tuple[str, str, float]] = deque(maxlen=MESSAGES_KEPT)
        self._drawn: dict[str, float] = {}
        self._handled: Counter[str] = Counter()
        self._stopping: threading.Event | None = None
        self._worker: Worker | None = None
        self._snapshot: Snapshot | None = None

    def open(self) -> None:
        """Look from here on, twice a second. Main thread."""
        if self._stopping is not None:
            return
        self._came.clear()
        self._drawn.clear()
        self._handled.clear()
        self._snapshot, stopping = None, threading.Event()
        self._stopping, self._events.watch = stopping, self._come

        look = partial(self._look, stopping, self._worker)
        self._worker = Worker("app-threads", look, crew=self._crew, owns="the look at this process", on_error=lambda _error: None)
        self._worker.start()

    def close(self) -> None:
        """Look no more. Main thread."""
        if self._stopping is not None:
            self._stopping.set()
            self._stopping = self._events.watch = None

    def stop(self) -> list[str]:
        """Look no more, and wait for the end of it; return the names of threads that still run."""
        self.close()
        return self._crew.join(Deadline(STOP_SECONDS))

    def snapshot(self) -> Snapshot | None:
        """Return the last look; None before the first."""
        return self._snapshot

    def shown(self, events: Sequence[ClientEvent]) -> None:
        """Note that the window has drawn these. Main thread."""
        now = self._clock()
        with self._lock:
            self._handled[WINDOW] += len(events)
            for event in events:
                if isinstance(event, MessageArrived) and event.msgid:
                    self._drawn[event.msgid] = now
            while len(self._drawn) > MESSAGES_KEPT:
                del self._drawn[next(iter(self._drawn))]

    def _come(self, event: ClientEvent) -> None:
        """Note that an event is on its way to the window. On the thread that posts it."""
        name = threading.current_thread().name
        with self._lock:
            self._handled[name] += 1
            if isinstance(event, MessageArrived) and event.msgid:
                self._came.append((event.msgid, name, self._clock()))

    def _look(self, stopping: threading.Event, before: Worker | None) -> None:
        """Look until told to stop. The thread `app-threads`, once the one before it has let go of the room."""
        if before is not None:
            before.join(Deadline(STOP_SECONDS))
        sampler, watched, watch = Sampler(), None, RoomWatch(self._clock)
        try:
            while True:
                hosted = self._hosts.hosted
                server = None if hosted is None else hosted.server
                if server is not watched:
                    watched, watch = self._change(watched, server)
                snapshot = self._take(sampler, watched, watch)
                if stopping.is_set():
                    return
                self._snapshot = snapshot
                stopping.wait(LOOK_SECONDS)
        finally:
            self._change(watched, None)

    def _change(self, before: RoomServer | None, after: RoomServer | None) -> tuple[RoomServer | None, RoomWatch]:
        """Watch another room than before."""
        watch = RoomWatch(self._clock)
        if before is not None:
            before.watch(None)
        if after is not None:
            after.watch(watch)
        return after, watch

    def _take(self, sampler: Sampler, server: RoomServer | None, watch: RoomWatch) -> Snapshot:
        with self._lock:
            came, drawn, handled = tuple(self._came), dict(self._drawn), {**watch.handled(), **self._handled}
        waiting = {WINDOW: self._events.qsize(), **({} if server is None else server.waiting())}
        ways = tuple(Way(msgid, name, at) for msgid, name, at in came[-WAYS:]) if server is None else watch.ways()
        return Snapshot(
            time.monotonic(),
            sampler.process(),
            sampler.threads(handled, waiting),
            watch.block,
            tuple(replace(way, shown=drawn.get(way.msgid)) for way in ways),
            self._errors.recent(),
        )
