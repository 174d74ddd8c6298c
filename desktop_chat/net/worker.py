"""Threads that have a name, are known before they start, are watched, and are joined by a deadline."""

import logging
import threading
from collections.abc import Callable

from desktop_chat.net.deadline import Deadline

log = logging.getLogger(__name__)


class Crew:
    """The threads of one service. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: dict[int, Worker] = {}

    def add(self, worker: "Worker") -> None:
        """Know a worker, before it starts: whoever stops the crew must never miss one."""
        with self._lock:
            self._workers[id(worker)] = worker

    def remove(self, worker: "Worker") -> None:
        """Forget a worker that has ended."""
        with self._lock:
            self._workers.pop(id(worker), None)

    def workers(self) -> list["Worker"]:
        """Return those that run now."""
        with self._lock:
            return list(self._workers.values())

    def join(self, deadline: Deadline) -> list[str]:
        """Wait for all to end, at most until the deadline; return the names of those that still run."""
        for worker in self.workers():
            worker.join(deadline)
        return [worker.name for worker in self.workers() if worker.is_alive()]


class Worker:
    """One thread and what it is for.

    An exception that escapes `run` is logged with the thread's name and handed to `on_error`; it ends this thread and
    nothing else.

    Args:
        name: Unique while it runs, as people see it in the Threads view and the log.
        run: What it does; returns when it is told to stop by whatever it waits on.
        crew: Who joins it.
        owns: What only this thread may touch, in a few words.
        on_error: Told of an exception that escaped, on this thread.
    """

    __slots__ = ("_crew", "_on_error", "_run", "_thread", "name", "owns")

    def __init__(
        self,
        name: str,
        run: Callable[[], None],
        *,
        crew: Crew,
        owns: str,
        on_error: Callable[[Exception], None],
    ) -> None:
        self.name, self.owns = name, owns
        self._run, self._crew, self._on_error = run, crew, on_error
        self._thread = threading.Thread(target=self._watched, name=name)

    def start(self) -> None:
        """Start the thread; raises RuntimeError, and leaves nothing behind, when the machine has no room for one more."""
        self._crew.add(self)
        try:
            self._thread.start()
        except RuntimeError:
            self._crew.remove(self)
            raise

    def join(self, deadline: Deadline) -> None:
        """Wait for its end, at most until the deadline. Not from the thread itself."""
        self._thread.join(deadline.remaining())

    def is_alive(self) -> bool:
        """Return whether it still runs."""
        return self._thread.is_alive()

    def _watched(self) -> None:
        try:
            self._run()
        except Exception as error:
            log.exception("%s ended by an error", self.name)
            self._on_error(error)
        finally:
            self._crew.remove(self)
