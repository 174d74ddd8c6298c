"""Real programs in processes of their own: started, listened to, and ended by their own id."""

import codecs
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

ROOT = Path(__file__).parents[2]
WAIT_SECONDS = 30.0
"""For anything to happen that must. Far above what it takes, so that a busy machine fails no test."""
OURS = (sys.executable, "-W", "error", "-m", "desktop_chat")
"""This program. A warning (an unclosed socket) is written to standard error, where `Program.errors` shows it."""
PLAIN = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "", "TERM": "xterm"}
"""The same on every machine. Output is buffered as for any pipe: who waits for a line needs it flushed."""
TERMINAL_SIZE = (50, 240)
"""Rows and columns: wide enough that no line of a test is broken."""
ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>78])")
"""What a program for terminals writes between its words (ECMA-48 5.4)."""

if sys.platform == "win32":
    STOP_SIGNALS: tuple[int, ...] = (signal.CTRL_BREAK_EVENT,)
    NEW_GROUP = subprocess.CREATE_NEW_PROCESS_GROUP
else:
    STOP_SIGNALS: tuple[int, ...] = (signal.SIGTERM, signal.SIGINT)
    NEW_GROUP = 0


class Program:
    """A program that reads lines and writes text, through pipes or on a terminal of its own.

    Args:
        command: What to start.
        on_terminal: Whether it gets a terminal; then standard error is shown there too.
        cwd: Where it runs.
        inherits: Whether it gets this process's environment.
        environment: What differs from that; or all of it.
    """

    def __init__(
        self, command: Sequence[str | Path], *, on_terminal: bool = False, cwd: Path = ROOT, inherits: bool = True, **environment: str
    ) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        ours, theirs = open_terminal() if on_terminal else (-1, -1)
        self._process = subprocess.Popen(  # noqa: S603
            command,
            stdin=theirs if on_terminal else subprocess.PIPE,
            stdout=theirs if on_terminal else subprocess.PIPE,
            stderr=theirs if on_terminal else self._errors,
            cwd=cwd,
            env={**os.environ, **PLAIN, **environment} if inherits else environment,
            start_new_session=on_terminal,
            creationflags=NEW_GROUP,
            bufsize=0,
        )
        self._input: IO[bytes]
        self._output: IO[bytes]
        if on_terminal:
            os.close(theirs)
            self._input = self._output = os.fdopen(ours, "r+b", buffering=0)
        else:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._input, self._output = self._process.stdin, self._process.stdout
        self._text = ""
        self._seen = 0
        self._ended = False
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, name=f"output-of-{self.id}")
        self._reader.start()

    @property
    def id(self) -> int:
        """The process id."""
        return self._process.pid

    def _read(self) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        try:
            while data := os.read(self._output.fileno(), 65536):
                with self._news:
                    self._text += decoder.decode(data)
                    self._news.notify()
        except OSError:
            pass  # How a terminal ends on Linux.
        with self._news:
            self._ended = True
            self._news.notify()

    def say(self, *lines: str) -> None:
        """Write lines to its input."""
        self._input.write("".join(f"{line}\n" for line in lines).encode())

    def until(self, part: str, *, seconds: float = WAIT_SECONDS) -> str:
        """Wait until it has written *part*, after what was waited for before; return its line up to there."""
        with self._news:
            self._news.wait_for(lambda: part in self._unseen() or self._ended, seconds)
            text = self._unseen()
        at = text.find(part)
        assert at >= 0, f"no {part!r} in {text[-2000:]!r} {self.errors()}"
        self._seen += at + len(part)
        return text[text.rfind("\n", 0, at) + 1 : at + len(part)]

    def text(self) -> str:
        """Return all that it has written so far."""
        with self._news:
            return self._text

    def _unseen(self) -> str:
        return ESCAPES.sub("", self._text)[self._seen :]

    def ask_to_end(self, number: int = STOP_SIGNALS[0]) -> None:
        """Send one of `STOP_SIGNALS`."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """End it without a warning."""
        self._process.kill()

    def pause(self) -> None:
        """Let it stand still."""
        self._process.send_signal(pause_signals()[0])

    def resume(self) -> None:
        """Let it go on."""
        self._process.send_signal(pause_signals()[1])

    def has_ended(self) -> bool:
        """Return whether it runs no more."""
        return self._process.poll() is not None

    def wait(self, *, seconds: float = WAIT_SECONDS) -> int:
        """Wait for its end; return its exit status."""
        return self._process.wait(seconds)

    def errors(self) -> str:
        """Return what it has written to standard error so far."""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")

    def close(self) -> None:
        """End it without mercy if it still runs, and give everything back."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(WAIT_SECONDS)
        self._reader.join(WAIT_SECONDS)
        self._input.close()
        self._output.close()
        self._errors.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def pause_signals() -> tuple[int, int]:
    """Return what makes a process stand still, and what makes it go on."""
    if sys.platform == "win32":
        raise NotImplementedError("Windows has no such signals")
    else:  # noqa: RET506 (what mypy needs to leave the signals out on Windows)
        return signal.SIGSTOP, signal.SIGCONT


def open_terminal() -> tuple[int, int]:
    """Return both ends of a new terminal: ours, and the one a program takes for its screen and keyboard."""
    if sys.platform == "win32":
        raise NotImplementedError("Windows has no terminals of this kind")
    else:  # noqa: RET506 (what mypy needs to leave the modules out on Windows)
        import pty  # noqa: PLC0415
        import termios  # noqa: PLC0415

        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, TERMINAL_SIZE)
        return ours, theirs
