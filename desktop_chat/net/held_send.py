"""Sending without giving the interpreter's lock away.

`socket.send` gives the lock away for the one or two microseconds that a send which never waits takes. Under load other
threads want it, and each time the sender gets it back only after a switch of threads: a pass of a thousand sends becomes
a thousand switches. A function called through `ctypes.PyDLL` keeps the lock. Not on Windows, where a descriptor is
something else.
"""

import ctypes
import socket
import sys
from collections.abc import Callable

HeldSend = Callable[[int, bytes, int, int], int]
"""Takes a descriptor, the bytes, how many, and `FLAGS`; returns how many went out, or -1: then `socket.send` says why."""


def load() -> HeldSend | None:
    """Return the C library's `send`, or None where there is none to be had."""
    if sys.platform == "win32":
        return None
    else:  # noqa: RET505  # What mypy needs to leave this out on Windows.
        try:
            function = ctypes.PyDLL(None).send
        except (OSError, AttributeError):
            return None
        function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int)
        function.restype = ctypes.c_ssize_t
        held: HeldSend = function
        return held


FLAGS = getattr(socket, "MSG_DONTWAIT", 0) | getattr(socket, "MSG_NOSIGNAL", 0)
"""A full socket takes nothing, and a closed one sends no signal."""
held_send = load()
