"""The real window on a real history, with no host: who feeds it, how late its event loop is, and what its own thread uses."""

import threading
import tkinter as tk
from collections.abc import Callable
from contextlib import suppress
from itertools import count, cycle, islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter, thread_time, time
from typing import Final

from desktop_chat import paths
from desktop_chat.app.chat import ChatProgram
from desktop_chat.core.client.events import (
    ClientEvent,
    Connecting,
    JoinedChannel,
    LinkUp,
    Member,
    MembersListed,
    MessageArrived,
    MessageKind,
    Registered,
    RoomDescribed,
)
from desktop_chat.core.client.events.kept import KeptRoom
from desktop_chat.gui.event_queue import EventQueue
from desktop_chat.gui.look.looks import Looks
from desktop_chat.gui.ports import EVENTS_WAITING, JoinRequest
from desktop_chat.gui.presenter import Presenter
from desktop_chat.gui.program import destroy_root, make_root, set_heap_aside
from desktop_chat.gui.pump import Pump
from desktop_chat.gui.rows import StartForm
from desktop_chat.gui.timeline.view import Timeline
from desktop_chat.gui.window import MainWindow
from desktop_chat.settings import KeptSettings, Settings
from desktop_chat.store.sqlite_history import SqliteHistory
from tests.bench.history import lines
from tests.bench.timeline import TALK
from tests.support.view import FEATURES

ROOM: Final = "ab" * 32
NICK: Final = "ann"
SMALL, LARGE = "#a-small", "#large"
BEAT_MS: Final = 10
KEY_MS: Final = 60
"""Between two keys of somebody who types fast."""
FEED_SECONDS: Final = 0.005
"""Between two hands full of messages: what comes in a few milliseconds comes in one `recv`."""
BATCH: Final = 2_000
WAIT_SECONDS: Final = 60.0
PEOPLE: Final = 20


def write_history(folder: Path, count: int) -> None:
    """Keep so many lines of one channel in a data folder, and one line of another."""
    history, source = SqliteHistory(paths.history_file(folder)), lines(count)
    history.append(ROOM, [line._replace(conversation=SMALL, key="first") for line in lines(1)])
    begun = time() - count
    while batch := [line._replace(conversation=LARGE, time_ms=round(begun * 1000) + line.time_ms) for line in islice(source, BATCH)]:
        history.append(ROOM, batch)
    history.visit(KeptRoom(ROOM, "bench"), 0)
    history.mark_read(ROOM, LARGE, round(time() * 1000))
    history.close()


class WithoutHost(ChatProgram):
    """The program behind the window, which never connects: what it would hear, it is told."""

    def join(self, request: JoinRequest) -> None:
        """Do nothing."""


class Beats:
    """A heartbeat of the window's event loop: how late each beat is, and what the window's thread used since the one before."""

    def __init__(self, root: tk.Tk) -> None:
        self._root = root
        self._due = self._used = 0.0
        self._timer = ""
        self.late_ms: list[float] = []
        self.used_ms: list[float] = []

    def start(self) -> None:
        """Begin to count anew."""
        self.late_ms, self.used_ms = [], []
        self._due, self._used = perf_counter() + BEAT_MS / 1000, thread_time()
        self._timer = self._root.after(BEAT_MS, self._beat)

    def stop(self) -> None:
        """Beat no more."""
        self._root.after_cancel(self._timer)

    def _beat(self) -> None:
        now, used = perf_counter(), thread_time()
        self.late_ms.append((now - self._due) * 1000)
        self.used_ms.append((used - self._used) * 1000)
        self._due, self._used = now + BEAT_MS / 1000, used
        self._timer = self._root.after(BEAT_MS, self._beat)


class Feed:
    """What everybody says in the open channel, at a rate, on a thread of its own.

    Args:
        hear: Takes it, as the link would.
    """

    def __init__(self, hear: Callable[[ClientEvent], None]) -> None:
        self._hear = hear
        self._numbers, self._talk = count(), cycle(TALK)

    def run(self, rate: int, is_over: threading.Event) -> None:
        """Say so many messages a second until it is over."""
        begun, said = perf_counter(), 0
        while not is_over.wait(FEED_SECONDS):
            due = int((perf_counter() - begun) * rate)
            for _ in range(due - said):
                self._hear(self._message())
            said = due

    def _message(self) -> MessageArrived:
        number = next(self._numbers)
        return MessageArrived(LARGE, f"person{number % PEOPLE}", next(self._talk), MessageKind.TALK, time(), f"n{number:012x}", mine=False)


