"""Processes that the Lab starts end with it: by themselves, when they hang, and when the Lab itself is killed."""

import os
import signal
import subprocess
import sys
import threading
from functools import partial

import psutil
import pytest

from desktop_chat.lab import children as module
from desktop_chat.lab.children import ChildLost, Children, Method, Pipe, interrupts_held, methods
from desktop_chat.lab.switching import echo
from tests.support.lab import wait_until_gone
from tests.support.layers import ROOT

HANG_SECONDS = 600


def hang(pipe: Pipe) -> None:
    """Say that it begins, and listen to nobody."""
    pipe.send_bytes(b"begun")
    threading.Event().wait(HANG_SECONDS)


def end(_pipe: Pipe) -> None:
    """End at once."""


def start_and_hang(_pipe: Pipe) -> None:
    """Be a Lab with three children, and hang."""
    with Children() as mine:
        for _ in range(3):
            mine.start(methods()[0], echo).ask()
        _pipe.send_bytes(" ".join(str(child.pid) for child in mine._children).encode())
        threading.Event().wait(HANG_SECONDS)


@pytest.mark.parametrize("method", methods())
def test_children_answer_and_end_with_the_block(method: Method) -> None:
    """Also forked ones, of whom each holds the ends of its elders."""
    with Children() as mine:
        started = [mine.start(method, echo) for _ in range(3)]
        assert [child.ask(b"ball") for child in started] == [b"ball"] * 3
        pids = [child.pid for child in started]
        assert all(map(psutil.pid_exists, pids))
    wait_until_gone(pids)


def test_children_end_when_the_block_is_left_by_an_error() -> None:
    """Ctrl-C is one."""
    pids = list[int]()

    def be_interrupted() -> None:
        with Children() as mine:
            pids.append(mine.start(Method.SPAWN, echo).pid)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        be_interrupted()
    wait_until_gone(pids)


def test_a_child_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while."""
    monkeypatch.setattr(module, "END_SECONDS", 0.05)
    with Children() as mine:
        child = mine.start(Method.SPAWN, hang)
        assert child.hear() == b"begun"
        pid = child.pid
    wait_until_gone([pid])


def test_a_child_that_has_ended_is_lost() -> None:
    """Whoever listens to it learns it at once, whoever asks it too."""
    with Children() as mine:
        child = mine.start(Method.SPAWN, end)
        with pytest.raises(ChildLost, match="has ended"):
            child.hear()
        child.process.join()
        with pytest.raises(ChildLost, match="has ended"):
            child.ask()


def test_a_child_that_says_nothing_is_lost() -> None:
    """By a bound of time."""
    with Children() as mine, pytest.raises(ChildLost, match="says nothing"):
        mine.start(Method.SPAWN, echo).hear(seconds=0.0)


def test_children_end_when_the_lab_is_killed() -> None:
    """Nobody is left to close their pipes but the system."""
    with Children() as mine:
        lab = mine.start(Method.SPAWN, start_and_hang)
        pids = [int(pid) for pid in lab.hear().split()]
        assert all(map(psutil.pid_exists, pids))
        lab.process.kill()
        wait_until_gone(pids)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_waits_until_a_child_is_born() -> None:
    """It reaches us after the block, and the child never."""
    reached = list[str]()

    def be_interrupted() -> None:
        with interrupts_held():
            signal.raise_signal(signal.SIGINT)
            reached.append("the end of the block")
        reached.append("what follows")

    with pytest.raises(KeyboardInterrupt):
        be_interrupted()
    assert reached == ["the end of the block"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_in_a_terminal_is_for_the_lab_alone() -> None:
    """A child does not end by it."""
    with Children() as mine:
        child = mine.start(Method.SPAWN, echo)
        child.ask()
        os.kill(child.pid, signal.SIGINT)
        assert child.ask(b"still here") == b"still here"


def test_where_there_is_no_fork_only_spawn_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has none, and on macOS it is not safe (bpo-33725)."""
    for platform in ("win32", "darwin"):
        monkeypatch.setattr(sys, "platform", platform)
        assert methods() == (Method.SPAWN,)


def test_a_spawned_child_imports_nothing_of_the_command_line() -> None:
    """Else the Lab would measure how long this program takes to import."""
    code = "import sys, desktop_chat.__main__; print('desktop_chat.cli' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "False"


def test_a_job_may_carry_arguments() -> None:
    """A partial of a module's function can be sent to a new interpreter."""
    with Children() as mine:
        assert mine.start(Method.SPAWN, partial(say, b"word")).hear() == b"word"


def say(word: bytes, pipe: Pipe) -> None:
    """Say a word."""
    pipe.send_bytes(word)
