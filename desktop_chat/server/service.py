"""A room on the network, from open to closed: builds the threads, starts them in order, stops them in order."""

import gc
import logging
import queue
import secrets
import socket
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from desktop_chat.core.instant import Instant
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.effects import Effect
from desktop_chat.core.server.world import World
from desktop_chat.net.addresses import PORTS
from desktop_chat.net.clock import Clock, SystemClock
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import AddressInUse, AddressUnusable, NetError
from desktop_chat.net.sockets import listen
from desktop_chat.net.worker import Crew, Worker
from desktop_chat.server.chores import Chores
from desktop_chat.server.commits import Commits
from desktop_chat.server.engine import Engine, Others
from desktop_chat.server.flush import BACKLOG_BYTES, Flusher
from desktop_chat.server.inbox import Ask, HandedOver, Inbox
from desktop_chat.server.listener import Listener, Wrap, plain
from desktop_chat.server.peer import READER_STACK_BYTES, Peer
from desktop_chat.server.shared_reader import CAN_SHARE, OWN_READERS, SharedReader
from desktop_chat.server.watch import RoomWatch
from desktop_chat.store.room_log import RoomLog

log = logging.getLogger(__name__)

ALL_INTERFACES = ("0.0.0.0", "::")  # noqa: S104
"""The room is for the whole local network; the listener turns others away."""
PORTS_TRIED = 20
"""Ports after the wanted one, when it may move: more rooms than that on one machine are no accident."""
Answer = TypeVar("Answer")
ASK_SECONDS = 1.0
"""How long a question about the room may wait for its pass."""
OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""A pass makes thousands of objects and drops them all at its end, none in a cycle; Python's 700 would look through them, and
through a room's whole state, again and again."""
STOP_SECONDS = 3.0
"""What people wait for a window to close."""


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """How a room is put on the network.

    Args:
        room: The room itself.
        bind: Numeric addresses to listen on.
        port: 0 for any free one.
        may_move: Whether a port in use is answered by trying the next ones.
        backlog_bytes: What may wait for one slow reader.
        own_readers: Peers up to which each has a thread that reads it; with more, the engine reads.
    """

    room: RoomConfig
    bind: tuple[str, ...] = ALL_INTERFACES
    port: int = 0
    may_move: bool = False
    backlog_bytes: int = BACKLOG_BYTES
    own_readers: int = OWN_READERS


