"""This process as it is: real threads in real calls of the operating system."""

import os
import queue
import socket
import sys
import threading
from collections.abc import Callable

import psutil
import pytest

from desktop_chat.core.figures.threads import MemoryFacts, ThreadFacts, ThreadState
from desktop_chat.lab import inside
from desktop_chat.lab.inside import MAPS_SECONDS, Sampler, depth_of, memory_by_kind, state_at, top_of
from desktop_chat.net.sockets import PeerSocket
from desktop_chat.server.inbox import Inbox
from tests.support.waiting import WAIT_SECONDS, wait_until


def look(name: str, wanted: Callable[[ThreadFacts], bool]) -> ThreadFacts:
    """Look until a thread is as wanted; fail when it is not in time."""
    sampler, seen = Sampler(), list[ThreadFacts]()

    def see() -> bool:
        seen[:] = [thread for thread in sampler.threads({name: 3}, {name: 4}) if thread.name == name and wanted(thread)]
        return bool(seen)

    wait_until(see)
    return seen[0]


def test_a_thread_that_receives_is_seen_receiving() -> None:
    """With its counts, its number in the system, and where it is."""
    ours, theirs = socket.socketpair()
    peer = PeerSocket(ours, receive_seconds=WAIT_SECONDS)
    thread = threading.Thread(target=peer.receive, args=(1,), name="peer-7")
    thread.start()
    seen = look("peer-7", lambda facts: facts.state is ThreadState.RECEIVING)
    assert (seen.native_id, seen.handled, seen.waiting) == (thread.native_id, 3, 4)
    assert seen.top is not None
    assert (seen.top.function, seen.top.file) == ("receive", "sockets.py")
    assert seen.depth >= 2
    if sys.platform == "linux":
        assert seen.cpu_seconds is not None
        assert seen.cpu_seconds >= 0
    theirs.close()
    thread.join()
    peer.close()


@pytest.mark.parametrize("kind", ["inbox", "queue", "event"])
def test_a_thread_without_work_is_seen_waiting(kind: str) -> None:
    """For a queue, the inbox of the engine, or another thread."""
    inbox, jobs, event = Inbox(), queue.Queue[int](), threading.Event()
    wait: dict[str, Callable[[], object]] = {
        "inbox": lambda: inbox.drain(WAIT_SECONDS),
        "queue": lambda: jobs.get(timeout=WAIT_SECONDS),
        "event": lambda: event.wait(WAIT_SECONDS),
    }
    thread = threading.Thread(target=wait[kind], name="waiter")
    thread.start()
    assert look("waiter", lambda facts: facts.state is ThreadState.IDLE).top is not None
    inbox.stop("over")
    jobs.put(1)
    event.set()
    thread.join()


def test_a_thread_that_computes_is_seen_running() -> None:
    """Whoever looks has the interpreter's lock meanwhile, so it is seen between two of its steps."""
    stop = threading.Event()

    def compute() -> None:
        count = 0
        while not stop.is_set():
            count += 1

    thread = threading.Thread(target=compute, name="worker")
    thread.start()
    assert look("worker", lambda facts: facts.top is not None and facts.top.function == "compute").state is ThreadState.RUNNING
    stop.set()
    thread.join()


def test_a_thread_without_a_stack_is_none_of_anybodys_business() -> None:
    """It has just begun, or ended."""
    assert (top_of(None), depth_of(None), state_at(None)) == (None, 0, ThreadState.RUNNING)


def test_the_process_is_this_one() -> None:
    """By its id; an open socket counts."""
    sampler = Sampler()
    before = sampler.process()
    with socket.socket():
        after = sampler.process()
    assert before.pid == os.getpid()
    assert after.descriptors > 0
    assert after.cpu_seconds >= before.cpu_seconds > 0
    assert before.memory.resident > 2**20


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_memory_is_told_apart() -> None:
    """proc_pid_smaps(5): what is mapped from files, the heap, the first stack, and the rest; together about all there is."""
    memory = Sampler().process().memory
    assert memory.code is not None
    assert memory.heap is not None
    assert memory.data is not None
    assert memory.stack is not None
    assert memory.code > 2**20
    assert memory.code + memory.heap + memory.data + memory.stack == pytest.approx(memory.resident, rel=0.3)


def test_memory_is_told_apart_only_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs as much as all the rest of ten seconds."""
    asked = list[int]()

    def ask(process: psutil.Process) -> MemoryFacts:
        asked.append(process.pid)
        return memory_by_kind(process)

    monkeypatch.setattr(inside, "memory_by_kind", ask)
    now = [0.0]
    sampler = Sampler(lambda: now[0])
    for _ in range(3):
        sampler.process()
    assert len(asked) == 1
    now[0] = MAPS_SECONDS
    sampler.process()
    assert len(asked) == 2


def test_what_the_system_does_not_tell_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """No figure is better than a wrong one."""

    def refuse(*_words: object, **_options: object) -> object:
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil.Process, "threads", refuse)
    monkeypatch.setattr(psutil.Process, "memory_maps", refuse, raising=False)
    sampler = Sampler()
    assert all(thread.cpu_seconds is None for thread in sampler.threads({}, {}))
    assert sampler.process().memory.code is None
    monkeypatch.setattr(sys, "platform", "darwin")
    assert memory_by_kind(psutil.Process()).code is None
