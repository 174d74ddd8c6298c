"""The Lab in tests: the smallest sizes, and processes that have to be gone."""

from collections.abc import Iterable

import psutil

from desktop_chat.lab.bench import Sizes

TINY = Sizes(2, 2, 1, 2, 2, 1_000, 2, (3,), 3, 0.01, 2)
"""Just enough for every figure to be there."""
GONE_SECONDS = 20.0


def wait_until_gone(pids: Iterable[int]) -> None:
    """Wait until processes have ended; fail when they do not in time."""
    alive = []
    for pid in pids:
        try:
            alive.append(psutil.Process(pid))
        except psutil.NoSuchProcess:
            pass
    _, left = psutil.wait_procs(alive, timeout=GONE_SECONDS)
    assert not left, f"still running: {left}"


def child_pids() -> set[int]:
    """Return the processes that descend from this one, without Python's own that keeps count of shared things."""
    found = set()
    for child in psutil.Process().children(recursive=True):
        try:
            if "resource_tracker" not in " ".join(child.cmdline()):
                found.add(child.pid)
        except psutil.NoSuchProcess:
            pass
    return found
