"""Processes that the Lab starts, and that end with it whatever happens.

Each waits at the end of a pipe. When the Lab is through, was stopped or was killed, the pipe ends, and with it the child. Where
a forked child also holds the ends of its elder siblings, the youngest ends first and the others follow.
"""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Final, Protocol, Self

from desktop_chat.net.deadline import Deadline

START_SECONDS: Final = 60.0
"""Until a child has to have spoken: a hundred interpreters at once on a slow machine."""
END_SECONDS: Final = 3.0
"""Until all have to have ended by themselves; then they are killed."""

INTERRUPTS: Final = frozenset({signal.SIGINT, signal.SIGTERM})


class Method(StrEnum):
    """How a process is started."""

    FORK = "fork"
    """As a copy of this one."""
    SPAWN = "spawn"
    """As a new interpreter that imports what it needs."""


class Pipe(Protocol):
    """One end of a pipe, as `multiprocessing` makes it."""

    def send(self, obj: object) -> None:
        """Send a value that can be pickled."""

    def recv(self) -> object:
        """Wait for a value of a process of ours. Raises EOFError at the end."""
        ...

    def send_bytes(self, buf: bytes) -> None:
        """Send a message."""

    def recv_bytes(self) -> bytes:
        """Wait for a message. Raises EOFError at the end."""
        ...

    def poll(self, timeout: float | None = 0.0) -> bool:
        """Wait until a message or the end has come; return whether one has."""
        ...

    def close(self) -> None:
        """Give it back."""


Job = Callable[[Pipe], None]
"""What a child does, with its end of the pipe. Only what can be pickled: a function of a module, or a `partial` of one."""


class ChildLost(Exception):
    """A child ended, or did not answer in time."""


def can_fork() -> bool:
    """Return whether a process can be started as a copy of this one: on Windows there is no such call, on macOS it is not safe."""
    return sys.platform not in {"win32", "darwin"} and Method.FORK in multiprocessing.get_all_start_methods()


def methods() -> tuple[Method, ...]:
    """Return the ways to start a process here."""
    return (Method.FORK, Method.SPAWN) if can_fork() else (Method.SPAWN,)


class Child:
    """A process, and our end of the pipe to it."""

    def __init__(self, process: BaseProcess, pipe: Pipe) -> None:
        self.process, self.pipe = process, pipe

    @property
    def pid(self) -> int:
        """The process id."""
        return self.process.pid or 0

    def hear(self, *, seconds: float = START_SECONDS) -> bytes:
        """Wait for what the child says.

        Raises:
            ChildLost: If it ended, or says nothing in time.
        """
        try:
            if self.pipe.poll(seconds):
                return self.pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise ChildLost(f"process {self.pid} has ended") from error
        raise ChildLost(f"process {self.pid} says nothing")

    def ask(self, question: bytes = b"?", *, seconds: float = START_SECONDS) -> bytes:
        """Say something and return the answer. Raises as `hear` does."""
        try:
            self.pipe.send_bytes(question)
        except OSError as error:
            raise ChildLost(f"process {self.pid} has ended") from error
        return self.hear(seconds=seconds)


class Children:
    """The processes of one experiment. One thread only; all have ended when the `with` block is left."""

    def __init__(self) -> None:
        self._children: list[Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def start(self, method: Method, job: Job) -> Child:
        """Start a process.

        Args:
            method: How; one of `methods()`.
            job: What it does.
        """
        ours, theirs = multiprocessing.Pipe()
        child = Child(make_process(method, job, theirs, ours), ours)
        self._children.append(child)
        try:
            with interrupts_held():
                child.process.start()
        finally:
            theirs.close()
        return child

    def close(self) -> None:
        """End all children, the youngest first, and wait until they are gone."""
        children = [child for child in reversed(self._children) if child.process.pid is not None]
        for child in self._children:
            child.pipe.close()
        deadline = Deadline(END_SECONDS)
        for child in children:
            child.process.join(deadline.remaining())
        for child in children:
            child.process.kill()
            child.process.join()
            child.process.close()
        self._children.clear()


def make_process(method: Method, job: Job, theirs: Pipe, ours: Pipe) -> BaseProcess:
    """Return a process that does a job, not yet started."""
    if sys.platform != "win32" and method is Method.FORK:
        return multiprocessing.get_context("fork").Process(target=begin, args=(job, theirs, ours))
    return multiprocessing.get_context("spawn").Process(target=begin, args=(job, theirs, None))


def begin(job: Job, pipe: Pipe, inherited: Pipe | None) -> None:
    """Do a job until it is done or its pipe ends. In the child.

    Args:
        job: What to do.
        pipe: The child's end.
        inherited: The other end, which a forked child has got too: as long as it is open, `pipe` never ends.
    """
    if inherited is not None:
        inherited.close()
    # Ctrl-C in a terminal reaches every process of it; the Lab alone decides what comes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, INTERRUPTS)
    with suppress(EOFError, OSError):
        job(pipe)


def has_ended(pipe: Pipe) -> bool:
    """Return whether a pipe by which nothing is ever said has ended."""
    try:
        return pipe.poll()
    except OSError:
        return True  # As Windows tells it.


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let Ctrl-C come after the block, and not to a child that is just being born."""
    if sys.platform == "win32":
        yield
    else:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTS)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
