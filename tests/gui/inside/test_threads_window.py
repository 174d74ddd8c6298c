"""The Threads view with real widgets, and its presenter; what it shows is made up here."""

import queue
import tkinter as tk
from dataclasses import replace

import pytest

from desktop_chat.core.client.events import ClientEvent, LinkUp
from desktop_chat.core.figures.threads import (
    Frame,
    MemoryFacts,
    ProcessFacts,
    SharedBlock,
    Snapshot,
    SurvivedError,
    ThreadFacts,
    ThreadState,
    Way,
)
from desktop_chat.gui.inside import thread_texts
from desktop_chat.gui.inside.panels import Panels
from desktop_chat.gui.inside.threads_window import ThreadsWindow
from desktop_chat.gui.look.theme import Look
from desktop_chat.gui.ports import Inside
from desktop_chat.gui.pump import Pump
from desktop_chat.gui.widgets.table import Column, Table
from desktop_chat.settings import KeptSettings, Settings
from tests.support.panels import FakeLab, FakeThreads
from tests.support.tk import until

pytestmark = pytest.mark.tk

MIB = 1024 * 1024
MEMORY = MemoryFacts(90 * MIB, 30 * MIB, 20 * MIB, 40 * MIB, 64 * 1024)
ENGINE = ThreadFacts("server-engine", 11, ThreadState.IDLE, 1.5, 7, Frame("drain", "inbox.py", 127), 1234, 2)
PEER = ThreadFacts("peer-2", 12, ThreadState.RECEIVING, None, 10, None)
WINDOW = ThreadFacts("MainThread", 10, ThreadState.RUNNING, 2.0, 3, Frame("mainloop", "__init__.py", 1))
SNAPSHOT = Snapshot(
    100.0,
    ProcessFacts(814, 10.0, MEMORY, 35),
    (PEER, ENGINE, WINDOW),
    SharedBlock(0xABC, 44, 3),
    (Way("a", "peer-2", 1.0), Way("b", "peer-3", 2.0, 2.0001, 2.0005, 2.001, 4, 2.02)),
    (SurvivedError(1_700_000_000.0, "peer-2", "handling Lines failed", "ValueError: bad tea"),),
)


@pytest.fixture
def threads() -> FakeThreads:
    """Return what has looked at nothing yet."""
    return FakeThreads()


@pytest.fixture
def pump(root: tk.Tk) -> Pump:
    """Return a pump whose events nobody handles."""
    return Pump(root, queue.Queue[ClientEvent](), handle=lambda _event: None, settle=lambda: None)


@pytest.fixture
def window(root: tk.Tk, look: Look, threads: FakeThreads, pump: Pump) -> ThreadsWindow:
    """Return the view."""
    made = ThreadsWindow(root, look, threads, pump)
    made.update()
    return made


def rows(table: Table) -> list[tuple[str, ...]]:
    """Return what stands in a table, row by row."""
    return [tuple(str(word) for word in table.tree.item(key, "values")) for key in table.tree.get_children()]


def see(window: ThreadsWindow, threads: FakeThreads, snapshot: Snapshot) -> None:
    """Let something be seen, and the view show it by its own timer."""
    threads.last = snapshot
    until(window, lambda: bool(window.presenter._past) and window.presenter._past[-1] is snapshot)


def test_threads_stand_in_order_with_all_that_is_known(window: ThreadsWindow, threads: FakeThreads) -> None:
    """The window first, members last; what the system does not tell is a dash, what is not counted is empty."""
    see(window, threads, SNAPSHOT)
    assert rows(window.table) == [
        ("MainThread", "the window", "running", "2.00", "–", "3 · mainloop (__init__.py:1)", "", ""),
        (
            "server-engine",
            "the room: decides, keeps, delivers",
            "waits for work",
            "1.50",
            "–",
            "7 · drain (inbox.py:127)",
            "1,234",
            "2",
        ),
        ("peer-2", "reads one member", "waits for the network", "–", "–", "–", "", ""),
    ]


def test_the_process_around_them_is_told(window: ThreadsWindow, threads: FakeThreads) -> None:
    """Its id, its memory by kind, its descriptors, and who reads the same bytes."""
    see(window, threads, SNAPSHOT)
    assert window.process.cget("text") == "Process 814 · 90 MiB in memory · 35 files and sockets open · – % of a core"
    assert window.memory.cget("text").startswith(
        "All threads share code (30 MiB), data (40 MiB, with the stacks of the other threads) and heap (20 MiB)"
    )
    assert window.block.cget("text") == "One object, many readers: 44 bytes at 0xabc were sent to 3 members without a copy."


