"""The layers of docs/architecture.md, held over the syntax trees of the whole package."""

import ast
from pathlib import Path

import pytest

from tests.support.layers import PACKAGE, ROOT, broken_rules, imports, part_of

FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 300
DECIDING = frozenset(
    {
        "presenter",
        "room.room_presenter",
        "ports",
        "view",
        "texts",
        "safe_text",
        "writing.completion",
        "writing.emoji_sheet",
        "inside.lab_presenter",
        "inside.threads_presenter",
        "host.host_presenter",
        "host.profile_presenter",
        "history.search_presenter",
        "lists.around",
        "messages.message_actions",
        "sheets.sheets",
        "timeline.row_layout",
        "settings.settings_presenter",
        "timeline.viewport",
        "attention",
        "alerting",
    }
)
"""Modules of gui that run without Tk, and with them all that they import."""


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


def file_of(module: str) -> Path:
    """Return the file of a module of gui."""
    return (PACKAGE / "gui").joinpath(*module.split(".")).with_suffix(".py")


def needed(module: str) -> set[str]:
    """Return the full names of all that a module of gui imports, and of what those of gui import in turn."""
    found, waiting = set[str](), [f"desktop_chat.gui.{module}"]
    while waiting:
        name = waiting.pop()
        file = file_of(name.removeprefix("desktop_chat.gui."))
        if name not in found and file.is_file():
            waiting += imports(file.read_text(encoding="utf-8"))
        found.add(name)
    return found


@pytest.mark.parametrize("module", sorted(DECIDING))
def test_what_decides_in_the_window_runs_without_tk(module: str) -> None:
    """Tests run it with a fake view; it imports no widget, not even by way of another module."""
    names = needed(module)
    assert f"desktop_chat.gui.{module}" in names
    assert file_of(module).is_file()
    assert [name for name in names if name.partition(".")[0] == "tkinter"] == []


@pytest.mark.parametrize("file", [*FILES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_can_be_read_in_one_sitting(file: Path) -> None:
    """About 300 lines."""
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_every_module_says_what_it_is() -> None:
    """A module begins with a docstring."""
    silent = [str(file) for file in FILES if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))]
    assert silent == []
