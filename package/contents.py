"""What goes into the program: chosen from what PyInstaller has found, and whose it is."""

import re
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Final

HIDDEN: Final = ("PIL._tkinter_finder", "desktop_notifier.resources")
"""Imported by name only, where PyInstaller cannot see it."""
EXCLUDED: Final = (
    # Of Pillow: formats and drawing of text that nothing uses, and with them 10 MB of libraries.
    *("PIL.AvifImagePlugin", "PIL._avif", "PIL._imagingcms", "PIL._imagingft", "PIL.TiffImagePlugin", "PIL.Jpeg2KImagePlugin"),
    # Tools of developers, which a library may offer to use.
    *("setuptools", "pkg_resources", "pip", "unittest", "pydoc", "test", "lib2to3", "distutils", "curses"),
)
UNWANTED: Final = re.compile(
    r"_tk_data/(demos|msgs|images)/|_tcl_data/(tzdata|msgs)/"  # Tk's demonstrations, translations, logos; Tcl's time zones.
    r"|[^/]+\.dist-info/(?!METADATA$)"  # Licences are in THIRD-PARTY.txt, the rest is for installers.
)
"""Files that nothing of the program reads."""


def is_wanted(name: str) -> bool:
    """Return whether a file belongs into the program, by its name there."""
    return UNWANTED.match(name.replace("\\", "/")) is None


def distributions(modules: Iterable[str], files: Iterable[str]) -> list[metadata.Distribution]:
    """Return the installed distributions of which something is in the program, by name; our own is not one of them.

    Args:
        modules: Full names of what was written in Python.
        files: Names in the program of what was compiled.
    """
    owners = metadata.packages_distributions()
    first = {name.partition(".")[0] for name in modules} | {re.split(r"[/\\.]", name)[0] for name in files}
    names = {owner for part in first for owner in owners.get(part, ()) if owner != "desktop-chat"}
    return sorted((metadata.distribution(name) for name in names), key=lambda one: normal(one.name))


def normal(name: str) -> str:
    """Return a distribution's name in its one normal form (PyPA, "Names and normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(folder: Path) -> Mapping[str, str]:
    """Return the version of each distribution that the files of requirements pin, by its normal name."""
    lines = (line for file in sorted(folder.glob("*.txt")) for line in file.read_text(encoding="utf-8").splitlines())
    pins = (re.match(r"([\w.-]+)==([\w.]+)", line) for line in lines)
    return {normal(pin[1]): pin[2] for pin in pins if pin}


def unlocked(found: Iterable[metadata.Distribution], pins: Mapping[str, str]) -> list[str]:
    """Return, in words, each distribution that is not the one that is pinned."""
    return [f"{one.name} {one.version}" for one in found if pins.get(normal(one.name)) != one.version]
