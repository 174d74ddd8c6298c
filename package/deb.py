"""The .deb: the same tree in the places of a Debian system, made by `dpkg-deb`."""

import os
import platform
import shutil
import subprocess
from email.utils import formatdate
from hashlib import md5
from pathlib import Path
from typing import Final

from package.platforms import DATA, PROGRAM
from package.release import ROOT, VERSION, epoch
from package.tree import age, place, zipped

MAINTAINER: Final = "The Desktop Chat authors <desktop-chat@users.noreply.github.com>"
PACKING: Final = ("--root-owner-group", "-Zxz", "-z1")
"""Of nobody but root; a tenth larger than the best that xz can do, and made in a fifth of the time."""
CONTROL: Final = """\
Package: desktop-chat
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: libc6 (>= {libc}), libxcb1
Suggests: xclip
Section: net
Priority: optional
Description: chat room on the local network in one double-click
 One person hosts, the others join; nothing leaves the network and nobody
 needs an account. The room is a real IRC server inside the program, so any
 IRC client can sit in it too. The window speaks English and Korean.
"""
CHANGES: Final = """\
desktop-chat ({version}) unstable; urgency=medium

  * What changed is in NEWS.md.gz.

 -- {maintainer}  {when}
"""
COPYRIGHT: Final = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Desktop Chat
Comment: The licences of all that is in the program and is not ours are in
 /usr/lib/desktop-chat/_internal/THIRD-PARTY.txt.

Files: *
Copyright: 2026 The Desktop Chat authors
License: Expat
"""


def make_deb(tree: Path, staging: Path, file: Path) -> None:
    """Make the package.

    Args:
        tree: As `package.tree` made it.
        staging: A folder for what goes in; there must be none yet.
        file: The package.
    """
    shutil.copytree(tree / PROGRAM, staging / "usr" / "lib" / PROGRAM, symlinks=True)
    shutil.copytree(tree / "share", staging / "usr" / "share")
    command = staging / "usr" / "bin" / PROGRAM
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/{PROGRAM}/{PROGRAM}")
    about = staging / "usr" / "share" / "doc" / PROGRAM
    zipped(about / "NEWS.md.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    zipped(about / "changelog.gz", CHANGES.format(version=VERSION, maintainer=MAINTAINER, when=formatdate(epoch())))
    (about / "copyright").write_text(COPYRIGHT + licence_field(tree / PROGRAM / "_internal" / "LICENSE"), encoding="utf-8")
    place(DATA / "lintian-overrides", staging / "usr" / "share" / "lintian" / "overrides" / PROGRAM)
    for path in staging.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    write_control(staging)
    age(staging)
    moment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch())}  # Of what dpkg-deb itself writes.
    make = ("dpkg-deb", *PACKING, "--build", str(staging), str(file))
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL, env=moment)  # noqa: S603


def write_control(staging: Path) -> None:
    """Write what dpkg reads: what the package is, and the hash of each file in it."""
    files = sorted(path for path in staging.rglob("*") if path.is_file() and not path.is_symlink())
    control = staging / "DEBIAN"
    control.mkdir(mode=0o755)
    kilobytes = sum(-(-path.stat().st_size // 1024) for path in files)
    text = CONTROL.format(
        version=VERSION, architecture=architecture(), maintainer=MAINTAINER, kilobytes=kilobytes, libc=platform.libc_ver()[1]
    )
    (control / "control").write_text(text, encoding="utf-8")
    # MD5 is what dpkg compares after a damaged disk; it protects nothing.
    lines = (f"{md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(staging)}\n" for path in files)
    (control / "md5sums").write_text("".join(lines), encoding="utf-8")


def architecture() -> str:
    """Return what Debian calls this machine's processor."""
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S607


def deb_name() -> str:
    """Return what the package's file is called, by Debian's rule."""
    return f"{PROGRAM}_{VERSION}_{architecture()}.deb"


def licence_field(file: Path) -> str:
    """Return a licence as the rest of a field: each line is indented, and empty ones are dots."""
    lines = file.read_text(encoding="utf-8").strip().splitlines()[2:]
    return "".join(f" {line}\n" if line else " .\n" for line in lines)
