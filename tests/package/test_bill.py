"""What is in the program and whose it is: the bill of materials, the licences, the names of files."""

import json
import platform as platform_module
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from desktop_chat import __version__
from package import licences, release
from package.bom import bill
from package.contents import distributions, locked
from tests.support.layers import ROOT

FOUND = distributions(["PIL.Image", "zeroconf._core", "desktop_chat.cli", "json"], ["_cffi_backend.cpython-311-x86_64-linux-gnu.so"])


def test_what_is_collected_is_known_by_the_distribution_it_came_in() -> None:
    """By module names and names of compiled files; neither the standard library nor ourselves."""
    assert [one.name.lower() for one in FOUND] == ["cffi", "pillow", "zeroconf"]


def test_the_bill_names_each_part_with_version_licence_and_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """CycloneDX 1.6: what an auditor's tool looks up."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    document = json.loads(bill(FOUND))
    parts = {part["name"]: part for part in document["components"]}
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    assert document["metadata"]["component"]["version"] == __version__
    assert parts["zeroconf"]["purl"] == f"pkg:pypi/zeroconf@{locked(ROOT / 'requirements')['zeroconf']}"
    assert parts["zeroconf"]["licenses"] == [{"license": {"name": "LGPL-2.1-or-later"}}]
    assert {"python", "openssl", "sqlite", "tcl-tk"} < set(parts)
    assert document["dependencies"] == [{"ref": "desktop-chat", "dependsOn": [part["bom-ref"] for part in document["components"]]}]


@pytest.mark.parametrize("one", FOUND, ids=lambda one: one.name)
def test_every_part_has_a_licence_that_can_be_given_away_with_it(one: metadata.Distribution) -> None:
    """Its own text, not only a name."""
    assert licences.licence_of(one) != "see below"
    assert all(len(file.read_text(encoding="utf-8")) > 100 for file in licences.licence_files(one))


def test_a_part_without_a_licence_stops_the_build(tmp_path: Path) -> None:
    """Nobody may give it away."""
    (tmp_path / "bare-1.dist-info").mkdir()
    (tmp_path / "bare-1.dist-info" / "METADATA").write_text("Name: bare\nVersion: 1\n", encoding="utf-8")
    (one,) = metadata.distributions(path=[str(tmp_path)])
    with pytest.raises(ValueError, match="bare has no file with its licence"):
        licences.licence_files(one)


def test_the_licence_of_this_python_is_found() -> None:
    """Wherever this system keeps it."""
    (file,) = licences.python_licences()
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in file.read_text(encoding="utf-8", errors="replace").upper()


@pytest.mark.skipif(not Path("/usr/bin/dpkg-query").exists(), reason="Debian's")
def test_a_library_of_the_system_is_known_by_its_package() -> None:
    """Through links, by whichever of its paths; ours and Python's are not the system's."""
    asked = [Path("/usr/bin/../lib/does-not-exist.so"), Path("/usr/lib/python3/dist-packages/x.so"), Path(sys.executable)]
    libc = subprocess.run(["/usr/bin/dpkg-query", "--listfiles", "libc6"], capture_output=True, text=True, check=True).stdout
    asked.append(next(Path(line) for line in libc.splitlines() if line.endswith("/libc.so.6")))
    assert licences.system_notices(asked) == [("libc6", Path("/usr/share/doc/libc6/copyright"))]
    assert licences.system_notices(asked[:0]) == []


def test_the_moment_of_a_release_is_that_of_its_commit_unless_it_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A source tree without git has a moment too, the same for everybody."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "17")
    assert release.epoch() == 17
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setattr(release, "ROOT", tmp_path / "tree")
    (tmp_path / "tree").mkdir()
    assert release.epoch() == release.ZIP_EPOCH
    monkeypatch.setenv("PATH", "")
    assert release.epoch() == release.ZIP_EPOCH


@pytest.mark.parametrize(
    ("platform", "machine", "name"),
    [("linux", "x86_64", "linux-x86_64"), ("win32", "AMD64", "windows-x86_64"), ("darwin", "arm64", "macos-arm64")],
)
def test_a_file_says_for_which_machines_it_is(platform: str, machine: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each system has its own word for the same processor."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(platform_module, "machine", lambda: machine)
    assert release.file_name(".zip") == f"desktop-chat-{__version__}-{name}.zip"
