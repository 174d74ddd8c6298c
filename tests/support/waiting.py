"""Waiting for what another thread or process does, by a bound of time."""

import threading
from collections.abc import Callable

import pytest

WAIT_SECONDS = 20.0
"""For anything to happen that must. Far above what it takes, so that a busy machine fails no test."""
LOOK_SECONDS = 0.005


def wait_until(condition: Callable[[], bool]) -> None:
    """Look until a condition holds; fail when it does not in time."""
    pause = threading.Event()
    for _ in range(int(WAIT_SECONDS / LOOK_SECONDS)):
        if condition():
            return
        pause.wait(LOOK_SECONDS)
    pytest.fail("this never happened")