class Rig:
    """The window. Main thread only.

    Args:
        folder: A data folder with a history.
    """

    def __init__(self, folder: Path) -> None:
        self.root = make_root()
        self.events = EventQueue(EVENTS_WAITING)
        self.chat = WithoutHost(self.events, folder=folder)
        kept = KeptSettings(Settings(nick=NICK, theme="dark"), lambda _settings: None)
        self.window = MainWindow(self.root, Looks(self.root, kept.now).now, kept)
        self.presenter = Presenter(
            self.window, self.chat, form=StartForm(), remember=lambda _request: None, settings=lambda: kept.now, wall_clock=time
        )
        self.draws = True
        """The window takes what comes; else it only takes it out of the queue."""
        self.pump = Pump(self.root, self.events, handle=self._handle, settle=self._settle)
        self.window.attach(self.presenter, other_profile=lambda: None)
        self.root.geometry("1100x720")
        self.presenter.begin(None)
        self.pump.start()
        self.root.update()
        self.root.focus_force()
        self.beats = Beats(self.root)
        set_heap_aside()

    def _handle(self, event: ClientEvent) -> None:
        if self.draws:
            self.presenter.handle(event)

    def _settle(self) -> None:
        if self.draws:
            self.presenter.settle()

    @property
    def timeline(self) -> Timeline:
        """The timeline."""
        return self.window.room.pane.timeline

    def until(self, condition: Callable[[], bool]) -> None:
        """Let Tk run until a condition holds."""
        deadline = perf_counter() + WAIT_SECONDS
        while not condition():
            if perf_counter() > deadline:
                raise TimeoutError("this never happened in the window")
            self.root.tk.call("after", 1, "")
            self.root.tk.dooneevent(0)

    def run(self, seconds: float) -> None:
        """Let Tk run for a while."""
        end = perf_counter() + seconds
        self.until(lambda: perf_counter() >= end)

    def enter(self) -> None:
        """Go into the room; the small channel is open then, and the large one was not since the last time."""
        self.presenter.join(NICK, "192.0.2.1", "")
        visit = self.chat.history
        visit.begin(NICK)
        people = tuple(Member(f"person{number}") for number in range(PEOPLE))
        told = (
            *(Connecting("192.0.2.1:6667"), LinkUp(ROOM), Registered(NICK, "bench"), RoomDescribed(FEATURES)),
            *(JoinedChannel(SMALL), MembersListed(SMALL, people)),
        )

        def tell() -> None:
            for event in told:
                visit.hear(event)

        thread = threading.Thread(target=tell, name="link")
        thread.start()
        names = self.presenter.room._conversations
        self.until(lambda: not thread.is_alive() and self.events.empty() and names.get(LARGE) is not None)
        thread.join()
        self.root.update()

    def press(self, event: str) -> None:
        """Press a key in the composer."""
        text = self.window.room.pane.composer.text
        text.focus_force()
        self.root.update()
        text.event_generate(event)

    def flood(self, feed: Feed, rate: int, seconds: float, *, draws: bool) -> Beats:
        """Let people talk while somebody types; return how the event loop was meanwhile."""
        is_over = threading.Event()
        thread = threading.Thread(target=feed.run, args=(rate, is_over), name="link")
        self.draws = draws
        thread.start()
        self._type()
        self.run(seconds / 10)
        self.beats.start()
        self.run(seconds)
        self.beats.stop()
        is_over.set()
        self.until(lambda: not thread.is_alive() and self.events.empty())
        thread.join()
        self.root.after_cancel(self._typing)
        self.window.room.pane.composer.set("")
        return self.beats

    def _type(self) -> None:
        with suppress(tk.TclError):
            self.window.room.pane.composer.text.event_generate("<Key>", keysym="a")
        self._typing = self.root.after(KEY_MS, self._type)

    def close(self) -> None:
        """End everything."""
        self.pump.stop()
        self.chat.stop()
        destroy_root(self.root)


def high(values: list[float]) -> float:
    """Return what 99 of 100 values do not exceed."""
    return quantiles(values, n=100)[98] if len(values) > 1 else values[0]
