"""Experiment 5: what an error costs the others, and who sees what another one wrote."""

import logging
import queue
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from desktop_chat.core.figures.chart import Chart, Row
from desktop_chat.core.figures.result import Result, Verdict
from desktop_chat.core.figures.stats import number, summary
from desktop_chat.core.instant import Instant
from desktop_chat.core.server.effects import Effect
from desktop_chat.core.server.world import World
from desktop_chat.i18n import tr
from desktop_chat.lab.bench import Bench
from desktop_chat.lab.children import ChildLost, Children, Job, Method, Pipe, methods
from desktop_chat.lab.crowd import Crowd
from desktop_chat.lab.room_kinds import ThreadRoom, serve_engine, serve_threads
from desktop_chat.lab.rooms import registration, say_nothing

KEY: Final = "isolation"
BOOM: Final = b"boom"
"""Whoever says this meets an error in the room's own code."""
HEAR_SECONDS: Final = 5.0
SILENT_SECONDS: Final = 0.5
"""Who is told of an error is told within milliseconds."""
ANSWER_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What is left after something failed.

    Args:
        others: Those it did not happen to.
        well: How many of them still work.
        is_told: Whether the one it happened to knows.
    """

    others: int
    well: int
    is_told: bool = False


def title() -> str:
    """Return what is measured."""
    return tr("Errors and isolation")


def run(bench: Bench) -> Result:
    """Let a process and a thread fail in several ways; then write something and look who sees it."""
    count = bench.sizes.victims
    told = 0.0

    def check() -> None:
        bench.tell(told)

    after: dict[str, Aftermath] = {}
    trials: tuple[tuple[str, Callable[[], Aftermath]], ...] = (
        ("killed", partial(kill_process, count)),
        ("error", partial(fail_in_room, partial(serve_quietly, serve_threads_that_fail), say_nothing, count, check)),
        ("contained", partial(fail_in_room, partial(serve_quietly, serve_engine_that_fails), registration, count, check)),
        ("fault", partial(fault_in_thread, count)),
    )
    for at, (key, trial) in enumerate(trials):
        after[key] = trial()
        told = (at + 1) / (len(trials) + 1)
        check()
    seen = {method: write_in_process(method) for method in methods()}
    return describe(after, write_in_thread(), seen)


def kill_process(count: int) -> Aftermath:
    """Kill one of some processes; see whether the others still answer."""
    with Children() as children:
        first, *others = [children.start(methods()[0], answer) for _ in range(count)]
        for child in (first, *others):
            child.ask(seconds=ANSWER_SECONDS)
        first.process.kill()
        first.process.join()
        well = 0
        for child in others:
            well += child.ask(seconds=ANSWER_SECONDS) == b"here"
    return Aftermath(len(others), well)


def answer(pipe: Pipe) -> None:
    """Answer. In a child."""
    while True:
        pipe.recv_bytes()
        pipe.send_bytes(b"here")


class FragileRoom(ThreadRoom):
    """A thread for each client, and a mistake in what they run."""

    def say(self, sender: socket.socket, line: bytes) -> None:
        """Fail for some, tell the others what the rest say."""
        if BOOM in line:
            raise RuntimeError("an error that nobody handles")
        super().say(sender, line)


class FragileWorld(World):
    """This program's room, and the same mistake in it."""

    def receive_all(self, session_id: int, lines: list[bytes], now: Instant, effects: list[Effect]) -> None:
        """Fail for some, do as always for the rest."""
        if any(BOOM in line for line in lines):
            raise RuntimeError("an error that the engine handles")
        super().receive_all(session_id, lines, now, effects)


def serve_threads_that_fail(pipe: Pipe) -> None:
    """Serve by threads that fail. In a child."""
    serve_threads(pipe, FragileRoom)


def serve_engine_that_fails(pipe: Pipe) -> None:
    """Serve by the engine, with a mistake in the rules. In a child."""
    serve_engine(pipe, FragileWorld)


def serve_quietly(serve: Job, pipe: Pipe) -> None:
    """Serve without showing errors that are meant to be. In a child."""
    logging.getLogger().addHandler(logging.NullHandler())
    threading.excepthook = lambda _args: None
    serve(pipe)


def fail_in_room(serve: Job, greet: Callable[[int], bytes], count: int, check: Callable[[], None]) -> Aftermath:
    """Let one client meet an error; see whether the others still hear each other, and whether that one is told."""
    with Children() as children:
        room = children.start(Method.SPAWN, serve)
        with Crowd(int(room.hear()), count + 1, greet=greet, check=check) as crowd:
            crowd.come_in()
            crowd.say(0, BOOM.decode())
            crowd.say(1, "still here")
            well = sum(crowd.hears(other, b"still here", seconds=HEAR_SECONDS) for other in range(2, count + 1))
            crowd.say(2, "here too")
            well += crowd.hears(1, b"here too", seconds=HEAR_SECONDS)
            is_told = crowd.hears(0, b"ERROR ", seconds=SILENT_SECONDS)
        room.pipe.send_bytes(b"end")
    return Aftermath(count, well, is_told)


