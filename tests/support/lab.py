"""The Lab in tests: the smallest sizes, and processes that have to be gone."""

from collections.abc import Iterable

import psutil

from desktop_chat.lab.bench import Sizes

TINY = Sizes(
    threads=2,
    forks=2,
    spawns=1,
    batches=2,
    hand_overs=2,
    compute_loops=1_000,
    copies=2,
    crowds=(3,),
    most_spawned=3,
    room_seconds=0.01,
    victims=2,
)
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
