"""One run of one load against one server, and many of them in turn."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.crowd import Crowd
from tests.bench.engine import Engine
from tests.bench.loads import FIGURES, Goal, Load
from tests.bench.plan import Client, Outcome, Plan
from tests.bench.servers import Running, Server, servers, usage_of

Figures = dict[str, float]
SAMPLED = 64
"""Clients whose delays are measured in a paced load."""


@dataclass(frozen=True, slots=True)
class Results:
    """All runs of one load.

    Args:
        load: Which.
        runs: Of each contender, in the order they were made.
        faults: Lines lost, doubled, reordered or broken, and connections ended, in all runs of each.
    """

    load: Load
    runs: dict[str, list[Figures]]
    faults: dict[str, int]

    def median(self, contender: str, figure: str) -> float:
        """Return the middle of a contender's figures."""
        return statistics.median(run[figure] for run in self.runs[contender])

    def rival(self, goal: Goal) -> str:
        """Return whom a goal compares with."""
        if goal.against != "best":
            return goal.against
        others = [name for name in self.runs if name != "ours"]
        choose = max if FIGURES[goal.figure].more_is_better else min
        return choose(others, key=lambda name: self.median(name, goal.figure))

    def ratio(self, goal: Goal) -> float:
        """Return our figure over the rival's, or the figure itself."""
        ours, rival = self.median("ours", goal.figure), self.rival(goal)
        return ours / self.median(rival, goal.figure) if rival else ours

    def is_reached(self, goal: Goal) -> bool:
        """Return whether a goal is."""
        ratio = self.ratio(goal)
        return ratio >= goal.bound if FIGURES[goal.figure].more_is_better else ratio <= goal.bound


def compare(load: Load, *, engine: Engine, python: str, repeats: int, say: Callable[[str], None]) -> Results:
    """Run a load against all its contenders in turn, forth and back."""
    known = servers(python, tags=load.tags)
    names = ["ours", *(name for name in load.contenders if name == "undisturbed" or known[name].is_there)]
    results = Results(load, {name: [] for name in names}, dict.fromkeys(names, 0))
    for turn in range(repeats):
        for name in names if turn % 2 == 0 else reversed(names):
            server = known["ours" if name == "undisturbed" else name]
            figures, faults = run_once(load, server, engine, deaf=0 if name == "undisturbed" else load.deaf)
            results.runs[name].append(figures)
            results.faults[name] += faults
            say(f"  {load.name} {turn + 1}/{repeats} {name}: " + " ".join(f"{key}={value:.4g}" for key, value in figures.items()))
    return results


def run_once(load: Load, server: Server, engine: Engine, *, deaf: int) -> tuple[Figures, int]:
    """Start a server, load it, end it; return its figures and the number of faults."""
    with Running(server) as running:
        before = usage_of(running.process_id)
        parallel = load.parallel or server.parallel
        caps = server.caps if load.tags else ""
        with Crowd(running.port, clients=load.clients, rooms=load.rooms, caps=caps, parallel=parallel) as crowd:
            figures = {"join_s": crowd.gather()}
            crowd.settle()
            ready = usage_of(running.process_id)
            figures["kib"] = (ready.memory_kib - before.memory_kib) / load.clients
            if not load.messages:
                return figures, 0
            outcome = engine(plan_of(load, crowd, deaf=deaf))
            after = usage_of(running.process_id)
            figures |= of_outcome(outcome)
            figures["cost_us"] = (after.cpu_seconds - ready.cpu_seconds) * 1e6 / max(1, outcome.delivered)
            figures["grown_mib"] = (after.memory_kib - ready.memory_kib) / 1024
            # A server may end the connection of who never reads; nobody listens to it.
            return figures, outcome.faults


def of_outcome(outcome: Outcome) -> Figures:
    """Return the figures that an engine gave."""
    figures = {"per_second": outcome.per_second}
    if outcome.p99_ms:
        figures |= {"p50_ms": outcome.p50_ms, "p99_ms": outcome.p99_ms, "max_ms": outcome.max_ms}
    return figures


def plan_of(load: Load, crowd: Crowd, *, deaf: int) -> Plan:
    """Return what the engine shall do; the senders are spread evenly over the busy channels, the deaf are the last."""
    hearing = load.clients - deaf
    clients = tuple(Client(guest.socket.fileno(), guest.channel, is_deaf=place >= hearing) for place, guest in enumerate(crowd.guests))
    busy = load.busy_rooms or load.rooms
    senders = tuple(place % busy + load.rooms * (place // busy) for place in range(load.senders))
    return Plan(clients, senders, load.messages, rate=load.rate, sampled=SAMPLED if load.rate else 0)
