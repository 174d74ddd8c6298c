"""What an input method still holds back, such as the last syllable of Korean, before a text is read or the keyboard goes elsewhere.

On X11 an input method keeps the syllable that is being composed until another key comes, and a click on a button is none: the
syllable would turn up in the next message (design: it is made to come by a key that does nothing). That key, F12, is sent
to the window of the text; the input method hands over the syllable, then passes the key on, by which we know that it did.
Elsewhere the syllable comes by itself, but it may come a moment after the key that ends it.
"""

import ctypes
import logging
import os
import re
import tkinter as tk
from collections.abc import Callable
from functools import cache
from typing import ClassVar, Final
from weakref import WeakKeyDictionary

log = logging.getLogger(__name__)

ANSWER_MS: Final = 1000
"""An input method that has not passed the key on by then has died, or keeps it for itself."""
KEY: Final = "F12"
MODIFIERS = re.compile("@im=(?!none|local)")
"""How XMODIFIERS names an input method (XSetLocaleModifiers)."""
TK_FOCUS: Final = "focus-of-tk"
"""What Tk's own command is called then."""
QUERIES: Final = ("-displayof", "-lastfor")
"""Words after which Tk's `focus` moves nothing."""
KEY_PRESS, KEY_RELEASE = 2, 3
KEY_PRESS_MASK, KEY_RELEASE_MASK = 1, 2


class _XKeyEvent(ctypes.Structure):
    """`XKeyEvent` of X11/Xlib.h, with what makes it as long as an `XEvent`."""

    _fields_: ClassVar = [  # type: ignore[mutable-override]  # ctypes fixes it once and for all
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("root", ctypes.c_ulong),
        ("subwindow", ctypes.c_ulong),
        ("time", ctypes.c_ulong),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("x_root", ctypes.c_int),
        ("y_root", ctypes.c_int),
        ("state", ctypes.c_uint),
        ("keycode", ctypes.c_uint),
        ("same_screen", ctypes.c_int),
        ("pad", ctypes.c_long * 24),
    ]


class _Sender:
    """A connection of its own to an X server, which sends the key."""

    def __init__(self, screen: str) -> None:
        self._x11 = x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XStringToKeysym.restype = ctypes.c_ulong
        x11.XKeysymToKeycode.argtypes, x11.XKeysymToKeycode.restype = [ctypes.c_void_p, ctypes.c_ulong], ctypes.c_ubyte
        x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
        x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        x11.XDefaultRootWindow.argtypes, x11.XDefaultRootWindow.restype = [ctypes.c_void_p], ctypes.c_ulong
        self._display = x11.XOpenDisplay(screen.encode())
        if not self._display:
            raise OSError(f"no second connection to {screen}")
        self._keycode = int(x11.XKeysymToKeycode(self._display, x11.XStringToKeysym(KEY.encode())))
        if not self._keycode:
            raise OSError(f"the keyboard of {screen} has no {KEY}")

    def send(self, window: int) -> None:
        """Press and release the key in a window, which is there until this returns: an X error would end the program."""
        for kind, mask in ((KEY_PRESS, KEY_PRESS_MASK), (KEY_RELEASE, KEY_RELEASE_MASK)):
            event = _XKeyEvent()
            event.type, event.send_event, event.display, event.same_screen = kind, 1, self._display, 1
            event.window, event.root = window, self._x11.XDefaultRootWindow(self._display)
            event.keycode = self._keycode
            self._x11.XSendEvent(self._display, window, 1, mask, ctypes.byref(event))
        self._x11.XSync(self._display, 0)


@cache
def _sender(screen: str) -> _Sender | None:
    """Return who sends keys to a screen; None where that cannot be done."""
    try:
        return _Sender(screen)
    except (AttributeError, OSError) as error:
        log.warning("what an input method holds back comes with the next key: %s", error)
        return None


class InputMethod:
    """Whatever composes syllables for one text. Main thread only.

    Args:
        text: The field where one writes.
    """

    def __init__(self, text: tk.Text) -> None:
        self._text = text
        self._waiting: list[Callable[[], object]] = []
        """What is to be done once everything has been handed over."""
        self._timer = ""
        self.is_composing = False
        """A syllable is under way in the text itself; only macOS tells, and there the key that ends it is not ours."""
        for event, composing in (
            ("<<TkStartIMEMarkedText>>", True),
            ("<<TkEndIMEMarkedText>>", False),
            ("<<TkClearIMEMarkedText>>", False),
        ):
            text.bind(event, lambda _event, composing=composing: self._note(is_composing=composing), add=True)  # type: ignore[misc]
        is_x11 = text.tk.call("tk", "windowingsystem") == "x11"
        self._holds_back = bool(is_x11 and MODIFIERS.search(os.environ.get("XMODIFIERS", "")))
        if self._holds_back:
            text.bind(f"<{KEY}>", lambda _event: self._done(), add=True)
            _hold_focus(text, self)

    def _note(self, *, is_composing: bool) -> None:
        self.is_composing = is_composing

    def finish(self, then: Callable[[], object]) -> None:
        """Let everything come that was typed so far; then do something, at once where nothing is held back.

        What is asked for meanwhile is done after it, in order.
        """
        self._waiting.append(then)
        if len(self._waiting) == 1 and not self._ask():
            self._done()

    def _ask(self) -> bool:
        """Ask for what is held back; return whether an answer will come."""
        text = self._text
        sender = _sender(text.winfo_screen()) if self._holds_back and text.focus_displayof() is text else None
        if sender is None:
            return False
        sender.send(text.winfo_id())
        self._timer = text.after(ANSWER_MS, self._done)
        return True

    def _done(self) -> None:
        if self._timer:
            self._text.after_cancel(self._timer)
            self._timer = ""
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def hold(self, words: tuple[str, ...], has_focus: str, move: Callable[[], object]) -> bool:
        """Take it upon oneself to move the keyboard, once everything has come; return whether that is needed."""
        name = str(self._text)
        is_ours = words[-1] != name and not words[0].startswith(QUERIES) and (self._waiting or has_focus == name)
        if is_ours:
            self.finish(move)
        return bool(is_ours)


_holders: WeakKeyDictionary[tk.Misc, dict[str, InputMethod]] = WeakKeyDictionary()
"""For each program of Tk the input methods of texts that the keyboard leaves late."""


def _hold_focus(text: tk.Text, method: InputMethod) -> None:
    """Let the keyboard leave a text only when everything has come: what an input method holds back then, it forgets."""
    root = text.nametowidget(".")
    if root not in _holders:
        holders: dict[str, InputMethod] = {}
        _holders[root] = holders
        root.tk.call("rename", "focus", TK_FOCUS)

        def focus(*words: str) -> object:
            has_focus = str(root.tk.call(TK_FOCUS))
            held = words and any(one.hold(words, has_focus, lambda: root.tk.call(TK_FOCUS, *words)) for one in list(holders.values()))
            return "" if held else root.tk.call(TK_FOCUS, *words)

        root.tk.createcommand("focus", focus)
    _holders[root][str(text)] = method
    text.bind("<Destroy>", lambda _event: _holders[root].pop(str(text), None), add=True)
