"""`desktop-chat serve`: a room without a window, until it is told to stop."""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_chat import paths
from desktop_chat.app.hosting import LIMITS, HostedRoom, make_door, room_config, server_config
from desktop_chat.app.problems import StartProblem, host_sentence
from desktop_chat.core.server.pace import WITHOUT_FLOOD_CONTROL
from desktop_chat.i18n import tr
from desktop_chat.lan.announce import Announcer
from desktop_chat.lan.interfaces import usable_interfaces
from desktop_chat.net.errors import NetError
from desktop_chat.server.service import RoomServer
from desktop_chat.store.room_log import StoreError
from desktop_chat.store.sqlite_log import SqliteRoomLog

LOOK_SECONDS = 0.5
"""How often the main thread looks up from waiting: on Windows a signal does not end a wait."""
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
        announce: Whether the room shows up on the local network.
        allow_plain: Whether other machines may come in without TLS.
        allow_public: Whether machines outside the local network may come in.
        interfaces: Where to announce it; empty for every usable one.
        flood_control: Whether who talks too fast is slowed.
    """

    room: str
    bind: tuple[str, ...] = ()
    port: int | None = None
    password_file: Path | None = None
    announce: bool = True
    allow_plain: bool = False
    allow_public: bool = False
    interfaces: tuple[str, ...] = ()
    flood_control: bool = True


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
    room = room_config(request.room, folder, password=password)
    config = server_config(room, bind=request.bind, port=request.port, flood_control=request.flood_control)
    failed = threading.Event()

    def end_failed() -> None:
        failed.set()
        stopping.set()

    try:
        door, pin = make_door(
            folder,
            server_name=room.server_name,
            allow_plain=request.allow_plain,
            allow_public=request.allow_public,
            limits=LIMITS if request.flood_control else WITHOUT_FLOOD_CONTROL,
        )
        server = RoomServer(config, open_log=lambda: SqliteRoomLog(paths.room_log(folder)), on_failure=end_failed, wrap=door.wrap)
        port = server.start()
    except (NetError, StoreError) as error:
        raise StartProblem(host_sentence(error, port=config.port)) from error
    hosted = HostedRoom(server, request.room, pin, door, folder, is_locked=password is not None, allows_plain=request.allow_plain)
    announcer = Announcer(hosted.announced, choose=lambda: usable_interfaces(request.interfaces), crew=server.crew)
    if request.announce:
        announcer.start()
    else:
        announcer.close()
    say(f"ready {port} {pin}")
    while not stopping.wait(LOOK_SECONDS):
        pass
    announcer.stop()
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
