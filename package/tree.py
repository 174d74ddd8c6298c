"""The folder that is packed on Linux: the program, and what a desktop reads of it."""

import gzip
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from package.platforms import DATA, ICONS, PROGRAM
from package.release import VERSION, epoch

SCRIPTS: Final = ("install.sh", "uninstall.sh")
EXECUTABLE, PLAIN = 0o755, 0o644


def make_tree(built: Path, folder: Path) -> None:
    """Make the folder: `desktop-chat/` with the program, `share/` for desktops, and the scripts that put both in their places.

    Args:
        built: The program as PyInstaller made it.
        folder: There must be none yet.
    """
    shutil.copytree(built, folder / PROGRAM, symlinks=True)
    share = folder / "share"
    place(DATA / f"{PROGRAM}.desktop", share / "applications" / f"{PROGRAM}.desktop")
    for icon in ICONS.glob("*.png"):
        place(icon, share / "icons" / "hicolor" / f"{icon.stem}x{icon.stem}" / "apps" / f"{PROGRAM}.png")
    manual = (DATA / f"{PROGRAM}.1").read_text(encoding="utf-8")
    day = datetime.fromtimestamp(epoch(), UTC).strftime("%Y-%m-%d")
    zipped(share / "man" / "man1" / f"{PROGRAM}.1.gz", manual.format(version=VERSION, day=day))
    for script in SCRIPTS:
        place(DATA / script, folder / script)
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(EXECUTABLE if runs(path, folder) else PLAIN)


def runs(path: Path, folder: Path) -> bool:
    """Return whether somebody starts this file; libraries are only read."""
    return path == folder / PROGRAM / PROGRAM or path.name in SCRIPTS


def place(file: Path, target: Path) -> None:
    """Copy a file into a folder that is made for it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def zipped(target: Path, text: str) -> None:
    """Write a text, compressed, the same bytes each time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), mtime=0))


def age(folder: Path) -> None:
    """Give everything in a folder the moment of the release."""
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)
