"""Where the window stands and how large it is, from one start to the next; also where a screen is gone that it stood on."""

import re
import tkinter as tk
from typing import Final, NamedTuple

GEOMETRY: Final = re.compile(r"(\d+)x(\d+)\+(-?\d+)\+(-?\d+)")
"""As Tk writes it."""
REACHED: Final = 80
"""Pixels of a window's upper edge that must be on the screen, so that it can be taken hold of."""


class Area(NamedTuple):
    """All screens together, in pixels."""

    left: int
    top: int
    width: int
    height: int


def fitting(geometry: str, area: Area) -> str:
    """Return a geometry as far as the screens have room for it: of one that stands where none is any more its size, of nonsense ""."""
    found = GEOMETRY.fullmatch(geometry)
    if found is None:
        return ""
    width, height, x, y = (int(number) for number in found.groups())
    width, height = min(width, area.width), min(height, area.height)
    is_across = area.left - width + REACHED <= x <= area.left + area.width - REACHED
    is_down = area.top <= y <= area.top + area.height - REACHED
    return f"{width}x{height}+{x}+{y}" if is_across and is_down else f"{width}x{height}"


class WindowPlace:
    """Knows the place of a window. Main thread only.

    Args:
        root: The window.
    """

    def __init__(self, root: tk.Tk) -> None:
        self._root = root
        self.geometry = ""
        """Of a maximised window the one that it had before."""
        root.bind("<Configure>", lambda event: self._moved() if event.widget is root else None, add=True)

    def restore(self, geometry: str, usual: tuple[int, int], *, maximised: bool) -> None:
        """Put the window where it was.

        Args:
            geometry: As `geometry` was.
            usual: Its size in pixels, where that makes no sense.
            maximised: It covers the screen.
        """
        root = self._root
        area = Area(root.winfo_vrootx(), root.winfo_vrooty(), root.winfo_vrootwidth(), root.winfo_vrootheight())
        width, height = min(usual[0], area.width), min(usual[1], area.height)
        self.geometry = fitting(geometry, area) or f"{width}x{height}"
        root.geometry(self.geometry)
        if maximised and root.tk.call("tk", "windowingsystem") == "x11":
            root.attributes("-zoomed", True)  # noqa: FBT003  # Tk's own form
        elif maximised:
            root.state("zoomed")

    @property
    def is_maximised(self) -> bool:
        """Whether the window covers the screen."""
        if self._root.tk.call("tk", "windowingsystem") == "x11":
            return bool(int(self._root.tk.call("wm", "attributes", str(self._root), "-zoomed")))
        return self._root.state() == "zoomed"

    def _moved(self) -> None:
        if self._root.winfo_viewable() and not self.is_maximised:
            self.geometry = self._root.geometry()
