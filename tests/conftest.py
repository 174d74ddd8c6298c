"""What holds for every test: no thread outlives it, no error is logged in it."""

import pytest

from tests.support.guards import Errors, no_leaked_threads, no_logged_errors

__all__ = ["no_leaked_threads", "no_logged_errors"]

pytest_plugins = ["pytester"]


@pytest.fixture
def errors(no_logged_errors: Errors) -> Errors:
    """Return the errors logged so far, for a test that provokes one: whatever it takes is forgiven."""
    return no_logged_errors
