"""What is given away on Linux: the tree, the scripts that put it in its places, both archives."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop_chat import __version__
from desktop_chat.arguments import make_parser
from desktop_chat.gui.program import CLASS_NAME
from package.archives import make_tar, sums
from package.deb import make_deb
from package.tree import age, make_tree
from tests.support.programs import FindProgram
from tools.draw_icon import SIZES_OF_LINUX

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages of Linux")

MOMENT = 1_700_000_000
PROGRAM = '#!/bin/sh\nprintf "%s|" started "$@"\n'
"""Stands for the executable, which takes minutes to make."""


def run(*command: str | Path, **environment: str) -> str:
    """Run a program that must succeed; return what it writes."""
    done = subprocess.run(  # noqa: S603
        command, env={"PATH": os.environ["PATH"], **environment}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the tree of a program that tells what it was started with."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MOMENT))
    built = tmp_path / "built"
    (built / "_internal").mkdir(parents=True)
    (built / "desktop-chat").write_text(PROGRAM, encoding="utf-8")
    (built / "_internal" / "LICENSE").write_text("MIT License\n\nCopyright\n\nPermission\n", encoding="utf-8")
    (built / "_internal" / "link").symlink_to("LICENSE")
    folder = tmp_path / "한 글" / "desktop-chat-0"
    make_tree(built, folder)
    age(folder)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return somebody's home, whose path has all that is special in a desktop entry."""
    folder = tmp_path / 'home $x "ann" 100% `b` 집'
    folder.mkdir()
    return folder


def below(folder: Path) -> set[str]:
    """Return the names of everything in a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def command_of(entry: Path) -> list[str]:
    """Return what a desktop starts for an entry: its text read once as a string, once as a command (Desktop Entry Specification)."""
    (text,) = (line.removeprefix("Exec=") for line in entry.read_text(encoding="utf-8").splitlines() if line.startswith("Exec="))
    text = text.replace("\\\\", "\\")
    if not text.startswith('"'):
        return text.split()
    end = next(place for place, letter in enumerate(text) if letter == '"' and place and not escaped(text, place))
    path, place = "", 1
    while place < end:
        place += text[place] == "\\"
        path += text[place]
        place += 1
    return [path.replace("%%", "%"), *text[end + 1 :].split()]


def escaped(text: str, place: int) -> bool:
    """Return whether an odd number of backslashes stands before a letter."""
    before = text[:place]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def test_installed_for_oneself_it_is_in_the_menu_with_icons_and_takes_links(tree: Path, home: Path, find_program: FindProgram) -> None:
    """Whatever the path of one's home: the entry is valid, starts the program, and hands it the link."""
    told = run("sh", tree / "install.sh", HOME=str(home))
    entry = home / ".local/share/applications/desktop-chat.desktop"
    run(find_program("desktop-file-validate"), entry)
    program, *rest = command_of(entry)
    assert program == str(home / ".local/lib/desktop-chat/desktop-chat")
    assert rest == ["%u"]
    assert run(program, "ircs://x") == "started|ircs://x|"
    assert run(home / ".local/bin/desktop-chat", "--version") == "started|--version|"
    assert str(home / ".local/bin/desktop-chat") in told
    icons = home / ".local/share/icons/hicolor"
    assert {path.parent.parent.name for path in icons.rglob("desktop-chat.png")} == {f"{size}x{size}" for size in SIZES_OF_LINUX}


def test_installed_again_it_is_the_new_one_and_taken_away_nothing_is_left_but_what_was_said(tree: Path, home: Path) -> None:
    """A file that the new version has no more is gone; data are not the installer's to delete."""
    said = home / ".local/share/desktop-chat/history.sqlite3"
    said.parent.mkdir(parents=True)
    said.touch()
    run("sh", tree / "install.sh", HOME=str(home))
    (home / ".local/lib/desktop-chat/old").touch()
    run("sh", tree / "install.sh", HOME=str(home))
    assert not (home / ".local/lib/desktop-chat/old").exists()
    told = run("sh", home / ".local/lib/desktop-chat/uninstall.sh", HOME=str(home))
    left = {path for path in home.rglob("*") if path.is_file() or path.is_symlink()}
    assert left - {home / ".local/share/applications/mimeinfo.cache"} == {said}, "the cache is the desktop's own"
    assert str(said.parent) in told


