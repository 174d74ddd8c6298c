"""Each experiment on the smallest sizes: all figures are there, and nothing is left behind. Its times are nobody's business here."""

import math
from collections.abc import Callable

import pytest

from desktop_chat.core.figures.result import Result, Verdict
from desktop_chat.core.figures.stats import summary
from desktop_chat.lab import isolation, rooms, sharing, starting, switching
from desktop_chat.lab.bench import Bench, StopLab
from desktop_chat.lab.children import Method, methods
from desktop_chat.lab.isolation import Aftermath
from desktop_chat.lab.room_kinds import Kind
from desktop_chat.lab.run import EXPERIMENTS, Experiment
from tests.support.lab import TINY

WAYS = {"thread", *(method.value for method in methods())}


@pytest.fixture
def run() -> Callable[[Experiment], Result]:
    """Return a function that runs an experiment, and holds what is true of every one."""

    def do(experiment: Experiment) -> Result:
        told: list[float] = []
        result = experiment.run(Bench(TINY, told.append))
        assert told == sorted(told)
        assert all(0 <= done <= 1 for done in told)
        assert (result.key, result.title) == (experiment.key, experiment.title())
        assert result.claim
        assert result.findings
        assert all("{" not in sentence for sentence in (*result.findings, *result.notes))
        for chart in result.charts:
            assert chart.rows
            for row in chart.rows:
                assert 0 <= row.value.low <= row.value.median <= row.value.high < math.inf
        return result

    return do


def keys(result: Result) -> dict[str, set[str]]:
    """Return the keys of the rows of every chart."""
    return {chart.key: {row.key for row in chart.rows} for chart in result.charts}


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.key)
def test_an_experiment_stops_half_way_and_leaves_nothing(experiment: Experiment) -> None:
    """By the first time it tells how far it is; its processes and threads are gone."""

    def stop(_done: float) -> None:
        raise StopLab("enough")

    with pytest.raises(StopLab):
        experiment.run(Bench(TINY, stop))


def test_starting(run: Callable[[Experiment], Result]) -> None:
    """Time and memory of a thread and of a process by each way there is."""
    result = run(EXPERIMENTS[0])
    assert keys(result) == {"time": WAYS, "memory": WAYS}


def test_switching(run: Callable[[Experiment], Result]) -> None:
    """Hand-overs, messages beside something that computes, and two that compute."""
    result = run(EXPERIMENTS[1])
    assert keys(result) == {
        "hand_over": {"queue", "pipe", "socket"},
        "message": {"alone", "process", "thread"},
        "compute": {"threads", "processes"},
    }


def test_sharing(run: Callable[[Experiment], Result]) -> None:
    """A thread has the very same bytes."""
    result = run(EXPERIMENTS[2])
    assert keys(result) == {"share": {"thread", "process"}}
    assert "same object" in result.findings[0]


def test_rooms(run: Callable[[Experiment], Result]) -> None:
    """Every kind of room serves every crowd; a line that nobody hears would be an error."""
    result = run(EXPERIMENTS[3])
    rows = {f"{kind}_{clients}" for kind in Kind for clients in TINY.crowds}
    assert keys(result) == {"deliveries": rows, "memory": rows, "cost": rows}
    assert all(row.value.median > 0 for row in result.charts[0].rows)


def test_isolation(run: Callable[[Experiment], Result]) -> None:
    """What the operating system and CPython promise can be counted on: the others' fate is no matter of chance."""
    result = run(EXPERIMENTS[4])
    left = {row.key: row.value.median for row in result.charts[0].rows}
    assert left == {"killed": 100, "error": 100, "contained": 100, "fault": 0}
    assert result.verdict is Verdict.PARTLY
    assert "But that client was not told: it sits in a room that no longer hears it." in result.findings
    assert "And that client was told: it got an ERROR, and its connection was closed." in result.findings
    assert "What another process wrote into its copy of the list nobody else saw." in result.findings


