"""What the Threads view shows of this process, as values."""

from dataclasses import dataclass
from enum import StrEnum


class ThreadState(StrEnum):
    """What a thread is at."""

    RUNNING = "running"
    """It has something to do, and does it as soon as it has the interpreter's lock."""
    RECEIVING = "receiving"
    """It waits for a socket."""
    IDLE = "idle"
    """It waits for work from another thread, or for time to pass."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a thread is: the function on top of its stack.

    Args:
        function: Its name.
        file: The file's name, without folders.
        line: In that file.
    """

    function: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """One thread now.

    Args:
        name: As the log has it.
        native_id: As the operating system counts it.
        state: What it is at.
        cpu_seconds: Processor time since it began; None where the system does not tell.
        depth: Calls on its stack.
        top: The function that it is in; None for one that has just begun or ended.
        handled: Items since somebody looks: lines, events, passes, by what the thread is for; None if nothing is counted.
        waiting: Items that wait for it; None if nothing can.
    """

    name: str
    native_id: int
    state: ThreadState
    cpu_seconds: float | None
    depth: int
    top: Frame | None
    handled: int | None = None
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class MemoryFacts:
    """What a process holds, in bytes; None for what the system does not tell apart.

    Args:
        resident: All of it that is in memory.
        code: Programs and libraries, mapped from files.
        heap: What the C library's allocator took.
        data: What was taken beside it: Python's own arenas, and the stacks of all threads but the first.
        stack: The first thread's stack.
    """

    resident: int
    code: int | None = None
    heap: int | None = None
    data: int | None = None
    stack: int | None = None


@dataclass(frozen=True, slots=True)
class ProcessFacts:
    """The process around the threads.

    Args:
        pid: Its id.
        cpu_seconds: Processor time of all threads since it began.
        memory: What it holds.
        descriptors: Open files and sockets (on Windows, handles).
    """

    pid: int
    cpu_seconds: float
    memory: MemoryFacts
    descriptors: int


@dataclass(frozen=True, slots=True)
class SharedBlock:
    """Bytes that many members were sent: one object, many readers.

    Args:
        address: Where it lies in memory.
        size: Of the block in bytes.
        readers: Members that were sent this very object.
    """

    address: int
    size: int
    readers: int


@dataclass(frozen=True, slots=True)
class Way:
    """One message on its way, with times on one clock in seconds; None for what did not happen in this process, or not yet.

    Args:
        msgid: By which it is known.
        heard_by: The thread that received it.
        heard: When.
        decided: The engine knew what comes of it.
        committed: It was in the room's log.
        delivered: The last receiver's socket had it.
        receivers: Members who were sent something in the same pass.
        shown: The window had drawn it.
    """

    msgid: str
    heard_by: str
    heard: float
    decided: float | None = None
    committed: float | None = None
    delivered: float | None = None
    receivers: int = 0
    shown: float | None = None


@dataclass(frozen=True, slots=True)
class SurvivedError:
    """An error that was logged and cost no more than it had to.

    Args:
        wall: When, in seconds since 1970.
        thread: In which.
        text: What was being done.
        error: The kind of the error and its words, or "".
    """

    wall: float
    thread: str
    text: str
    error: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of it at one moment.

    Args:
        at: Monotonic seconds.
        process: Around the threads.
        threads: In no order.
        block: The last that was shared; None before the first, and where no room is hosted.
        ways: Messages, the newest last.
        errors: The newest last.
    """

    at: float
    process: ProcessFacts
    threads: tuple[ThreadFacts, ...]
    block: SharedBlock | None = None
    ways: tuple[Way, ...] = ()
    errors: tuple[SurvivedError, ...] = ()
