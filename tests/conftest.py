"""What holds for every test: no thread outlives it, no error is logged in it, and a second run does the same."""

import pytest
from hypothesis import settings

from tests.support.guards import Errors, no_leaked_threads, no_logged_errors
from tests.support.programs import find_program

__all__ = ["find_program", "no_leaked_threads", "no_logged_errors"]

pytest_plugins = ["pytester"]

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the storm rage longer, or in another way."""
    parser.addoption("--storm-cuts", type=int, default=200, help="how many things break in the storm (default: 200)")
    parser.addoption("--storm-seed", type=int, default=1, help="what breaks when in the storm (default: 1)")


@pytest.fixture
def errors(no_logged_errors: Errors) -> Errors:
    """Return the errors logged so far, for a test that provokes one: whatever it takes is forgiven."""
    return no_logged_errors
