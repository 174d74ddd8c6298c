"""Events reach the window within a budget of time, whatever a single one does."""

import sys
import threading
import tkinter as tk

import pytest

from desktop_chat.core.client.events import ClientEvent, LinkUp
from desktop_chat.gui.event_queue import EventQueue
from desktop_chat.gui.pump import BUDGET_SECONDS, BUSY_MS, Pump
from tests.support.guards import Errors
from tests.support.tk import until

pytestmark = pytest.mark.tk


class Bench:
    """A pump with a clock that goes on by a step for every look at it."""

    def __init__(self, root: tk.Tk, *, step: float = 0.0) -> None:
        self.events = EventQueue()
        self.taken = 0
        self.ticks = list[int]()
        """How many events had been taken when each tick settled."""
        self.fails_at = -1
        self.drawn = list[int]()
        """How many events were told to be drawn, at each time."""
        self._now, self._step = 0.0, step
        self.pump = Pump(root, self.events, handle=self._handle, settle=lambda: self.ticks.append(self.taken), clock=self._clock)

    def _clock(self) -> float:
        self._now += self._step
        return self._now

    def _handle(self, _event: ClientEvent) -> None:
        self.taken += 1
        if self.taken == self.fails_at:
            raise ValueError("an event that nobody expected")

    def fill(self, count: int) -> None:
        """Post events."""
        for _ in range(count):
            self.events.put(LinkUp())


def test_a_tick_takes_all_that_waits_and_settles_once(root: tk.Tk) -> None:
    """A flood costs the screen no more than a line."""
    bench = Bench(root)
    bench.fill(1000)
    bench.pump.start()
    until(root, lambda: bench.taken == 1000)
    bench.pump.stop()
    assert bench.ticks == [1000]


def test_a_tick_ends_when_its_time_is_used_up(root: tk.Tk) -> None:
    """The rest waits for the next one, so that keys and drawing come in between."""
    bench = Bench(root, step=BUDGET_SECONDS / 3.5)
    bench.fill(10)
    bench.pump.start()
    until(root, lambda: bench.taken == 10)
    bench.pump.stop()
    assert bench.ticks == [4, 8, 10]


def test_an_event_that_fails_is_logged_and_costs_nothing_else(root: tk.Tk, errors: Errors) -> None:
    """The others of its tick are handled, and the ticks go on."""
    bench = Bench(root)
    bench.fails_at = 2
    bench.fill(3)
    bench.pump.start()
    until(root, lambda: bench.taken == 3)
    assert "LinkUp" in errors.take("MainThread").getMessage()
    bench.fill(1)
    until(root, lambda: bench.taken == 4)
    bench.pump.stop()


def test_stopped_it_looks_no_more(root: tk.Tk) -> None:
    """No timer is left behind; stopping again does nothing."""
    bench = Bench(root)
    bench.pump.start()
    bench.pump.stop()
    bench.pump.stop()
    bench.fill(1)
    assert root.tk.call("after", "info") == ""
    root.update()
    assert bench.taken == 0


def test_who_watches_is_told_what_was_drawn(root: tk.Tk) -> None:
    """After Tk had time to draw, once for each tick; and of nothing that happens before and after."""
    bench = Bench(root)
    bench.fill(2)
    bench.pump.start()
    until(root, lambda: bench.taken == 2)
    bench.pump.watch(lambda events: bench.drawn.append(len(events)))
    bench.fill(3)
    until(root, lambda: bench.drawn == [3])
    bench.pump.watch(None)
    bench.fill(4)
    until(root, lambda: bench.taken == 9)
    root.update()
    bench.pump.stop()
    assert bench.drawn == [3]


@pytest.mark.skipif(sys.platform == "win32", reason="Tk listens to no pipes there")
def test_an_event_wakes_the_window_that_has_long_been_quiet(root: tk.Tk) -> None:
    """From another thread; what comes while it looks wakes it again, and nothing does once it has stopped."""
    bench = Bench(root)
    bench.pump.start()
    until(root, lambda: bench.pump._wait_ms > BUSY_MS * 4)
    root.after_cancel(bench.pump._timer)  # No look by the clock any more.
    for count in (1, 2, 3):
        thread = threading.Thread(target=bench.fill, args=(1,))
        thread.start()
        until(root, lambda count=count: bench.taken == count)  # type: ignore[misc]
        thread.join()
        root.after_cancel(bench.pump._timer)
    bench.pump.stop()
    bench.fill(1)
    root.update()
    assert bench.taken == 3
