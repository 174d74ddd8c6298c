"""A room on the network, from open to closed: builds the threads, starts them in order, stops them in order."""

import logging
import queue
import socket
from collections.abc import Callable
from dataclasses import dataclass

from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.world import World
from desktop_chat.net.clock import Clock, SystemClock
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import AddressInUse, AddressUnusable, NetError
from desktop_chat.net.sockets import listen
from desktop_chat.net.worker import Crew, Worker
from desktop_chat.server.engine import Engine
from desktop_chat.server.flush import BACKLOG_BYTES, Flusher
from desktop_chat.server.inbox import Inbox, Stop
from desktop_chat.server.listener import Listener
from desktop_chat.server.peer import Peer
from desktop_chat.store.room_log import RoomLog

log = logging.getLogger(__name__)

ALL_INTERFACES = ("0.0.0.0", "::")  # noqa: S104
"""The room is for the whole local network; the listener turns others away."""
PORTS_TRIED = 20
"""Ports after the wanted one, when it may move: more rooms than that on one machine are no accident."""
STOP_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """How a room is put on the network.

    Args:
        room: The room itself.
        bind: Numeric addresses to listen on.
        port: 0 for any free one.
        may_move: Whether a port in use is answered by trying the next ones.
        backlog_bytes: What may wait for one slow reader.
    """

    room: RoomConfig
    bind: tuple[str, ...] = ALL_INTERFACES
    port: int = 0
    may_move: bool = False
    backlog_bytes: int = BACKLOG_BYTES


class RoomServer:
    """One room's server.

    Args:
        config: What to open and where.
        open_log: Opens the room's log; called on the engine's thread, which also closes it.
        clock: Tells the time.
        on_failure: Told, on a thread of the server, that one of its own threads ended by an error: the room is over.
    """

    def __init__(
        self,
        config: ServerConfig,
        *,
        open_log: Callable[[], RoomLog],
        clock: Clock | None = None,
        on_failure: Callable[[], None] = lambda: None,
    ) -> None:
        self._on_failure = on_failure
        self._config, self._open_log, self._clock = config, open_log, clock or SystemClock()
        self.crew = Crew()
        self.port = 0
        self._inbox: Inbox = queue.SimpleQueue()
        self._listener: Listener | None = None

    def start(self) -> int:
        """Open the room; return its port once it can accept.

        Raises:
            NetError: If it cannot listen there.
            StoreError: If its log cannot be opened.
        """
        sockets, self.port = open_port(self._config)
        flusher = Flusher(self._config.backlog_bytes)
        opened: queue.SimpleQueue[Exception | None] = queue.SimpleQueue()
        self._worker("server-engine", lambda: self._run_engine(opened, flusher), "the room, its log, the table of peers").start()
        problem = opened.get()
        if problem is not None:
            flusher.close()
            for sock in sockets:
                sock.close()
            self.crew.join(Deadline(STOP_SECONDS))
            raise problem
        self._listener = Listener(sockets, self._inbox)
        self._worker("server-flush", flusher.run, "sockets that were full").start()
        self._worker("server-accept", self._listener.run, "the listening sockets").start()
        return self.port

    def stop(self, reason: str, *, seconds: float = STOP_SECONDS) -> list[str]:
        """Close the room: everybody gets `ERROR :reason`, all threads are joined.

        Args:
            reason: For the members.
            seconds: How long this may take in all.

        Returns:
            The names of threads that still run; normally none.
        """
        deadline = Deadline(seconds)
        if self._listener is not None:
            self._listener.stop()
        self._inbox.put(Stop(reason))
        return self.crew.join(deadline)

    def _run_engine(self, opened: queue.SimpleQueue[Exception | None], flusher: Flusher) -> None:
        try:
            room_log = self._open_log()
            world = World(self._config.room, last_id=room_log.last_id(), started=self._clock.now())
        except Exception as error:  # noqa: BLE001
            # Raised again where somebody can be told: in `start`, on the thread that opens the room.
            opened.put(error)
            return
        engine = Engine(
            world,
            room_log,
            inbox=self._inbox,
            flusher=flusher,
            start_reader=self._start_reader,
            clock=self._clock,
        )
        opened.put(None)
        try:
            engine.run()
        finally:
            flusher.stop()

    def _start_reader(self, peer: Peer) -> None:
        # A reader that ends by an error has posted `Gone` all the same: it costs that client.
        Worker(f"peer-{peer.id}", peer.read, crew=self.crew, owns="one client's receive half", on_error=lambda _error: None).start()

    def _worker(self, name: str, run: Callable[[], None], owns: str) -> Worker:
        return Worker(name, run, crew=self.crew, owns=owns, on_error=lambda _error: self._on_failure())


def open_port(config: ServerConfig) -> tuple[list[socket.socket], int]:
    """Listen on all addresses of a config, on one port; return the sockets and the port.

    Raises:
        NetError: If none of the addresses, or none of the ports that may be tried, is free.
    """
    last = config.port + PORTS_TRIED if config.may_move and config.port else config.port
    for port in range(config.port, last + 1):
        try:
            return listen_on_all(config.bind, port)
        except AddressInUse:
            if port == last:
                raise
    raise AssertionError("unreachable: the last port returns or raises")


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
