"""A byte into one socket ends a wait on the other."""

import select
import threading

from desktop_chat.net.wakeup import WakeUp

WAIT_SECONDS = 20.0


def is_awake(wakeup: WakeUp, seconds: float = 0.0) -> bool:
    """Return whether a wait on it ends within *seconds*."""
    return bool(select.select([wakeup], [], [], seconds)[0])


def test_waking_from_another_thread_ends_the_wait() -> None:
    """The purpose: a thread that waits on sockets is told to look up."""
    wakeup = WakeUp()
    thread = threading.Thread(target=wakeup.wake)
    thread.start()
    assert is_awake(wakeup, WAIT_SECONDS)
    thread.join()
    wakeup.close()


def test_many_calls_are_one_wake_up() -> None:
    """Full or not, waking never blocks; draining forgets all of it."""
    wakeup = WakeUp()
    for _ in range(100_000):
        wakeup.wake()
    assert is_awake(wakeup)
    wakeup.drain()
    assert not is_awake(wakeup)
    wakeup.wake()
    assert is_awake(wakeup)
    wakeup.close()


def test_waking_after_the_end_is_nothing() -> None:
    """Whoever stops a service twice meets no error."""
    wakeup = WakeUp()
    wakeup.close()
    wakeup.close()
    wakeup.wake()
    assert wakeup.fileno() == -1
