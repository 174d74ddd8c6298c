"""A real Tk root for tests: one for all of them, empty for each, in which no callback may fail."""

import gc
import time
import tkinter as tk
from collections.abc import Callable, Iterator
from tkinter import ttk
from types import TracebackType

import pytest

from desktop_chat.gui.look.screen import prepare_screen

WAIT_SECONDS = 20.0
"""For anything to happen in a window. Far above what it takes, so that a busy machine fails no test."""
LOOK_MS = 5
"""How often `until` looks when no event comes: what it waits for may happen on another thread."""


def until(root: tk.Misc, condition: Callable[[], bool], *, seconds: float = WAIT_SECONDS) -> None:
    """Let Tk run until a condition holds; fail when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "this never happened in the window"
        root.tk.call("after", LOOK_MS, "")
        root.tk.dooneevent(0)


@pytest.fixture(scope="session")
def only_root() -> Iterator[tk.Tk]:
    """Give the one root of the whole run: making one takes longer than most tests."""
    prepare_screen()
    root = tk.Tk()
    yield root
    root.destroy()
    gc.collect()  # Here, on the main thread, where alone Tk's finalisers may run.


@pytest.fixture
def root(only_root: tk.Tk, monkeypatch: pytest.MonkeyPatch) -> Iterator[tk.Tk]:
    """Give an empty root; fail a test in which a callback of Tk failed; leave neither widget nor timer behind."""
    failed: list[BaseException] = []

    def collect(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        failed.append(error)

    monkeypatch.setattr(only_root, "report_callback_exception", collect)
    yield only_root
    for child in only_root.winfo_children():
        child.destroy()
    for timer in only_root.tk.splitlist(only_root.tk.call("after", "info")):
        only_root.after_cancel(timer)
    only_root.update()
    assert not failed, f"callbacks failed: {failed!r}"


def y_of(canvas: tk.Canvas, text: str) -> int:
    """Return the middle of the first text on a canvas that is this one."""
    call = canvas.tk.call
    for item in canvas.find_all():
        if str(canvas.type(item)) == "text" and str(call(str(canvas), "itemcget", item, "-text")) == text:
            _, top, _, bottom = canvas.bbox(item)
            return (top + bottom) // 2
    raise AssertionError(f"no {text!r} on the canvas")


def texts_in(widget: tk.Misc) -> list[str]:
    """Return every text that can be read in a window and those that belong to it, but for menus."""
    found = [line for line in _texts_of(widget) if line] if widget.winfo_viewable() else []
    return found + [text for child in widget.winfo_children() if not isinstance(child, tk.Menu) for text in texts_in(child)]


def text_on(widget: tk.Misc) -> str:
    """Return what stands on a button or a label, "" for what has no such thing."""
    return str(widget.cget("text")) if "text" in (widget.configure() or ()) else ""


def _texts_of(widget: tk.Misc) -> list[str]:
    match widget:
        case tk.Canvas():
            texts = [item for item in widget.find_all() if str(widget.type(item)) == "text"]
            return [str(widget.tk.call(str(widget), "itemcget", item, "-text")) for item in texts]
        case tk.Text():
            return widget.get("1.0", "end-1c").splitlines()
        case tk.Entry() | ttk.Entry():
            return [widget.get()]
        case ttk.Treeview():
            return [str(value) for row in widget.get_children() for value in widget.item(row, "values")]
        case _:
            return [text_on(widget)]
