"""What is seen of a process goes from the thread that looks to the window: nobody may change it on the way."""

from dataclasses import FrozenInstanceError

import pytest

from desktop_chat.core.figures.threads import Frame, MemoryFacts, ProcessFacts, Snapshot, ThreadFacts, ThreadState, Way


def test_a_snapshot_is_a_value() -> None:
    """Equal by what it holds, and never changed."""
    memory = MemoryFacts(100, code=40)
    thread = ThreadFacts("peer-1", 7, ThreadState.RECEIVING, 0.5, 3, Frame("receive", "sockets.py", 84))
    one = Snapshot(1.0, ProcessFacts(7, 0.5, memory, 12), (thread,), ways=(Way("a", "peer-1", 1.0),))
    assert one == Snapshot(1.0, ProcessFacts(7, 0.5, MemoryFacts(100, code=40), 12), (thread,), ways=(Way("a", "peer-1", 1.0),))
    with pytest.raises(FrozenInstanceError):
        thread.name = "peer-2"  # type: ignore[misc]
