"""`python3 -m package`: built twice, it says whether the bytes are the same; the making itself is seen by the smoke test."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from package import __main__ as module

Build = Callable[[Path, int], int]


@pytest.fixture
def build_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Build], int]:
    """Return a function that builds twice in a folder, by what stands in for PyInstaller and the packers."""

    def run(build: Build) -> int:
        rounds = iter(range(2))

        def make(*options: str) -> int:
            assert options == ("--clean",)
            assert not (tmp_path / "build").exists(), "from nothing"
            (tmp_path / "build").mkdir()
            return build(tmp_path / "dist", next(rounds))

        (tmp_path / "build").mkdir()
        (tmp_path / "dist" / "folder").mkdir(parents=True)
        for name in ("dist", "build"):
            monkeypatch.setattr(module, name.upper(), tmp_path / name)
        monkeypatch.setattr(module, "make", make)
        monkeypatch.setattr(sys, "argv", ["package", "--twice"])
        return module.main()

    return run


@pytest.mark.parametrize(("changing", "status"), [("", 0), ("folder/b", 1)])
def test_what_differs_is_named(changing: str, status: int, build_twice: Callable[[Build], int], capsys: pytest.CaptureFixture[str]) -> None:
    """With both hashes; then the build has failed."""

    def build(folder: Path, number: int) -> int:
        for name in ("a", "folder/b"):
            (folder / name).write_text(f"{number}" if name == changing else "same", encoding="utf-8")
        return 0

    assert build_twice(build) == status
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"2 files, {2 * status} hashes that differ"
    assert all(line.startswith("differs: ") and line.endswith(f"  {changing}") for line in lines[:-1])


def test_what_cannot_be_built_is_not_built_again(build_twice: Callable[[Build], int]) -> None:
    """The status is that of the builder."""
    assert build_twice(lambda _folder, number: 3 + number) == 3