def test_use_of_the_processor_is_told_since_an_earlier_look(window: ThreadsWindow, threads: FakeThreads) -> None:
    """Of the process and of each thread that was there."""
    see(window, threads, SNAPSHOT)
    later = (replace(ENGINE, cpu_seconds=1.6), PEER, ThreadFacts("peer-3", 13, ThreadState.RECEIVING, 0.1, 1, None))
    see(window, threads, replace(SNAPSHOT, at=100.5, process=replace(SNAPSHOT.process, cpu_seconds=10.2), threads=later))
    assert "40 % of a core" in window.process.cget("text")
    assert {row[0]: row[4] for row in rows(window.table)} == {"server-engine": "20", "peer-2": "–", "peer-3": "–"}


def test_the_way_of_messages_is_told_in_milliseconds(window: ThreadsWindow, threads: FakeThreads) -> None:
    """The newest first; what did not happen in this process is empty."""
    see(window, threads, SNAPSHOT)
    assert rows(window.ways) == [("peer-3", "0.1", "0.5", "1", "4", "20"), ("peer-2", "", "", "", "", "")]


def test_errors_that_were_survived_are_listed(window: ThreadsWindow, threads: FakeThreads) -> None:
    """With the thread, what was being done, and the error."""
    see(window, threads, SNAPSHOT)
    ((_, *words),) = rows(window.errors)
    assert words == ["peer-2", "handling Lines failed", "ValueError: bad tea"]


def test_where_nothing_is_known_it_says_so(window: ThreadsWindow, threads: FakeThreads) -> None:
    """On a system that does not tell memory apart, before anything was sent."""
    see(window, threads, Snapshot(1.0, ProcessFacts(1, 0.0, MemoryFacts(MIB), 3), ()))
    assert window.memory.cget("text") == "This system does not tell what the memory is for."
    assert window.block.cget("text") == "Nothing has been sent to two members at once yet."


def test_it_is_looked_at_only_while_the_view_is_open(root: tk.Tk, look: Look, threads: FakeThreads, pump: Pump) -> None:
    """Opened by its button, once; Escape closes it, and nothing is counted any more."""
    panels = Panels(root, lambda: look, Inside(threads, FakeLab()), pump, KeptSettings(Settings(), lambda _settings: None))
    assert [panel.title for panel in panels.all()] == ["Settings", "About", "Threads", "Lab"]
    panels.open_threads()
    first = panels.threads
    panels.open_threads()
    assert panels.threads is first
    assert first is not None
    assert threads.is_open
    first.update()
    first.focus_force()
    first.update()
    first.event_generate("<Escape>")
    root.update()
    assert [bool(first.winfo_exists()), threads.is_open] == [False, False]
    panels.open_threads()
    assert panels.threads is not first
    assert threads.is_open


def test_the_pump_tells_what_was_drawn_while_the_view_is_open(root: tk.Tk, look: Look, threads: FakeThreads) -> None:
    """And nothing afterwards."""
    events = queue.Queue[ClientEvent]()
    pump = Pump(root, events, handle=lambda _event: None, settle=lambda: None)
    pump.start()
    window = ThreadsWindow(root, look, threads, pump)
    events.put(LinkUp())
    until(root, lambda: threads.told == [LinkUp()])
    window.close()
    events.put(LinkUp())
    until(root, events.empty)
    root.update()
    pump.stop()
    assert len(threads.told) == 1


def test_a_table_changes_what_differs(root: tk.Tk, look: Look) -> None:
    """Rows come, go, change and move; who is selected stays so."""
    table = Table(root, look, [Column("Name", 100, grows=True), Column("Count", 60, is_number=True)], height=4)
    table.show([("1", "one", "1"), ("2", "two", "2"), ("3", "three", "3")])
    table.tree.selection_set("3")
    table.show([("3", "three", "30"), ("4", "four", "4"), ("1", "one", "1")])
    assert rows(table) == [("three", "30"), ("four", "4"), ("one", "1")]
    assert table.tree.selection() == ("3",)
    table.show([])
    assert rows(table) == []


@pytest.mark.parametrize(
    ("name", "role"),
    [("peer-12", "reads one member"), ("Thread-3 (engine)", ""), ("app-lab", "runs the Lab")],
)
def test_a_thread_is_known_by_its_name(name: str, role: str) -> None:
    """One that is none of ours has no role."""
    assert thread_texts.Roles().of(name) == role


def test_members_are_sorted_by_their_number() -> None:
    """And strangers last."""
    names = ["zeroconf", "peer-10", "client-link", "peer-9", "MainThread", "server-engine"]
    assert sorted(names, key=thread_texts.Roles().rank) == ["MainThread", "server-engine", "peer-9", "peer-10", "client-link", "zeroconf"]
