"""This process as it is now: its threads, their stacks and processor time, its memory. Nothing is stopped to look at it."""

import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType
from typing import Final

import psutil

from desktop_chat.core.figures.threads import Frame, MemoryFacts, ProcessFacts, ThreadFacts, ThreadState

MAPS_SECONDS: Final = 10.0
"""Between two looks at what memory is for: each costs as much as twenty at all the rest."""
WAITS: Final = {
    ("sockets.py", "receive"): ThreadState.RECEIVING,
    ("secure_socket.py", "receive"): ThreadState.RECEIVING,
    ("secure_socket.py", "_receive"): ThreadState.RECEIVING,
    ("selectors.py", "select"): ThreadState.RECEIVING,
    ("inbox.py", "drain"): ThreadState.IDLE,
    ("chores.py", "run"): ThreadState.IDLE,
    ("queue.py", "get"): ThreadState.IDLE,
    ("threading.py", "wait"): ThreadState.IDLE,
    ("threading.py", "join"): ThreadState.IDLE,
    ("threading.py", "_wait_for_tstate_lock"): ThreadState.IDLE,
    ("__init__.py", "mainloop"): ThreadState.IDLE,
}
"""Functions that wait in a call of the operating system (the last one: Tk's loop). A thread in any other has something to do."""


class Sampler:
    """Looks at this process again and again. One thread only.

    Args:
        clock: Gives monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._process = psutil.Process()
        self._maps: MemoryFacts | None = None
        self._maps_at = 0.0

    def process(self) -> ProcessFacts:
        """Return how the process is."""
        with self._process.oneshot():
            spent = self._process.cpu_times()
            resident = self._process.memory_info().rss
        return ProcessFacts(self._process.pid, spent.user + spent.system, self._memory(resident), descriptors_of(self._process))

    def threads(self, handled: Mapping[str, int], waiting: Mapping[str, int]) -> tuple[ThreadFacts, ...]:
        """Return how each thread is.

        Args:
            handled: By the threads' names, what they have done.
            waiting: By the threads' names, what waits for them.
        """
        spent = self._processor_seconds()
        frames = sys._current_frames()  # noqa: SLF001  # There is no other way to another thread's stack.
        found = []
        for thread in threading.enumerate():
            frame = frames.get(thread.ident or 0)
            native_id = thread.native_id or 0
            counts, top = (handled.get(thread.name), waiting.get(thread.name)), top_of(frame)
            found.append(ThreadFacts(thread.name, native_id, state_at(top), spent.get(native_id), depth_of(frame), top, *counts))
        return tuple(found)

    def _processor_seconds(self) -> dict[int, float]:
        """Return what each thread has used, by the system's number of it; not all systems number them in the same way."""
        try:
            return {one.id: one.user_time + one.system_time for one in self._process.threads()}
        except psutil.Error:
            return {}

    def _memory(self, resident: int) -> MemoryFacts:
        now = self._clock()
        if self._maps is None or now - self._maps_at >= MAPS_SECONDS:
            self._maps, self._maps_at = memory_by_kind(self._process), now
        return MemoryFacts(resident, self._maps.code, self._maps.heap, self._maps.data, self._maps.stack)


def memory_by_kind(process: psutil.Process) -> MemoryFacts:
    """Return what of a process's memory is what; only Linux tells (proc_pid_smaps(5))."""
    if sys.platform == "linux":
        kinds = {"[heap]": 0, "[stack]": 0, "[anon]": 0, "": 0}
        with suppress(psutil.Error):
            for one in process.memory_maps(grouped=True):
                kinds[one.path if one.path in kinds else "" if one.path.startswith("/") else "[anon]"] += one.rss
            return MemoryFacts(0, kinds[""], kinds["[heap]"], kinds["[anon]"], kinds["[stack]"])
    return MemoryFacts(0)


def descriptors_of(process: psutil.Process) -> int:
    """Return how many files and sockets a process has open."""
    if sys.platform == "win32":
        return process.num_handles()
    else:  # noqa: RET505 (what mypy needs to know each system's own call)
        return process.num_fds()


def top_of(frame: FrameType | None) -> Frame | None:
    """Return the function on top of a stack."""
    if frame is None:
        return None
    # Not by pathlib: that was most of what a look cost.
    file = frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
    return Frame(frame.f_code.co_name, file, frame.f_lineno)


def state_at(top: Frame | None) -> ThreadState:
    """Return what a thread in this function is at."""
    return ThreadState.RUNNING if top is None else WAITS.get((top.file, top.function), ThreadState.RUNNING)


def depth_of(frame: FrameType | None) -> int:
    """Return how many calls a stack holds."""
    depth = 0
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    return depth
