"""`client-store`: keeps the member's own history. Nobody else touches its file."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import groupby, takewhile
from pathlib import Path
from typing import Final, TypeVar

from desktop_chat.core.client.events import HistoryProblem, HistoryTroubled
from desktop_chat.core.client.events.kept import KeptLine
from desktop_chat.net.worker import Crew, Worker
from desktop_chat.store.room_log import StoreDamaged, StoreError, StoreFull, StoreLocked, StoreNewer
from desktop_chat.store.sqlite_file import keep_aside
from desktop_chat.store.sqlite_history import SqliteHistory

log = logging.getLogger(__name__)

LINES_WAITING: Final = 50_000
"""Lines that may wait for a disk that stands still. Whoever records then waits, and with it the link and the host."""
FULL_WAIT_SECONDS: Final = 0.05
LINES_IN_COMMIT: Final = 2_000
"""More of what waits goes into the next one, so that nobody who asks for a page waits for long."""
LINES_UNKEPT: Final = 10_000
"""Lines that a full disk may keep waiting for room; of more the oldest are lost."""
TIDY_AFTER_SECONDS: Final = 5.0

ASK_TRIES: Final = 100
"""Of `FULL_WAIT_SECONDS` each: a disk that stands still keeps nobody out of a room for longer than that."""

Answer = TypeVar("Answer")
Job = Callable[[SqliteHistory], None]
Line = tuple[str, KeptLine]
"""The key of its room, and the line."""


class Keeper:
    """The thread that owns the history. `record` and `do` may be called from any thread.

    What is wrong is told once. A file that cannot be used is kept aside; where there can be none, what is said is
    kept in memory as long as the program runs, so that everything works but the next start.

    Args:
        path: The file.
        crew: Who joins the thread.
        tell: Told what is wrong with the history, on this thread.
    """

    def __init__(self, path: Path, *, crew: Crew, tell: Callable[[HistoryTroubled], None]) -> None:
        self._path, self._tell = path, tell
        self._waiting: queue.SimpleQueue[Line | Job | None] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._unkept: list[Line] = []
        self._told_unwritable = False
        self._worker = Worker("client-store", self._run, crew=crew, owns="the member's own history", on_error=self._fail)

    def start(self) -> None:
        """Open the file; what is wrong with it is told."""
        self._worker.start()

    def record(self, room: str, line: KeptLine) -> None:
        """Keep a line, soon; wait if too many wait already. Not on the window's thread."""
        while self._waiting.qsize() >= LINES_WAITING and not self._stopped.is_set():
            self._stopped.wait(FULL_WAIT_SECONDS)
        self._waiting.put((room, line))

    def do(self, job: Job) -> None:
        """Do something with the history on its thread, after all that was recorded before. Never waits.

        A job may raise StoreError; then it has not been done, and the window is told.
        """
        self._waiting.put(job)

    def ask(self, read: Callable[[SqliteHistory], Answer]) -> Answer | None:
        """Return what *read* finds in the history; None if that is not to be had. Not on the window's thread.

        All that was recorded before is found.
        """
        answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self.do(lambda history: answers.put(read(history)))
        for _ in range(ASK_TRIES):
            with suppress(queue.Empty):
                return answers.get(timeout=FULL_WAIT_SECONDS)
            if self._stopped.is_set():
                break
        return None

    def stop(self) -> None:
        """Keep all that waits, and end. What is recorded or asked after this is lost."""
        self._stopped.set()
        self._waiting.put(None)

    def _fail(self, error: Exception) -> None:
        """Let nobody wait for a thread that has ended by an error."""
        self._stopped.set()
        self._tell(HistoryTroubled(HistoryProblem.UNUSABLE, str(error)))

    def _run(self) -> None:
        self._history = self._open()
        try:
            while self._turn():
                pass
            self._keep(())  # The disk may have room by now.
        finally:
            self._close()

    def _open(self) -> SqliteHistory:
        """Return the history: in its file, in a new one beside the one that cannot be used, or in memory."""
        try:
            return SqliteHistory(self._path)
        except StoreLocked as error:
            self._tell(HistoryTroubled(HistoryProblem.LOCKED, str(error)))
        except StoreDamaged as error:
            return self._begin_anew(error)
        except StoreError as error:
            self._tell(HistoryTroubled(HistoryProblem.UNUSABLE, str(error)))
        return SqliteHistory(None)

    def _begin_anew(self, error: StoreDamaged) -> SqliteHistory:
        """Keep the file aside and return a new one."""
        log.warning("the history is kept aside: %s", error)
        problem = HistoryProblem.NEWER if isinstance(error, StoreNewer) else HistoryProblem.DAMAGED
        try:
            aside = keep_aside(self._path, problem.value)
            history = SqliteHistory(self._path)
        except (OSError, StoreError) as second:
            self._tell(HistoryTroubled(HistoryProblem.UNUSABLE, str(second)))
            return SqliteHistory(None)
        self._tell(HistoryTroubled(problem, aside.name))
        return history

    def _close(self) -> None:
        try:
            self._history.close()
        except StoreError as error:
            log.warning("the history could not be closed well: %s", error)

    def _turn(self) -> bool:
        """Wait for something, take all that waits, and do it in order, lines in a row at once; return whether to go on."""
        try:
            taken = [self._waiting.get(timeout=TIDY_AFTER_SECONDS)]
        except queue.Empty:
            self._try(SqliteHistory.tidy)
            taken = [self._waiting.get()]
        while not self._waiting.empty():
            taken.append(self._waiting.get())
        for is_line, group in groupby(taken, key=lambda one: isinstance(one, tuple)):
            if is_line:
                self._keep([one for one in group if isinstance(one, tuple)])
            else:
                for job in group:
                    if callable(job):
                        self._try(job)
        return None not in taken

    def _keep(self, lines: Sequence[Line]) -> None:
        """Keep lines, and before them those that a full disk did not take; what it does not take now waits for the next ones."""
        self._unkept += lines
        while self._unkept:
            room = self._unkept[0][0]
            some = [line for _, line in takewhile(lambda line: line[0] == room, self._unkept[:LINES_IN_COMMIT])]  # noqa: B023  # Used at once
            if not self._try(lambda history: history.append(room, some)):  # noqa: B023  # The same
                del self._unkept[:-LINES_UNKEPT]
                return
            del self._unkept[: len(some)]
        self._told_unwritable = False

    def _try(self, job: Job, *, again: bool = True) -> bool:
        """Do something with the history, or with a new one if it is damaged; return whether it was done. What went wrong is told once."""
        try:
            job(self._history)
        except StoreDamaged as error:
            self._close()
            self._history = self._begin_anew(error)
            return again and self._try(job, again=False)
        except StoreError as error:
            if not self._told_unwritable:
                log.warning("the history: %s", error)
                self._told_unwritable = True
                problem = HistoryProblem.FULL if isinstance(error, StoreFull) else HistoryProblem.UNUSABLE
                self._tell(HistoryTroubled(problem, str(error)))
        except Exception:
            log.exception("the history could not do what it was asked")
        else:
            return True
        return False
