"""What differs between the screens of operating systems: the one place in the window that asks which it is."""

import ctypes
import logging
import sys
import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from desktop_chat import paths

log = logging.getLogger(__name__)

XFT_WITH_COLOUR: Final = 20305
"""libXft 2.3.5: the first that draws colour emoji; one before ends the program at the first of them, by an X error."""
DESIGN_DPI: Final = 96.0
FONT_FILES: Final = ("fonts/Pretendard-Regular.otf", "fonts/Pretendard-SemiBold.otf")
"""Two of its nine weights: with more, Tk's normal would be the medium one."""
WHEEL_NOTCH: Final = 120
"""What Windows and X11 call one notch of a wheel; macOS counts single lines."""
MENU_KEYS: Final = {"x11": ("<Menu>",), "win32": ("<App>",)}
"""What the key with the sign of a menu is called; a Mac has none."""
FR_PRIVATE: Final = 0x10
"""For this program alone (AddFontResourceExW)."""
CT_PROCESS: Final = 1
"""The same on macOS (kCTFontManagerScopeProcess)."""


def prepare_screen() -> None:
    """Ask for real pixels and make our own fonts known; to be called before the first window is made."""
    register_fonts([paths.asset(name) for name in FONT_FILES])
    if sys.platform == "win32":
        try:
            ctypes.windll.shcore.SetProcessDpiAwareness(2)
        except (AttributeError, OSError) as error:
            log.info("the system scales this window itself: %s", error)


def register_fonts(files: Sequence[Path]) -> None:
    """Let this program alone use these fonts; without them it looks plainer and works the same."""
    add = {"win32": _add_font_to_windows, "darwin": _add_font_to_macos}.get(sys.platform, _add_font_to_fontconfig)
    try:
        for file in files:
            add(file)
    except (AttributeError, OSError) as error:
        log.info("the system's own fonts are used: %s", error)


def _add_font_to_fontconfig(file: Path) -> None:
    library = ctypes.CDLL("libfontconfig.so.1")
    library.FcConfigAppFontAddFile.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.FcConfigAppFontAddFile(None, bytes(file))


def _add_font_to_windows(file: Path) -> None:
    if sys.platform == "win32":
        ctypes.windll.gdi32.AddFontResourceExW(str(file), FR_PRIVATE, 0)


def _add_font_to_macos(file: Path) -> None:
    foundation = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
    text = ctypes.CDLL("/System/Library/Frameworks/CoreText.framework/CoreText")
    foundation.CFURLCreateFromFileSystemRepresentation.restype = ctypes.c_void_p
    foundation.CFURLCreateFromFileSystemRepresentation.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_long, ctypes.c_bool]
    text.CTFontManagerRegisterFontsForURL.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p]
    name = bytes(file)
    text.CTFontManagerRegisterFontsForURL(
        foundation.CFURLCreateFromFileSystemRepresentation(None, name, len(name), False),  # noqa: FBT003  # Not a folder.
        CT_PROCESS,
        None,
    )


def bind_wheel(widget: tk.Misc, on_steps: Callable[[float], None]) -> None:
    """Call back when the wheel is turned over a widget, with notches, downwards positive; touch pads turn by parts of one."""
    notch = 1 if sys.platform == "darwin" else WHEEL_NOTCH
    widget.bind("<MouseWheel>", lambda event: on_steps(-event.delta / notch), add=True)
    if widget.tk.call("tk", "windowingsystem") == "x11":
        widget.bind("<Button-4>", lambda _event: on_steps(-1), add=True)
        widget.bind("<Button-5>", lambda _event: on_steps(1), add=True)


def bind_menu(widget: tk.Misc, *, on_click: Callable[["tk.Event[tk.Misc]"], object], on_key: Callable[[], object]) -> None:
    """Call back when somebody asks for the menu of a place: by the other button, Shift+F10 or the menu key."""
    system = widget.tk.call("tk", "windowingsystem")
    for event in ("<Button-2>", "<Control-Button-1>") if system == "aqua" else ("<Button-3>",):
        widget.bind(event, on_click, add=True)
    for event in ("<Shift-F10>", *MENU_KEYS.get(system, ())):
        widget.bind(event, lambda _event: on_key(), add=True)


def bind_middle_click(widget: tk.Misc, on_click: Callable[["tk.Event[tk.Misc]"], object]) -> None:
    """Call back when the wheel is pressed."""
    widget.bind("<Button-3>" if widget.tk.call("tk", "windowingsystem") == "aqua" else "<Button-2>", on_click, add=True)


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
