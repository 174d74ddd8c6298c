"""A screen of its own with an input method for Korean: ibus and ibus-hangul on a bus of their own, and somebody who types on it."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.support.processes import Program

START_SECONDS = 20.0
"""For ibus to be ready: it starts half a dozen programs."""
KEY_MS = "40"
"""Between two keys: a fast typist. The input method answers within five."""
HANGUL_AT_ONCE = "[org/freedesktop/ibus/engine/hangul]\ninitial-input-mode='hangul'\n"


class Keyboard:
    """Hands on a keyboard and a mouse.

    Args:
        xdotool: The program that moves them.
        environment: Where the screen and the input method are.
    """

    def __init__(self, xdotool: str, environment: dict[str, str]) -> None:
        self._xdotool, self.environment = xdotool, environment

    def type(self, keys: str) -> None:
        """Press keys, letters by their place on a keyboard with two sets (`gks` is 한)."""
        self._do("key", "--delay", KEY_MS, *keys.split())

    def click(self, x: str, y: str) -> None:
        """Move the mouse to a place and click."""
        self._do("mousemove", x, y, "click", "1")

    def _do(self, *words: str) -> None:
        subprocess.run([self._xdotool, *words], env=self.environment, check=True, timeout=START_SECONDS)  # noqa: S603


@contextmanager
def hangul_keyboard(folder: Path, programs: dict[str, str]) -> Iterator[Keyboard]:
    """Give a keyboard that writes Korean on a screen of its own, until the test is over.

    Args:
        folder: Empty.
        programs: Where `Xvfb`, `dbus-daemon`, `ibus-daemon`, `ibus` and `xdotool` are.
    """
    config = folder / ".config" / "glib-2.0" / "settings"
    config.mkdir(parents=True)
    (config / "keyfile").write_text(HANGUL_AT_ONCE)
    bus = f"unix:path={folder / 'bus'}"
    environment = {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / ".config"),
        "XDG_CACHE_HOME": str(folder / ".cache"),
        "XDG_RUNTIME_DIR": str(folder),
        "DBUS_SESSION_BUS_ADDRESS": bus,
        "GSETTINGS_BACKEND": "keyfile",
        "NO_AT_BRIDGE": "1",
        "XMODIFIERS": "@im=ibus",
        "LC_ALL": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
    }
    with ExitStack() as running:
        screen = running.enter_context(
            Program([programs["Xvfb"], "-displayfd", "1", "-r", "-nolisten", "tcp", "-screen", "0", "1280x860x24"], cwd=folder)
        )
        environment["DISPLAY"] = f":{screen.until(chr(10)).strip()}"
        running.enter_context(Program([programs["dbus-daemon"], "--session", "--nofork", f"--address={bus}"], **environment))  # type: ignore[arg-type]  # None of its own names
        daemon = [programs["ibus-daemon"], "--xim", "--panel=disable", "--emoji-extension=disable"]
        running.enter_context(Program(daemon, inherits=False, cwd=folder, **environment))  # type: ignore[arg-type]  # The same
        choose_hangul(programs["ibus"], environment)
        yield Keyboard(programs["xdotool"], environment)


def choose_hangul(ibus: str, environment: dict[str, str]) -> None:
    """Write Korean from here on; ask again until ibus is there, for a while."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        subprocess.run([ibus, "engine", "hangul"], env=environment, capture_output=True, check=False, timeout=START_SECONDS)  # noqa: S603
        found = subprocess.run([ibus, "engine"], env=environment, capture_output=True, check=False, timeout=START_SECONDS)  # noqa: S603
        if found.stdout.strip() == b"hangul":
            return
        assert time.monotonic() < deadline, found.stderr.decode(errors="replace")
