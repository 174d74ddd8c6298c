"""Where the Lab runs."""

import os
import platform
import sys
from typing import Final

import psutil

from desktop_chat.core.figures.result import Machine
from desktop_chat.core.figures.stats import number
from desktop_chat.i18n import ntr, tr

GIB: Final = 1024**3


def has_lock() -> bool:
    """Return whether one thread of this process runs Python at a time: always before 3.13 (PEP 703)."""
    is_enabled = getattr(sys, "_is_gil_enabled", None)
    return True if is_enabled is None else bool(is_enabled())


def this_machine() -> Machine:
    """Return what the figures depend on."""
    cores = os.cpu_count() or 1
    if sys.platform == "linux":
        cores = len(os.sched_getaffinity(0))  # A container may have fewer than the machine.
    system, python = platform.platform(terse=True), f"{platform.python_implementation()} {platform.python_version()}"
    memory, locked = psutil.virtual_memory().total, has_lock()
    lock = tr("with the interpreter lock") if locked else tr("without the interpreter lock")
    words = " · ".join((system, f"{python}, {lock}", ntr("{count} core", "{count} cores", cores), f"{number(memory / GIB)} GiB"))
    return Machine(system, python, cores, memory, locked, words)