class RoomServer:
    """One room's server.

    Args:
        config: What to open and where.
        open_log: Opens the room's log; called on the engine's thread, which also closes it.
        clock: Tells the time.
        on_failure: Told, on a thread of the server, that one of its own threads ended by an error: the room is over.
        world_type: The rules of the room.
        wrap: Makes a peer's connection of an accepted socket, or turns it away.
    """

    def __init__(
        self,
        config: ServerConfig,
        *,
        open_log: Callable[[], RoomLog],
        clock: Clock | None = None,
        on_failure: Callable[[], None] = lambda: None,
        world_type: type[World] = World,
        wrap: Wrap = plain,
    ) -> None:
        self._config, self._open_log, self._clock = config, open_log, clock or SystemClock()
        self._on_failure, self._world_type, self._wrap = on_failure, world_type, wrap
        self.crew = Crew()
        self.port = 0
        self._inbox = Inbox()
        self._engine: Engine | None = None
        self._flusher: Flusher | None = None
        self._listener: Listener | None = None
        self._accepting: Worker | None = None

    def start(self) -> int:
        """Open the room; return its port once it can accept.

        Raises:
            NetError: If it cannot listen there.
            StoreError: If its log cannot be opened.
        """
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
        sockets, self.port = open_port(self._config)
        listener, flusher = Listener(sockets, self._inbox, self._wrap), Flusher(self._config.backlog_bytes)
        chores = Chores(self._inbox)
        try:
            self._start_engine(flusher, chores)
            self._worker("server-work", chores.run, "what takes long").start()
            self._worker("server-flush", flusher.run, "sockets that were full").start()
            accepting = self._worker("server-accept", listener.run, "the listening sockets")
            accepting.start()
        except BaseException:
            self._inbox.stop("The room could not be opened")
            self.crew.join(Deadline(STOP_SECONDS))
            listener.close()
            flusher.close()
            raise
        self._listener, self._accepting, self._flusher = listener, accepting, flusher
        return self.port

    @property
    def is_open(self) -> bool:
        """Whether the room lives: its engine has begun and not ended. Any thread."""
        return any(worker.name == "server-engine" for worker in self.crew.workers())

    def stop(self, reason: str, *, seconds: float = STOP_SECONDS) -> list[str]:
        """Close the room: everybody gets `ERROR :reason`, all threads are joined.

        Args:
            reason: For the members.
            seconds: How long this may take in all.

        Returns:
            The names of threads that still run; normally none.
        """
        deadline = Deadline(seconds)
        if self._listener is not None and self._accepting is not None:
            # First of all, so that nobody arrives after the engine has looked for the last time.
            self._listener.stop()
            self._accepting.join(deadline)
        self._inbox.stop(reason)
        return self.crew.join(deadline)

    def ask(self, read: Callable[[World], Answer], *, seconds: float = ASK_SECONDS) -> Answer | None:
        """Return what *read* finds in the room, read by the engine between two passes; None if it does not come to it in time."""
        answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()

        def do(world: World, _now: Instant) -> list[Effect]:
            answers.put(read(world))
            return []

        self._inbox.put(Ask(do))
        with suppress(queue.Empty):
            return answers.get(timeout=seconds)
        return None

    def do(self, change: Callable[[World, Instant], list[Effect]]) -> None:
        """Let the engine change something in the room, soon. Any thread; never waits."""
        self._inbox.put(Ask(change))

    def watch(self, watch: RoomWatch | None) -> None:
        """Let somebody see what happens in the room from here on; None for nobody. Any thread, once the room is open."""
        if self._engine is not None:
            self._inbox.posted = None if watch is None else watch.posted
            self._engine.watch(watch)

    def waiting(self) -> dict[str, int]:
        """Return how many items wait for each thread that others post to, by the threads' names. Any thread."""
        slow = 0 if self._flusher is None else self._flusher.total.begun - self._flusher.total.ended
        return {"server-engine": len(self._inbox), "server-flush": slow}

    def _start_engine(self, flusher: Flusher, chores: Chores) -> None:
        opened: queue.SimpleQueue[Exception | None] = queue.SimpleQueue()
        run = partial(self._run_engine, opened, flusher, chores)
        self._worker("server-engine", run, "the room, its log, the table of peers; in a large room its sockets").start()
        problem = opened.get()
        if problem is not None:
            raise problem

    def _run_engine(self, opened: queue.SimpleQueue[Exception | None], flusher: Flusher, chores: Chores) -> None:
        with ExitStack() as stack:
            try:
                shared = stack.enter_context(closing(SharedReader(self._inbox)))
                room_log = stack.enter_context(closing(self._open_log()))
                commits = Commits(room_log)
                world = self._world_type(self._config.room, archive=commits, started=self._clock.now(), random_bytes=secrets.token_bytes)
            except Exception as error:  # noqa: BLE001
                # Raised again where somebody can be told: in `start`, on the thread that opens the room.
                opened.put(error)
                return
            stack.callback(flusher.stop)
            stack.callback(chores.stop)

            def hand_over(peer: Peer) -> bool:
                is_crowded = CAN_SHARE and engine.count_peers() > self._config.own_readers
                if is_crowded:
                    self._inbox.put(HandedOver(peer.id))
                return is_crowded

            self._engine = engine = Engine(
                world,
                commits,
                inbox=self._inbox,
                shared=shared,
                others=Others(flusher, chores, lambda peer: self._start_reader(peer, hand_over)),
                clock=self._clock,
            )
            opened.put(None)
            engine.run()

    def _start_reader(self, peer: Peer, hand_over: Callable[[Peer], bool]) -> None:
        Worker(
            f"peer-{peer.id}",
            lambda: peer.read(hand_over),
            crew=self.crew,
            owns="one client's receive half",
            # A reader that ends by an error has posted `Gone` all the same: it costs that client.
            on_error=lambda _error: None,
            stack_bytes=READER_STACK_BYTES,
        ).start()

    def _worker(self, name: str, run: Callable[[], None], owns: str) -> Worker:
        return Worker(name, run, crew=self.crew, owns=owns, on_error=lambda _error: self._on_failure())


def open_port(config: ServerConfig) -> tuple[list[socket.socket], int]:
    """Listen on all addresses of a config, on one port; return the sockets and the port.

    Raises:
        NetError: If none of the addresses, or none of the ports that may be tried, is free.
    """
    *ports, last = ports_to_try(config)
    for port in ports:
        with suppress(AddressInUse):
            return listen_on_all(config.bind, port)
    return listen_on_all(config.bind, last)


def ports_to_try(config: ServerConfig) -> list[int]:
    """Return the ports of which the first free one is taken; 0 stands for any."""
    if config.port == 0:
        # A port that is free on the first address may be taken on the second.
        return [0] * PORTS_TRIED
    last = config.port + PORTS_TRIED if config.may_move else config.port
    return list(range(config.port, min(last, PORTS[-1]) + 1))


def listen_on_all(hosts: tuple[str, ...], port: int) -> tuple[list[socket.socket], int]:
    """Listen on each address, on one port; a family that this machine lacks is left out if another is there.

    Raises:
        NetError: The first problem, if a port is in use or no address is usable.
    """
    sockets: list[socket.socket] = []
    problem: NetError | None = None
    for host in hosts:
        try:
            sockets.append(listen(host, port))
        except AddressInUse:
            for sock in sockets:
                sock.close()
            raise
        except NetError as error:
            log.info("not listening on %s: %s", host, error)
            problem = problem or error
            continue
        port = port or int(sockets[0].getsockname()[1])
    if not sockets:
        raise problem or AddressUnusable("no address to listen on")
    return sockets, port
