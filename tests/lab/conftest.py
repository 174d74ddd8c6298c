"""What every test of the Lab may ask for: that no process outlives it."""

from collections.abc import Iterator

import pytest

from tests.support.lab import child_pids


@pytest.fixture(autouse=True)
def no_process_left() -> Iterator[None]:
    """Fail a test that leaves a process behind."""
    before = child_pids()
    yield
    assert child_pids() - before == set()
