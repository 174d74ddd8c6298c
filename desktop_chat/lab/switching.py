"""Experiment 2: handing over between two threads and between two processes, and what the interpreter's lock has to do with it."""

import queue
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import Final

from desktop_chat.core.figures.chart import Chart, Row
from desktop_chat.core.figures.result import Result, Verdict
from desktop_chat.core.figures.stats import Summary, number, summary, times
from desktop_chat.i18n import tr
from desktop_chat.lab.bench import Bench
from desktop_chat.lab.children import START_SECONDS, Children, Method, Pipe
from desktop_chat.lab.computing import computing_process, computing_thread, speeds_of_two
from desktop_chat.lab.machine import has_lock

KEY: Final = "switching"
PARTS: Final = 7
"""Three ways to hand over, three to wait for an answer, and computing."""
MESSAGES: Final = 60
"""Waited for beside something that computes."""
PAUSE_SECONDS: Final = 0.002
"""Before each of them: whoever waits for a network really waits, and another thread gets the interpreter's lock."""
STAMP: Final = struct.Struct("d")
"""The moment at which a message was sent."""
FASTER: Final = 1.2
"""Two are faster than one only from here on: less is chance."""
Exchange = Callable[[], None]
"""Hands over and back once."""


def title() -> str:
    """Return what is measured."""
    return tr("Switching between threads and processes")


def run(bench: Bench) -> Result:
    """Hand over many times in each way; then compute with two threads and with two processes."""
    sizes = bench.sizes
    ways = {"queue": by_queue, "pipe": by_pipe, "socket": by_socket}
    hand_overs: dict[str, Summary] = {}
    for at, (key, open_way) in enumerate(ways.items()):
        with open_way() as exchange:
            rounds = measure(exchange, sizes.batches, sizes.hand_overs, partial(tell_part, bench, at))
            hand_overs[key] = summary([us / 2 for us in rounds])
    beside: dict[str, Callable[[], AbstractContextManager[None]]] = {
        "alone": nullcontext,
        "process": computing_process,
        "thread": computing_thread,
    }
    messages: dict[str, Summary] = {}
    for at, (key, somebody) in enumerate(beside.items(), len(ways)):
        with news() as delay, somebody():
            messages[key] = summary(delays(delay, partial(tell_part, bench, at)))
    speeds = speeds_of_two(sizes.compute_loops, partial(tell_part, bench, len(ways) + len(beside)))
    return describe(hand_overs, messages, speeds, locked=has_lock())


def tell_part(bench: Bench, at: int, done: float) -> None:
    """Tell how much is done of one of the parts."""
    bench.tell((at + done) / PARTS)


def measure(exchange: Exchange, batches: int, rounds: int, tell: Callable[[float], None]) -> list[float]:
    """Return the microseconds that a round there and back takes, for each batch."""
    exchange()
    took: list[float] = []
    for batch in range(batches):
        begun = time.perf_counter()
        for _ in range(rounds):
            exchange()
        took.append((time.perf_counter() - begun) * 1e6 / rounds)
        tell((batch + 1) / batches)
    return took


@contextmanager
def by_queue() -> Iterator[Exchange]:
    """Give an exchange with another thread, by two queues."""
    there, back = queue.SimpleQueue[object](), queue.SimpleQueue[object]()

    def answer() -> None:
        while (item := there.get()) is not None:
            back.put(item)

    def exchange() -> None:
        there.put("ball")
        back.get()

    thread = threading.Thread(target=answer, name="lab-answer")
    thread.start()
    try:
        yield exchange
    finally:
        there.put(None)
        thread.join()


@contextmanager
def by_pipe() -> Iterator[Exchange]:
    """Give an exchange with another process, by a pipe."""
    with Children() as children:
        child = children.start(Method.SPAWN, echo)

        def exchange() -> None:
            child.ask(b"x")

        yield exchange


@contextmanager
def by_socket() -> Iterator[Exchange]:
    """Give an exchange with another process, by TCP on this machine."""
    with connected(echo_socket) as connection:

        def exchange() -> None:
            connection.sendall(b"x")
            connection.recv(1)

        yield exchange


@contextmanager
def news() -> Iterator[Callable[[], float]]:
    """Give a function that waits for a message of another process, and returns how many microseconds it was on its way."""
    with connected(stamp_socket) as connection:

        def delay() -> float:
            connection.sendall(b"x")
            (sent,) = STAMP.unpack(connection.recv(STAMP.size))
            return (time.perf_counter() - float(sent)) * 1e6  # The clock is one for all processes.

        yield delay


