"""What the Threads view shows, decided without Tk."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from desktop_chat.core.figures.stats import number
from desktop_chat.core.figures.threads import Snapshot, SurvivedError, ThreadFacts, Way
from desktop_chat.gui.inside import thread_texts
from desktop_chat.gui.ports import Threads
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.times import local_time

REMEMBERED: Final = 10
"""Looks over which use of the processor is told: five seconds, for the system counts in hundredths."""
UNKNOWN: Final = "–"
TableRow = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the tables.

    Args:
        process: The process as one line.
        memory: What its memory is for.
        block: Who reads the same bytes.
    """

    process: str
    memory: str
    block: str


class ThreadsView(Protocol):
    """The view. Main thread only. The first word of a row is its key; it stands in the first column too."""

    def show_heading(self, heading: Heading) -> None:
        """Say how the process is."""

    def show_threads(self, rows: Sequence[TableRow]) -> None:
        """Show each thread: name, role, state, processor seconds, percent of a core, where it is, handled, waiting."""

    def show_ways(self, rows: Sequence[TableRow]) -> None:
        """Show messages: id, heard by, and in milliseconds after that: decided, kept, delivered, and to how many, drawn."""

    def show_errors(self, rows: Sequence[TableRow]) -> None:
        """Show errors: key, time, thread, what was being done, what it was."""


class ThreadsPresenter:
    """Decides what the Threads view shows.

    Args:
        view: The view.
        threads: What looks at this process.
    """

    def __init__(self, view: ThreadsView, threads: Threads) -> None:
        self._view, self._threads = view, threads
        self._roles = thread_texts.Roles()
        self._past: deque[Snapshot] = deque(maxlen=REMEMBERED)

    def look(self) -> None:
        """Show the last look, if it is a new one. Called several times a second."""
        snapshot = self._threads.snapshot()
        if snapshot is None or (self._past and self._past[-1] is snapshot):
            return
        before = self._past[0] if self._past else None
        self._past.append(snapshot)
        self._view.show_heading(heading(snapshot, before))
        earlier = {} if before is None else {thread.native_id: thread.cpu_seconds for thread in before.threads}
        seconds = 0.0 if before is None else snapshot.at - before.at
        ordered = sorted(snapshot.threads, key=lambda thread: self._roles.rank(thread.name))
        self._view.show_threads([self._thread_row(thread, earlier.get(thread.native_id), seconds) for thread in ordered])
        self._view.show_ways([way_row(way) for way in reversed(snapshot.ways)])
        self._view.show_errors([error_row(error) for error in reversed(snapshot.errors)])

    def _thread_row(self, thread: ThreadFacts, before: float | None, seconds: float) -> TableRow:
        """Return a thread as a row of the table.

        Args:
            thread: The thread.
            before: Its processor time at an earlier look, if it was there.
            seconds: Since then.
        """
        used = UNKNOWN if thread.cpu_seconds is None else f"{thread.cpu_seconds:.2f}"
        percent = UNKNOWN
        if thread.cpu_seconds is not None and before is not None and seconds > 0:
            percent = f"{100 * (thread.cpu_seconds - before) / seconds:.0f}"
        top = thread.top
        place = UNKNOWN if top is None else f"{thread.depth} · {top.function} ({top.file}:{top.line})"
        counts = ("" if count is None else f"{count:,}" for count in (thread.handled, thread.waiting))
        return (
            str(thread.native_id),
            shown(thread.name),
            self._roles.of(thread.name),
            thread_texts.state_words(thread.state),
            used,
            percent,
            place,
            *counts,
        )


def heading(snapshot: Snapshot, before: Snapshot | None) -> Heading:
    """Return what stands above the tables."""
    percent = None
    if before is not None and snapshot.at > before.at:
        percent = 100 * (snapshot.process.cpu_seconds - before.process.cpu_seconds) / (snapshot.at - before.at)
    return Heading(
        thread_texts.process_words(snapshot.process, percent=percent),
        thread_texts.memory_words(snapshot.process.memory),
        thread_texts.block_words(snapshot.block),
    )


def way_row(way: Way) -> TableRow:
    """Return a message's way as a row: what did not happen here is left empty."""
    after = ("" if at is None else f"{number((at - way.heard) * 1000)}" for at in (way.decided, way.committed, way.delivered))
    return (way.msgid, way.heard_by, *after, str(way.receivers or ""), "" if way.shown is None else number((way.shown - way.heard) * 1000))


def error_row(error: SurvivedError) -> TableRow:
    """Return an error as a row."""
    at = f"{local_time(error.wall):%H:%M:%S}"
    return (f"{error.wall} {error.thread}", at, error.thread, shown(error.text), shown(error.error))
