"""What a process takes of the machine, as the operating system counts it."""

import sys
from collections.abc import Iterable
from contextlib import suppress

import psutil


def own_bytes(pids: Iterable[int]) -> int:
    """Return the memory of processes: what is shared counts in parts where the system tells (PSS), else only what is a process's own (USS).

    A process that has ended, or that may not be looked at, counts nothing.
    """
    total = 0
    for pid in pids:
        try:
            memory = psutil.Process(pid).memory_full_info()
        except psutil.Error:
            continue
        total += getattr(memory, "pss", 0) or memory.uss
    return total


def processor_seconds(pids: Iterable[int]) -> float:
    """Return the processor time that processes have used; one that has ended counts nothing."""
    total = 0.0
    for pid in pids:
        try:
            spent = psutil.Process(pid).cpu_times()
        except psutil.Error:
            continue
        total += spent.user + spent.system
    return total


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it; none if it has ended."""
    try:
        process = psutil.Process(pid)
        return [pid, *(child.pid for child in process.children(recursive=True))]
    except psutil.Error:
        return []


def raise_descriptor_limit() -> None:
    """Let this process, and those it starts, have as many sockets as the system allows: a room of hundreds needs more than usual."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # Not on Windows.

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(OSError, ValueError):  # macOS says "as many as you like" and means less.
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
