"""The layers of docs/architecture.md, held over the syntax trees of the whole package."""

import ast
from pathlib import Path

import pytest

from tests.support.layers import PACKAGE, ROOT, broken_rules, part_of

FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 300
WITHOUT_TK = ("presenter", "render", "rows", "texts", "ports", "view", "safe_text", "links", "times", "typing_aids")
"""Modules of gui that decide and must run without Tk."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_folder_imports_only_what_it_may(file: Path) -> None:
    """Imports point down; the core touches nothing of the outside."""
    assert broken_rules(part_of(file), file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("core", "import socket"),
        ("core", "def f():\n    from time import monotonic"),
        ("core", "from desktop_chat.net.clock import Clock"),
        ("net", "from desktop_chat.server import engine"),
        ("gui", "from desktop_chat.server.service import RoomServer"),
        ("gui", "from desktop_chat import client"),
        ("client", "import desktop_chat.server"),
        ("client", "from ..server import engine"),
        ("server", "import tkinter.ttk"),
        ("settings", "from desktop_chat import i18n"),
    ],
)
def test_a_forbidden_import_is_seen(part: str, source: str) -> None:
    """The test above can fail."""
    assert len(broken_rules(part, source)) >= 1


def test_what_decides_in_the_window_runs_without_tk() -> None:
    """Presenter and render know no widget: tests run them with a fake view."""
    touching = [
        file.name
        for file in (PACKAGE / "gui").glob("*.py")
        if file.stem.startswith(WITHOUT_TK) and "tkinter" in file.read_text(encoding="utf-8")
    ]
    assert touching == []


@pytest.mark.parametrize("file", [*FILES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_can_be_read_in_one_sitting(file: Path) -> None:
    """About 300 lines."""
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_every_module_says_what_it_is() -> None:
    """A module begins with a docstring."""
    silent = [str(file) for file in FILES if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))]
    assert silent == []
