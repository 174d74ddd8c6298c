"""Three ways to serve a room, each a process of its own: a thread for each client, a process for each client, and this program's engine.

The first two are what the text draws, and no more than that: a line that a client says goes to all others, one by one. Whoever
comes in gets `GREETING`. All of them say their port through the pipe, and end when it ends.
"""

import selectors
import socket
import tempfile
import threading
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.world import World
from desktop_chat.lab.children import Children, Method, Pipe, can_fork, has_ended
from desktop_chat.lab.usage import raise_descriptor_limit
from desktop_chat.server.service import RoomServer, ServerConfig
from desktop_chat.store.sqlite_log import SqliteRoomLog

GREETING: Final = b":lab 366 you #lab :You are in\r\n"
"""The last line that an IRC server says to whoever joins (RFC 2812 5.1)."""
RECEIVE_BYTES: Final = 65536
LOOPBACK: Final = "127.0.0.1"


class Kind(StrEnum):
    """How a room is served."""

    THREADS = "threads"
    PROCESSES = "processes"
    ENGINE = "engine"


def open_listener(pipe: Pipe) -> socket.socket:
    """Listen, and say where."""
    raise_descriptor_limit()
    listener = socket.create_server((LOOPBACK, 0), backlog=1024)
    pipe.send_bytes(str(listener.getsockname()[1]).encode())
    return listener


def whole_lines(connection: socket.socket) -> Iterator[bytes]:
    """Yield the lines that a connection says, until it ends."""
    rest = b""
    while data := receive(connection):
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            yield line + b"\n"


def receive(connection: socket.socket) -> bytes:
    """Return what has come; b"" at the end, however it ended."""
    try:
        return connection.recv(RECEIVE_BYTES)
    except OSError:
        return b""


class ThreadRoom:
    """A thread for each client."""

    def __init__(self) -> None:
        self._clients: list[socket.socket] = []
        self._lock = threading.Lock()

    def accept(self, listener: socket.socket) -> None:
        """Let everybody in."""
        while True:
            connection, _ = listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(connection,), name="room-client", daemon=True).start()

    def serve(self, connection: socket.socket) -> None:
        """Tell the others what one client says."""
        with self._lock:
            self._clients.append(connection)
            connection.sendall(GREETING)
        for line in whole_lines(connection):
            self.say(connection, line)
        with self._lock:
            self._clients.remove(connection)
        connection.close()

    def say(self, sender: socket.socket, line: bytes) -> None:
        """Tell all others a line."""
        with self._lock:
            for other in self._clients:
                if other is not sender:
                    other.sendall(line)


def serve_threads(pipe: Pipe, room_type: type[ThreadRoom] = ThreadRoom) -> None:
    """Serve each client by a thread; all of them share a list and its lock. In a child."""
    with open_listener(pipe) as listener:
        room = room_type()
        threading.Thread(target=room.accept, args=(listener,), name="room-accept", daemon=True).start()
        pipe.recv_bytes()  # The threads end with the process.


class Hub:
    """The process in the middle."""

    def __init__(self, selector: selectors.BaseSelector, children: Children) -> None:
        self._selector, self._children = selector, children
        self._links: list[socket.socket] = []

    def accept(self, listener: socket.socket) -> None:
        """Give a client its process."""
        connection, _ = listener.accept()
        ours, theirs = socket.socketpair()
        method = Method.FORK if can_fork() else Method.SPAWN
        self._children.start(method, partial(serve_one, connection, theirs))
        connection.close()
        theirs.close()
        self._links.append(ours)
        self._selector.register(ours, selectors.EVENT_READ, ours)

    def relay(self, link: socket.socket) -> None:
        """Tell all other processes what one of them says: whole lines, as they are short."""
        data = receive(link)
        if not data:
            self._selector.unregister(link)
            self._links.remove(link)
            link.close()
        for line in data.splitlines(keepends=True):
            for other in self._links:
                if other is not link:
                    other.sendall(line)

    def close(self) -> None:
        """End all links."""
        for link in self._links:
            link.close()


def serve_processes(pipe: Pipe) -> None:
    """Serve each client by a process; they reach each other only through this one. In a child."""
    with open_listener(pipe) as listener, Children() as children, selectors.DefaultSelector() as selector:
        hub = Hub(selector, children)
        selector.register(listener, selectors.EVENT_READ)
        while not has_ended(pipe):
            for key, _ in selector.select(0.2):
                if key.fileobj is listener:
                    hub.accept(listener)
                else:
                    hub.relay(key.data)
        hub.close()


def serve_one(connection: socket.socket, link: socket.socket, _pipe: Pipe) -> None:
    """Serve one client: what it says goes to the hub, what the hub says to it. In a child of the hub."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.sendall(GREETING)
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ, link)
        selector.register(link, selectors.EVENT_READ, connection)
        while True:
            for key, _ in selector.select():
                data = receive(connection if key.data is link else link)
                if not data:
                    return
                for line in data.splitlines(keepends=True):
                    key.data.sendall(line)


def serve_engine(pipe: Pipe, world_type: type[World] = World) -> None:
    """Serve by this program's engine, every message kept on disk before it is delivered. In a child."""
    raise_descriptor_limit()
    with tempfile.TemporaryDirectory() as folder:
        config = ServerConfig(RoomConfig("Lab", "lab"), bind=(LOOPBACK,))
        server = RoomServer(config, open_log=lambda: SqliteRoomLog(Path(folder) / "room.sqlite3"), world_type=world_type)
        pipe.send_bytes(str(server.start()).encode())
        try:
            pipe.recv_bytes()
        finally:
            server.stop("The measurement is over")


SERVE: Final = {Kind.THREADS: serve_threads, Kind.PROCESSES: serve_processes, Kind.ENGINE: serve_engine}
