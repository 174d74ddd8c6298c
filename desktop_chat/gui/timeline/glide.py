"""Smooth scrolling: a way to go, covered in steps that become smaller."""

import tkinter as tk
from collections.abc import Callable
from typing import Final

STEP_MS: Final = 12
PART: Final = 0.35
"""Of the rest of the way, in one step."""


class Glide:
    """Scrolls over a few steps. Main thread only.

    Args:
        widget: Whose clock is used.
        move: Scrolls so many pixels; says whether it went on.
    """

    def __init__(self, widget: tk.Misc, move: Callable[[int], bool]) -> None:
        self._widget, self._move = widget, move
        self._rest = 0
        self._job = ""

    def by(self, pixels: int) -> None:
        """Scroll so many pixels further than it already will."""
        self._rest = pixels if self._rest * pixels < 0 else self._rest + pixels  # Who turns back does not wait for the old way.
        if not self._job:
            self._step()

    def stop(self) -> None:
        """Stay where it is."""
        self._rest = 0

    def _step(self) -> None:
        self._job = ""
        part = int(self._rest * PART) or self._rest
        self._rest -= part
        if part and self._move(part) and self._rest:
            self._job = self._widget.after(STEP_MS, self._step)
        else:
            self._rest = 0
