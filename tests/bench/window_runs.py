"""What the window's benchmark measures, each run in a process of its own that has done nothing before.

    python3 -m tests.bench.window_runs (reading | flood | idle) FOLDER SECONDS

Prints one JSON object: the name of each figure, and the figure.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, thread_time
from typing import Final

import psutil

from desktop_chat.app.chat import ChatProgram
from desktop_chat.app.lab import LabProgram
from desktop_chat.app.threads import ErrorLog, ThreadsProgram
from desktop_chat.gui.event_queue import EventQueue
from desktop_chat.gui.ports import HostRequest, Inside
from desktop_chat.gui.program import WindowProgram, destroy_root, make_root
from desktop_chat.gui.rows import SearchForm
from desktop_chat.settings import Settings
from tests.bench.window_rig import Feed, Rig, high

Figures = dict[str, float]

STEPS_A_SECOND: Final = 30
STEP_PIXELS: Final = 60
STEP_SECONDS: Final = 0.01
ROWS_OPEN: Final = 50
TYPED: Final = ("회", "회의", "회의에서", "t", "th", "the", "the m", "the me", "없", "없는", "없는낱말")
FLOODS: Final = (("following", 1_000), ("scrolled up", 1_000), ("following", 5_000))
ROUNDS: Final = 3
IDLE_CHANNELS: Final = 5
SETTLE_SECONDS: Final = 2.0
MEBIBYTE: Final = 1024 * 1024


def memory() -> float:
    """Return what this process holds, in MiB."""
    return psutil.Process().memory_info().rss / MEBIBYTE


def reading(folder: Path, seconds: float) -> Figures:
    """Open a long conversation several times, scroll back in it, and look for words; the more of all that, the more time there is."""
    rig, times = Rig(folder), max(2, round(seconds))
    opened = [open_large(rig) for _ in range(times)]
    steps = scroll_steps(rig, times * STEPS_A_SECOND)
    found = search_keys(rig, TYPED[: times + 1])
    figures = {
        "open_ms": median(opened),
        "open_most_ms": max(opened),
        "scroll_ms": median(steps),
        "scroll_high_ms": high(steps),
        "search_ms": median(found),
        "search_most_ms": max(found),
        "memory_mib": memory(),
    }
    rig.close()
    return figures


def open_large(rig: Rig) -> float:
    """Go into the room anew and open the long channel by its key; return after how many milliseconds its lines are drawn."""
    rig.presenter.leave()
    rig.enter()
    rig.run(0.3)
    begun = perf_counter()
    rig.press("<Alt-Down>")
    rig.until(lambda: len(rig.timeline.stage.items) > ROWS_OPEN)
    rig.root.update_idletasks()
    return (perf_counter() - begun) * 1000


def scroll_steps(rig: Rig, count: int) -> list[float]:
    """Scroll back step by step, through many pages; return what each step used of the processor, with all that came of it."""
    costs = []
    for _ in range(count):
        begun = thread_time()
        rig.timeline.scroll(-STEP_PIXELS)
        rig.root.update()
        costs.append((thread_time() - begun) * 1000)
        rig.run(STEP_SECONDS)
    return costs


def search_keys(rig: Rig, typed: Sequence[str]) -> list[float]:
    """Type words into the search field; return after how many milliseconds each key was answered."""
    answered = list[float]()
    show = rig.window.set_search

    def note(form: SearchForm | None) -> None:
        show(form)
        answered.append(perf_counter())

    rig.press("<Control-Shift-KeyPress-F>")
    rig.run(0.3)
    entry, times = rig.window.room.pane.search.entry, []
    rig.window.set_search = note  # type: ignore[method-assign]  # Only to know when.
    for text in typed:
        rig.run(0.3)
        entry.delete(0, "end")
        entry.insert(0, text)
        before, begun = len(answered), perf_counter()
        entry.event_generate("<KeyRelease>", keysym="a")
        rig.until(lambda before=before: len(answered) > before)  # type: ignore[misc]
        rig.root.update_idletasks()
        times.append((perf_counter() - begun) * 1000)
    return times


def flood(folder: Path, seconds: float) -> Figures:
    """Let people talk while somebody types, drawn and not drawn in turn."""
    rig = Rig(folder)
    open_large(rig)
    feed, figures = Feed(rig.chat.history.hear), Figures()
    for place, rate in FLOODS:
        late: dict[bool, list[float]] = {True: [], False: []}
        used: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(ROUNDS):
            rig.timeline.to_end()
            if place != "following":
                rig.timeline.scroll(-rig.root.winfo_height())
            for draws in (False, True):
                beats = rig.flood(feed, rate, seconds, draws=draws)
                late[draws] += beats.late_ms
                used[draws] += beats.used_ms
        name = f"{place} {rate}"
        figures |= {f"{name} late_ms": high(late[True]), f"{name} control_ms": high(late[False]), f"{name} used_ms": max(used[True])}
        figures |= {f"{name} used_high_ms": high(used[True]), f"{name} used_control_ms": max(used[False])}
    figures["memory_mib"] = memory()
    rig.close()
    return figures


def idle(folder: Path, seconds: float) -> Figures:
    """Host a room with five channels open, and do nothing."""
    root, events, spent = make_root(), EventQueue(), list[float]()
    chat = ChatProgram(events, folder=folder)
    program = WindowProgram(
        root, chat, events, folder=folder, settings=Settings(), inside=Inside(ThreadsProgram(chat, events, ErrorLog()), LabProgram("en"))
    )

    def join() -> None:
        for number in range(IDLE_CHANNELS - 1):
            chat.say("#general", f"/join #channel{number}")
        root.after(round(SETTLE_SECONDS * 1000), begin)

    def begin() -> None:
        used, begun = process_time(), perf_counter()
        root.after(round(seconds * 1000), lambda: end(used, begun))

    def end(used: float, begun: float) -> None:
        spent.append((process_time() - used) / (perf_counter() - begun))
        program.close()

    root.after(round(SETTLE_SECONDS * 1000), join)
    program.run(HostRequest("ann", "bench", port=0, announce=False))
    channels = sum(program.presenter.room.known.channel(name) is not None for name in ("#general", *map("#channel{}".format, range(4))))
    chat.stop()
    destroy_root(root)
    return {"idle_percent": spent[0] * 100, "channels": channels}


RUNS: Final[Mapping[str, Callable[[Path, float], Figures]]] = {"reading": reading, "flood": flood, "idle": idle}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(RUNS[sys.argv[1]](Path(sys.argv[2]), float(sys.argv[3]))) + "\n")
