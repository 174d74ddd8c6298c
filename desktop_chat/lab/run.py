"""The whole Lab: one experiment for each claim of the text, in a process of its own.

Of its own, so that neither the window nor a room hosted here disturbs what is measured, nor is disturbed.
"""

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import ModuleType
from typing import Final, NamedTuple

from desktop_chat import i18n
from desktop_chat.core.figures.result import LabEnded, LabNews, LabProgress, Machine, Result, Verdict
from desktop_chat.i18n import tr
from desktop_chat.lab import isolation, rooms, sharing, starting, switching
from desktop_chat.lab.bench import FULL, QUICK, Bench, Sizes, StopLab
from desktop_chat.lab.children import Children, Method, Pipe, has_ended
from desktop_chat.lab.machine import this_machine

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 0.1
STEPS: Final = 200
"""In which progress is told, for each experiment."""


class Experiment(NamedTuple):
    """One claim, and how it is tried."""

    key: str
    title: Callable[[], str]
    run: Callable[[Bench], Result]


EXPERIMENTS: Final = (
    Experiment(starting.KEY, starting.title, starting.run),
    Experiment(switching.KEY, switching.title, switching.run),
    Experiment(sharing.KEY, sharing.title, sharing.run),
    Experiment(rooms.KEY, rooms.title, rooms.run),
    Experiment(isolation.KEY, isolation.title, isolation.run),
)


def run_lab(language: str, *, quick: bool, tell: Callable[[LabNews], None], is_wanted: Callable[[], bool] = lambda: True) -> None:
    """Run all experiments in a process of their own, until they are through or nobody wants them; no process is left.

    Args:
        language: In which it speaks, as `i18n.use_language` takes it.
        quick: Whether a first look is enough.
        tell: Told everything, at last `LabEnded`, unless it was not wanted.
        is_wanted: Asked several times a second.
    """
    with Children() as children:
        pipe = children.start(Method.SPAWN, partial(serve_lab, language, QUICK if quick else FULL)).pipe
        while is_wanted():
            try:
                news = pipe.recv() if pipe.poll(LOOK_SECONDS) else None
            except (EOFError, OSError):
                news = LabEnded(tr("The Lab's process has ended before its time."))
            if isinstance(news, Machine | LabProgress | Result | LabEnded):
                tell(news)
            if isinstance(news, LabEnded):
                return


def serve_lab(language: str, sizes: Sizes, pipe: Pipe) -> None:
    """Run all experiments and tell of them by a pipe; end when that ends. In a child."""
    i18n.use_language(language)
    # A spawned process imports the main module again, whatever that is; those of the Lab shall be the same everywhere.
    sys.modules["__main__"] = ModuleType("__main__")

    def tell(news: LabNews) -> None:
        try:
            pipe.send(news)
        except OSError as error:
            raise StopLab("the pipe has ended") from error

    def check() -> None:
        if has_ended(pipe):
            raise StopLab("the pipe has ended")

    try:
        run_all(sizes, tell, check)
    except StopLab:
        log.info("the Lab was stopped")


def run_all(sizes: Sizes, tell: Callable[[LabNews], None], check: Callable[[], None]) -> None:
    """Run all experiments here, one after the other; an error costs the one it happens in.

    Args:
        sizes: How much each does.
        tell: Told everything.
        check: Called several times a second; raises `StopLab` to end it.
    """
    tell(this_machine())
    for at, experiment in enumerate(EXPERIMENTS):
        tell(LabProgress(experiment.title(), at / len(EXPERIMENTS)))
        tell(run_one(experiment, Bench(sizes, progress(experiment, at, tell, check))))
    tell(LabEnded())


def progress(experiment: Experiment, at: int, tell: Callable[[LabNews], None], check: Callable[[], None]) -> Callable[[float], None]:
    """Return what an experiment calls to say how far it is: not every call is news."""
    told = 0

    def say(done: float) -> None:
        nonlocal told
        check()
        if int(done * STEPS) > told:
            told = int(done * STEPS)
            tell(LabProgress(experiment.title(), (at + done) / len(EXPERIMENTS)))

    return say


def run_one(experiment: Experiment, bench: Bench) -> Result:
    """Return an experiment's result; that it could not be made is one too."""
    try:
        result = experiment.run(bench)
    except StopLab:
        raise
    except Exception as error:
        log.exception("experiment %s failed", experiment.key)
        reason = str(error) or type(error).__name__
        result = Result(
            experiment.key, experiment.title(), "", Verdict.UNKNOWN, notes=(tr("This could not be measured: {reason}.", reason=reason),)
        )
    return replace(result, outcome=outcome(result.verdict))


def outcome(verdict: Verdict) -> str:
    """Return a verdict in words."""
    return {
        Verdict.HOLDS: tr("holds here"),
        Verdict.PARTLY: tr("holds only in part"),
        Verdict.FAILS: tr("does not hold here"),
        Verdict.UNKNOWN: tr("not measured"),
    }[verdict]
