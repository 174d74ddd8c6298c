"""What the tests of the room share."""

import pytest

from tests.support.room import Room


@pytest.fixture
def room() -> Room:
    """Return an empty room with a fake clock."""
    return Room()
