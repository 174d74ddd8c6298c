"""What a person does with a window on X11 and `xdotool` cannot: closing it politely, where no window manager runs."""

import ctypes
import subprocess

WAIT_SECONDS = 30.0
CLIENT_MESSAGE = 33
"""X.h; a message from one client to another (ICCCM 4.2.8)."""
WORD = 32


class _ClientMessage(ctypes.Structure):
    """Xlib's XClientMessageEvent, as large as any XEvent."""

    _fields_ = (  # type: ignore[mutable-override]  # So ctypes wants it.
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 12),
    )


def windows(class_name: str) -> frozenset[int]:
    """Return the windows of a class that are seen now."""
    done = xdotool("search", "--onlyvisible", "--class", f"^{class_name}$", check=False)
    return frozenset(map(int, done.split()))


def type_line(window: int, text: str) -> None:
    """Type a text into a window, as a keyboard does, and press Enter."""
    xdotool("windowfocus", "--sync", str(window))
    xdotool("type", "--delay", "40", text)  # Faster, and letters that the keyboard has not would be mixed up.
    xdotool("key", "Return")


def press(key: str, window: int) -> None:
    """Press a key in a window."""
    xdotool("windowfocus", "--sync", str(window))
    xdotool("key", key)


def xdotool(*words: str, check: bool = True) -> str:
    """Do something with a window; return what is said about it."""
    return subprocess.run(("xdotool", *words), timeout=WAIT_SECONDS, check=check, capture_output=True, text=True).stdout  # noqa: S603, S607


def ask_to_close(window: int) -> None:
    """Do what a click on the cross does: `WM_DELETE_WINDOW` (ICCCM 4.2.8.1)."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.argtypes, x11.XInternAtom.restype = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int], ctypes.c_ulong
    x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    protocols, delete = (x11.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    message = _ClientMessage(CLIENT_MESSAGE, 0, 1, display, window, protocols, WORD)
    message.data[0] = delete
    x11.XSendEvent(display, window, 0, 0, ctypes.byref(message))
    x11.XCloseDisplay(display)  # Sends it.
