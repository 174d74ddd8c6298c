#!/usr/bin/env python3
"""Set up and run, test, check or build Desktop Chat, from nothing but a Python 3.11 or newer.

    python3 dev.py run [ARGUMENTS]    opens the program
    python3 dev.py test [ARGUMENTS]   runs all tests
    python3 dev.py lint               runs formatter, linter and type checker
    python3 dev.py build              makes the executable and all files for download in dist/, and tries each of them

Everything goes into a virtual environment beside this file. What the system itself lacks is installed through apt-get
where that may be done without a question, and named in one sentence elsewhere. Standard library only.
"""

from __future__ import annotations  # So that an older Python reads this file as far as the sentence that refuses it.

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
PLATFORMS = ("linux", "win32", "darwin")
LINUX = sys.platform == "linux"
CORE_TESTS = ("tests/core", "--cov=desktop_chat/core", "--cov-branch", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100")

WITHOUT_WINDOW = frozenset({"serve", "rooms", "lab", "export", "hash-password", "--help", "-h", "--version"})
"""With one of these the program opens no window."""
PROGRAMS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "weechat-headless": "weechat-headless",
    "irssi": "irssi",
    "ip": "iproute2",
    "dbus-daemon": "dbus",
    "ibus-daemon": "ibus",
    "strip": "binutils",
    "desktop-file-validate": "desktop-file-utils",
}
"""What the tests and the build run on Linux, and the Debian package of each."""
PARTS = {
    "usr/lib/*/weechat/plugins/trigger.so": "weechat-plugins",
    "usr/libexec/ibus-engine-hangul": "ibus-hangul",
    "usr/share/fonts/X11/misc/fonts.dir": "xfonts-base",
}
"""What Debian only recommends with one of them: Tk needs the old fonts of X11 for an input method."""
FONTS = {"Noto Sans CJK KR": "fonts-noto-cjk", "DejaVu Sans Mono": "fonts-dejavu-core"}


def main() -> int:
    """Do what was asked; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", metavar="DIR", help="the virtual environment (default: .venv)")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("run", "test", "lint", "build"):
        commands.add_parser(name, add_help=False)
    options, arguments = parser.parse_known_args()
    os.chdir(ROOT)
    return COMMANDS[options.command](options.venv.absolute(), arguments)


def run(venv: Path, arguments: Sequence[str]) -> int:
    """Open the program."""
    python = environment(venv, "run")
    if not WITHOUT_WINDOW.intersection(arguments):
        need_tk(python)
        if LINUX and not os.environ.get("DISPLAY"):
            give_up("There is no screen (DISPLAY is not set): start this on a desktop, or host without a window: python3 dev.py run serve")
    return call(python, "-m", "desktop_chat", *arguments)


def test(venv: Path, arguments: Sequence[str]) -> int:
    """Run all tests, or those that the arguments name."""
    python = environment(venv, "run", "dev")
    need_tk(python)
    need_test_programs()
    return call(python, "-m", "pytest", *arguments)


def lint(venv: Path, _arguments: Sequence[str]) -> int:
    """Run formatter, linter, type checker for all platforms, and the core's own tests for their branch coverage."""
    python = environment(venv, "run", "dev")
    checks = [("ruff", "format", "--check"), ("ruff", "check"), *(("mypy", "--platform", name) for name in PLATFORMS)]
    failed = [check for check in checks if call(python, "-m", *check)]
    if call(python, "-m", "pytest", "-q", *CORE_TESTS):
        failed.append(("the core's own tests",))
    for check in failed:
        print("failed:", *check)
    return 1 if failed else 0


def build(venv: Path, arguments: Sequence[str]) -> int:
    """Make the executable and all files for download, and try each of them on a screen of its own."""
    python = environment(venv, "run", "dev", "build")
    need_tk(python)
    need_test_programs()
    return call(python, "-m", "package", *arguments) or call(python, "-m", "pytest", "-q", "-s", "tests/end_to_end/smoke.py")


COMMANDS = {"run": run, "test": test, "lint": lint, "build": build}


def environment(venv: Path, *requirements: str) -> str:
    """Make the virtual environment hold these requirements; return its Python."""
    python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not succeeds(str(python), "-c", "import pip"):
        make_venv(venv)  # There is none, or it was left half made, or the Python it was made with is gone.
    files = [ROOT / "requirements" / f"{name}.txt" for name in requirements]
    stamp = venv / f"installed-{'-'.join(requirements)}"
    parts = [bytes(ROOT), sys.version.encode(), *(file.read_bytes() for file in (*files, ROOT / "pyproject.toml"))]
    wanted = hashlib.sha256(b"\0".join(parts)).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        pip = (str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
        listed = [word for file in files for word in ("--requirement", str(file))]
        if call(*pip, *listed) or call(*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)):
            give_up("The packages above could not be installed: is this machine connected to a package index?")
        stamp.write_text(wanted)
    return str(python)


def make_venv(venv: Path) -> None:
    """Make an empty virtual environment; Debian keeps what this needs in a package of its own."""
    if not succeeds(sys.executable, "-c", "import ensurepip, venv"):
        need_packages(["python3-venv"], "Python's venv module")
    if call(sys.executable, "-m", "venv", "--clear", str(venv)):
        give_up(f"No virtual environment could be made in {venv}.")


def need_tk(python: str) -> None:
    """See that the environment's Python has Tk."""
    if not succeeds(python, "-c", "import tkinter"):
        need_packages(["python3-tk"], "Tk")
        if not succeeds(python, "-c", "import tkinter"):
            give_up(f"{sys.executable} was built without Tk: please start this with another Python, such as /usr/bin/python3.")


def need_test_programs() -> None:
    """See that what the tests run on Linux is there: a virtual screen, fonts, other people's IRC clients."""
    if not LINUX:
        return
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    missing += [package for pattern, package in PARTS.items() if not any(Path("/").glob(pattern))]
    if shutil.which("fc-list") is None:
        missing += ["fontconfig", *FONTS.values()]
    else:
        families = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
        missing += [package for family, package in FONTS.items() if family not in families]
    if missing:
        need_packages(missing, "What the tests need")


def need_packages(packages: Sequence[str], what: str) -> None:
    """Install Debian packages where that may be done without a question; else say what to install and end."""
    advice = f"{what} is missing. Please install: {' '.join(packages)}"
    if not LINUX or shutil.which("apt-get") is None:
        give_up(advice)
    sudo = [] if os.access("/var/lib/dpkg", os.W_OK) else ["sudo", "--non-interactive"]
    if sudo and not succeeds(*sudo, "true"):
        give_up(f"{advice} (sudo apt-get install {' '.join(packages)})")
    print("installing", *packages, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run([*sudo, "apt-get", "--quiet=2", *step], env=quiet, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            give_up(advice)


def succeeds(*command: str) -> bool:
    """Run a command in silence; return whether it is there and succeeds."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def call(*command: str) -> int:
    """Run a command; return its exit status. Ctrl-C is for the command to understand."""
    with subprocess.Popen(command) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def give_up(sentence: str) -> NoReturn:
    """Say why and end."""
    sys.exit(sentence)


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(f"Desktop Chat needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
    sys.exit(main())
