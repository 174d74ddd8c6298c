"""The guards themselves: a check that cannot fail is none."""

import pytest

from tests.support.layers import ROOT

LEAK = """
import threading
def test_leaves_a_thread():
    threading.Thread(target=threading.Event().wait, args=(20,), name="left-behind", daemon=True).start()
"""
LOGGED = """
import logging
def test_logs_an_error():
    logging.getLogger("x").error("something broke")
"""
TAKEN = """
import logging
def test_provokes_an_error(errors):
    logging.getLogger("x").error("something broke")
    assert errors.take("MainThread").getMessage() == "something broke"
"""
CALLBACK = """
from tests.support.tk import until
def test_a_callback_fails(root):
    seen = []
    root.after(0, int, "x")
    root.after(1, seen.append, 1)
    until(root, lambda: bool(seen))
"""
NEVER = """
from tests.support.tk import until
def test_waits_for_what_never_comes(root):
    until(root, lambda: False, seconds=0.05)
"""
CONFTEST = """
import pytest
from tests.support import guards
guards.JOIN_SECONDS = 0.05
from tests.support.guards import no_leaked_threads, no_logged_errors
@pytest.fixture
def errors(no_logged_errors):
    return no_logged_errors
"""
TK_CONFTEST = "from tests.support.tk import only_root, root"


@pytest.mark.parametrize(
    ("source", "outcome", "words"),
    [(LEAK, "errors", "left-behind"), (LOGGED, "errors", "something broke"), (TAKEN, "passed", "1 passed")],
    ids=["leak", "logged", "taken"],
)
def test_the_guards_see_what_they_guard_against(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    outcome: str,
    words: str,
) -> None:
    """A leaked thread or a logged error fails the test; an expected one does not."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(source)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:xvfb", timeout=60)
    assert result.parseoutcomes().get(outcome) == 1
    assert words in result.stdout.str()


@pytest.mark.tk
@pytest.mark.parametrize(
    ("source", "outcome", "words"),
    [(CALLBACK, "errors", "invalid literal for int"), (NEVER, "failed", "this never happened")],
    ids=["callback", "never"],
)
def test_the_window_of_a_test_is_guarded(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    outcome: str,
    words: str,
) -> None:
    """A callback that fails fails its test, and a wait for what never comes ends."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest(TK_CONFTEST)
    pytester.makepyfile(source)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:xvfb", timeout=60)
    assert result.parseoutcomes().get(outcome) == 1
    assert words in result.stdout.str()
