"""Threads that have a name, are known before they start, are watched, and are joined by a deadline."""

import logging
import threading
from collections import deque
from collections.abc import Callable

from desktop_chat.net.deadline import Deadline

log = logging.getLogger(__name__)

SYSTEM_STACK = 0
"""Stack of a thread in bytes: what the operating system gives by default, 0.5 to 16 MiB."""
_STACK_SIZE_LOCK = threading.Lock()
"""`threading.stack_size` is one setting for the whole process; held while one thread starts with another size."""


class Crew:
    """The threads of one service. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: dict[int, Worker] = {}
        self._ending: deque[Worker] = deque()

    def add(self, worker: "Worker") -> None:
        """Know a worker, before it starts: whoever stops the crew must never miss one."""
        with self._lock:
            self._workers[id(worker)] = worker

    def remove(self, worker: "Worker") -> None:
        """Forget a worker that never started."""
        with self._lock:
            self._workers.pop(id(worker), None)

    def end(self, worker: "Worker") -> None:
        """Take a worker's word, from its own thread, that it is about to end."""
        with self._lock:
            self._workers.pop(id(worker), None)
            # It still has a few instructions to go, so `join` has to know it; those before it are through by now.
            while self._ending and not self._ending[0].is_alive():
                self._ending.popleft()
            self._ending.append(worker)

    def workers(self) -> list["Worker"]:
        """Return those that run now."""
        with self._lock:
            return list(self._workers.values())

    def join(self, deadline: Deadline) -> list[str]:
        """Wait for all to end, at most until the deadline; return the names of those that still run."""
        while not deadline.is_over() and (alive := self._alive()):
            for worker in alive:
                worker.join(deadline)
        return [worker.name for worker in self._alive()]

    def _alive(self) -> list["Worker"]:
        with self._lock:
            return [worker for worker in (*self._workers.values(), *self._ending) if worker.is_alive()]


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
        stack_bytes: Stack of the thread.
    """

    __slots__ = ("_crew", "_on_error", "_run", "_stack_bytes", "_thread", "name", "owns")

    def __init__(
        self,
        name: str,
        run: Callable[[], None],
        *,
        crew: Crew,
        owns: str,
        on_error: Callable[[Exception], None],
        stack_bytes: int = SYSTEM_STACK,
    ) -> None:
        self.name, self.owns = name, owns
        self._run, self._crew, self._on_error, self._stack_bytes = run, crew, on_error, stack_bytes
        self._thread = threading.Thread(target=self._watched, name=name)

    def start(self) -> None:
        """Start the thread; raises RuntimeError, and leaves nothing behind, when the machine has no room for one more."""
        self._crew.add(self)
        try:
            self._start()
        except RuntimeError:
            self._crew.remove(self)
            raise

    def _start(self) -> None:
        if self._stack_bytes == SYSTEM_STACK:
            self._thread.start()
            return
        with _STACK_SIZE_LOCK:
            before = threading.stack_size(self._stack_bytes)
            try:
                self._thread.start()
            finally:
                threading.stack_size(before)

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
            self._crew.end(self)
