"""What a person sees who started the program by a double-click and cannot see a terminal."""

import tkinter as tk
from tkinter import ttk

import pytest

from desktop_chat.gui import error_window
from desktop_chat.gui.error_window import fill, show_error
from desktop_chat.gui.program import NoScreen, destroy_root, make_root

pytestmark = pytest.mark.tk
SENTENCE = "The data folder /데이터 cannot be used."


def texts(root: tk.Misc) -> list[str]:
    """Return what stands in the window."""
    return [str(widget.cget("text")) for widget in root.winfo_children() if isinstance(widget, ttk.Label | ttk.Button)]


@pytest.mark.parametrize("way", ["Return", "Escape", "close", "button"])
def test_the_sentence_stays_until_it_is_closed(way: str) -> None:
    """By the keyboard, the button or the window's own; each once ends it."""
    root = make_root()
    fill(root, SENTENCE)
    assert texts(root) == [SENTENCE, "Close"]

    def close() -> None:
        if way == "close":
            root.tk.call(root.protocol("WM_DELETE_WINDOW"))
        elif way == "button":
            next(widget for widget in root.winfo_children() if isinstance(widget, ttk.Button)).invoke()
        else:
            root.focus_force()
            root.update()  # Before it is seen, a window hears no key.
            root.event_generate(f"<{way}>")

    root.after(1, close)
    root.mainloop()
    destroy_root(root)


def test_without_a_screen_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence is on standard error all the same."""
    asked = 0

    def refuse() -> tk.Tk:
        nonlocal asked
        asked += 1
        raise NoScreen("no display")

    monkeypatch.setattr(error_window, "make_root", refuse)
    show_error(SENTENCE)
    assert asked == 1
