"""What differs between operating systems, as far as this one shows it."""

import ctypes
import logging
import tkinter as tk
from tkinter import font as tkfont

import pytest

from desktop_chat import paths
from desktop_chat.gui.look.screen import FONT_FILES, bind_wheel, prepare_screen, register_fonts
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.look.typesetter import Typeface


@pytest.mark.tk
def test_our_own_font_is_there(root: tk.Tk, look: Look) -> None:
    """Two weights of it, installed nowhere; code is in letters of one width."""
    assert "Pretendard" in tkfont.families(root)
    assert look.body.actual("family") == "Pretendard"
    assert (look.bold.actual("family"), look.bold.actual("weight")) == ("Pretendard", "bold")
    assert look.setter.width(Typeface.CODE, "iiii") == look.setter.width(Typeface.CODE, "MMMM")


def test_without_a_font_library_the_window_opens_all_the_same(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """With the fonts of the system."""

    def missing(name: str) -> ctypes.CDLL:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", missing)
    caplog.set_level(logging.INFO)
    register_fonts([paths.asset(name) for name in FONT_FILES])
    prepare_screen()
    assert "the system's own fonts are used" in caplog.text


@pytest.mark.tk
def test_the_wheel_turns_in_notches(top: tk.Toplevel) -> None:
    """Downwards is positive, on each system by its own events."""
    turned: list[float] = []
    bind_wheel(top, turned.append)
    for event in ("<Button-4>", "<Button-5>"):
        top.event_generate(event)
    top.event_generate("<MouseWheel>", delta=240)
    top.update()
    assert turned == [-1, 1, -2]
