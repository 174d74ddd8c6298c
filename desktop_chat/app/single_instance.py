"""An invitation that a person opens goes to the window that is there already: a second start hands it over, and ends.

The window listens on loopback, which every system has. Where, and two secrets, stand in a file in the data folder that only
its person can read: by the first the window knows who calls, by the second the caller knows that it was the window that
answered, and not a program that took the port of one that crashed.
"""

import hmac
import json
import logging
import secrets
import selectors
import socket
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Final

from desktop_chat.core.client.invitation import LINK_CHARACTERS
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.errors import NetError
from desktop_chat.net.files import write_private
from desktop_chat.net.sockets import listen
from desktop_chat.net.wakeup import WakeUp
from desktop_chat.net.worker import Crew, Worker

log = logging.getLogger(__name__)

LOOPBACK: Final = "127.0.0.1"
CALL_SECONDS: Final = 2.0
"""For one whole call, on both sides: a caller that says nothing keeps nobody waiting for longer, not even a window that closes."""
LONGEST_CALL: Final = 4 * LINK_CHARACTERS + 100
"""In bytes: a secret, a link that is no longer than any, and the end of the line."""


@dataclass(frozen=True, slots=True)
class WindowAddress:
    """Where a window listens, and how both sides know each other.

    Args:
        port: On loopback.
        call: What a caller says before the link.
        answer: What the window says to a caller that it believes.
    """

    port: int
    call: str
    answer: str


class SingleInstance:
    """Takes links for the window, unless another window does with the same data. Main thread only.

    Args:
        file: Where it says how it can be reached.
        take: Told of each link, on a thread of its own.
    """

    def __init__(self, file: Path, take: Callable[[str], None]) -> None:
        self._file, self._take = file, take
        self._crew, self._waker = Crew(), WakeUp()
        self._address: WindowAddress | None = None

    def start(self) -> None:
        """Listen from here on; a machine on which that is not possible opens links in new windows."""
        if hand_over(self._file, ""):
            return
        try:
            listener = listen(LOOPBACK, 0)
        except NetError as error:
            log.warning("links are not opened in this window: %s", error)
            return
        self._address = WindowAddress(listener.getsockname()[1], secrets.token_urlsafe(), secrets.token_urlsafe())
        write_private(self._file, json.dumps(asdict(self._address)))
        run = partial(self._run, listener)
        Worker("app-instance", run, crew=self._crew, owns="the way in for invitations", on_error=lambda _error: None).start()

    def stop(self, deadline: Deadline) -> list[str]:
        """Listen no more; return the names of threads that still run at the deadline."""
        self._waker.wake()
        left = self._crew.join(deadline)
        if self._address is not None:
            self._file.unlink(missing_ok=True)
        if not left:
            self._waker.close()
        return left

    def _run(self, listener: socket.socket) -> None:
        with listener, selectors.DefaultSelector() as selector:
            selector.register(listener, selectors.EVENT_READ)
            selector.register(self._waker, selectors.EVENT_READ)
            while not any(key.fileobj is self._waker for key, _ in selector.select()):
                try:
                    caller, _ = listener.accept()
                    with caller:
                        self._hear(caller)
                except OSError as error:
                    log.info("a call to this window came to nothing: %s", error)

    def _hear(self, caller: socket.socket) -> None:
        """Take what one caller has to say.

        Raises:
            OSError: If it does not say it whole and in time.
        """
        secret, _, link = read_line(caller, Deadline(CALL_SECONDS)).partition(" ")
        if self._address is None or not hmac.compare_digest(secret.encode(), self._address.call.encode()):
            log.warning("somebody who does not know the secret called this window")
            return
        if link:
            self._take(link)
        caller.sendall(f"{self._address.answer}\n".encode())


def hand_over(file: Path, link: str) -> bool:
    """Hand a link to the window that is open with these data; return whether there is one and it has it.

    Args:
        file: Where the window says how it can be reached.
        link: Of at most `LINK_CHARACTERS`; "" only asks whether there is a window.
    """
    address = read_address(file)
    if address is None:
        return False
    deadline = Deadline(CALL_SECONDS)
    try:
        with socket.create_connection((LOOPBACK, address.port), timeout=CALL_SECONDS) as window:
            window.sendall(f"{address.call} {link}\n".encode())
            return hmac.compare_digest(read_line(window, deadline).encode(), address.answer.encode())
    except OSError as error:
        log.info("no window has answered: %s", error)
        return False


def read_address(file: Path) -> WindowAddress | None:
    """Return where a window says that it listens; None if none does."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return WindowAddress(int(found["port"]), str(found["call"]), str(found["answer"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("%s cannot be read: %s", file, error)
        return None


def read_line(sock: socket.socket, deadline: Deadline) -> str:
    """Return the one line that the other side sends, without its end.

    Raises:
        OSError: If it does not come whole by the deadline, or is too long or no text.
    """
    data = b""
    while not data.endswith(b"\n"):
        sock.settimeout(max(deadline.remaining(), 0.001))
        more = sock.recv(LONGEST_CALL)
        data += more
        if not more or len(data) > LONGEST_CALL:
            raise OSError("no whole line came")
    try:
        return data.decode().removesuffix("\n")
    except UnicodeDecodeError as error:
        raise OSError(str(error)) from error
