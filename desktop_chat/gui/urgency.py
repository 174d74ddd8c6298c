"""How each desktop is asked to show that a window wants attention: its button in the task bar lights up, its icon in the dock jumps."""

import ctypes
import logging
import sys
import tkinter as tk
from typing import Final

log = logging.getLogger(__name__)

X_URGENCY_HINT: Final = 1 << 8
"""ICCCM 4.1.2.4, WM_HINTS."""
FLASH_STOP: Final = 0
FLASH_TRAY_UNTIL_SEEN: Final = 2 | 12
"""FlashWindowEx: FLASHW_TRAY and FLASHW_TIMERNOFG."""
NS_INFORMATIONAL_REQUEST: Final = 10
"""NSRequestUserAttentionType: the icon jumps once."""


def set_urgent(window: tk.Tk | tk.Toplevel, *, wanted: bool) -> None:
    """Ask for a person's attention, or no longer; a desktop that cannot be asked is told nothing."""
    ask = {"win32": _ask_windows, "darwin": _ask_macos}.get(sys.platform, _ask_x11)
    try:
        ask(window, wanted)
    except (AttributeError, OSError) as error:
        log.info("this desktop shows no urgency: %s", error)


class _WMHints(ctypes.Structure):
    """Xlib's XWMHints."""

    _fields_ = (  # type: ignore[mutable-override]  # So ctypes wants it.
        ("flags", ctypes.c_long),
        ("input", ctypes.c_int),
        ("initial_state", ctypes.c_int),
        ("icon_pixmap", ctypes.c_ulong),
        ("icon_window", ctypes.c_ulong),
        ("icon_x", ctypes.c_int),
        ("icon_y", ctypes.c_int),
        ("icon_mask", ctypes.c_ulong),
        ("window_group", ctypes.c_ulong),
    )


def _ask_x11(window: tk.Tk | tk.Toplevel, wanted: bool) -> None:  # noqa: FBT001  # One of three alike.
    """Set or take back the urgency hint; Tk has no word for it."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XGetWMHints.restype = ctypes.POINTER(_WMHints)
    for function in (x11.XCloseDisplay, x11.XFree):
        function.argtypes = [ctypes.c_void_p]
    x11.XGetWMHints.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XSetWMHints.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(_WMHints)]
    display = x11.XOpenDisplay(window.winfo_screen().encode())
    if not display:
        raise OSError(f"the screen {window.winfo_screen()} cannot be opened")
    try:
        outer = _outer_window(x11, display, window.winfo_id())
        found = x11.XGetWMHints(display, outer)
        hints = _WMHints.from_buffer_copy(found.contents) if found else _WMHints()
        if found:
            x11.XFree(found)
        hints.flags = hints.flags | X_URGENCY_HINT if wanted else hints.flags & ~X_URGENCY_HINT
        x11.XSetWMHints(display, outer, ctypes.byref(hints))
    finally:
        x11.XCloseDisplay(display)


def _outer_window(x11: ctypes.CDLL, display: int, inner: int) -> int:
    """Return the window that Tk puts around each of its own, and that the window manager knows."""
    root, parent, count, children = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint(), ctypes.c_void_p()
    x11.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_void_p] * 4]
    x11.XQueryTree(display, inner, *map(ctypes.byref, (root, parent, children, count)))
    if children.value:
        x11.XFree(children)
    return parent.value


class _FlashInfo(ctypes.Structure):
    """FLASHWINFO of Windows."""

    _fields_ = (  # type: ignore[mutable-override]  # So ctypes wants it.
        ("size", ctypes.c_uint),
        ("window", ctypes.c_void_p),
        ("flags", ctypes.c_uint),
        ("count", ctypes.c_uint),
        ("timeout_ms", ctypes.c_uint),
    )


def _ask_windows(window: tk.Tk | tk.Toplevel, wanted: bool) -> None:  # noqa: FBT001  # One of three alike.
    """Let the button in the task bar flash until the window comes to the front."""
    if sys.platform == "win32":
        flags = FLASH_TRAY_UNTIL_SEEN if wanted else FLASH_STOP
        info = _FlashInfo(ctypes.sizeof(_FlashInfo), int(window.wm_frame(), 16), flags, 0, 0)
        ctypes.windll.user32.FlashWindowEx(ctypes.byref(info))


def _ask_macos(_window: tk.Tk | tk.Toplevel, wanted: bool) -> None:  # noqa: FBT001  # One of three alike.
    """Let the icon in the dock jump once; it rests by itself."""
    if not wanted:
        return
    objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
    for function in (objc.objc_getClass, objc.sel_registerName):
        function.argtypes, function.restype = [ctypes.c_char_p], ctypes.c_void_p
    get = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    ask = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(("objc_msgSend", objc))
    program = get(objc.objc_getClass(b"NSApplication"), objc.sel_registerName(b"sharedApplication"))
    ask(program, objc.sel_registerName(b"requestUserAttention:"), NS_INFORMATIONAL_REQUEST)
