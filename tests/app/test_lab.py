"""The Lab as people reach it, on the smallest sizes: files, exit status, and the thread behind the window."""

import json
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_chat.app import lab as module
from desktop_chat.app.lab import EXIT_FAILED, EXIT_INTERRUPTED, LabProgram, lab_in_terminal
from desktop_chat.app.problems import StartProblem
from desktop_chat.core.figures.chart import Chart, Row
from desktop_chat.core.figures.result import LabEnded, LabNews, LabProgress, Machine, Result, Verdict
from desktop_chat.core.figures.stats import summary
from tests.support.guards import Errors
from tests.support.waiting import WAIT_SECONDS, wait_until

MACHINE = Machine("Plan 9", "CPython 3.99", 4, 1024, has_lock=True, words="Plan 9 · CPython 3.99")
CHART = Chart("heat", "Heat", "°C", (Row("cup", "cup", summary([80.0])),))
RESULT = Result("tea", "Making tea", "Tea is hot.", Verdict.HOLDS, ("It was 80 °C.",), (CHART,), ("By mouth.",), "holds here")
Tell = Callable[[LabNews], None]


@pytest.fixture(autouse=True)
def sigterm_as_before() -> object:
    """Leave the signal as it was."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def quick_lab(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the Lab find one thing at once."""

    def run(_language: str, *, quick: bool, tell: Tell, is_wanted: object = None) -> None:
        assert quick or is_wanted
        for news in (MACHINE, LabProgress("Making tea", 0.5), RESULT, LabEnded()):
            tell(news)

    monkeypatch.setattr(module, "run_lab", run)


def run(html: Path | None = None, figures: Path | None = None) -> tuple[int, list[str]]:
    """Run the Lab in a terminal; return its status and what was printed."""
    said: list[str] = []
    status = lab_in_terminal("en", quick=True, html=html, json=figures, say=said.append)
    return status, said


@pytest.mark.usefixtures("quick_lab")
def test_it_prints_what_it_finds_and_writes_both_files(tmp_path: Path) -> None:
    """For people and for programs."""
    html, figures = tmp_path / "tea.html", tmp_path / "tea.json"
    status, said = run(html, figures)
    assert status == 0
    assert said[1] == "Plan 9 · CPython 3.99"
    for line in ("== Making tea", "→ holds here", "Heat (°C)", "  · It was 80 °C."):
        assert line in said
    assert "<svg" in html.read_text(encoding="utf-8")
    assert json.loads(figures.read_text(encoding="utf-8"))["experiments"]["tea"]["verdict"] == "holds"


@pytest.mark.usefixtures("quick_lab")
@pytest.mark.parametrize("name", ["html", "figures"])
def test_a_file_that_cannot_be_written_is_told_before_anything_is_measured(name: str, tmp_path: Path) -> None:
    """A minute of measuring is not lost."""
    with pytest.raises(StartProblem, match="cannot be written: No such file or directory"):
        run(**{name: tmp_path / "nowhere" / "file"})


def test_a_lab_that_fails_is_a_status(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a sentence."""

    def fail(_language: str, *, quick: bool, tell: Tell) -> None:
        assert quick
        tell(LabEnded("It has ended."))

    monkeypatch.setattr(module, "run_lab", fail)
    assert run() == (EXIT_FAILED, ["It has ended."])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_stop_it(monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    """By way of `run_lab`, which takes its processes down."""

    def be_interrupted(_language: str, *, quick: bool, tell: Tell) -> None:
        assert quick
        tell(MACHINE)
        signal.raise_signal(number)

    monkeypatch.setattr(module, "run_lab", be_interrupted)
    status, said = run()
    assert (status, said[-1]) == (EXIT_INTERRUPTED, "Stopped.")


@pytest.mark.usefixtures("quick_lab")
def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that standard error goes to holds none of it; without a standard error nothing breaks."""
    run()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run()
    assert "░ Making tea" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stderr", None)
    assert run()[0] == 0


@pytest.mark.usefixtures("quick_lab")
def test_the_window_gets_the_news_and_can_save_them(tmp_path: Path) -> None:
    """From a thread of its own, which ends by itself."""
    lab = LabProgram("en")
    lab.speak("ko")
    lab.start(quick=False)
    heard = wait_for_end(lab)
    assert heard == [MACHINE, LabProgress("Making tea", 0.5), RESULT, LabEnded()]
    assert lab.save(tmp_path / "tea.html") == ""
    assert '<html lang="ko">' in (tmp_path / "tea.html").read_text(encoding="utf-8")
    assert (
        lab.save(tmp_path / "nowhere" / "tea.html")
        == f"The file {tmp_path / 'nowhere' / 'tea.html'} cannot be written: No such file or directory."
    )
    assert lab.close() == []


def test_nothing_found_is_nothing_to_save(tmp_path: Path) -> None:
    """The button is grey; if it is pressed all the same, no empty page is left."""
    lab = LabProgram("auto")
    assert lab.save(tmp_path / "tea.html") == ""
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_is_heard_and_the_first_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first is told to stop."""
    stopped = threading.Event()

    def first(_language: str, *, quick: bool, tell: Tell, is_wanted: Callable[[], bool]) -> None:
        if not quick:
            tell(LabEnded("second"))
            return
        wait_until(lambda: not is_wanted())
        tell(LabEnded("first"))
        stopped.set()

    monkeypatch.setattr(module, "run_lab", first)
    lab = LabProgram("en")
    lab.start(quick=True)
    lab.start(quick=False)
    assert stopped.wait(WAIT_SECONDS)
    assert wait_for_end(lab) == [LabEnded("second")]
    assert lab.close() == []


def test_an_error_of_ours_is_told(monkeypatch: pytest.MonkeyPatch, errors: Errors) -> None:
    """And costs no more than that run."""

    def fail(_language: str, *, quick: bool, tell: object, is_wanted: object) -> None:
        assert quick
        assert tell
        assert is_wanted
        raise OSError("no processes left")

    monkeypatch.setattr(module, "run_lab", fail)
    lab = LabProgram("en")
    lab.start(quick=True)
    assert wait_for_end(lab) == [LabEnded("The Lab could not run: no processes left.")]
    assert errors.take("app-lab").getMessage() == "app-lab ended by an error"
    assert lab.close() == []


def test_closing_ends_the_real_lab_half_way() -> None:
    """Its process is gone when `close` returns."""
    lab = LabProgram("en")
    lab.start(quick=True)
    heard: list[LabNews] = []

    def has_begun() -> bool:
        heard.extend(lab.news())
        return len(heard) > 1

    wait_until(has_begun)
    assert lab.close() == []
    assert isinstance(heard[0], Machine)
    assert not any(isinstance(news, LabEnded) for news in heard + lab.news())


def wait_for_end(lab: LabProgram) -> list[LabNews]:
    """Return the news up to the last."""
    heard: list[LabNews] = []

    def has_ended() -> bool:
        heard.extend(lab.news())
        return any(isinstance(news, LabEnded) for news in heard)

    wait_until(has_ended)
    return heard
