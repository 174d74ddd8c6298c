"""The Lab as people reach it: `desktop-chat lab` in a terminal, and behind its window."""

import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from desktop_chat import i18n
from desktop_chat.app.problems import StartProblem
from desktop_chat.core.figures.lines import chart_lines
from desktop_chat.core.figures.result import LabEnded, LabNews, LabProgress, Machine, Result
from desktop_chat.i18n import tr
from desktop_chat.lab.report import html_report, json_report
from desktop_chat.lab.run import run_lab
from desktop_chat.net.deadline import Deadline
from desktop_chat.net.worker import Crew, Worker

EXIT_INTERRUPTED: Final = 130
"""As shells report Ctrl-C (128 + SIGINT)."""
EXIT_FAILED: Final = 1
COLUMNS: Final = 40
"""Of the longest bar in a terminal."""
STOP_SECONDS: Final = 5.0
"""Until the Lab's processes have ended or were killed."""


class Findings:
    """What the Lab has told so far.

    Args:
        language: Of its sentences; a code of `i18n.LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._machine: Machine | None = None
        self._results: list[Result] = []

    def hear(self, news: LabNews) -> None:
        """Keep what was told."""
        if isinstance(news, Machine):
            self._machine = news
        elif isinstance(news, Result):
            self._results.append(news)

    def save_html(self, path: Path) -> None:
        """Write a page. Raises OSError if that cannot be done."""
        if self._machine is not None:
            path.write_text(html_report(self._machine, self._results, language=self._language), encoding="utf-8")

    def save_json(self, path: Path) -> None:
        """Write the figures for programs. Raises OSError if that cannot be done."""
        if self._machine is not None:
            path.write_text(json_report(self._machine, self._results), encoding="utf-8")


def plain_code(language: str) -> str:
    """Return the code of a language; for `auto` the one of this desktop."""
    return i18n.system_language() if language == "auto" else language


def lab_in_terminal(language: str, *, quick: bool, html: Path | None, json: Path | None, say: Callable[[str], None]) -> int:
    """Run the Lab and print what it finds; return the exit status.

    Args:
        language: As in the settings.
        quick: Whether a first look is enough.
        html: Where the page goes, if one is wanted.
        json: Where the figures go, if they are wanted.
        say: Prints one line.

    Raises:
        StartProblem: If a file cannot be written; told before anything is measured, too.
    """
    for path in filter(None, (html, json)):
        with writing(path):
            path.touch()
    findings, ended = Findings(plain_code(language)), list[LabEnded]()

    def hear(news: LabNews) -> None:
        findings.hear(news)
        show_progress(news)
        for line in lines_of(news):
            say(line)
        if isinstance(news, LabEnded):
            ended.append(news)

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # Both ways to end it take everything down.
    try:
        run_lab(plain_code(language), quick=quick, tell=hear)
    except KeyboardInterrupt:
        clear_progress()
        say(tr("Stopped."))
        return EXIT_INTERRUPTED
    if html is not None:
        with writing(html):
            findings.save_html(html)
    if json is not None:
        with writing(json):
            findings.save_json(json)
    return EXIT_FAILED if any(end.problem for end in ended) else 0


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell in one sentence that a file cannot be written."""
    try:
        yield
    except OSError as error:
        raise StartProblem(tr("The file {path} cannot be written: {reason}.", path=path, reason=error.strerror or error)) from error


def lines_of(news: LabNews) -> list[str]:
    """Return what is printed of something that the Lab told."""
    match news:
        case Machine(words=words):
            return [tr("Threads against processes, measured on this machine"), words]
        case Result():
            charts = [line for chart in news.charts for line in ("", *chart_lines(chart, columns=COLUMNS))]
            findings = [f"  · {finding}" for finding in (*news.findings, *news.notes)]
            return ["", f"== {news.title}", news.claim, f"→ {news.outcome}", *charts, "", *findings]
        case LabEnded(problem=problem):
            return [problem] if problem else []
        case LabProgress():
            return []


def show_progress(news: LabNews) -> None:
    """Show how far it is, on one line of a terminal, if there is one."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    clear_progress()
    if isinstance(news, LabProgress):
        done = round(news.done * COLUMNS)
        sys.stderr.write(f"{'█' * done}{'░' * (COLUMNS - done)} {news.title}")
        sys.stderr.flush()


def clear_progress() -> None:
    """Empty that line (ECMA-48 8.3.41, EL)."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


class LabProgram:
    """What `gui.ports.Lab` describes. Its methods are called on the main thread, and never wait but `close`.

    Args:
        language: As in the settings.
    """

    def __init__(self, language: str) -> None:
        self._language = plain_code(language)
        self._crew = Crew()
        self._news: queue.SimpleQueue[LabNews] = queue.SimpleQueue()
        self._findings = Findings(self._language)
        self._stopping = threading.Event()

    def speak(self, language: str) -> None:
        """Tell what is found from the next run on in this language, as in the settings."""
        self._language = plain_code(language)

    def start(self, *, quick: bool) -> None:
        """Begin to measure; what an earlier run finds is told no longer."""
        self.stop()
        news: queue.SimpleQueue[LabNews] = queue.SimpleQueue()
        findings, stopping = Findings(self._language), threading.Event()
        self._news, self._findings, self._stopping = news, findings, stopping

        def tell(one: LabNews) -> None:
            findings.hear(one)
            news.put(one)

        def fail(error: Exception) -> None:
            news.put(LabEnded(tr("The Lab could not run: {reason}.", reason=error)))

        run = partial(run_lab, self._language, quick=quick, tell=tell, is_wanted=lambda: not stopping.is_set())
        Worker("app-lab", run, crew=self._crew, owns="the Lab's process", on_error=fail).start()

    def news(self) -> list[LabNews]:
        """Return what was told since the last call."""
        return [self._news.get_nowait() for _ in range(self._news.qsize())]

    def stop(self) -> None:
        """Measure no more; all processes end soon."""
        self._stopping.set()

    def save(self, path: Path) -> str:
        """Write what was found as a page; return why that cannot be done, or ""."""
        try:
            with writing(path):
                self._findings.save_html(path)
        except StartProblem as problem:
            return str(problem)
        return ""

    def close(self) -> list[str]:
        """End everything and wait for it; return the names of threads that still run."""
        self.stop()
        return self._crew.join(Deadline(STOP_SECONDS))
