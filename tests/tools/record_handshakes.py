"""Record what real clients say to this server: from connecting to the first words in a channel, and good-bye.

    PYTHONPATH=. python3 tests/tools/record_handshakes.py [weechat] [irssi] [hexchat]

Each client that is installed connects to a room of ours through a proxy that writes down the client's lines, in
tests/data/handshakes/CLIENT.txt. tests/core/server/test_handshakes.py replays them. HexChat needs a screen: xvfb-run.
"""

import getpass
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.end_to_end.conftest import Host
from tests.support.other_clients import Irssi, WeeChat
from tests.support.person import Person
from tests.support.processes import ROOT, Program

CORPUS = ROOT / "tests" / "data" / "handshakes"
WAIT_SECONDS = 30.0
DRAWING_SECONDS = 3.0
"""From a window that is there to one that listens."""
HEXCHAT_CONFIG = "irc_nick1 = hexchat\nirc_user_name = hexchat\nirc_real_name = HexChat\ngui_slist_skip = 1\n"


class Recorder:
    """A proxy for one client that keeps what the client says.

    Args:
        port: Of the room.
    """

    def __init__(self, port: int) -> None:
        self.said = b""
        self._room = socket.create_connection(("127.0.0.1", port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._threads = [threading.Thread(target=self._serve, name="recorder")]
        self._threads[0].start()

    def _serve(self) -> None:
        client, _ = self._listener.accept()
        back = threading.Thread(target=self._give_back, args=(client,), name="recorder-back")
        back.start()
        while data := client.recv(65536):
            self.said += data
            self._room.sendall(data)
        self._room.shutdown(socket.SHUT_WR)
        back.join(WAIT_SECONDS)
        client.close()

    def _give_back(self, client: socket.socket) -> None:
        try:
            while data := self._room.recv(65536):
                client.sendall(data)
            client.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # The client has gone already.

    def lines(self) -> list[str]:
        """Wait for the client's end; return its lines."""
        self._threads[0].join(WAIT_SECONDS)
        self._listener.close()
        self._room.close()
        return self.said.decode().replace("\r", "").splitlines()


def use_weechat(binary: str, folder: Path, port: int, witness: Person) -> None:
    """Join, talk, leave."""
    with WeeChat(binary, folder, port, "weechat") as client:
        client.type("/join #tea")
        client.until("#tea: -- Channel #tea")
        client.type("안녕하세요", window="room.#tea")
        witness.until("안녕하세요")
        client.type("/quit bye")
        client.wait()


def use_irssi(binary: str, folder: Path, port: int, witness: Person) -> None:
    """Join, talk, leave."""
    with Irssi(binary, folder, port, "irssi") as client:
        client.say("/join #tea")
        client.until("Join to #tea was synced")
        client.say("안녕하세요")
        witness.until("안녕하세요")
        client.say("/quit bye")
        client.wait()


def use_hexchat(binary: str, folder: Path, port: int, witness: Person) -> None:
    """Join, talk, leave: typed into its window."""
    folder.mkdir()
    (folder / "hexchat.conf").write_text(HEXCHAT_CONFIG, encoding="utf-8")
    with Program([binary, f"--cfgdir={folder}", f"--url=irc://127.0.0.1:{port}/tea"]):
        if getpass.getuser() == "root":
            type_into_window("")  # It asks whether one should chat as root.
        witness.until(" JOIN ")
        type_into_window("hello from HexChat")
        witness.until("hello from HexChat")
        type_into_window("/quit bye")
        witness.until(" QUIT ")


def type_into_window(text: str) -> None:
    """Type a line into the newest window of HexChat."""
    find = ["search", "--sync", "--onlyvisible", "--class", "hexchat"]
    xdotool(*find)
    time.sleep(DRAWING_SECONDS)
    window = xdotool(*find).split()[-1]
    xdotool("windowfocus", "--sync", window)
    if text:
        xdotool("type", "--delay", "30", text)
    xdotool("key", "Return")


def xdotool(*words: str) -> str:
    """Run one command of xdotool; return what it writes."""
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=True, timeout=WAIT_SECONDS).stdout  # noqa: S603, S607


CLIENTS: dict[str, tuple[str, Callable[[str, Path, int, Person], None]]] = {
    "weechat": ("weechat-headless", use_weechat),
    "irssi": ("irssi", use_irssi),
    "hexchat": ("hexchat", use_hexchat),
}


def version_of(binary: str) -> str:
    """Return what a client calls its version."""
    found = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True, timeout=WAIT_SECONDS)  # noqa: S603
    number = re.search(r"\d+(?:\.\d+)+", found.stdout)
    return number[0] if number else found.stdout.strip()


def record(name: str) -> None:
    """Run one client and write down what it says."""
    program, use = CLIENTS[name]
    binary = shutil.which(program)
    if binary is None:
        sys.exit(f"{program} is not installed")
    with tempfile.TemporaryDirectory() as folder, Host(Path(folder) / "host") as host, Person(host.port, "ann", channel="#tea") as witness:
        recorder = Recorder(host.port)
        use(binary, Path(folder) / name, recorder.port, witness)
        lines = recorder.lines()
    head = f"# {name} {version_of(binary)}, all that it says; recorded by tests/tools/record_handshakes.py"
    (CORPUS / f"{name}.txt").write_text("\n".join([head, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    for chosen in sys.argv[1:] or CLIENTS:
        record(chosen)
