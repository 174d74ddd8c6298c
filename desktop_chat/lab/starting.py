"""Experiment 1: what it takes to start a thread, and a process by each way there is."""

import os
import threading
import time
from collections.abc import Callable
from typing import Final

from desktop_chat.core.figures.chart import Chart, Row
from desktop_chat.core.figures.result import Result, Verdict
from desktop_chat.core.figures.stats import Summary, number, summary, times
from desktop_chat.i18n import tr
from desktop_chat.lab.bench import Bench
from desktop_chat.lab.children import Child, Children, Method, Pipe, can_fork, methods
from desktop_chat.lab.usage import own_bytes

KEY: Final = "starting"
KIB: Final = 1024
Cost = tuple[Summary, float]
"""Milliseconds for each, and KiB for each."""


def title() -> str:
    """Return what is measured."""
    return tr("Starting threads and processes")


def run(bench: Bench) -> Result:
    """Start threads and processes one after the other, all alive at once; tell what one took."""
    ways = methods()
    parts = 1 + len(ways)
    costs: dict[str, Cost] = {"thread": start_threads(bench.sizes.threads, lambda done: bench.tell(done / parts))}
    for at, method in enumerate(ways, 1):
        count = bench.sizes.forks if method is Method.FORK else bench.sizes.spawns

        def tell(done: float, at: int = at) -> None:
            bench.tell((at + done) / parts)

        costs[method.value] = start_processes(method, count, tell)
    return describe(costs)


def start_threads(count: int, tell: Callable[[float], None]) -> Cost:
    """Start threads that wait; return what one took."""
    go, ready = threading.Event(), threading.Semaphore(0)

    def wait() -> None:
        ready.release()
        go.wait()

    before, took, threads = own_bytes([os.getpid()]), list[float](), list[threading.Thread]()
    try:
        for number_of in range(count):
            begun = time.perf_counter()
            threads.append(threading.Thread(target=wait, name=f"lab-{number_of}"))
            threads[-1].start()
            ready.acquire()
            took.append((time.perf_counter() - begun) * 1000)
            tell((number_of + 1) / count)
        grown = own_bytes([os.getpid()]) - before
    finally:
        go.set()
        for thread in threads:
            if thread.ident is not None:
                thread.join()
    return summary(took), max(grown, 0) / KIB / count


def start_processes(method: Method, count: int, tell: Callable[[float], None]) -> Cost:
    """Start processes that wait; return what one took."""
    took, children = list[float](), list[Child]()
    us, before = os.getpid(), own_bytes([os.getpid()])
    with Children() as all_children:
        for number_of in range(count):
            begun = time.perf_counter()
            children.append(all_children.start(method, say_ready))
            children[-1].hear()
            took.append((time.perf_counter() - begun) * 1000)
            tell((number_of + 1) / count)
        # Ours too: what a forked child shares with us is counted in parts.
        grown = own_bytes([us, *(child.pid for child in children)]) - before
    return summary(took), max(grown, 0) / KIB / count


def say_ready(pipe: Pipe) -> None:
    """Say so, and wait for the end. In a child."""
    pipe.send_bytes(b"ready")
    pipe.recv_bytes()


def describe(costs: dict[str, Cost]) -> Result:
    """Return the result."""
    names = {"thread": tr("thread"), "fork": tr("process, forked"), "spawn": tr("process, spawned")}
    rows = [(key, names[key], cost, series) for series, (key, cost) in enumerate(costs.items())]
    thread_ms, thread_kib = costs["thread"][0].median, costs["thread"][1]
    findings = [
        tr("A thread is ready after {ms} ms and takes {kib} KiB.", ms=number(thread_ms), kib=number(thread_kib)),
        *(
            tr(
                "{name}: ready after {ms} ms, {factor} times a thread's; takes {kib} KiB.",
                name=names[key],
                ms=number(took.median),
                factor=number(times(took.median, thread_ms)),
                kib=number(kib),
            )
            for key, _, (took, kib), _ in rows[1:]
        ),
    ]
    dearer = all(took.median > thread_ms and kib > thread_kib for _, _, (took, kib), _ in rows[1:])
    notes = [tr("All of a kind are alive at once; memory is what the system counts more than before, shared pages in parts.")]
    if not can_fork():
        notes.append(tr("There is no fork on this system: a process can only be spawned, as a new interpreter."))
    return Result(
        KEY,
        title(),
        tr("A thread starts faster than a process and takes less memory: it shares code, data and heap, and only a stack is its own."),
        Verdict.HOLDS if dearer else Verdict.FAILS,
        tuple(findings),
        (
            Chart("time", tr("Time to start one"), tr("milliseconds"), tuple(Row(key, name, cost[0], at) for key, name, cost, at in rows)),
            Chart("memory", tr("Memory of one"), "KiB", tuple(Row(key, name, summary([cost[1]]), at) for key, name, cost, at in rows)),
        ),
        tuple(notes),
    )
