"""THIRD-PARTY.txt: the licence of everything that is in the program and is not ours."""

import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

from package.release import ROOT

LICENCE_FILE: Final = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/\\]*$", re.IGNORECASE)
OURS: Final = (
    ("Pretendard", ROOT / "assets/fonts/OFL.txt"),
    ("Noto Emoji", ROOT / "assets/emoji/OFL.txt"),
    ("The names of emoji, from Unicode and Emojibase", ROOT / "assets/emoji/NAMES-LICENSES.txt"),
)
"""What stands in `assets/` and was made by others."""
PARTS_OF_PYTHON: Final = (
    "Python, with the libraries that come with it (OpenSSL, SQLite, Tcl and Tk, zlib, libffi, expat where it brings its own)"
)
RULE: Final = "=" * 100


def third_party(found: Iterable[metadata.Distribution], libraries: Iterable[Path]) -> str:
    """Return the text.

    Args:
        found: Of which something is in the program.
        libraries: The files that the system gave, such as those of Tk and OpenSSL on Linux.
    """
    parts = [(name, [file]) for name, file in OURS]
    parts.append((f"{PARTS_OF_PYTHON}, {sys.version.split()[0]}", python_licences()))
    parts += [(f"{one.name} {one.version} ({licence_of(one)})", licence_files(one)) for one in found]
    parts.append(
        ("PyInstaller's bootloader (GPL-2.0-or-later WITH Bootloader-exception)", licence_files(metadata.distribution("pyinstaller")))
    )
    parts += [(f"{package}, of the system that this was built on", [notice]) for package, notice in system_notices(libraries)]
    head = "Desktop Chat stands on the work of many others. Each part below is in this program; its licence follows its name.\n"
    return head + "".join(f"\n{RULE}\n{name}\n{RULE}\n{texts(files)}" for name, files in parts)


def texts(files: Sequence[Path]) -> str:
    """Return what stands in files, one after the other."""
    return "\n".join(file.read_text(encoding="utf-8", errors="replace").strip() + "\n" for file in files)


def licence_of(one: metadata.Distribution) -> str:
    """Return in a few words under which licence a distribution is, as it says itself."""
    about = one.metadata
    says = {name: about[name] for name in ("License-Expression", "License") if name in about}
    classifiers = [text.rpartition(" :: ")[2] for text in about.get_all("Classifier", []) if text.startswith("License ::")]
    return says.get("License-Expression") or says.get("License", "").partition("\n")[0] or ", ".join(classifiers) or "see below"


def licence_files(one: metadata.Distribution) -> list[Path]:
    """Return the files with a distribution's licence, in order.

    Raises:
        ValueError: If it has none: then nobody may give it away.
    """
    files = sorted(Path(str(file.locate())) for file in one.files or () if LICENCE_FILE.search(str(file)) and ".dist-info" in str(file))
    if not files:
        raise ValueError(f"{one.name} has no file with its licence")
    return files


def python_licences() -> list[Path]:
    """Return the file with Python's licence, which names those of what is built into it: at its usual places on each system.

    Raises:
        ValueError: If there is none.
    """
    base, library = Path(sys.base_prefix), Path(re.__file__).parents[1]
    places = (
        library / "LICENSE.txt",
        base / "LICENSE.txt",
        base / "LICENSE",
        Path("/usr/share/doc") / f"python{sys.version[:4]}" / "copyright",
    )
    found = [place for place in places if place.is_file()][:1]
    if not found:
        raise ValueError(f"Python's licence is at none of {', '.join(map(str, places))}")
    return found


def system_notices(libraries: Iterable[Path]) -> list[tuple[str, Path]]:
    """Return the packages of the system that libraries come from, by name, each with the file of its licence; none off Debian."""
    paths = sorted({str(path) for library in libraries for path in (library, library.resolve()) if is_of_system(path)})
    if not paths:
        return []
    answer = subprocess.run(["dpkg-query", "--search", *paths], capture_output=True, text=True, check=False).stdout  # noqa: S603, S607
    packages = sorted({line.partition(":")[0] for line in answer.splitlines()})
    notices = [(package, Path("/usr/share/doc") / package / "copyright") for package in packages]
    return [(package, notice) for package, notice in notices if notice.is_file()]


def is_of_system(path: Path) -> bool:
    """Return whether a file came with the system and not with Python or a distribution."""
    return path.is_relative_to("/lib") or (path.is_relative_to("/usr/lib") and "python3" not in str(path))
