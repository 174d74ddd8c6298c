"""Other people's programs that tests run."""

import os
import shutil
from collections.abc import Callable

import pytest

FindProgram = Callable[[str], str]


@pytest.fixture
def find_program() -> FindProgram:
    """Return a function that finds another client; a machine without it skips the test, except in CI."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if found is None and os.environ.get("CI") == "true":
            pytest.fail(f"{name} is not installed, and in CI it must be")
        if found is None:
            pytest.skip(f"{name} is not installed (Debian: apt-get install {name})")
        return found

    return find
