"""The first window of the source tree, in its parts. A process of its own, that does nothing else.

    python3 tests/bench/window_parts.py (program | bare) BEGUN FOLDER

BEGUN is when it was started, in seconds of the clock `CLOCK_MONOTONIC`. Prints one JSON object: the milliseconds of each part, in
order. What is imported here is what the program imports, in the order in which the parts are told apart.
"""

from time import monotonic

HERE = monotonic()

import json  # noqa: E402  # The interpreter's own part ends above.
import sys  # noqa: E402
from importlib import import_module  # noqa: E402
from pathlib import Path  # noqa: E402


class Parts:
    """What each part takes.

    Args:
        begun: When the process was started.
    """

    def __init__(self, begun: float) -> None:
        self._last = begun
        self.taken: dict[str, float] = {}

    def end(self, name: str, now: float | None = None) -> None:
        """Note that a part is over."""
        now = monotonic() if now is None else now
        self.taken[name], self._last = (now - self._last) * 1000, now


def load(*names: str) -> None:
    """Import modules."""
    for name in names:
        import_module(name)


def bare(parts: Parts) -> None:
    """Open a window of Tk, and nothing else."""
    import tkinter as tk  # noqa: PLC0415  # Parts are told apart by when they are imported; so below.

    root = tk.Tk()
    parts.end("Tk")
    root.update()
    parts.end("first paint")
    root.destroy()


def program(parts: Parts, folder: Path) -> None:
    """Open the window of the program."""
    load("tkinter", "tkinter.ttk", "tkinter.font")
    parts.end("Tk")
    load("PIL.Image", "PIL.ImageDraw", "PIL.ImageTk")
    parts.end("Pillow")
    load("desktop_chat.cli", "desktop_chat.app.window")
    parts.end("other modules")
    from desktop_chat.app.chat import ChatProgram  # noqa: PLC0415
    from desktop_chat.app.lab import LabProgram  # noqa: PLC0415
    from desktop_chat.app.threads import ErrorLog, ThreadsProgram  # noqa: PLC0415
    from desktop_chat.gui import program as gui_program  # noqa: PLC0415
    from desktop_chat.gui.event_queue import EventQueue  # noqa: PLC0415
    from desktop_chat.gui.look.looks import Looks  # noqa: PLC0415
    from desktop_chat.gui.ports import Inside  # noqa: PLC0415
    from desktop_chat.settings import Settings  # noqa: PLC0415

    root, events, settings = gui_program.make_root(), EventQueue(), Settings()
    parts.end("the window of Tk")
    chat = ChatProgram(events, folder=folder)
    inside = Inside(ThreadsProgram(chat, events, ErrorLog()), LabProgram("en"))
    parts.end("store")
    looks = Looks(root, settings)
    vars(gui_program)["Looks"] = lambda _root, _settings: looks  # Made here, to know how long that takes.
    parts.end("theme")
    made = gui_program.WindowProgram(root, chat, events, folder=folder, settings=settings, inside=inside)
    made.presenter.begin(None)
    parts.end("screens")
    root.update()
    parts.end("first paint")
    chat.stop()
    gui_program.destroy_root(root)


def main(what: str, begun: float, folder: str) -> None:
    """Open a window and print the parts."""
    parts = Parts(begun)
    parts.end("interpreter", HERE)
    if what == "bare":
        bare(parts)
    else:
        program(parts, Path(folder))
    sys.stdout.write(json.dumps(parts.taken) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), sys.argv[3])
