"""Real programs for each test; none outlives it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.support.processes import OURS, Program


class Host(Program):
    """`desktop-chat serve`, once it is ready.

    Args:
        folder: Its data folder.
        arguments: What follows `serve`.
    """

    def __init__(self, folder: Path, *arguments: str) -> None:
        super().__init__([*OURS, "--data-dir", folder, "serve", "--port", "0", "--no-announce", *arguments])
        try:
            self.until("ready ")
            number, self.pin = self.until("\n").split()
        except BaseException:
            self.close()
            raise
        self.port = int(number)
        self.folder, self.log = folder, folder / "desktop-chat.log"

    def log_of_errors(self) -> list[str]:
        """Return what its log tells of errors and warnings."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if any(f" {level} " in line for level in ("WARNING", "ERROR", "CRITICAL"))]


class StartHost(Protocol):
    """Starts a room without a window."""

    def __call__(self, *arguments: str) -> Host:
        """Give it these arguments after `serve`."""


@pytest.fixture
def start_host(tmp_path: Path) -> Iterator[StartHost]:
    """Return a function that starts a room without a window; each must end without a word on standard error."""
    hosts: list[Host] = []

    def start(*arguments: str) -> Host:
        hosts.append(Host(tmp_path / f"host-{len(hosts)}", *arguments))
        return hosts[-1]

    yield start
    complaints = [(host.errors(), host.log_of_errors()) for host in hosts]
    for host in hosts:
        host.close()
    assert all(complaint == ("", []) for complaint in complaints), complaints


@pytest.fixture
def host(start_host: StartHost) -> Host:
    """Return a room without a window."""
    return start_host()


@pytest.fixture
def storm_cuts(request: pytest.FixtureRequest) -> int:
    """Return how many things break."""
    return int(request.config.getoption("--storm-cuts"))


@pytest.fixture
def storm_seed(request: pytest.FixtureRequest) -> int:
    """Return what chooses them."""
    return int(request.config.getoption("--storm-seed"))
