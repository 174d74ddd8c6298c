"""What holds for every widget of ours."""

import importlib
import tkinter as tk
from tkinter import ttk

import pytest

from tests.support.layers import PACKAGE

FILES = sorted(file for file in (PACKAGE / "gui").rglob("*.py") if "tkinter" in file.read_text(encoding="utf-8"))
MODULES = [".".join(("desktop_chat", *file.relative_to(PACKAGE).with_suffix("").parts)) for file in FILES]
WIDGETS: set[type[tk.Misc]] = {
    kind
    for module in MODULES
    for kind in vars(importlib.import_module(module)).values()
    if isinstance(kind, type) and issubclass(kind, tk.Misc) and kind.__module__.startswith("desktop_chat.")
}
PYTHONS_OWN = frozenset({"__doc__", "__init__", "__module__", "__firstlineno__", "__static_attributes__"})


def test_there_are_widgets() -> None:
    """The test below looks at something."""
    assert len(WIDGETS) >= 20


@pytest.mark.parametrize("kind", sorted(WIDGETS, key=str), ids=str)
def test_no_name_of_tkinter_is_taken(kind: type[tk.Misc]) -> None:
    """Not even a private one: Python 3.11.2 ends up in `_bind` of a subclass where 3.11.7 does not."""
    assert set(vars(kind)) & set(dir(ttk.Frame)) - PYTHONS_OWN == set()
