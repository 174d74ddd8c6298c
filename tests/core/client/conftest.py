"""What the tests of a member's side share."""

import pytest

from tests.support.guest import Guest


@pytest.fixture
def guest() -> Guest:
    """Return ann, let in by a host without any capability, in no channel."""
    return Guest()


@pytest.fixture
def stranger() -> Guest:
    """Return ann in front of the door: introduced, not let in."""
    return Guest(is_in=False)
