"""What stands behind the panels in tests, and what a person finds on them."""

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import ttk

from desktop_chat.core.client.events import ClientEvent
from desktop_chat.core.figures.result import LabNews
from desktop_chat.core.figures.threads import Snapshot


class FakeThreads:
    """Somebody who looks at nothing."""

    def __init__(self) -> None:
        self.is_open = False
        self.last: Snapshot | None = None
        self.told: list[ClientEvent] = []

    def open(self) -> None:
        """Look."""
        self.is_open = True

    def close(self) -> None:
        """Look away."""
        self.is_open = False

    def snapshot(self) -> Snapshot | None:
        """Return what the test wants to be seen."""
        return self.last

    def shown(self, events: Sequence[ClientEvent]) -> None:
        """Keep them."""
        self.told += events


class FakeLab:
    """A Lab that tells what the test wants it to."""

    def __init__(self) -> None:
        self.told: list[LabNews] = []
        self.asked: list[str] = []
        self.problem = ""

    def speak(self, language: str) -> None:
        """Note it."""
        self.asked.append(f"in {language}")

    def start(self, *, quick: bool) -> None:
        """Note it."""
        self.asked.append("quick" if quick else "whole")

    def news(self) -> list[LabNews]:
        """Tell."""
        told, self.told = self.told, []
        return told

    def stop(self) -> None:
        """Note it."""
        self.asked.append("stop")

    def save(self, path: Path) -> str:
        """Note it."""
        self.asked.append(f"save {path.name}")
        return self.problem


def texts(canvas: tk.Canvas) -> list[str]:
    """Return all texts on a canvas, from above."""
    return [str(canvas.tk.call(str(canvas), "itemcget", item, "-text")) for item in items(canvas, "text")]


def items(canvas: tk.Canvas, kind: str) -> list[int]:
    """Return all items of a kind."""
    return [item for item in canvas.find_all() if str(canvas.type(item)) == kind]


def buttons(widget: tk.Misc) -> list[ttk.Button]:
    """Return all buttons within a widget."""
    found = [child for child in widget.winfo_children() if isinstance(child, ttk.Button)]
    return found + [button for child in widget.winfo_children() for button in buttons(child)]