@contextmanager
def connected(serve: Callable[[socket.socket], None]) -> Iterator[socket.socket]:
    """Give a connection to a process that serves it."""
    with socket.create_server(("127.0.0.1", 0)) as listener, Children() as children:
        listener.settimeout(START_SECONDS)
        children.start(Method.SPAWN, partial(dial_and_serve, listener.getsockname()[1], serve))
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(START_SECONDS)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            yield connection


def delays(delay: Callable[[], float], tell: Callable[[float], None]) -> list[float]:
    """Return how long each of some messages was on its way."""
    delay()
    took: list[float] = []
    for at in range(MESSAGES):
        took.append(delay())
        tell((at + 1) / MESSAGES)
    return took


def echo(pipe: Pipe) -> None:
    """Send back all that comes. In a child."""
    while True:
        pipe.send_bytes(pipe.recv_bytes())


def dial_and_serve(port: int, serve: Callable[[socket.socket], None], _pipe: Pipe) -> None:
    """Connect to a port of this machine, and serve that connection until it ends. In a child."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        serve(connection)


def echo_socket(connection: socket.socket) -> None:
    """Send back all that comes."""
    while data := connection.recv(1):
        connection.sendall(data)


def stamp_socket(connection: socket.socket) -> None:
    """Answer everything, a moment later, with the time."""
    while connection.recv(1):
        time.sleep(PAUSE_SECONDS)
        connection.sendall(STAMP.pack(time.perf_counter()))


def describe(hand_overs: dict[str, Summary], messages: dict[str, Summary], speeds: dict[str, float], *, locked: bool) -> Result:
    """Return the result."""
    micro = {key: number(value.median) for key, value in (*hand_overs.items(), *messages.items())}
    findings = (
        tr(
            "A hand-over takes {queue} µs between two threads, {pipe} µs between two processes by a pipe, {socket} µs by a socket.",
            queue=micro["queue"],
            pipe=micro["pipe"],
            socket=micro["socket"],
        ),
        tr(
            "A message from another process is heard after {alone} µs; while some other process computes, after {process} µs; "
            "while a thread of the listener's own process computes, after {thread} µs, {factor} times as long.",
            alone=micro["alone"],
            process=micro["process"],
            thread=micro["thread"],
            factor=number(times(messages["thread"].median, messages["alone"].median)),
        ),
        tr(
            "Two threads that compute do {threads} times the work of one, two processes {processes} times.",
            threads=number(speeds["threads"]),
            processes=number(speeds["processes"]),
        ),
        lock_sentence(locked=locked),
    )
    cheaper = hand_overs["queue"].median < min(hand_overs["pipe"].median, hand_overs["socket"].median)
    parallel = speeds["threads"] >= FASTER or speeds["processes"] < FASTER
    return Result(
        KEY,
        title(),
        tr(
            "Switching between threads costs less than between processes, for they need no other memory; and threads work at the same time."
        ),
        Verdict.FAILS if not cheaper else Verdict.HOLDS if parallel else Verdict.PARTLY,
        findings,
        charts(hand_overs, messages, speeds),
        (tr("A hand-over is half of a round there and back, the way through the queue, pipe or socket included."),),
    )


def charts(hand_overs: dict[str, Summary], messages: dict[str, Summary], speeds: dict[str, float]) -> tuple[Chart, ...]:
    """Return the figures as charts."""
    micro = tr("microseconds")
    return (
        Chart(
            "hand_over",
            tr("One hand-over"),
            micro,
            (
                Row("queue", tr("two threads, a queue"), hand_overs["queue"], 0),
                Row("pipe", tr("two processes, a pipe"), hand_overs["pipe"], 1),
                Row("socket", tr("two processes, a socket"), hand_overs["socket"], 1),
            ),
        ),
        Chart(
            "message",
            tr("Until a waiting thread hears a message"),
            micro,
            (
                Row("alone", tr("nobody computes"), messages["alone"], 2),
                Row("process", tr("another process computes"), messages["process"], 1),
                Row("thread", tr("another thread computes"), messages["thread"], 0),
            ),
        ),
        Chart(
            "compute",
            tr("Work done by two at once, one alone is 1"),
            tr("times"),
            (
                Row("threads", tr("two threads"), summary([speeds["threads"]]), 0),
                Row("processes", tr("two processes"), summary([speeds["processes"]]), 1),
            ),
        ),
    )


def lock_sentence(*, locked: bool) -> str:
    """Return what the interpreter's lock means for the figures."""
    if not locked:
        return tr("This Python has no interpreter lock (PEP 703): its threads compute at the same time.")
    return tr(
        "CPython lets only one thread of a process run Python at a time (the interpreter lock, GIL) and takes it away after {ms} ms: "
        "threads that wait for a network cost little, threads that compute hold up the others.",
        ms=number(sys.getswitchinterval() * 1000),
    )
