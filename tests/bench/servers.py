"""The servers that are measured, on loopback, with every limit open: ours, and from Debian ngIRCd and InspIRCd."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
START_SECONDS = 20.0
PAUSE_SECONDS = 0.3
"""For a server that accepts already and still has work to do."""

NGIRCD = """[Global]
Name = irc.bench.test
Info = bench
Listen = 127.0.0.1
Ports = {port}
MotdPhrase = "bench"
ServerUID = root
ServerGID = root
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
MaxJoins = 0
MaxPenaltyTime = 0
PingTimeout = 3600
PongTimeout = 3600
[Options]
DNS = no
Ident = no
PAM = no
"""
INSPIRCD = """<server name="irc.bench.test" description="bench" network="bench" id="00A">
<admin name="a" nick="a" email="a@bench.test">
<bind address="127.0.0.1" port="{port}" type="clients">
<connect name="main" allow="*" maxchans="1000" timeout="120" pingfreq="1h" hardsendq="500M" softsendq="400M" recvq="10M"
 threshold="1000000" commandrate="1000000000" fakelag="no" localmax="100000" globalmax="100000" maxconnwarn="no"
 resolvehostnames="no" useident="no" limit="100000">
<performance netbuffersize="65534" somaxconn="4096" softlimit="19000" clonesonconnect="no" quietbursts="yes">
<dns server="127.0.0.1" timeout="1">
<options splitwhois="no" prefixpart="" nosnoticestack="yes">
<log method="file" type="* -USERINPUT -USEROUTPUT" level="sparse" target="{folder}/ircd.log">
<path datadir="{folder}" logdir="{folder}" runtimedir="{folder}">
<pid file="{folder}/inspircd.pid">
"""
INSPIRCD_TAGS = "".join(
    f'<module name="{name}">\n'
    for name in (
        "cap",
        "ircv3",
        "ircv3_batch",
        "ircv3_echomessage",
        "ircv3_labeledresponse",
        "ircv3_msgid",
        "ircv3_servertime",
        "ircv3_ctctags",
    )
)


@dataclass(frozen=True, slots=True)
class Server:
    """How a server is started.

    Args:
        title: As the table names it.
        command: Returns its command line on a port, with its files in a folder.
        caps: What its clients may ask for; ngIRCd knows no message tags.
        parallel: Clients that may be registering at the same time when that is not what is measured. InspIRCd lets the
            newcomers in once a second, all that wait; ngIRCd has a short queue for connections.
        is_there: Whether this machine has it.
    """

    title: str
    command: Callable[[int, Path], list[str]]
    caps: str = ""
    parallel: int = 32
    is_there: bool = True


def ngircd(port: int, folder: Path) -> list[str]:
    """Return ngIRCd's command line."""
    config = folder / "ngircd.conf"
    config.write_text(NGIRCD.format(port=port))
    return ["/usr/sbin/ngircd", "-n", "-f", str(config)]


def inspircd(port: int, folder: Path, modules: str = "") -> list[str]:
    """Return InspIRCd's command line."""
    config = folder / "inspircd.conf"
    config.write_text(INSPIRCD.format(port=port, folder=folder) + modules)
    return ["/usr/sbin/inspircd", "--nofork", "--runasroot", "--nopid", f"--config={config}"]


def ours(python: str) -> Server:
    """Return our server as it is shipped, on this interpreter."""

    def command(port: int, folder: Path) -> list[str]:
        program = [python, "-m", "desktop_chat", "--data-dir", str(folder / "data"), "serve"]
        return [*program, "--bind", HOST, "--port", str(port), "--no-announce", "--no-flood-control"]

    return Server("ours", command, caps="message-tags server-time")


def servers(python: str = sys.executable, *, tags: bool = False) -> dict[str, Server]:
    """Return all servers by the names that loads use.

    Args:
        python: Runs ours.
        tags: Whether InspIRCd gets its modules for message tags.
    """

    def with_modules(port: int, folder: Path) -> list[str]:
        return inspircd(port, folder, INSPIRCD_TAGS if tags else "")

    return {
        "ours": ours(python),
        "ngircd": Server("ngIRCd", ngircd, is_there=shutil.which("ngircd", path="/usr/sbin") is not None),
        "inspircd": Server(
            "InspIRCd",
            with_modules,
            caps="message-tags server-time",
            parallel=400,
            is_there=shutil.which("inspircd", path="/usr/sbin") is not None,
        ),
    }


class Running:
    """One server process, from a port it has to itself to its end."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._folder = tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)

    def __enter__(self) -> Self:
        folder = Path(self._folder.name)
        self.port = free_port()
        self._log = (folder / "output").open("wb")
        self._process = subprocess.Popen(  # noqa: S603
            self._server.command(self.port, folder),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        try:
            self._wait_until_it_accepts()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    @property
    def process_id(self) -> int:
        """The server's process id."""
        return self._process.pid

    def _wait_until_it_accepts(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                socket.create_connection((HOST, self.port), 1).close()
            except OSError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    output = (Path(self._folder.name) / "output").read_text(errors="replace")[-800:]
                    raise RuntimeError(f"{self._server.title} did not start: {output}") from None
                time.sleep(0.05)
            else:
                time.sleep(PAUSE_SECONDS)
                return

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        self._folder.cleanup()


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used so far.

    Args:
        memory_kib: Resident now.
        cpu_seconds: Of all its threads.
    """

    memory_kib: int
    cpu_seconds: float


def usage_of(process_id: int) -> Usage:
    """Return what a process uses; Linux only."""
    if sys.platform == "win32":
        raise NotImplementedError("the figures come from /proc")
    else:  # noqa: RET506 (what mypy needs to leave this out on Windows)
        status = Path(f"/proc/{process_id}/status").read_text(encoding="ascii", errors="replace")
        memory = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")), 0)
        # The process's clock by its id, in nanoseconds where /proc counts hundredths of a second: clock_getcpuclockid(3).
        return Usage(memory, time.clock_gettime((~process_id << 3) | 2))
