"""What the Lab found: one result for each claim of the text."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_chat.core.figures.chart import Chart


class Verdict(StrEnum):
    """How a claim stands after the measurement."""

    HOLDS = "holds"
    PARTLY = "partly"
    """It holds, but not in this Python, or not for all of it."""
    FAILS = "fails"
    UNKNOWN = "unknown"
    """It could not be measured here."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it was measured.

    Args:
        system: The operating system and its version.
        python: The interpreter and its version.
        cores: Processors that this process may use.
        memory: Bytes of the whole machine.
        has_lock: Whether the interpreter has the lock that lets one thread run at a time (PEP 703).
        words: All of it as one line for people.
    """

    system: str
    python: str
    cores: int
    memory: int
    has_lock: bool
    words: str


@dataclass(frozen=True, slots=True)
class Result:
    """One experiment's outcome; its words are in the language of whoever asked.

    Args:
        key: Its name for programs.
        title: Its name for people.
        claim: What the text says.
        verdict: How that stands.
        findings: What was found, in sentences with figures.
        charts: The same, drawn.
        notes: How it was measured, and what could not be.
        outcome: The verdict in words.
    """

    key: str
    title: str
    claim: str
    verdict: Verdict
    findings: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    notes: tuple[str, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class LabProgress:
    """How far the Lab is.

    Args:
        title: Of the experiment that runs.
        done: Of all, 0 to 1.
    """

    title: str
    done: float


@dataclass(frozen=True, slots=True)
class LabEnded:
    """The Lab runs no more.

    Args:
        problem: Why it ended before its time, or "".
    """

    problem: str = ""


LabNews = Machine | LabProgress | Result | LabEnded
"""What the Lab tells, in this order: the machine, progress and results by turns, the end."""
