"""Guards around every test."""

import logging
import threading
from collections.abc import Iterator

import pytest

JOIN_SECONDS = 5.0
"""How long a thread that is on its way out may take."""


class Errors(logging.Handler):
    """Collects what is logged as an error or worse."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []
        self._arrived = threading.Condition()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        with self._arrived:
            self.records.append(record)
            self._arrived.notify_all()

    def take(self, thread: str) -> logging.LogRecord:
        """Wait for an error logged by a thread whose name begins so; forgive it and return it."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: self._find(thread) is not None, JOIN_SECONDS), f"no error from {thread}: {self.records}"
            record = self._find(thread)
            assert record is not None
            self.records.remove(record)
            return record

    def _find(self, thread: str) -> logging.LogRecord | None:
        return next((record for record in self.records if (record.threadName or "").startswith(thread)), None)


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """Fail a test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    new = [thread for thread in threading.enumerate() if thread not in before]
    for thread in new:
        thread.join(JOIN_SECONDS)
    leaked = sorted(thread.name for thread in new if thread.is_alive())
    assert not leaked, f"still running: {leaked}"


@pytest.fixture(autouse=True)
def no_logged_errors() -> Iterator[Errors]:
    """Fail a test in which an error is logged that it did not take."""
    errors = Errors()
    logging.getLogger().addHandler(errors)
    yield errors
    logging.getLogger().removeHandler(errors)
    logged = [f"{record.threadName}: {record.getMessage()} {record.exc_text or ''}" for record in errors.records]
    assert not logged, f"logged errors: {logged}"
