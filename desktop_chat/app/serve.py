"""`desktop-chat serve`: a room without a window, until it is told to stop."""

import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop_chat import paths
from desktop_chat.app.config_keys import HostConfig
from desktop_chat.app.hosting import HostedRoom, make_door, server_config
from desktop_chat.app.kept_bans import load_bans
from desktop_chat.app.problems import StartProblem, host_sentence
from desktop_chat.app.room_logs import log_opener
from desktop_chat.i18n import tr
from desktop_chat.lan.announce import Announcer
from desktop_chat.lan.interfaces import usable_interfaces
from desktop_chat.net.errors import NetError
from desktop_chat.server.service import RoomServer
from desktop_chat.store.room_log import StoreError

LOOK_SECONDS = 0.5
"""How often the main thread looks up from waiting: on Windows a signal does not end a wait."""
EXIT_FAILED = 1
"""The room ended by an error of ours, or a thread would not end."""


def serve(asked: HostConfig, folder: Path, say: Callable[[str], None]) -> int:
    """Host a room until SIGTERM or Ctrl-C; return the exit status.

    Args:
        asked: What to host.
        folder: The data folder.
        say: Prints one line at once; gets `ready PORT PIN` when the room can accept.

    Raises:
        StartProblem: If the room cannot be opened.
    """
    stopping = threading.Event()
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stopping.set())
    asked = with_what_it_names(asked, folder)
    room = asked.room
    config = server_config(room, bind=asked.bind, port=asked.port, backlog_bytes=asked.backlog_bytes)
    failed = threading.Event()

    def end_failed() -> None:
        failed.set()
        stopping.set()

    try:
        door, pin = make_door(
            folder,
            server_name=room.server_name,
            allow_plain=asked.plain,
            let_in=asked.let_in,
            limits=asked.door,
        )
        server = RoomServer(config, open_log=log_opener(folder, room.history), on_failure=end_failed, wrap=door.wrap)
        port = server.start()
    except (NetError, StoreError) as error:
        raise StartProblem(host_sentence(error, port=config.port)) from error
    hosted = HostedRoom(server, room.name, pin, door, folder)
    announcer = Announcer(hosted.announced, choose=lambda: usable_interfaces(asked.interfaces), crew=server.crew)
    if asked.announce:
        announcer.start()
    else:
        announcer.close()
    say(f"ready {port} {pin}")
    while not stopping.wait(LOOK_SECONDS):
        pass
    announcer.stop()
    left = server.stop(tr("The host has closed the room"))
    return EXIT_FAILED if left or failed.is_set() else 0


def with_what_it_names(asked: HostConfig, folder: Path) -> HostConfig:
    """Return what is to be hosted with the password of its file, the bans of the data folder, and flood control as asked for.

    Raises:
        StartProblem: If the password's file cannot be used.
    """
    room = replace(asked.room, name=asked.room.name or tr("Our room"), bans=load_bans(paths.bans_file(folder)))
    if asked.password_file is not None:
        room = replace(room, password=read_password(asked.password_file))
    if asked.flood_control:
        return replace(asked, room=room)
    return replace(asked, room=replace(room, flood_limit=None), door=asked.door.without_flood_control())


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
