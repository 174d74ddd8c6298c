"""Work without input, output or waiting: what two threads and two processes make of it, and how it disturbs others."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from desktop_chat.lab.children import Child, Children, Method, Pipe, has_ended

WORKERS: Final = 2
"""Threads or processes that compute at the same time: as many as the smallest machine of today has cores for."""
REPEATS: Final = 3
TURNS: Final = 10_000
"""Of the loop, between two looks whether it is enough."""


@contextmanager
def computing_thread() -> Iterator[None]:
    """Let another thread of this process compute meanwhile."""
    begun, stop = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        while not stop.is_set():
            count(TURNS)

    thread = threading.Thread(target=work, name="lab-compute")
    thread.start()
    begun.wait()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@contextmanager
def computing_process() -> Iterator[None]:
    """Let another process compute meanwhile."""
    with Children() as children:
        children.start(Method.SPAWN, compute_on).hear()
        yield


def compute_on(pipe: Pipe) -> None:
    """Compute until the pipe ends. In a child."""
    pipe.send_bytes(b"ready")
    while not has_ended(pipe):
        count(TURNS)


def count(loops: int) -> None:
    """Compute, and nothing else: no input, no output, no waiting."""
    for _ in range(loops):
        pass


def speeds_of_two(loops: int, tell: Callable[[float], None]) -> dict[str, float]:
    """Return how many times as fast as one alone two threads, and two processes, are through with twice the work."""
    with Children() as children:
        pair = [children.start(Method.SPAWN, partial(count_when_asked, loops)) for _ in range(WORKERS)]
        for child in pair:
            child.hear()
        alone, threads, processes = list[float](), list[float](), list[float]()
        for repeat in range(REPEATS):
            alone.append(time_of(partial(count, loops)))
            threads.append(time_of(partial(count_in_threads, loops)))
            processes.append(time_of(partial(count_in_processes, pair)))
            tell((repeat + 1) / REPEATS)
    return {"threads": WORKERS * min(alone) / min(threads), "processes": WORKERS * min(alone) / min(processes)}


def time_of(work: Callable[[], None]) -> float:
    """Return the seconds that something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def count_in_threads(loops: int) -> None:
    """Compute with several threads at once."""
    threads = [threading.Thread(target=count, args=(loops,), name="lab-count") for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def count_in_processes(pair: list[Child]) -> None:
    """Compute with several processes at once."""
    for child in pair:
        child.pipe.send_bytes(b"go")
    for child in pair:
        child.hear()


def count_when_asked(loops: int, pipe: Pipe) -> None:
    """Compute each time that something comes. In a child."""
    pipe.send_bytes(b"ready")
    while True:
        pipe.recv_bytes()
        count(loops)
        pipe.send_bytes(b"done")
