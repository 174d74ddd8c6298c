"""`app-sound`: the sound of a message, by what the machine itself has to play one."""

import logging
import queue
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from desktop_chat import paths
from desktop_chat.net.worker import Crew, Worker

log = logging.getLogger(__name__)

PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "--quiet"), ("afplay",))
"""Of PipeWire, PulseAudio, ALSA and macOS; each takes a file. Windows has one within Python."""
BETWEEN_SECONDS: Final = 3.0
"""Between two sounds: a room in which everybody talks must not ring all the time."""
PLAY_SECONDS: Final = 2.0
"""What playing may take, start of the player included."""

Play = Callable[[Path], None]
"""Plays a file and waits for its end; raises OSError or subprocess.SubprocessError if it cannot."""


def system_player() -> Play | None:
    """Return how this machine plays a file; None if it has nothing to."""
    own = {"win32": play_on_windows}.get(sys.platform)
    command = next(((found, *options) for name, *options in PLAYERS if (found := shutil.which(name))), None)
    return own if own is not None or command is None else lambda file: run_player(command, file)


def play_on_windows(file: Path) -> None:
    """Play a file by Windows itself."""
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415  # Nowhere else.

        try:
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
        except RuntimeError as error:
            raise OSError(str(error)) from error


def run_player(command: Sequence[str], file: Path) -> None:
    """Play a file by a program."""
    subprocess.run([*command, str(file)], check=True, timeout=PLAY_SECONDS, stdin=subprocess.DEVNULL, capture_output=True)  # noqa: S603  # One of `PLAYERS`


def write_quieter(source: Path, target: Path, volume: int) -> None:
    """Write a sound of 16-bit samples at a volume in percent; what half of it is, the ear decides: the square of that in height."""
    with wave.open(str(source), "rb") as file:
        parameters, samples = file.getparams(), array("h", file.readframes(file.getnframes()))
    factor = (min(max(volume, 0), 100) / 100) ** 2
    if sys.byteorder == "big":
        samples.byteswap()
    quieter = array("h", [round(sample * factor) for sample in samples])
    if sys.byteorder == "big":
        quieter.byteswap()
    with wave.open(str(target), "wb") as file:
        file.setparams(parameters)
        file.writeframes(quieter.tobytes())


class Sounds:
    """Makes sounds. `play` and `stop` on the main thread.

    Args:
        crew: Who joins the thread.
        player: How a file is played; None if that is not possible.
        clock: Gives monotonic seconds.
    """

    def __init__(self, *, crew: Crew, player: Play | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._crew, self._player, self._clock = crew, player, clock
        self._wanted: queue.Queue[int | None] = queue.Queue(1)
        self._worker: Worker | None = None
        self._last_at: float | None = None
        self._is_mute = False
        """The last attempt failed: one line in the log says so for all that follow."""

    def play(self, volume: int) -> bool:
        """Make the sound of a message at a volume in percent, unless one was just made; return whether there is a way to."""
        now = self._clock()
        is_soon = self._last_at is not None and now - self._last_at < BETWEEN_SECONDS
        if is_soon:
            return True
        self._last_at = now
        if self._player is None:
            return False
        if self._worker is None:
            run = self._run
            self._worker = Worker("app-sound", run, crew=self._crew, owns="the player of sounds", on_error=lambda _error: None)
            self._worker.start()
        with suppress(queue.Full):  # The player is slow; it makes its sound, and this one is lost.
            self._wanted.put_nowait(volume)
        return True

    def stop(self) -> None:
        """End the thread."""
        if self._worker is None:
            return
        with suppress(queue.Empty):
            self._wanted.get_nowait()
        self._wanted.put_nowait(None)

    def _run(self) -> None:
        source = paths.asset("sounds/message.wav")
        with tempfile.TemporaryDirectory(prefix="desktop-chat-") as folder:
            while (volume := self._wanted.get()) is not None:
                file = Path(folder) / f"{volume}.wav"
                if not file.exists():
                    write_quieter(source, file, volume)
                self._play(file)

    def _play(self, file: Path) -> None:
        try:
            if self._player is not None:
                self._player(file)
        except (OSError, subprocess.SubprocessError) as error:
            if not self._is_mute:
                log.info("no sound can be made here: %s", error)
            self._is_mute = True
        else:
            self._is_mute = False