def test_another_data_folder_of_the_desktop_is_respected(tree: Path, home: Path) -> None:
    """XDG Base Directory Specification: `XDG_DATA_HOME` says where menus and icons are."""
    elsewhere = home / "elsewhere"
    run("sh", tree / "install.sh", HOME=str(home), XDG_DATA_HOME=str(elsewhere))
    assert (elsewhere / "applications/desktop-chat.desktop").is_file()
    assert not (home / ".local/share").exists()


def test_the_entry_belongs_to_the_window_and_speaks_korean(tree: Path) -> None:
    """A desktop groups windows by their class (`StartupWMClass`), and offers the program for links to rooms."""
    lines = (tree / "share/applications/desktop-chat.desktop").read_text(encoding="utf-8").splitlines()
    assert f"StartupWMClass={CLASS_NAME}" in lines
    assert "MimeType=x-scheme-handler/ircs;" in lines
    plain = {line.partition("=")[0] for line in lines}
    assert {"Name[ko]", "GenericName[ko]", "Comment[ko]", "Keywords[ko]"} <= plain


def test_the_manual_names_every_command(tree: Path) -> None:
    """And the version; `man` reads it compressed."""
    text = run("gzip", "--decompress", "--stdout", tree / "share/man/man1/desktop-chat.1.gz").replace("\\-", "-")
    assert f"Desktop Chat {__version__}" in text
    commands = next(action.choices for action in make_parser()._actions if isinstance(action.choices, dict))
    assert [name for name in commands if f" {name}" not in text] == []


def test_the_archive_is_of_nobody_and_as_old_as_the_release(tree: Path, tmp_path: Path) -> None:
    """Links stay links; made again it is the same bytes."""
    for name in ("one.tar.gz", "two.tar.gz"):
        make_tar(tree, tmp_path / name)
    assert (tmp_path / "one.tar.gz").read_bytes() == (tmp_path / "two.tar.gz").read_bytes()
    with tarfile.open(tmp_path / "one.tar.gz") as archive:
        entries = archive.getmembers()
    assert {(one.uid, one.gid, one.uname, one.mtime) for one in entries} == {(0, 0, "", MOMENT)}
    modes = {one.name.removeprefix("desktop-chat-0/"): (one.mode & 0o777, one.issym()) for one in entries}
    assert modes["install.sh"] == modes["desktop-chat/desktop-chat"] == (0o755, False)
    assert modes["desktop-chat/_internal/LICENSE"] == (0o644, False)
    assert modes["desktop-chat/_internal/link"][1]
    assert [one.name for one in entries] == sorted(one.name for one in entries)


def contents_of(package: Path) -> Sequence[str]:
    """Return the lines that dpkg tells of what is in a package."""
    return run("dpkg-deb", "--contents", package).splitlines()


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="a tool of Debian")
def test_the_debian_package_has_the_same_tree_in_its_places(tree: Path, tmp_path: Path) -> None:
    """Of root, as old as the release, the same bytes each time, with a command in the path."""
    for name in ("one", "two"):
        make_deb(tree, tmp_path / name, tmp_path / f"{name}.deb")
    assert (tmp_path / "one.deb").read_bytes() == (tmp_path / "two.deb").read_bytes()
    run("dpkg-deb", "--extract", tmp_path / "one.deb", tmp_path / "root")
    files = below(tmp_path / "root/usr")
    assert {"share/applications/desktop-chat.desktop", "share/icons/hicolor/256x256/apps/desktop-chat.png"} <= files
    assert {"share/doc/desktop-chat/copyright", "share/doc/desktop-chat/NEWS.md.gz", "share/man/man1/desktop-chat.1.gz"} <= files
    assert run(tmp_path / "root/usr/bin/desktop-chat", "serve") == "started|serve|"
    assert all("root/root" in line for line in contents_of(tmp_path / "one.deb"))
    about = run("dpkg-deb", "--field", tmp_path / "one.deb")
    assert f"Version: {__version__}\n" in about
    assert "Depends: libc6 (>= " in about
    assert "\n Permission\n" in (tmp_path / "root/usr/share/doc/desktop-chat/copyright").read_text(encoding="utf-8")


def test_hashes_are_checked_by_the_system_s_own_tool(tmp_path: Path) -> None:
    """`sha256sum --check` reads the file."""
    for name in ("b", "a"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    text = sums([tmp_path / "b", tmp_path / "a"], tmp_path)
    (tmp_path / "SHA256SUMS").write_text(text, encoding="utf-8")
    assert run("sh", "-c", f"cd '{tmp_path}' && sha256sum --check SHA256SUMS") == "a: OK\nb: OK\n"
