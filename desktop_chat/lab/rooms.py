"""Experiment 4: one chat room, served by a thread for each client, by a process for each, and by this program's engine."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from desktop_chat.core.figures.chart import Chart, Row
from desktop_chat.core.figures.result import Result, Verdict
from desktop_chat.core.figures.stats import number, summary, times
from desktop_chat.i18n import tr
from desktop_chat.lab.bench import Bench
from desktop_chat.lab.children import Child, Children, Method, can_fork
from desktop_chat.lab.crowd import Crowd
from desktop_chat.lab.room_kinds import SERVE, Kind
from desktop_chat.lab.usage import family, own_bytes, processor_seconds, raise_descriptor_limit

KEY: Final = "rooms"
MIB: Final = 1024 * 1024
LINES: Final = 25
"""That each sender says at once."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one room did.

    Args:
        kind: How it is served.
        clients: How many are in it.
        per_second: Deliveries a second: lines heard.
        mib: Memory that the clients brought.
        cost_us: Microseconds of processor time for one delivery.
    """

    kind: Kind
    clients: int
    per_second: float
    mib: float
    cost_us: float


def title() -> str:
    """Return what is measured."""
    return tr("One chat room, three ways to serve it")


def run(bench: Bench) -> Result:
    """Put each kind of room under load, with ever more clients."""
    raise_descriptor_limit()
    most = max(bench.sizes.crowds) if can_fork() else bench.sizes.most_spawned
    runs = [(kind, clients) for clients in bench.sizes.crowds for kind in Kind if kind is not Kind.PROCESSES or clients <= most]
    loads = [
        measure(kind, clients, bench.sizes.room_seconds, partial(bench.tell, at / len(runs))) for at, (kind, clients) in enumerate(runs)
    ]
    return describe(loads, left_out=len(runs) < len(bench.sizes.crowds) * len(Kind))


def measure(kind: Kind, clients: int, seconds: float, check: Callable[[], None]) -> Load:
    """Return what a room does with so many clients.

    Args:
        kind: How it is served.
        clients: How many.
        seconds: How long it is under load, at least.
        check: Called several times a second.
    """
    with Children() as children:
        room = children.start(Method.SPAWN, SERVE[kind])
        port = int(room.hear())
        empty = own_bytes(family(room.pid))
        with Crowd(port, clients, greet=registration if kind is Kind.ENGINE else say_nothing, check=check) as crowd:
            crowd.come_in()
            crowd.talk(1)
            mib = max(own_bytes(family(room.pid)) - empty, 0) / MIB
            spent, heard = processor_seconds(family(room.pid)), 0
            begun = time.perf_counter()
            while (took := time.perf_counter() - begun) < seconds:
                heard += crowd.talk(LINES)
            cost = processor_seconds(family(room.pid)) - spent
        end_room(room)
    return Load(kind, clients, heard / took, mib, cost * 1e6 / heard)


def end_room(room: Child) -> None:
    """Let a room end itself: its clients have hung up."""
    room.pipe.send_bytes(b"end")


def registration(number_of: int) -> bytes:
    """Return how a client comes in by IRC (RFC 2812 3.1)."""
    return f"NICK u{number_of}\r\nUSER u 0 * :lab\r\nJOIN #lab\r\n".encode()


def say_nothing(_number_of: int) -> bytes:
    """Return how a client comes in where nobody asks for a name."""
    return b""


def describe(loads: list[Load], *, left_out: bool) -> Result:
    """Return the result."""
    by = {(load.kind, load.clients): load for load in loads}
    most = max(load.clients for load in loads)
    common = max(load.clients for load in loads if load.kind is Kind.PROCESSES)
    threads, processes, engine = by[Kind.THREADS, common], by[Kind.PROCESSES, common], by[Kind.ENGINE, most]
    naive = by[Kind.THREADS, most]
    better = (threads.per_second > processes.per_second) + (threads.mib < processes.mib)
    notes = [
        tr("All clients are on this machine; four of them talk as fast as they are heard, and every line is counted."),
        tr("The engine also checks each line, gives it an id and a time, and keeps it on disk before anybody sees it."),
    ]
    if left_out:
        notes.append(tr("Without fork a process for each client takes too much memory: the largest crowds were left out for it."))
    return Result(
        KEY,
        title(),
        tr("A chat server gives each client a thread rather than a process: all of them share the room, and it costs less."),
        (Verdict.FAILS, Verdict.PARTLY, Verdict.HOLDS)[better],
        (
            tr(
                "With {clients} clients: {threads} deliveries a second with a thread for each, {processes} with a process for each.",
                clients=common,
                threads=number(threads.per_second),
                processes=number(processes.per_second),
            ),
            tr(
                "The clients' threads took {threads} MiB together, their processes {processes} MiB.",
                threads=number(threads.mib),
                processes=number(processes.mib),
            ),
            tr(
                "This program's engine, with {clients} clients: {engine} deliveries a second, {factor} times as many as a thread for each; "
                "{mib} MiB. One thread decides for all, and a line is made once and shared.",
                clients=most,
                engine=number(engine.per_second),
                factor=number(times(engine.per_second, naive.per_second)),
                mib=number(engine.mib),
            ),
        ),
        charts(loads),
        tuple(notes),
    )


def charts(loads: list[Load]) -> tuple[Chart, ...]:
    """Return the figures as charts."""
    names = {Kind.THREADS: tr("a thread each"), Kind.PROCESSES: tr("a process each"), Kind.ENGINE: tr("the engine")}

    def rows(value: Callable[[Load], float]) -> tuple[Row, ...]:
        return tuple(
            Row(
                f"{load.kind}_{load.clients}",
                tr("{count} clients, {kind}", count=load.clients, kind=names[load.kind]),
                summary([value(load)]),
                list(Kind).index(load.kind),
            )
            for load in loads
        )

    return (
        Chart("deliveries", tr("Deliveries"), tr("a second"), rows(lambda load: load.per_second)),
        Chart("memory", tr("Memory of the clients"), "MiB", rows(lambda load: load.mib)),
        Chart("cost", tr("Processor time for one delivery"), tr("microseconds"), rows(lambda load: load.cost_us)),
    )
