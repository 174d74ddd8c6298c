"""`python3 -m package`: makes all that is for download in dist/, each system its own, and the hashes of it.

--twice    makes everything twice, from nothing, and says which files are not the same bytes again
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from package.archives import make_tar, make_zip, sums
from package.deb import deb_name, make_deb
from package.platforms import BUNDLE, PROGRAM
from package.release import ROOT, epoch, file_name
from package.tree import age, make_tree

DIST, BUILD = ROOT / "dist", ROOT / "build"
STAGING: Final = BUILD / "package"
HASHES: Final = "SHA256SUMS"
BESIDE: Final = ("THIRD-PARTY.txt", "sbom.cdx.json")
"""Files from inside the program that are for download by themselves too."""


def main() -> int:
    """Do as the command line says; return the exit status."""
    parser = argparse.ArgumentParser(prog="python3 dev.py build", description="Make the executable and all files for download in dist/.")
    parser.add_argument("--twice", action="store_true", help="make everything twice and compare the bytes")
    if not parser.parse_args().twice:
        return make()
    made: list[str] = []
    for _ in range(2):
        shutil.rmtree(BUILD, ignore_errors=True)
        if status := make("--clean"):
            return status
        made.append(sums((path for path in DIST.rglob("*") if path.is_file()), DIST))
    differing = sorted(set(made[0].splitlines()) ^ set(made[1].splitlines()))
    sys.stdout.writelines(f"differs: {line}\n" for line in differing)
    sys.stdout.write(f"{len(made[0].splitlines())} files, {len(differing)} hashes that differ\n")
    return 1 if differing else 0


def make(*options: str) -> int:
    """Make all files in dist/, in place of whatever is there; return the exit status."""
    for folder in (DIST, STAGING):
        shutil.rmtree(folder, ignore_errors=True)
    STAGING.mkdir(parents=True)
    # The order of a set, and the moment, must be the same each time: so are the bytes.
    fixed = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch())}
    command = (sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *options, "build.spec")
    if status := subprocess.run(command, cwd=ROOT, env=fixed, check=False).returncode:  # noqa: S603
        return status
    {"linux": pack_linux, "win32": pack_windows, "darwin": pack_macos}[sys.platform](DIST / PROGRAM)
    for name in BESIDE:
        shutil.copyfile(BUILD / "build" / name, DIST / name)
    (DIST / HASHES).write_text(sums((path for path in DIST.iterdir() if path.is_file()), DIST), encoding="utf-8")
    return 0


def pack_linux(built: Path) -> None:
    """Make the .tar.gz for one's own folders and, where Debian's tools are, the .deb of the same tree."""
    tree = STAGING / file_name()
    make_tree(built, tree)
    age(tree)
    make_tar(tree, DIST / file_name(".tar.gz"))
    if shutil.which("dpkg-deb"):
        make_deb(tree, STAGING / "deb", DIST / deb_name())


def pack_windows(built: Path) -> None:
    """Make the .zip of the folder."""
    make_zip(built, DIST / file_name(".zip"))


def pack_macos(_built: Path) -> None:
    """Make the .zip of the bundle with the system's own tool, which keeps links and signatures."""
    ditto = shutil.which("ditto") or "/usr/bin/ditto"
    subprocess.run([ditto, "-c", "-k", "--keepParent", str(DIST / BUNDLE), str(DIST / file_name(".zip"))], check=True)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
