"""What runs first in the packaged program."""

import os
import runpy

import pytest

from tests.support.layers import ROOT


@pytest.mark.parametrize(("before", "after"), [("/opt/lib", "/opt/lib"), ("", None), (None, None)])
def test_a_browser_that_is_started_finds_the_system_s_libraries(
    before: str | None, after: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not those that are packed with the program; what a person has set stays."""
    monkeypatch.setenv("LD_LIBRARY_PATH", "/tmp/unpacked")  # noqa: S108  # Where the starter points to.
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    runpy.run_path(str(ROOT / "package" / "start.py"))
    assert os.environ.get("LD_LIBRARY_PATH") == after
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
