"""Experiment 3: one megabyte shown to a sibling thread, and sent to another process."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from desktop_chat.core.figures.chart import Chart, Row
from desktop_chat.core.figures.result import Result, Verdict
from desktop_chat.core.figures.stats import Summary, number, summary, times
from desktop_chat.i18n import tr
from desktop_chat.lab.bench import Bench
from desktop_chat.lab.children import Children, Method, Pipe

KEY: Final = "sharing"
MEGABYTE: Final = bytes(1024 * 1024)
Show = Callable[[], bool]
"""Lets somebody else have the megabyte; returns whether they have the very same bytes, not a copy."""


def title() -> str:
    """Return what is measured."""
    return tr("Sharing a megabyte")


def run(bench: Bench) -> Result:
    """Show a megabyte many times in each way."""
    ways = {"thread": to_thread, "process": to_process}
    took: dict[str, Summary] = {}
    same: dict[str, bool] = {}
    for at, (key, open_way) in enumerate(ways.items()):
        with open_way() as show:
            took[key], same[key] = measure(show, bench.sizes.copies, partial(tell_half, bench, at))
    return describe(took, same)


def tell_half(bench: Bench, at: int, done: float) -> None:
    """Tell how much is done of one of two halves."""
    bench.tell((at + done) / 2)


def measure(show: Show, copies: int, tell: Callable[[float], None]) -> tuple[Summary, bool]:
    """Return the microseconds that it takes, and whether it was the same bytes every time."""
    took, same = list[float](), show()
    for turn in range(copies):
        begun = time.perf_counter()
        same = show() and same
        took.append((time.perf_counter() - begun) * 1e6)
        tell((turn + 1) / copies)
    return summary(took), same


@contextmanager
def to_thread() -> Iterator[Show]:
    """Give a way to a sibling thread: a queue."""
    there, back = queue.SimpleQueue[bytes | None](), queue.SimpleQueue[tuple[int, int]]()

    def look() -> None:
        while (data := there.get()) is not None:
            back.put((id(data), len(data)))

    def show() -> bool:
        there.put(MEGABYTE)
        return back.get() == (id(MEGABYTE), len(MEGABYTE))

    thread = threading.Thread(target=look, name="lab-look")
    thread.start()
    try:
        yield show
    finally:
        there.put(None)
        thread.join()


@contextmanager
def to_process() -> Iterator[Show]:
    """Give a way to another process: a pipe."""
    with Children() as children:
        child = children.start(Method.SPAWN, look_at)

        def show() -> bool:
            child.ask(MEGABYTE)
            return False  # Whatever address it has there: the pages are others.

        yield show


def look_at(pipe: Pipe) -> None:
    """Answer with the length of all that comes. In a child."""
    while True:
        pipe.send_bytes(str(len(pipe.recv_bytes())).encode())


def describe(took: dict[str, Summary], same: dict[str, bool]) -> Result:
    """Return the result."""
    thread_us, process_us = took["thread"].median, took["process"].median
    return Result(
        KEY,
        title(),
        tr("What one thread has in memory its siblings see without a copy; to another process it has to be sent."),
        Verdict.HOLDS if same["thread"] and thread_us < process_us else Verdict.FAILS,
        (
            tr("The sibling thread has it after {us} µs, and it is the same object: nothing was copied.", us=number(thread_us))
            if same["thread"]
            else tr("The sibling thread has got another object: something was copied."),
            tr(
                "The other process has its own copy after {us} µs, {factor} times as long.",
                us=number(process_us),
                factor=number(times(process_us, thread_us)),
            ),
        ),
        (
            Chart(
                "share",
                tr("Until the other one has the megabyte and has said so"),
                tr("microseconds"),
                (Row("thread", tr("sibling thread"), took["thread"], 0), Row("process", tr("other process"), took["process"], 1)),
            ),
        ),
        (tr("Both times hold the answer too, a few bytes. The copy goes through a pipe; by a socket it is much the same."),),
    )
