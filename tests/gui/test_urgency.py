"""How a desktop is asked to show that a window wants attention."""

import ctypes
import sys
import tkinter as tk

import pytest

from desktop_chat.gui import urgency
from desktop_chat.gui.urgency import X_URGENCY_HINT, set_urgent
from tests.support.window import Person

on_x11 = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="other desktops are asked in other ways")


def hints_of(window: tk.Toplevel) -> int:
    """Return the flags of a window's WM_HINTS, as a window manager reads them."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XGetWMHints.restype = ctypes.POINTER(ctypes.c_long)
    x11.XGetWMHints.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XFree.argtypes = x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(window.winfo_screen().encode())
    hints = x11.XGetWMHints(display, urgency._outer_window(x11, display, window.winfo_id()))
    x11.XCloseDisplay(display)
    return int(hints[0])


@on_x11
@pytest.mark.tk
def test_the_window_manager_is_told_and_told_when_it_is_over(top: tk.Toplevel) -> None:
    """ICCCM 4.1.2.4: "The UrgencyHint flag"; the other hints stay as Tk has set them."""
    before = hints_of(top)
    assert not before & X_URGENCY_HINT
    set_urgent(top, wanted=True)
    assert hints_of(top) == before | X_URGENCY_HINT
    set_urgent(top, wanted=False)
    assert hints_of(top) == before


@on_x11
@pytest.mark.tk
def test_a_desktop_that_cannot_be_asked_is_no_error(top: tk.Toplevel, monkeypatch: pytest.MonkeyPatch) -> None:
    """No such library, or no such screen."""
    monkeypatch.setattr(top, "winfo_screen", lambda: ":4711")
    set_urgent(top, wanted=True)
    monkeypatch.setattr(ctypes, "CDLL", _no_library)
    set_urgent(top, wanted=True)
    assert top.winfo_exists()


def _no_library(name: str) -> ctypes.CDLL:
    raise OSError(f"{name}: cannot open shared object file")


@on_x11
@pytest.mark.tk
def test_a_click_on_a_notification_brings_the_window_back(member: Person) -> None:
    """From the task bar too, with the keyboard."""
    member.top.withdraw()
    member.draw()
    member.window.come_forward()
    member.draw()
    assert member.top.winfo_viewable()
    member.window.set_urgent(wanted=True)
    assert hints_of(member.top) & X_URGENCY_HINT
    member.window.bell()
