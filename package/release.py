"""What a release is called, and the moment that it tells as its own."""

import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Final

from desktop_chat import __version__ as VERSION  # noqa: N812  # A constant, kept in that one place.

__all__ = ["ROOT", "VERSION", "epoch", "file_name", "label"]

ROOT: Final = Path(__file__).parents[1]
SYSTEMS: Final = {"linux": "linux", "win32": "windows", "darwin": "macos"}
MACHINES: Final = {"amd64": "x86_64", "arm64": "arm64", "aarch64": "arm64"}
ZIP_EPOCH: Final = 315_532_800
"""1980-01-01, the first moment that a ZIP archive can tell; for a source tree without git."""


def label() -> str:
    """Return the system and the kind of processor that this build is for, such as `linux-x86_64`."""
    machine = platform.machine().lower()
    return f"{SYSTEMS[sys.platform]}-{MACHINES.get(machine, machine)}"


def file_name(end: str = "") -> str:
    """Return what a file for download is called: program, version, for which machines, and an ending."""
    return f"desktop-chat-{VERSION}-{label()}{end}"


def epoch() -> int:
    """Return the moment that all files of a build bear, in seconds since 1970: of the commit, or what `SOURCE_DATE_EPOCH` says.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    try:
        asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    except OSError:
        return ZIP_EPOCH
    return int(asked.stdout) if asked.returncode == 0 else ZIP_EPOCH
