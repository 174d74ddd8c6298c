"""The program's own log."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat import logs
from tests.support.guards import Errors


@pytest.fixture(autouse=True)
def logging_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put hooks, level and handlers back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_the_first_line_tells_the_versions(tmp_path: Path) -> None:
    """Whoever is sent a log sees what wrote it."""
    logs.set_up_logging(tmp_path / "log", version="1.2.3", verbose=False)
    first = (tmp_path / "log").read_text(encoding="utf-8").splitlines()[0]
    assert "Desktop Chat 1.2.3" in first
    assert f"Python {sys.version.split()[0]}" in first


def test_begun_anew_it_writes_into_the_new_file_only(tmp_path: Path) -> None:
    """Another profile has a log of its own."""
    for name in ("one", "two"):
        logs.set_up_logging(tmp_path / name, version=name, verbose=False)
    logging.getLogger("test").info("hello")
    assert "hello" not in (tmp_path / "one").read_text(encoding="utf-8")
    assert (tmp_path / "two").read_text(encoding="utf-8").count("hello") == 1


def test_each_run_has_a_file_and_the_last_one_is_kept(tmp_path: Path) -> None:
    """A start after a crash does not wipe out its traces."""
    (tmp_path / "log").write_text("the run before", encoding="utf-8")
    logs.set_up_logging(tmp_path / "log", version="1", verbose=False)
    assert "the run before" not in (tmp_path / "log").read_text(encoding="utf-8")
    assert (tmp_path / "log.1").read_text(encoding="utf-8") == "the run before"


def test_the_thread_is_in_every_line(tmp_path: Path) -> None:
    """By its name."""
    logs.set_up_logging(tmp_path / "log", version="1", verbose=False)
    thread = threading.Thread(target=logging.getLogger("x").info, args=("안녕",), name="server-engine")
    thread.start()
    thread.join()
    assert "server-engine" in (tmp_path / "log").read_text(encoding="utf-8").splitlines()[-1]
    assert "안녕" in (tmp_path / "log").read_text(encoding="utf-8")


@pytest.mark.parametrize(("verbose", "told"), [(False, False), (True, True)])
def test_details_are_for_those_who_ask(tmp_path: Path, *, verbose: bool, told: bool) -> None:
    """`--verbose` tells of everything."""
    logs.set_up_logging(tmp_path / "log", version="1", verbose=verbose)
    logging.getLogger("x").debug("a detail")
    assert ("a detail" in (tmp_path / "log").read_text(encoding="utf-8")) == told


def test_only_warnings_reach_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is only of interest later is only in the file."""
    logs.set_up_logging(tmp_path / "log", version="1", verbose=True)
    logging.getLogger("x").info("quiet")
    logging.getLogger("x").warning("loud")
    assert "loud" in (errors := capsys.readouterr().err)
    assert "quiet" not in errors


def test_a_program_without_a_console_logs_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows gives a program with a window no standard error."""
    monkeypatch.setattr(sys, "stderr", None)
    logs.set_up_logging(tmp_path / "log", version="1", verbose=False)
    logging.getLogger("x").warning("still here")
    assert "still here" in (tmp_path / "log").read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """No folder for it: one warning."""
    logs.set_up_logging(tmp_path / "missing" / "log", version="1", verbose=False)
    assert "no log file" in caplog.text


def test_without_a_file_warnings_still_reach_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """A program that may write nowhere."""
    logs.set_up_logging(None, version="1", verbose=False)
    logging.getLogger("x").warning("loud")
    assert "loud" in capsys.readouterr().err


def test_what_escapes_the_main_thread_is_in_the_log(tmp_path: Path, errors: Errors) -> None:
    """With its traceback."""
    logs.set_up_logging(tmp_path / "log", version="1", verbose=False)
    sys.excepthook(ValueError, ValueError("nobody caught this"), None)
    assert errors.take("MainThread").levelno == logging.CRITICAL
    assert "ValueError: nobody caught this" in (tmp_path / "log").read_text(encoding="utf-8")


def test_what_escapes_another_thread_is_in_the_log(tmp_path: Path, errors: Errors) -> None:
    """With its traceback and the thread's name."""
    logs.set_up_logging(tmp_path / "log", version="1", verbose=False)
    thread = threading.Thread(target=int, args=("x",), name="peer-7")
    thread.start()
    thread.join()
    assert errors.take("peer-7").levelno == logging.CRITICAL
    assert "invalid literal for int()" in (tmp_path / "log").read_text(encoding="utf-8")


def test_the_end_of_the_interpreter_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    """Threading reports an exception without a value while the interpreter goes; there is nothing to tell."""
    logs.log_thread_error(threading.ExceptHookArgs((SystemExit, None, None, None)))
    assert caplog.records == []


def test_the_file_that_is_written_is_known(tmp_path: Path) -> None:
    """For a sentence that names it."""
    logs.set_up_logging(None, version="1", verbose=False)
    assert logs.log_file() is None
    logs.set_up_logging(tmp_path / "log", version="1", verbose=False)
    assert logs.log_file() == tmp_path / "log"


def test_where_no_file_can_be_a_crash_is_not_reported_and_nothing_else_changes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One warning."""
    logs.report_crashes(tmp_path / "missing" / "log")
    assert "a crash would not be reported" in caplog.text
