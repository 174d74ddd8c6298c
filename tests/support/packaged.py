"""The packaged program in each of its forms, put where a person would put it, and its windows."""

import os
import shutil
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop_chat import paths
from desktop_chat.gui.program import CLASS_NAME
from package.platforms import CONSOLE_PROGRAM, PROGRAM
from package.release import file_name
from tests.support.processes import ROOT, Program
from tests.support.waiting import wait_until
from tests.support.x11 import ask_to_close, windows

DIST = ROOT / "dist"
FOLDER = DIST / PROGRAM
CONSOLE = FOLDER / (f"{CONSOLE_PROGRAM}.exe" if sys.platform == "win32" else PROGRAM)
"""What can be started from a terminal."""
NOBODY = 65534
"""The user that owns nothing, on every Linux."""
FORMS = ("folder", "single file", "archive", "debian package")


class Form:
    """One form of the program.

    Args:
        name: One of `FORMS`.
        place: A folder for what is unpacked and for somebody's home.
    """

    def __init__(self, name: str, place: Path) -> None:
        self.name = name
        self.home = place / "내 집 folder"
        """Whose path has a space and Korean letters."""
        self.home.mkdir()
        if sys.platform != "win32" and os.geteuid() == 0:
            for folder in (place, self.home):
                folder.chmod(0o755)
            os.chown(self.home, NOBODY, NOBODY)
        put = {"folder": self._folder, "single file": self._single, "archive": self._archive, "debian package": self._debian}
        self.command = put[name](place)

    def _folder(self, _place: Path) -> Path:
        return FOLDER / PROGRAM

    def _single(self, _place: Path) -> Path:
        return DIST / file_name()

    def _archive(self, place: Path) -> Path:
        with tarfile.open(DIST / file_name(".tar.gz")) as archive:
            archive.extractall(place, filter="data")
        run([*as_nobody(), "sh", str(place / file_name() / "install.sh")], self.home)
        shutil.rmtree(place / file_name())
        return self.home / ".local" / "bin" / PROGRAM

    def _debian(self, place: Path) -> Path:
        (package,) = DIST.glob("*.deb")
        run(["dpkg-deb", "--extract", str(package), str(place / "root")], place)
        return place / "root" / "usr" / "bin" / PROGRAM

    def size_megabytes(self) -> float:
        """Return what it takes on the disk, in millions of bytes."""
        where = self.command.resolve()
        inside = [path for path in where.parent.rglob("*") if path.is_file() and not path.is_symlink()]
        files = [where] if self.name == "single file" else inside
        return sum(path.stat().st_size for path in files) / 1e6

    def start(self, *arguments: str | Path, data: str = "data") -> Program:
        """Start it as a desktop does: as an ordinary user, somewhere else, with next to nothing in the environment.

        Args:
            arguments: What follows its name.
            data: Whose data, by a name.
        """
        return Program(
            [*as_nobody(), self.command, *arguments],
            cwd=Path("/"),
            inherits=False,
            PATH="/usr/bin:/bin",
            HOME=str(self.home),
            XDG_DATA_HOME=str(self.home / data),
            DISPLAY=os.environ.get("DISPLAY", ""),
        )

    def data_folder(self, data: str) -> Path:
        """Return where the program keeps somebody's data."""
        return self.home / data / PROGRAM

    def have_kept(self, people: Sequence[str], text: str) -> bool:
        """Return whether the histories of all of these have a line: by its bytes, since they are locked as long as they are open."""
        files = [list(self.data_folder(data).glob(f"{paths.history_file(Path()).name}*")) for data in people]
        return all(any(text.encode() in file.read_bytes() for file in parts) for parts in files)


def as_nobody() -> Sequence[str]:
    """Return what starts a command as an ordinary user, where we are not one ourselves."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups") if is_root else ()


def run(command: Sequence[str], home: Path) -> None:
    """Run something that must succeed and say nothing of an error."""
    done = subprocess.run(command, env={"PATH": "/usr/bin:/bin", "HOME": str(home)}, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")


class Copy:
    """One copy of the program with its window.

    Args:
        form: Which form.
        arguments: What follows its name.
        data: Whose data, by a name.
    """

    def __init__(self, form: Form, *arguments: str, data: str) -> None:
        before, begun = windows(CLASS_NAME), time.perf_counter()
        self.program = form.start(*arguments, data=data)
        try:
            wait_until(lambda: self.program.has_ended() or bool(windows(CLASS_NAME) - before))
            assert not self.program.has_ended(), self.program.errors()
        except BaseException:
            self.program.close()
            raise
        self.seconds = time.perf_counter() - begun
        """Until its window was seen."""
        (self.window,) = windows(CLASS_NAME) - before

    def close_politely(self) -> None:
        """Click on the cross; it must end well and have said nothing on standard error."""
        ask_to_close(self.window)
        assert (self.program.wait(), self.program.errors()) == (0, "")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.program.close()


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_open(port: int) -> bool:
    """Return whether somebody listens at a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