def fault_in_thread(count: int) -> Aftermath:
    """Let one of some threads do what ends a process; see whether the others still answer."""
    with Children() as children:
        child = children.start(Method.SPAWN, partial(fault_when_asked, count))
        before = int(child.ask(b"count", seconds=ANSWER_SECONDS))
        try:
            well = int(child.ask(b"fault", seconds=ANSWER_SECONDS))
        except ChildLost:
            well = 0
    return Aftermath(before - 1, well)


def fault_when_asked(count: int, pipe: Pipe) -> None:
    """Keep threads that answer; let the first of them fault when asked to. In a child."""
    leave_no_core()
    asked, answers = [queue.SimpleQueue[bytes]() for _ in range(count)], queue.SimpleQueue[bytes]()

    def work(mine: queue.SimpleQueue[bytes]) -> None:
        while (question := mine.get()) != b"fault":
            answers.put(question)
        # What the processor makes of an access to memory that is not there, as code in C may do it.
        signal.raise_signal(signal.SIGSEGV)

    threads = [threading.Thread(target=work, args=(mine,), name="lab-fault", daemon=True) for mine in asked]
    for thread in threads:
        thread.start()
    while True:
        question = pipe.recv_bytes()
        asked[0].put(question)
        if question == b"fault":
            threads[0].join(ANSWER_SECONDS)
        for mine in asked[1:]:
            mine.put(b"count")
        try:
            heard = [answers.get(timeout=1.0) for _ in range(count if question == b"count" else count - 1)]
        except queue.Empty:
            heard = []
        pipe.send_bytes(str(len(heard)).encode())


def leave_no_core() -> None:
    """Let no file with the whole memory be written when this process faults."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # Not on Windows.

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def write_in_thread() -> float:
    """Let a thread write into a list; return the microseconds until its sibling sees it there."""
    board: list[float] = []
    written = threading.Event()

    def write() -> None:
        board.append(time.perf_counter())
        written.set()

    thread = threading.Thread(target=write, name="lab-write")
    thread.start()
    written.wait()
    seen_at = time.perf_counter()
    thread.join()
    return (seen_at - board[0]) * 1e6


def write_in_process(method: Method) -> bool:
    """Let a process write into a list of ours; return whether we see it."""
    board = [b"nothing"]
    with Children() as children:
        written = children.start(method, partial(write_on, board)).hear(seconds=ANSWER_SECONDS)
    return board == [written]


def write_on(board: list[bytes], pipe: Pipe) -> None:
    """Write, and say what stands there now. In a child."""
    board[0] = b"something"
    pipe.send_bytes(board[0])


def describe(after: dict[str, Aftermath], thread_us: float, seen: dict[Method, bool]) -> Result:
    """Return the result."""
    names = {
        "killed": tr("a process is killed"),
        "error": tr("unhandled error in a thread"),
        "contained": tr("the same in this program"),
        "fault": tr("memory fault in a thread"),
    }

    def left(key: str) -> str:
        return tr("{well} of {others}", well=after[key].well, others=after[key].others)

    error, contained = after["error"], after["contained"]
    findings = (
        tr("A process was killed: {left} others went on.", left=left("killed")),
        tr(
            "A thread faulted in memory, as code in C can: {left} other threads went on. With it ended the whole process.",
            left=left("fault"),
        ),
        tr("An unhandled Python error ended one client's thread: {left} other clients were still served.", left=left("error")),
        tr("But that client was not told: it sits in a room that no longer hears it.")
        if not error.is_told
        else tr("That client was told."),
        tr("The same error in this program: {left} other clients were still served.", left=left("contained")),
        tr("And that client was told: it got an ERROR, and its connection was closed.")
        if contained.is_told
        else tr("But that client was not told."),
        tr("What a thread wrote into a list its sibling saw after {us} µs.", us=number(thread_us)),
        tr("What another process wrote into its copy of the list nobody else saw.")
        if not any(seen.values())
        else tr("What another process wrote was seen here too."),
    )
    rows = tuple(
        Row(key, names[key], summary([100 * one.well / max(one.others, 1)]), 1 if key == "killed" else 0) for key, one in after.items()
    )
    isolated = after["killed"].well == after["killed"].others and not any(seen.values())
    all_end = after["fault"].well == 0
    spared = error.well == error.others
    verdict = Verdict.FAILS if not (isolated and all_end) else Verdict.PARTLY if spared else Verdict.HOLDS
    return Result(
        KEY,
        title(),
        tr("A process that fails leaves the others alone; an error in one thread ends all threads of its process."),
        verdict,
        findings,
        (Chart("left", tr("Others that still work"), "%", rows),),
        (tr("In CPython an unhandled error ends only its own thread, and only by a line in a log; a fault in memory ends them all."),),
    )
