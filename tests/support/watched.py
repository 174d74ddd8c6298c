"""The program with its real window in a process of its own, for a test that presses keys as a keyboard does, and reads.

    python -m tests.support.watched DATA-FOLDER

It begins with the start screen, in the language of its settings, and stays on this machine. Reads one order a line from standard
input, each a JSON list: `["until", PLACE, PART]` answers, as soon as PART stands there, with one JSON list of the lines of a place:
`timeline`, `address`, `focus` for what has the keyboard, or `seen` for every text in any window; `["close"]` closes the window.
"""

import json
import queue
import sys
import threading
from dataclasses import replace
from pathlib import Path

from desktop_chat import i18n
from desktop_chat.app.chat import ChatProgram
from desktop_chat.app.lab import LabProgram
from desktop_chat.app.threads import ErrorLog, ThreadsProgram
from desktop_chat.gui.event_queue import EventQueue
from desktop_chat.gui.ports import HostRequest, Inside
from desktop_chat.gui.program import WindowProgram, destroy_root, make_root
from desktop_chat.paths import settings_file
from desktop_chat.settings import load_settings
from tests.support.timeline import lines_of
from tests.support.tk import text_on, texts_in

LOOK_MS = 20
ORDERS = queue.SimpleQueue[list[str]]()


def read_orders() -> None:
    """Take orders until the input ends. On a thread of its own."""
    for line in sys.stdin:
        ORDERS.put(json.loads(line))


class Alone(ChatProgram):
    """The program on this machine only: it neither tells the network of its room nor looks for others, and takes any free port."""

    def host(self, request: HostRequest) -> None:
        """Open a room."""
        super().host(replace(request, port=0, announce=False))

    def look_for_rooms(self) -> None:
        """Find none."""


class Reader:
    """Reads what stands in the window, on Tk's thread."""

    def __init__(self, program: WindowProgram) -> None:
        self._program = program
        self._awaited: list[str] = []
        program.root.after(LOOK_MS, self._look)

    def _look(self) -> None:
        self._program.root.after(LOOK_MS, self._look)
        if not ORDERS.empty():  # Whoever gives the next one waits for nothing any more.
            what, *self._awaited = ORDERS.get()
            if what == "close":
                self._program.root.tk.call(self._program.root.protocol("WM_DELETE_WINDOW"))
        if self._awaited:
            place, part = self._awaited
            lines = self._lines_of(place)
            if any(part in line for line in lines):
                self._awaited = []
                sys.stdout.write(json.dumps(lines) + "\n")
                sys.stdout.flush()

    def _lines_of(self, place: str) -> list[str]:
        room = self._program.window.room
        match place:
            case "timeline":
                return lines_of(room.pane.timeline)
            case "address":
                return [str(room.status.address.cget("text"))]
            case "focus":
                focused = self._program.root.focus_get()
                return [text_on(focused) or type(focused).__name__ if focused else ""]
            case _:
                return texts_in(self._program.root)


def main(folder: Path) -> int:
    """Run the program until its window is closed; return how many threads would not end."""
    settings = load_settings(settings_file(folder))
    i18n.use_language(settings.language)
    root = make_root()
    events = EventQueue()
    chat = Alone(events, folder=folder)
    threads, lab = ThreadsProgram(chat, events, ErrorLog()), LabProgram(settings.language)
    program = WindowProgram(root, chat, events, folder=folder, settings=settings, inside=Inside(threads, lab))
    Reader(program)
    threading.Thread(target=read_orders, name="orders", daemon=True).start()
    program.run(None)
    left = chat.stop() + threads.stop()
    lab.close()
    destroy_root(root)
    return len(left)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