def test_without_fork_the_results_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and macOS."""
    for module in (starting, rooms):
        monkeypatch.setattr(module, "can_fork", lambda: False)
    monkeypatch.setattr(starting, "methods", lambda: (Method.SPAWN,))
    alone = starting.run(Bench(TINY, lambda _done: None))
    assert keys(alone)["time"] == {"thread", "spawn"}
    assert "There is no fork on this system: a process can only be spawned, as a new interpreter." in alone.notes
    loads = [rooms.Load(kind, 10, 1.0, 1.0, 1.0) for kind in Kind] + [
        rooms.Load(kind, 300, 1.0, 1.0, 1.0) for kind in (Kind.THREADS, Kind.ENGINE)
    ]
    assert any("Without fork" in note for note in rooms.describe(loads, left_out=True).notes)


def load(kind: Kind, per_second: float, mib: float) -> rooms.Load:
    """Return what a room of ten did."""
    return rooms.Load(kind, 10, per_second, mib, 1.0)


@pytest.mark.parametrize(
    ("processes", "verdict"),
    [
        (load(Kind.PROCESSES, 50, 9), Verdict.HOLDS),
        (load(Kind.PROCESSES, 500, 9), Verdict.PARTLY),
        (load(Kind.PROCESSES, 500, 1), Verdict.FAILS),
    ],
)
def test_the_verdict_on_rooms(processes: rooms.Load, verdict: Verdict) -> None:
    """Threads have to be better in speed and in memory."""
    loads = [load(Kind.THREADS, 100, 2), processes, load(Kind.ENGINE, 1000, 2)]
    result = rooms.describe(loads, left_out=False)
    assert result.verdict is verdict
    assert "1,000 deliveries a second, 10 times as many" in result.findings[2]


@pytest.mark.parametrize(
    ("queue_us", "threads", "processes", "locked", "verdict"),
    [
        (1.0, 1.9, 1.9, False, Verdict.HOLDS),
        (1.0, 0.9, 1.9, True, Verdict.PARTLY),
        (1.0, 0.9, 1.0, True, Verdict.HOLDS),
        (9.0, 1.9, 1.9, True, Verdict.FAILS),
    ],
)
def test_the_verdict_on_switching(queue_us: float, threads: float, processes: float, *, locked: bool, verdict: Verdict) -> None:
    """Threads have to be cheaper; that they do not compute at once is told where processes do."""
    hand_overs = {"queue": summary([queue_us]), "pipe": summary([5.0]), "socket": summary([6.0])}
    messages = {key: summary([1.0]) for key in ("alone", "process", "thread")}
    result = switching.describe(hand_overs, messages, {"threads": threads, "processes": processes}, locked=locked)
    assert result.verdict is verdict
    assert ("lets only one thread" in result.findings[3]) is locked


@pytest.mark.parametrize(
    ("same", "thread_us", "verdict"), [(True, 1.0, Verdict.HOLDS), (False, 1.0, Verdict.FAILS), (True, 9.0, Verdict.FAILS)]
)
def test_the_verdict_on_sharing(*, same: bool, thread_us: float, verdict: Verdict) -> None:
    """It has to be the same object, and sooner there."""
    took = {"thread": summary([thread_us]), "process": summary([5.0])}
    assert sharing.describe(took, {"thread": same, "process": False}).verdict is verdict


@pytest.mark.parametrize(("thread", "verdict"), [((summary([1.0]), 8.0), Verdict.HOLDS), ((summary([9.0]), 8.0), Verdict.FAILS)])
def test_the_verdict_on_starting(thread: starting.Cost, verdict: Verdict) -> None:
    """A thread has to be cheaper in both."""
    assert starting.describe({"thread": thread, "spawn": (summary([5.0]), 900.0)}).verdict is verdict


@pytest.mark.parametrize(
    ("fault", "error", "seen", "verdict"),
    [(0, 3, False, Verdict.PARTLY), (0, 0, False, Verdict.HOLDS), (3, 3, False, Verdict.FAILS), (0, 3, True, Verdict.FAILS)],
)
def test_the_verdict_on_isolation(fault: int, error: int, *, seen: bool, verdict: Verdict) -> None:
    """The text says that an error ends all threads: in CPython that is true of a fault in memory only."""
    after = {
        "killed": Aftermath(3, 3),
        "error": Aftermath(3, error, is_told=True),
        "contained": Aftermath(3, 3),
        "fault": Aftermath(3, fault),
    }
    result = isolation.describe(after, 1.0, {Method.SPAWN: seen})
    assert result.verdict is verdict
    assert {"That client was told.", "But that client was not told."} <= set(result.findings)
