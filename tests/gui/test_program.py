"""One run of the program with its window: what happens to what it leaves in memory."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from desktop_chat.gui.program import set_heap_aside


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def heap() -> Iterator[None]:
    """Leave the heap as it was."""
    yield
    gc.unfreeze()


def test_what_is_garbage_dies_and_what_is_left_is_passed_over() -> None:
    """Also what was set aside before, and became garbage after that."""
    before = Knot()
    known = weakref.ref(before)
    set_heap_aside()
    assert gc.get_freeze_count() > 0
    del before
    gc.collect()
    assert known() is not None
    set_heap_aside()
    assert known() is None
