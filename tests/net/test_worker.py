"""Threads with a name, known before they start, watched, joined by a deadline."""

import threading
from collections.abc import Callable

import pytest

from desktop_chat.net.deadline import Deadline
from desktop_chat.net.worker import Crew, Worker
from tests.support.guards import Errors

WAIT_SECONDS = 20.0


def worker(run: Callable[[], None], crew: Crew, name: str = "worker") -> Worker:
    """Return a worker whose errors nobody wants."""
    return Worker(name, run, crew=crew, owns="nothing", on_error=lambda _error: None)


def test_a_worker_runs_under_its_name_and_is_known_while_it_runs() -> None:
    """The crew is what the Threads view shows."""
    crew, seen = Crew(), []

    def run() -> None:
        seen.append(threading.current_thread().name)
        seen.extend(f"{worker.name} owns {worker.owns}" for worker in crew.workers())

    worker(run, crew, "server-engine").start()
    assert crew.join(Deadline(WAIT_SECONDS)) == []
    assert seen == ["server-engine", "server-engine owns nothing"]
    assert crew.workers() == []


def test_joining_leaves_no_thread_not_even_one_in_its_last_instructions() -> None:
    """Who has been joined is gone from the process, not only from the table."""
    crew, before = Crew(), set(threading.enumerate())
    for number in range(100):
        worker(lambda: None, crew, f"w{number}").start()
    assert crew.join(Deadline(WAIT_SECONDS)) == []
    assert set(threading.enumerate()) == before


def test_joining_waits_for_workers_that_others_start_meanwhile() -> None:
    """An engine may start one more reader while it is told to stop."""
    crew, go, done = Crew(), threading.Event(), []

    def first() -> None:
        go.wait(WAIT_SECONDS)
        worker(lambda: done.append("second"), crew, "second").start()

    worker(first, crew, "first").start()
    go.set()
    assert crew.join(Deadline(WAIT_SECONDS)) == []
    assert done == ["second"]


def test_joining_names_those_that_do_not_end_in_time() -> None:
    """The deadline holds whatever a thread does."""
    crew, go = Crew(), threading.Event()

    def run() -> None:
        go.wait(WAIT_SECONDS)

    worker(run, crew, "stuck").start()
    assert crew.join(Deadline(0.01)) == ["stuck"]
    go.set()
    assert crew.join(Deadline(WAIT_SECONDS)) == []


def test_an_error_that_escapes_is_logged_with_the_name_and_told(errors: Errors) -> None:
    """It ends this thread and nothing else."""
    crew, told = Crew(), []

    def run() -> None:
        raise ValueError("boom")

    Worker("peer-7", run, crew=crew, owns="nothing", on_error=lambda error: told.append(repr(error))).start()
    assert crew.join(Deadline(WAIT_SECONDS)) == []
    assert told == ["ValueError('boom')"]
    record = errors.take("peer-7")
    assert record.getMessage() == "peer-7 ended by an error"
    assert record.exc_info is not None


def test_a_stack_size_is_for_one_thread_only() -> None:
    """`threading.stack_size` is a setting of the process: others must not get small stacks."""
    crew, during = Crew(), []
    before = threading.stack_size()
    Worker("w", lambda: during.append(sum(range(10))), crew=crew, owns="", on_error=print, stack_bytes=262_144).start()
    assert crew.join(Deadline(WAIT_SECONDS)) == []
    assert during == [45]
    assert threading.stack_size() == before


def test_a_thread_the_machine_has_no_room_for_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """`can't start new thread` is a RuntimeError; the caller turns its client away."""

    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    crew = Crew()
    monkeypatch.setattr(threading.Thread, "start", refuse)
    before = threading.stack_size()
    for stack_bytes in (0, 262_144):
        with pytest.raises(RuntimeError):
            Worker("w", lambda: None, crew=crew, owns="", on_error=print, stack_bytes=stack_bytes).start()
    assert crew.workers() == []
    assert threading.stack_size() == before
