"""`desktop-chat serve`: a room without a window, until it is told to stop."""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_chat import __version__, paths
from desktop_chat.app.problems import StartProblem, host_sentence
from desktop_chat.core.server.config import RoomConfig
from desktop_chat.core.server.flood import FloodLimit
from desktop_chat.i18n import tr
from desktop_chat.net.addresses import DEFAULT_PORT
from desktop_chat.net.errors import NetError
from desktop_chat.server.service import ALL_INTERFACES, RoomServer, ServerConfig
from desktop_chat.store.room_log import StoreError
from desktop_chat.store.sqlite_log import SqliteRoomLog

VERSION = f"desktop-chat-{__version__}"
"""As the room tells it in 004 and VERSION: one word."""
LOOK_SECONDS = 0.5
"""How often the main thread looks up from waiting: on Windows a signal does not end a wait."""
NO_PIN = "-"
EXIT_FAILED = 1
"""The room ended by an error of ours, or a thread would not end."""


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """What `serve` was asked for.

    Args:
        room: What people call the room.
        bind: Numeric addresses; none for all interfaces.
        port: None for the usual one, or the next free one after it; 0 for any.
        password_file: Its first line is the room's password; None for an open room.
        flood_control: Whether who talks too fast is slowed.
    """

    room: str
    bind: tuple[str, ...] = ()
    port: int | None = None
    password_file: Path | None = None
    flood_control: bool = True


def server_config(room: RoomConfig, *, bind: tuple[str, ...], port: int | None, flood_control: bool = True) -> ServerConfig:
    """Return how a room is put on the network; only a port that nobody asked for may move."""
    room = replace(room, flood_limit=FloodLimit() if flood_control else None)
    return ServerConfig(room, bind or ALL_INTERFACES, DEFAULT_PORT if port is None else port, may_move=port is None)


def serve(request: ServeRequest, folder: Path, say: Callable[[str], None]) -> int:
    """Host a room until SIGTERM or Ctrl-C; return the exit status.

    Args:
        request: What to host.
        folder: The data folder.
        say: Prints one line at once; gets `ready PORT PIN` when the room can accept.

    Raises:
        StartProblem: If the room cannot be opened.
    """
    stopping = threading.Event()
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stopping.set())
    password = read_password(request.password_file) if request.password_file else None
    room = RoomConfig(request.room, VERSION, password=password)
    config = server_config(room, bind=request.bind, port=request.port, flood_control=request.flood_control)
    failed = threading.Event()

    def end_failed() -> None:
        failed.set()
        stopping.set()

    server = RoomServer(config, open_log=lambda: SqliteRoomLog(paths.room_log(folder)), on_failure=end_failed)
    try:
        port = server.start()
    except (NetError, StoreError) as error:
        raise StartProblem(host_sentence(error, port=config.port)) from error
    say(f"ready {port} {NO_PIN}")
    while not stopping.wait(LOOK_SECONDS):
        pass
    left = server.stop(tr("The host has closed the room"))
    return EXIT_FAILED if left or failed.is_set() else 0


def read_password(path: Path) -> str:
    """Return the first line of a file.

    Raises:
        StartProblem: If it cannot be read or holds nothing.
    """
    try:
        password = path.read_text(encoding="utf-8-sig").partition("\n")[0].strip("\r")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StartProblem(tr("The password file {path} cannot be read: {reason}.", path=path, reason=reason)) from error
    if not password:
        raise StartProblem(tr("The password file {path} is empty: its first line is the password.", path=path))
    return password
