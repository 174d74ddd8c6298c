"""The whole Lab: in order, in a process of its own, stopped at any moment; and what is made of its results."""

import json
import multiprocessing
import sys
import xml.etree.ElementTree as ET

import pytest

from desktop_chat import i18n
from desktop_chat.core.figures.chart import Chart, Row
from desktop_chat.core.figures.result import LabEnded, LabNews, LabProgress, Machine, Result, Verdict
from desktop_chat.core.figures.stats import summary
from desktop_chat.lab import run as module
from desktop_chat.lab.bench import Bench, StopLab
from desktop_chat.lab.machine import this_machine
from desktop_chat.lab.report import html_report, json_report
from desktop_chat.lab.run import EXPERIMENTS, Experiment, run_all, run_lab, serve_lab
from tests.support.guards import Errors
from tests.support.lab import TINY

MACHINE = Machine("Plan 9", "CPython 3.99", 4, 1024, has_lock=True, words="Plan 9 <4>")
RESULT = Result(
    "tea",
    "Tea & more",
    "Tea is <hot>.",
    Verdict.HOLDS,
    ("It was 80 °C.",),
    (Chart("heat", "Heat", "°C", (Row("cup", "cup", summary([79.0, 80.0, 81.0])),)),),
    ("By mouth.",),
    "holds here",
)


def experiment(key: str, problem: Exception | None = None) -> Experiment:
    """Return an experiment that is soon done."""

    def run(bench: Bench) -> Result:
        for step in range(5):
            bench.tell(step / 4)
            bench.tell(step / 4)
        if problem is not None:
            raise problem
        return Result(key, key.title(), "claim", Verdict.FAILS)

    return Experiment(key, key.title, run)


def test_all_experiments_are_run_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine first, progress that only grows, a result with its outcome in words, the end."""
    monkeypatch.setattr(module, "EXPERIMENTS", (experiment("one"), experiment("two")))
    news: list[LabNews] = []
    run_all(TINY, news.append, lambda: None)
    assert isinstance(news[0], Machine)
    assert news[-1] == LabEnded()
    assert [(one.key, one.outcome) for one in news if isinstance(one, Result)] == [
        ("one", "does not hold here"),
        ("two", "does not hold here"),
    ]
    done = [one.done for one in news if isinstance(one, LabProgress)]
    assert done == [0.0, 0.125, 0.25, 0.375, 0.5, 0.5, 0.625, 0.75, 0.875, 1.0]


def test_an_experiment_that_fails_costs_only_itself(monkeypatch: pytest.MonkeyPatch, errors: Errors) -> None:
    """Its result says why it has no figures."""
    monkeypatch.setattr(module, "EXPERIMENTS", (experiment("one", OSError("no descriptors left")), experiment("two")))
    news: list[LabNews] = []
    run_all(TINY, news.append, lambda: None)
    one, two = (one for one in news if isinstance(one, Result))
    assert (one.verdict, one.outcome, one.notes) == (Verdict.UNKNOWN, "not measured", ("This could not be measured: no descriptors left.",))
    assert two.verdict is Verdict.FAILS
    assert errors.take("MainThread").getMessage() == "experiment one failed"


def test_stopping_ends_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for often, and is no failure of an experiment."""

    def check() -> None:
        raise StopLab("enough")

    monkeypatch.setattr(module, "EXPERIMENTS", (experiment("one"),))
    with pytest.raises(StopLab):
        run_all(TINY, lambda _news: None, check)


def test_the_lab_runs_in_a_process_of_its_own_and_ends_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """At any news nobody may want any more; no process is left. It speaks the language it was asked to."""
    monkeypatch.setattr(module, "QUICK", TINY)
    heard: list[LabNews] = []
    run_lab("ko", quick=True, tell=heard.append, is_wanted=lambda: len(heard) < 8)
    assert len(heard) == 8
    assert heard[1] == LabProgress("스레드와 프로세스 시작하기", 0.0)


def test_the_lab_runs_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """All five experiments, each with figures."""
    monkeypatch.setattr(module, "QUICK", TINY)
    heard: list[LabNews] = []
    run_lab("en", quick=True, tell=heard.append)
    assert heard[-1] == LabEnded()
    results = [one for one in heard if isinstance(one, Result)]
    assert [one.key for one in results] == [one.key for one in EXPERIMENTS]
    assert Verdict.UNKNOWN not in {one.verdict for one in results}


def test_a_lab_that_is_killed_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window says so in one sentence."""
    monkeypatch.setattr(module, "serve_lab", die)
    heard: list[LabNews] = []
    run_lab("en", quick=True, tell=heard.append)
    assert heard == [LabEnded("The Lab's process has ended before its time.")]


def test_a_lab_whose_window_is_gone_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the middle of saying something, or between two words."""
    monkeypatch.setattr(module, "EXPERIMENTS", (experiment("one"),))
    main = sys.modules["__main__"]
    monkeypatch.setitem(sys.modules, "__main__", main)  # `serve_lab` replaces it; this puts it back.
    ours, theirs = multiprocessing.Pipe()
    ours.close()
    serve_lab("en", TINY, theirs)
    theirs.close()


def die(*_words: object) -> None:
    """End before anything is said."""


def test_this_machine_has_what_the_figures_depend_on() -> None:
    """For people and for programs."""
    machine = this_machine()
    assert machine.cores >= 1
    assert machine.memory > 2**20
    assert machine.python in machine.words


def test_json_has_every_figure_by_names_that_do_not_depend_on_the_language() -> None:
    """A program reads medians, quarters and how many there were."""
    found = json.loads(json_report(MACHINE, [RESULT]))
    assert found["machine"] == {"system": "Plan 9", "python": "CPython 3.99", "cores": 4, "memory": 1024, "gil": True}
    tea = found["experiments"]["tea"]
    assert tea["verdict"] == "holds"
    assert tea["charts"] == {"heat": {"cup": {"samples": 3, "low": 79.5, "median": 80.0, "high": 80.5}}}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_stands_alone(language: str) -> None:
    """Well-formed, everything escaped, and nothing is fetched: it names no address but the one of SVG's own name space."""
    i18n.use_language(language)
    try:
        page = html_report(MACHINE, [RESULT], language=language)
    finally:
        i18n.use_language("en")
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert "Tea &amp; more" in page
    assert "Tea is &lt;hot&gt;." in page
    for word in ("src=", "href=", "@import", "url("):
        assert word not in page
    assert page.count("http") == page.count('xmlns="http://www.w3.org/2000/svg"') == 1
    ET.fromstring(page.partition("\n")[2].replace('<meta charset="utf-8">', ""))  # noqa: S314  # Our own.


def test_a_result_without_figures_is_a_page_too() -> None:
    """Its note says why."""
    page = html_report(MACHINE, [Result("x", "X", "", Verdict.UNKNOWN, notes=("No.",), outcome="not measured")], language="en")
    assert "<svg" not in page
    assert '<p class="note">No.</p>' in page
