"""What differs between the screens of operating systems: the one place in the window that asks which it is."""

import ctypes
import logging
import sys
import tkinter as tk
from typing import Final

log = logging.getLogger(__name__)

XFT_WITH_COLOUR: Final = 20305
"""libXft 2.3.5: the first that draws colour emoji; one before ends the program at the first of them, by an X error."""
DESIGN_DPI: Final = 96.0


def prepare_screen() -> None:
    """Ask for real pixels; to be called before the first window is made."""
    if sys.platform == "win32":
        try:
            ctypes.windll.shcore.SetProcessDpiAwareness(2)
        except (AttributeError, OSError) as error:
            log.info("the system scales this window itself: %s", error)


def screen_scale(root: tk.Misc) -> float:
    """Return how many pixels this screen has for each pixel of the design, in steps of a quarter."""
    return max(1.0, round(root.winfo_fpixels("1i") / DESIGN_DPI * 4) / 4)


def can_draw_emoji(root: tk.Misc) -> bool:
    """Return whether Tk survives a colour emoji on this screen."""
    if root.tk.call("tk", "windowingsystem") != "x11":
        return True
    try:
        version = int(ctypes.CDLL("libXft.so.2").XftGetVersion())
    except (AttributeError, OSError) as error:
        log.warning("emoji are shown by name, since libXft does not tell its version: %s", error)
        return False
    return version >= XFT_WITH_COLOUR
